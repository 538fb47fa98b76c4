// SPDX-License-Identifier: EUPL-1.2
//! What an address in a page points to: this site, another one, or something that is no page.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::Expectation;
use super::text::trim;

/// An address, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address<'t> {
    /// Nothing, or `#` alone.
    Nowhere,
    /// A place in the same page.
    Fragment(&'t str),
    /// A page or a file of ours: a path from `/` or a relative one, without query.
    Own { path: &'t str, fragment: Option<&'t str>, is_absolute: bool },
    /// `https://…` or `//…` of others.
    External,
    /// `http://…` of others.
    Unencrypted,
    /// `javascript:…`.
    Script,
    /// `mailto:`, `tel:`, `data:` and the like.
    Other,
}

/// Takes an address apart.
pub(super) fn classify<'t>(target: &'t str, expectation: &Expectation) -> Address<'t> {
    let target = trim(target);
    if let Some(fragment) = target.strip_prefix('#') {
        return if fragment.is_empty() { Address::Nowhere } else { Address::Fragment(fragment) };
    }
    if target.is_empty() {
        return Address::Nowhere;
    }
    if target.starts_with('/') && !target.starts_with("//") {
        return own(target, false);
    }
    if let Some(path) = strip_base(target, expectation.base_url) {
        return own(path, true);
    }
    match scheme(target) {
        Some("https") => Address::External,
        Some("http") => Address::Unencrypted,
        Some(scheme) if scheme.eq_ignore_ascii_case("javascript") => Address::Script,
        Some(scheme) if scheme.eq_ignore_ascii_case("http") => Address::Unencrypted,
        Some(_) => Address::Other,
        None if target.starts_with("//") => Address::External,
        None => own(target, false),
    }
}

/// Whether what is loaded from this address comes from another site.
pub(super) fn is_foreign(target: &str, expectation: &Expectation) -> bool {
    matches!(classify(target, expectation), Address::External | Address::Unencrypted)
}

/// Whether one of the declared functions answers at this path.
pub(super) fn is_function(path: &str, expectation: &Expectation) -> bool {
    expectation.functions.iter().any(|function| match function.strip_suffix("/*") {
        None => path == *function,
        Some(branch) => path.strip_prefix(branch).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    })
}

/// Whether the official validator takes this relative address for an absolute one.
pub(super) fn looks_absolute(target: &str) -> bool {
    let mut rest = target.as_bytes();
    while let Some(at) = memchr2(b'h', b'w', rest) {
        rest = &rest[at..];
        if rest.starts_with(b"http") || rest.starts_with(b"www") {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// The path from `/` of a relative one found in the page at `page`.
pub(super) fn resolve<'t>(page: &str, path: &'t str) -> Cow<'t, str> {
    if path.starts_with('/') && !path.contains("/.") {
        return Cow::Borrowed(path);
    }
    if path.is_empty() {
        return Cow::Owned(page.to_owned());
    }
    let folder = if path.starts_with('/') { "" } else { &page[..page.rfind('/').unwrap_or(0)] };
    let mut parts: Vec<&str> = Vec::new();
    let mut is_folder = false;
    for part in folder.split('/').chain(path.split('/')) {
        is_folder = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            _ => parts.push(part),
        }
    }
    let end = if is_folder && !parts.is_empty() { "/" } else { "" };
    Cow::Owned(format!("/{}{end}", parts.join("/")))
}

/// Undoes the `%xx` of an address; what is no UTF-8 stays as it is.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let code = (bytes[i] == b'%').then(|| text.get(i + 1..i + 3)).flatten();
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            decoded.push(byte);
            i += 3;
        } else {
            decoded.push(bytes[i]);
            i += 1;
        }
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// What follows our own host, if the address is on it.
fn strip_base<'t>(target: &'t str, base_url: &str) -> Option<&'t str> {
    let base = base_url.trim_end_matches('/');
    if base.is_empty() {
        return None;
    }
    let rest = target.strip_prefix(base)?;
    (rest.is_empty() || rest.starts_with(['/', '?', '#'])).then_some(rest)
}

fn own(target: &str, is_absolute: bool) -> Address<'_> {
    let (before, fragment) = match memchr(b'#', target.as_bytes()) {
        Some(at) => (&target[..at], Some(&target[at + 1..]).filter(|f| !f.is_empty())),
        None => (target, None),
    };
    let path = memchr(b'?', before.as_bytes()).map_or(before, |at| &before[..at]);
    let path = if is_absolute && path.is_empty() { "/" } else { path };
    Address::Own { path, fragment, is_absolute }
}

fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let valid = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.bytes().all(valid)).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::{Address, Expectation, classify, decode, is_function, resolve};

    const HERE: Expectation = Expectation { base_url: "https://comune.it", functions: &["/assistenza", "/prenota/*"], known: None, known_classes: None, passages: None };

    #[test]
    fn addresses_are_told_apart() {
        let cases = [
            ("", Address::Nowhere),
            ("#", Address::Nowhere),
            ("#x", Address::Fragment("x")),
            ("/a/?b=c#d", Address::Own { path: "/a/", fragment: Some("d"), is_absolute: false }),
            ("../a/", Address::Own { path: "../a/", fragment: None, is_absolute: false }),
            ("?q=1", Address::Own { path: "", fragment: None, is_absolute: false }),
            ("https://comune.it", Address::Own { path: "/", fragment: None, is_absolute: true }),
            ("https://comune.it/a", Address::Own { path: "/a", fragment: None, is_absolute: true }),
            ("https://comune.it.evil.com/", Address::External),
            ("//cdn.example/x.js", Address::External),
            ("http://example.org", Address::Unencrypted),
            ("mailto:a@b.it", Address::Other),
            ("JavaScript:void(0)", Address::Script),
        ];
        for (target, expected) in cases {
            assert_eq!(classify(target, &HERE), expected, "{target}");
        }
    }

    #[test]
    fn relative_paths_are_resolved() {
        let cases = [
            ("/a/b/", "../c/", "/a/c/"),
            ("/a/b/", "c.pdf", "/a/b/c.pdf"),
            ("/a/b/", "./", "/a/b/"),
            ("/a/b/", "", "/a/b/"),
            ("/a/b/", "../../../..", "/"),
            ("/404.html", "c/", "/c/"),
            ("/", "/a/../b/", "/b/"),
        ];
        for (page, path, expected) in cases {
            assert_eq!(resolve(page, path), expected, "{path} in {page}");
        }
    }

    #[test]
    fn functions_are_exact_or_branches() {
        assert!(is_function("/assistenza", &HERE));
        assert!(!is_function("/assistenza/x", &HERE));
        assert!(is_function("/prenota/cie/giorni", &HERE));
        assert!(is_function("/prenota", &HERE));
        assert!(!is_function("/prenotazioni", &HERE));
    }

    #[test]
    fn percent_codes_are_undone() {
        assert_eq!(decode("perch%C3%A9%20no"), "perché no");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%ff%é"), "%ff%é");
    }
}
