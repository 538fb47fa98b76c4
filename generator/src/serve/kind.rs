// SPDX-License-Identifier: EUPL-1.2
//! What kind of file it is, by the end of its name.

/// How a file is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// The value of `Content-Type`.
    pub mime: &'static str,
    /// How the body travels.
    pub travel: Travel,
}

/// How a body travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Travel {
    /// Text: it pays to compress it.
    Compressed,
    /// Already small, sent whole.
    Plain,
    /// Films and sounds: players ask for pieces.
    Pieces,
}

use Travel::{Compressed, Pieces, Plain};

/// By extension, in small letters.
const KINDS: &[(&str, &str, Travel)] = &[
    ("html", "text/html; charset=utf-8", Compressed),
    ("css", "text/css; charset=utf-8", Compressed),
    ("js", "text/javascript; charset=utf-8", Compressed),
    ("mjs", "text/javascript; charset=utf-8", Compressed),
    ("json", "application/json; charset=utf-8", Compressed),
    ("map", "application/json; charset=utf-8", Compressed),
    ("webmanifest", "application/manifest+json; charset=utf-8", Compressed),
    ("geojson", "application/geo+json; charset=utf-8", Compressed),
    ("jsonld", "application/ld+json; charset=utf-8", Compressed),
    ("xml", "application/xml; charset=utf-8", Compressed),
    ("rss", "application/rss+xml; charset=utf-8", Compressed),
    ("atom", "application/atom+xml; charset=utf-8", Compressed),
    ("svg", "image/svg+xml; charset=utf-8", Compressed),
    ("txt", "text/plain; charset=utf-8", Compressed),
    ("md", "text/markdown; charset=utf-8", Compressed),
    ("csv", "text/csv; charset=utf-8", Compressed),
    ("vtt", "text/vtt; charset=utf-8", Compressed),
    ("ics", "text/calendar; charset=utf-8", Compressed),
    ("yaml", "application/yaml; charset=utf-8", Compressed),
    ("yml", "application/yaml; charset=utf-8", Compressed),
    ("wasm", "application/wasm", Compressed),
    ("ico", "image/vnd.microsoft.icon", Compressed),
    ("ttf", "font/ttf", Compressed),
    ("otf", "font/otf", Compressed),
    ("woff", "font/woff", Plain),
    ("woff2", "font/woff2", Plain),
    ("png", "image/png", Plain),
    ("jpg", "image/jpeg", Plain),
    ("jpeg", "image/jpeg", Plain),
    ("webp", "image/webp", Plain),
    ("avif", "image/avif", Plain),
    ("gif", "image/gif", Plain),
    ("pdf", "application/pdf", Plain),
    ("zip", "application/zip", Plain),
    ("odt", "application/vnd.oasis.opendocument.text", Plain),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet", Plain),
    ("mp4", "video/mp4", Pieces),
    ("webm", "video/webm", Pieces),
    ("mp3", "audio/mpeg", Pieces),
    ("m4a", "audio/mp4", Pieces),
    ("ogg", "audio/ogg", Pieces),
];

/// Pages.
pub(super) const HTML: Kind = Kind { mime: "text/html; charset=utf-8", travel: Compressed };
/// Style sheets.
pub(super) const CSS: Kind = Kind { mime: "text/css; charset=utf-8", travel: Compressed };
/// Scripts.
pub(super) const JS: Kind = Kind { mime: "text/javascript; charset=utf-8", travel: Compressed };

/// The kind of the file with this path.
pub(super) fn of(path: &str) -> Kind {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let known = extension.and_then(|extension| KINDS.iter().find(|(known, ..)| *known == extension));
    known.map_or(Kind { mime: "application/octet-stream", travel: Plain }, |&(_, mime, travel)| Kind { mime, travel })
}
