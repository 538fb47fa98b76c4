// SPDX-License-Identifier: EUPL-1.2
//! Phrases: explanations that many texts need, such as how one signs in. Each stands once, in `frasi.yaml`,
//! is checked there, and is included by its name: a paragraph that is only `{{ name }}`.

use crate::markdown::escape;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The HTML of each phrase, by its name.
pub type Phrases = BTreeMap<String, Arc<str>>;

/// How a phrase is shown: its title, and the text for those who want to read it. No editor can write this
/// element, so that whoever reads a finished text knows what in it is a phrase.
pub const OPEN: &str = "<details>";
/// How it ends.
pub const CLOSE: &str = "</details>";

/// The HTML of a phrase, ready to stand among the paragraphs of any text.
#[must_use]
pub fn html(title: &str, text: &str) -> Arc<str> {
    format!("{OPEN}\n<summary>{}</summary>\n{text}{CLOSE}\n", escape(title)).into()
}

/// The name that a paragraph includes, when it does nothing else.
#[must_use]
pub fn name(paragraph: &str) -> Option<&str> {
    let name = paragraph.trim().strip_prefix("{{")?.strip_suffix("}}")?.trim();
    (!name.is_empty() && !name.contains(['{', '}'])).then_some(name)
}

/// Where braces stand that were meant to include something.
#[must_use]
pub fn braces(text: &str) -> Option<Range<usize>> {
    // Nearly no text has a brace, which is seen sooner than that it has no two side by side.
    memchr::memchr(b'{', text.as_bytes())?;
    let start = text.find("{{")?;
    let end = text[start..].find("}}").map_or(text.len(), |at| start + at + 2);
    Some(start..end)
}

/// A finished text without its phrases: what is particular to it.
#[must_use]
pub fn without(html: &str) -> String {
    let mut own = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, phrase)) = rest.split_once(OPEN) {
        own.push_str(before);
        rest = phrase.split_once(CLOSE).map_or("", |(_, after)| after);
    }
    own.push_str(rest);
    own
}

#[cfg(test)]
mod tests {
    use super::{braces, html, name, without};

    #[test]
    fn a_name_alone_includes_a_phrase() {
        assert_eq!(name("{{ pagare-con-pagopa }}"), Some("pagare-con-pagopa"));
        assert_eq!(name("{{isee}}\n"), Some("isee"));
        for other in ["{{ }}", "{{ a }} {{ b }}", "{ a }", "Vedi {{ a }}", "{{ a", "{{{ a }}}"] {
            assert_eq!(name(other), None, "{other}");
        }
    }

    #[test]
    fn braces_are_found_to_their_end() {
        assert_eq!(braces("Vedi {{ a }}, poi"), Some(5..12));
        assert_eq!(braces("Vedi {{ a"), Some(5..9));
        assert_eq!(braces("Vedi { a }"), None);
    }

    #[test]
    fn a_text_without_its_phrases_is_what_its_author_wrote() {
        let text = format!("<p>Uno.</p>\n{}<p>Due.</p>\n{}", html("Come & perché", "<p>Tre.</p>\n"), html("Poi", "<p>Quattro.</p>\n"));
        assert_eq!(without(&text), "<p>Uno.</p>\n\n<p>Due.</p>\n\n");
        assert!(text.contains("<summary>Come &amp; perché</summary>"));
        assert_eq!(without("<p>Solo.</p>"), "<p>Solo.</p>");
    }
}
