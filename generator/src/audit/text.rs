// SPDX-License-Identifier: EUPL-1.2
//! Comparing texts as the official validator does.

/// Equal after trimming, whatever the case of letters.
pub(super) fn same(a: &str, b: &str) -> bool {
    let (a, b) = (trim(a), trim(b));
    let initial = |text: &str| text.chars().next().map(|c| c.to_lowercase().next());
    // Most texts differ from the first letter on.
    a == b || initial(a) == initial(b) && a.to_lowercase() == b.to_lowercase()
}

/// `str::trim`, which is slow where there is nothing to do: nearly always.
#[inline]
pub(super) fn trim(text: &str) -> &str {
    let is_bare = |byte: &u8| byte.is_ascii_graphic();
    let bytes = text.as_bytes();
    if bytes.first().is_none_or(is_bare) && bytes.last().is_none_or(is_bare) { text } else { text.trim() }
}

/// Whether one of `small` (in small letters) is this text.
pub(super) fn is_one_of(text: &str, small: &[&str]) -> bool {
    let text = text.trim().to_lowercase();
    small.contains(&text.as_str())
}

/// At least three characters once trimmed: the validator's idea of content.
pub(super) fn is_content(text: &str) -> bool {
    text.trim().chars().nth(2).is_some()
}

/// One space for each run of blanks.
pub(super) fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}

/// A text short enough for a message.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = collapse(text);
    match text.char_indices().nth(LONGEST) {
        None => text,
        Some((cut, _)) => format!("{}…", &text[..cut]),
    }
}

/// The word in the list that begins most like this one, for a suggestion.
pub(super) fn nearest<'a>(text: &str, list: &[&'a str]) -> Option<&'a str> {
    let text = text.trim().to_lowercase();
    let alike = |word: &&&str| {
        let word = word.to_lowercase();
        word.chars().zip(text.chars()).take_while(|(a, b)| a == b).count()
    };
    list.iter().max_by_key(alike).filter(|word| alike(word) >= 3).copied()
}
