// SPDX-License-Identifier: EUPL-1.2
//! Style pruning: a style sheet goes out with only what the finished pages can use.
//!
//! 1. `scan` reads a page quickly and [`Used`] remembers its names.
//! 2. `sheet` reads the style sheet into a tree; on the way it leaves out every rule whose selectors match
//!    nothing (`selector`) and writes values with few bytes (`text`).
//! 3. `live` finds which custom properties, keyframes and fonts are still referred to, and drops the others.
//! 4. `print` joins neighbours and writes the tree.
//!
//! Invariant: in doubt a rule stays. Names are compared without case; unknown at-rules go through untouched;
//! only declarations that nobody can see are removed, never rewritten.

mod live;
mod print;
mod scan;
mod selector;
mod sheet;
mod text;
mod used;

pub use used::Used;

use std::fmt;

/// What stays although neither pages nor style refer to it.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
pub struct Keep {
    /// Custom properties that scripts or validators read, with their dashes: `--bootstrap-italia-version`.
    pub properties: Vec<String>,
    /// Keyframes that scripts start.
    pub keyframes: Vec<String>,
    /// Families that scripts or pictures use.
    pub fonts: Vec<String>,
}

/// A place where a style sheet cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleError {
    /// What is wrong.
    pub message: &'static str,
    /// From one.
    pub line: u32,
    /// From one, in characters.
    pub column: u32,
}

impl fmt::Display for StyleError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for StyleError {}

/// What of `css` can have an effect in pages that use `used`, minified.
///
/// # Errors
/// The first place that no browser would understand.
pub fn prune(css: &str, used: &Used, keep: &Keep) -> Result<String, StyleError> {
    let css = css.trim_start_matches('\u{feff}');
    let nodes = sheet::read(css, &used.lookup())?;
    let nodes = live::sweep(nodes, used, keep);
    Ok(print::print(css, nodes))
}
