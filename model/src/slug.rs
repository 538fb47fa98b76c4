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
        let fine = !text.is_empty()
            && text.len() <= Self::MAX
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--");
        if fine { Ok(Self(text.into())) } else { Err(NotASlug) }
    }

    /// The nearest slug to a free text, for suggestions: "Città Alta" gives `citta-alta`.
    /// `None` when nothing of the text is left.
    #[must_use]
    pub fn suggest(text: &str) -> Option<Self> {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_ascii_alphanumeric() {
                out.push(c.to_ascii_lowercase());
                continue;
            }
            for c in c.to_lowercase() {
                let plain = match c {
                    c if c.is_ascii_alphanumeric() => c,
                    'à' | 'á' | 'â' | 'ä' => 'a',
                    'è' | 'é' | 'ê' | 'ë' => 'e',
                    'ì' | 'í' | 'î' | 'ï' => 'i',
                    'ò' | 'ó' | 'ô' | 'ö' => 'o',
                    'ù' | 'ú' | 'û' | 'ü' => 'u',
                    'ç' => 'c',
                    'ñ' => 'n',
                    _ => '-',
                };
                if plain != '-' || !(out.is_empty() || out.ends_with('-')) {
                    out.push(plain);
                }
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
