// SPDX-License-Identifier: EUPL-1.2
//! `_headers` and `_redirects`, in Netlify's syntax: the local server reads the same files.

use super::Files;
use model::site::Site;
use std::fmt::Write as _;

/// What every reply says. No inline script or style, nothing from elsewhere, no framing. Speculation rules in
/// a page are data, not script: they say which links may be fetched before they are followed.
pub const HEADERS: [(&str, &str); 8] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' 'inline-speculation-rules'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "accelerometer=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
];

/// Files whose name holds a hash of their content.
const HASHED: &str = "public, max-age=31536000, immutable";
/// Open data may be read by scripts of any site. Each header stands in one matching rule only: hosts
/// differ in what they do with two.
const OPEN: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// Adds the files.
pub fn add(site: &Site, base_url: &str, files: &mut Files) {
    let mut headers = String::from("/*\n");
    for (name, value) in HEADERS {
        let _ = writeln!(headers, "  {name}: {value}");
    }
    let _ = write!(headers, "/assets/*\n  Cache-Control: {HASHED}\n/dati/*\n  {}: {}\n", OPEN.0, OPEN.1);
    files.insert("_headers".to_owned(), headers.into_bytes());
    let mut redirects = String::new();
    for redirect in &site.redirects {
        match &redirect.host {
            Some(host) => {
                let _ = writeln!(redirects, "https://{host}{}  {base_url}{}  301!", redirect.from, redirect.to);
            }
            None => {
                let _ = writeln!(redirects, "{}  {}  301", redirect.from, redirect.to);
            }
        }
    }
    files.insert("_redirects".to_owned(), redirects.into_bytes());
}
