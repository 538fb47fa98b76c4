// SPDX-License-Identifier: EUPL-1.2
//! A comic, as the rest of a portal knows it. Its script and its drawing are the work of the crate `comic`.

use crate::slug::Slug;
use crate::text::{Line, Summary};
use jiff::civil::Date;

/// A comic.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Comic {
    /// Its name in addresses.
    pub id: Slug,
    /// Its title.
    pub title: Line,
    /// What one learns, in a sentence.
    pub summary: Summary,
    /// The services it teaches.
    pub services: Vec<Slug>,
    /// The comic to read after it.
    pub next: Option<Slug>,
    /// When its texts were last checked.
    pub updated: Option<Date>,
}
