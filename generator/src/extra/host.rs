// SPDX-License-Identifier: EUPL-1.2
//! `_headers` and `_redirects`, in Netlify's syntax: the local server reads the same files.

use super::Files;
use crate::build::FUNCTIONS;
use crate::hosting::{Hosting, Listing, SECRET};
use model::site::Site;
use std::fmt::Write as _;

/// What every reply says. No inline script or style, nothing from elsewhere, no framing. Speculation rules in
/// a page are data, not script: they say which links may be fetched before they are followed.
const HEADERS: [(&str, &str); 8] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' 'inline-speculation-rules'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    // Without the subdomains: they are not ours to bind. A town whose subdomains all have HTTPS may say so at its host.
    ("Strict-Transport-Security", "max-age=63072000"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "accelerometer=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
];

/// What a reply says besides, when the site is not to be found.
const UNLISTED: (&str, &str) = ("X-Robots-Tag", "noindex");

/// Files whose name holds a hash of their content.
const HASHED: &str = "public, max-age=31536000, immutable";
/// Open data may be read by scripts of any site. Each header stands in one matching rule only: hosts
/// differ in what they do with two. The folder is named by its files: by Netlify's parser `/dati/*` would be
/// `/dati-aperti/` too.
const OPEN: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// What every reply says, of the host and of the functions.
pub fn headers(hosting: &Hosting) -> impl Iterator<Item = (&'static str, &'static str)> {
    HEADERS.into_iter().chain((hosting.listing == Listing::Unlisted).then_some(UNLISTED))
}

/// Adds the files.
pub fn add(site: &Site, base_url: &str, hosting: &Hosting, files: &mut Files) {
    let mut text = String::from("/*\n");
    for (name, value) in headers(hosting) {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let _ = write!(text, "/assets/*\n  Cache-Control: {HASHED}\n/dati/:file\n  {}: {}\n", OPEN.0, OPEN.1);
    files.insert("_headers".to_owned(), text.into_bytes());
    let mut redirects = String::new();
    for redirect in &site.redirects {
        match &redirect.host {
            Some(host) => {
                // Another site is named whole; a page of this one by its path.
                let here = if redirect.to.as_str().starts_with('/') { base_url } else { "" };
                let _ = writeln!(redirects, "https://{host}{}  {here}{}  301!", redirect.from, redirect.to);
            }
            None => {
                let _ = writeln!(redirects, "{}  {}  301", redirect.from, redirect.to);
            }
        }
    }
    // Last: an old address that leads to a page of today comes before the functions. Without `!`, a file comes first too.
    if let Some(functions) = &hosting.functions {
        for from in FUNCTIONS {
            let _ = writeln!(redirects, "{from}  {}{}  200  signed={SECRET}", functions.as_str(), from.replace("/*", "/:splat"));
        }
    }
    files.insert("_redirects".to_owned(), redirects.into_bytes());
}
