// SPDX-License-Identifier: EUPL-1.2
//! Texts: a single line, a short description, a longer prose, and where a fact comes from.

use crate::codes::codes;
use std::fmt;

/// A text of one line: not empty, no line break, no space at its ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(Box<str>);

/// A short description: a [`Line`] of at most [`Summary::MAX`] characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Summary(Line);

/// What is wrong with a line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineError {
    /// Nothing but white space.
    Empty,
    /// More than one line.
    Broken,
    /// Longer than allowed; how many characters there are.
    Long(usize),
}

impl Line {
    /// Reads a line; white space at the ends is dropped.
    ///
    /// # Errors
    /// [`LineError::Empty`] or [`LineError::Broken`].
    pub fn parse(text: &str) -> Result<Self, LineError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(LineError::Empty);
        }
        // Without a way out in the middle many bytes are looked at in one step.
        if text.bytes().fold(false, |broken, byte| broken | matches!(byte, b'\n' | b'\r')) {
            return Err(LineError::Broken);
        }
        Ok(Self(text.into()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Summary {
    /// The longest short description, in characters: the figure of the official model.
    pub const MAX: usize = 160;

    /// Reads a short description.
    ///
    /// # Errors
    /// As [`Line::parse`], and [`LineError::Long`] over [`Self::MAX`] characters.
    pub fn parse(text: &str) -> Result<Self, LineError> {
        let line = Line::parse(text)?;
        let length = line.as_str().chars().count();
        if length > Self::MAX { Err(LineError::Long(length)) } else { Ok(Self(line)) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A longer text with paragraphs, lists and links, already read and found good.
///
/// `rendered` is what the renderer of the house made of it, ready to be shown: this crate carries
/// it and never looks inside.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Prose {
    /// The text as the renderer made it; safe to show unescaped.
    pub rendered: std::sync::Arc<str>,
}

codes! {
    /// Where a fact of the content comes from.
    pub enum Provenance {
        Sourced = "documentata", "da fonti pubbliche";
        Known = "nota", "di conoscenza comune";
        Modelled = "modellata", "modello costruito per questa dimostrazione";
    }
}

/// A picture with the words that stand for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Picture {
    /// Published path, below `/immagini/`.
    pub file: Line,
    /// The text alternative; empty only for pure decoration (WCAG 2.2, 1.1.1).
    pub alt: Line,
}
