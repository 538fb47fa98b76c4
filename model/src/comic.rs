// SPDX-License-Identifier: EUPL-1.2
//! A video comic, written as a script: who speaks in which panel. Drawing it is another module's work.

use crate::slug::Slug;
use crate::text::{Line, Summary};

/// What somebody says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Balloon {
    /// A name of the cast.
    pub who: Slug,
    /// The words.
    pub text: Line,
}

/// One panel.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Panel {
    /// Its name in the comic.
    pub id: Slug,
    /// Its title.
    pub title: Line,
    /// What one sees.
    pub description: Line,
    /// What the narrator says.
    pub narration: Option<Line>,
    /// What is said, in reading order.
    pub lines: Vec<Balloon>,
}

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
    /// The cast: name in the script, name that is read.
    pub cast: Vec<(Slug, Line)>,
    /// The panels, at least one.
    pub panels: Vec<Panel>,
}
