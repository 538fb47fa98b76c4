// SPDX-License-Identifier: EUPL-1.2
//! What one publication of the site has of its own, whatever the content says: where its functions answer, and
//! whether search engines may list it.

use std::{error::Error, fmt};

/// The variable, in the host's settings, whose value signs what goes to the functions; the functions read the
/// same secret under the same name.
pub const SECRET: &str = "PROXY_SECRET";

/// Where a build is going to be published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hosting {
    /// Where the functions answer; without it the host leads nowhere for them.
    pub functions: Option<FunctionsUrl>,
    /// Whether it may be found.
    pub listing: Listing,
}

/// Whether search engines may list the pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Listing {
    /// They may: it is the town's site.
    #[default]
    Listed,
    /// They may not: it is a preview, and would stand beside the true pages.
    Unlisted,
}

/// The raw address of the functions: scheme, host and perhaps a path, without a last slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionsUrl(String);

impl FunctionsUrl {
    /// Reads an address.
    ///
    /// # Errors
    /// When it is not `https://` (or a server on this machine, for tests), or has more than a host and a path: the
    /// rules of the host are lines of words, so nothing in it may end a word.
    pub fn parse(text: &str) -> Result<Self, FunctionsUrlError> {
        let wrong = || FunctionsUrlError(text.to_owned());
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
        let good = match scheme {
            "https" => true,
            "http" => matches!(host, "127.0.0.1" | "localhost"),
            _ => false,
        } && !host.is_empty()
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
            && port.is_none_or(|port| port.parse::<u16>().is_ok())
            && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'~' | b'$'));
        if good { Ok(Self(text.trim_end_matches('/').to_owned())) } else { Err(wrong()) }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is no address of functions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionsUrlError(String);

impl fmt::Display for FunctionsUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` non è l'indirizzo delle funzioni: serve `https://`, un nome e al massimo un percorso", self.0)
    }
}

impl Error for FunctionsUrlError {}

#[cfg(test)]
mod tests {
    use super::FunctionsUrl;

    #[test]
    fn an_address_is_a_host_and_perhaps_a_path() {
        for (text, expected) in [
            ("https://abc123.execute-api.eu-south-1.amazonaws.com", Some("https://abc123.execute-api.eu-south-1.amazonaws.com")),
            ("https://abc123.example/prod/", Some("https://abc123.example/prod")),
            ("https://abc123.example/$default", Some("https://abc123.example/$default")),
            ("https://abc123.example:8443", Some("https://abc123.example:8443")),
            ("http://127.0.0.1:8080/", Some("http://127.0.0.1:8080")),
            ("http://localhost:8080", Some("http://localhost:8080")),
            ("http://abc123.example", None),
            ("http://127.0.0.1.example", None),
            ("ftp://abc123.example", None),
            ("abc123.example", None),
            ("https://", None),
            ("https:///prod", None),
            ("https://a b.example", None),
            ("https://abc123.example/a b", None),
            ("https://abc123.example/\n/* https://x.example 200", None),
            ("https://abc123.example/?a=b", None),
            ("https://abc123.example/#a", None),
            ("https://abc123.example/:splat", None),
            ("https://io:segreto@abc123.example", None),
            ("https://abc123.example:99999", None),
            ("https://abc123.example:", None),
            ("", None),
        ] {
            assert_eq!(FunctionsUrl::parse(text).ok().as_ref().map(FunctionsUrl::as_str), expected, "{text}");
        }
    }
}
