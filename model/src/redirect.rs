// SPDX-License-Identifier: EUPL-1.2
//! Old addresses and where they lead now. An old address may be on another host.

use crate::text::Line;

/// A permanent redirect.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Redirect {
    /// The old host, without scheme; `None` is this site.
    pub host: Option<Line>,
    /// The old path, beginning with `/`.
    pub from: Line,
    /// The new path on this site.
    pub to: Line,
}
