// SPDX-License-Identifier: EUPL-1.2
//! The kinds of problems that citizens report, and who takes care of them.

use crate::slug::Slug;
use crate::text::{Line, Summary};

/// A sub-type of a category.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReportKind {
    /// Its name.
    pub id: Slug,
    /// What citizens read.
    pub name: Line,
    /// The office in charge.
    pub office: Slug,
}

/// A category of reports.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReportCategory {
    /// Its name in addresses.
    pub id: Slug,
    /// What citizens read.
    pub name: Line,
    /// What belongs here, in a sentence.
    pub summary: Summary,
    /// The office in charge when the sub-type does not say it.
    pub office: Slug,
    /// Whether a report needs a position.
    pub needs_position: bool,
    /// Whether the page must say first to call 112.
    pub emergency_notice: bool,
    /// Days within which the office promises an answer.
    pub promised_days: u32,
    /// Its sub-types, at least one.
    pub kinds: Vec<ReportKind>,
}
