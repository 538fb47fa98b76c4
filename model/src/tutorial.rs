// SPDX-License-Identifier: EUPL-1.2
//! Filmed tutorials. A film without captions and transcript does not exist here (WCAG 2.2, 1.2).

use crate::slug::Slug;
use crate::text::{Line, Prose, Summary};

/// A filmed tutorial.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tutorial {
    /// Its name in addresses.
    pub id: Slug,
    /// Its title.
    pub title: Line,
    /// What one learns, in a sentence.
    pub summary: Summary,
    /// The film: a path below `/filmati/`, or an `https:` address, opened only on a click.
    pub film: Line,
    /// Captions (WebVTT), a path below `/filmati/`.
    pub captions: Line,
    /// The services it teaches.
    pub services: Vec<Slug>,
    /// What is only seen.
    pub description: Line,
    /// The whole text.
    pub transcript: Prose,
}
