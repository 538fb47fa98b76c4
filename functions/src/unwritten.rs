// SPDX-License-Identifier: EUPL-1.2
//! Why a message cannot be written at this time. It waits, and is tried again: a theme that is mended, or a site
//! that is built, brings it back.

use crate::app::{App, Stores};
use crate::journal::{Level, Line};
use post::transport::{Cause, Why};

/// There is no site yet.
pub(crate) const NO_SITE: Why = Why { step: "write", cause: Cause::NoSite };

/// The theme cannot draw it: whoever runs the service is told where.
pub(crate) fn undrawn<S: Stores>(app: &App<S>, error: &tera::Error) -> Why {
    app.tell(&Line::new(Level::Error, "message", format!("a message cannot be drawn: {error}")));
    Why { step: "write", cause: Cause::Theme }
}
