// SPDX-License-Identifier: EUPL-1.2
//! The local server: shows the site as the build made it, with its redirects and headers, and
//! refreshes the browser when it is built again.
//!
//! 1. `published`: the files of a build, with the rules of `_redirects` and `_headers` read.
//! 2. `live`: what is shown now, a site or a page of faults; publishing wakes the browsers.
//! 3. `router`: request in, response out; `run` puts it on a port.
//! 4. `watch`: says which files changed on the disk.
//! 5. `metrics`: what a server in production counts.
//!
//! Invariant: nothing here opens a file. What is served is in memory, so no path leads out of the site.

mod answer;
mod coding;
mod compress;
mod events;
pub mod faults;
pub mod headers;
mod kind;
pub mod limits;
pub mod live;
pub mod metrics;
pub(crate) mod path;
pub mod published;
mod range;
mod redirect_line;
pub mod redirects;
pub mod router;
pub mod rules;
pub mod run;
pub mod watch;
