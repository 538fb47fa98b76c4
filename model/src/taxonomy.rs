// SPDX-License-Identifier: EUPL-1.2
//! Topics and categories, by which citizens browse.

use crate::slug::Slug;
use crate::text::{Line, Prose, Summary};

/// A topic: a term of the official list, with an introduction.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Topic {
    /// Its name in addresses.
    pub id: Slug,
    /// The official name, to the letter.
    pub name: Line,
    /// What it is about, in a sentence.
    pub summary: Summary,
    /// Citizens' own words for it.
    pub keywords: Vec<Line>,
    /// The introduction.
    pub body: Prose,
}

/// A category of services: a term of the official list, with an introduction.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Category {
    /// Its name in addresses.
    pub id: Slug,
    /// The official name, to the letter.
    pub name: Line,
    /// What it is about, in a sentence.
    pub summary: Summary,
    /// Citizens' own words for it.
    pub keywords: Vec<Line>,
    /// The introduction.
    pub body: Prose,
}
