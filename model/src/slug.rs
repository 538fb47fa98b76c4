// SPDX-License-Identifier: EUPL-1.2
//! The name of a thing in addresses and references: lower-case letters, digits and single hyphens.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A name fit for an address: `a`–`z`, `0`–`9` and single hyphens inside, 1 to 80 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

/// Why a text is no slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotASlug;

impl Slug {
    /// The longest slug, in characters.
    pub const MAX: usize = 80;

    /// Reads a slug as it is; nothing is corrected.
    ///
    /// # Errors
    /// [`NotASlug`] when the text is empty, too long, or has any other character.
    pub fn parse(text: &str) -> Result<Self, NotASlug> {
        // In one pass, as every reference of every sheet is read here: a hyphen stands between two others.
        let mut before = b'-';
        for byte in text.bytes() {
            match byte {
                b'a'..=b'z' | b'0'..=b'9' => {}
                b'-' if before != b'-' => {}
                _ => return Err(NotASlug),
            }
            before = byte;
        }
        if before != b'-' && text.len() <= Self::MAX { Ok(Self(text.into())) } else { Err(NotASlug) }
    }

    /// The nearest slug to a free text, for suggestions: "Città Alta" gives `citta-alta`.
    /// `None` when nothing of the text is left.
    #[must_use]
    pub fn suggest(text: &str) -> Option<Self> {
        let mut out = String::with_capacity(text.len());
        // A hyphen waits for the letter after it.
        let mut gap = false;
        let mut add = |plain: char| {
            if plain == '-' {
                gap = true;
                return;
            }
            if std::mem::take(&mut gap) && !out.is_empty() {
                out.push('-');
            }
            out.push(plain);
        };
        for c in text.chars() {
            if c.is_ascii() {
                add(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
                continue;
            }
            for c in c.to_lowercase() {
                add(match c {
                    c if c.is_ascii_alphanumeric() => c,
                    'à' | 'á' | 'â' | 'ä' => 'a',
                    'è' | 'é' | 'ê' | 'ë' => 'e',
                    'ì' | 'í' | 'î' | 'ï' => 'i',
                    'ò' | 'ó' | 'ô' | 'ö' => 'o',
                    'ù' | 'ú' | 'û' | 'ü' => 'u',
                    'ç' => 'c',
                    'ñ' => 'n',
                    _ => '-',
                });
            }
        }
        out.truncate(Self::MAX);
        Self::parse(out.trim_end_matches('-')).ok()
    }

    /// The text of the slug.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for NotASlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a slug")
    }
}

impl std::error::Error for NotASlug {}

#[cfg(test)]
mod tests {
    use super::Slug;

    fn check(text: &str, fine: bool) {
        assert_eq!(Slug::parse(text).is_ok(), fine, "{text:?}");
    }

    #[test]
    fn slugs_are_lower_case_words_with_single_hyphens() {
        check("cie-rinnovo", true);
        check("730", true);
        check("", false);
        check("-cie", false);
        check("cie-", false);
        check("cie--rinnovo", false);
        check("Cie", false);
        check("città", false);
        check("a b", false);
        check(&"a".repeat(80), true);
        check(&"a".repeat(81), false);
    }

    #[test]
    fn a_suggestion_is_a_slug_or_nothing() {
        let suggest = |text| Slug::suggest(text).map(|s| s.to_string());
        assert_eq!(suggest("Città Alta").as_deref(), Some("citta-alta"));
        assert_eq!(suggest("  L'Erba   Voglio! ").as_deref(), Some("l-erba-voglio"));
        assert_eq!(suggest("???"), None);
        assert_eq!(suggest(&"è ".repeat(90)).map(|s| s.len() <= 80), Some(true));
    }
}
