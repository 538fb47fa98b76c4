// SPDX-License-Identifier: EUPL-1.2
//! The limits of the local server, all of them.

use std::time::Duration;

/// Bytes of the path of a request; a longer one gets 414.
pub const PATH_BYTES: usize = 2_048;
/// Bytes of `Accept-Encoding`, `If-None-Match` and `Range` that are looked at; a longer header counts as missing.
pub const HEADER_BYTES: usize = 1_024;
/// Rules of `_redirects`.
pub const REDIRECT_RULES: usize = 50_000;
/// Rules of `_headers`.
pub const HEADER_RULES: usize = 1_000;
/// Asterisks in a path of `_headers`: each one multiplies the ways to try.
pub const STARS: usize = 2;

/// Bodies below this many bytes are sent as they are.
pub const SMALLEST_COMPRESSED: usize = 512;
/// Bodies above this many bytes are sent as they are.
pub const LARGEST_COMPRESSED: usize = 8 << 20;
/// Brotli's quality: quick, and near to what a hosting service does on the fly.
pub const BROTLI_QUALITY: u32 = 4;
/// Gzip's level.
pub const GZIP_LEVEL: u32 = 4;
/// Bytes of compressed bodies that are kept; above it all are forgotten.
pub const KEPT_BYTES: usize = 64 << 20;

/// Browsers that listen for changes at one time; one more gets 503.
pub const LISTENERS: usize = 64;
/// How often a silent event stream says that it lives.
pub const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// How soon a browser asks again when the stream breaks.
pub const RETRY: Duration = Duration::from_millis(500);
/// What running answers have at shutdown before they are cut. Event streams never end by themselves.
pub const GRACE: Duration = Duration::from_millis(300);

/// The same for a server in production: a citizen who is sending a form may end.
pub const LONG_GRACE: Duration = Duration::from_secs(20);

/// Faults on the page of faults; the others are counted.
pub const FAULTS_SHOWN: usize = 200;

/// A burst of changes is over when the disk is silent for this long.
pub const SETTLE: Duration = Duration::from_millis(4);
/// A burst is handed over after this long even when it goes on.
pub const LONGEST_BURST: Duration = Duration::from_millis(12);
