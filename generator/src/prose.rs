// SPDX-License-Identifier: EUPL-1.2
//! The words of a finished text, for those who read no HTML: the search, structured data.

use crate::phrase;
use model::text::Prose;

/// The words of a text that `markdown.rs` rendered: no tags, no phrases, which would make every text that
/// includes one an answer, the few character references resolved.
#[must_use]
pub fn words(prose: &Prose) -> String {
    let own = phrase::without(&prose.rendered);
    let mut out = String::with_capacity(own.len());
    let mut rest: &str = &own;
    while let Some((text, after)) = rest.split_once('<') {
        out.push_str(text);
        out.push(' ');
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    for (reference, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", " "), ("&amp;", "&")] {
        if out.contains(reference) {
            out = out.replace(reference, letter);
        }
    }
    // A tag within a sentence leaves a space before its full stop.
    out.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".").replace(" ,", ",")
}

#[cfg(test)]
mod tests {
    use super::words;
    use model::text::Prose;

    #[test]
    fn html_becomes_words() {
        let check = |html: &str, expected: &str| assert_eq!(words(&Prose { rendered: html.into() }), expected);
        check("", "");
        check("<p>Sì.</p>\n<p>Con <a href=\"/x/\">SPID</a>.</p>", "Sì. Con SPID.");
        check("<p>Costa 3.50 &amp; basta: &lt;b&gt;</p>", "Costa 3.50 & basta: <b>");
        check("<p>Mio.</p>\n<details>\n<summary>Di tutti</summary>\n<p>Altro.</p>\n</details>\n<p>Mio.</p>", "Mio. Mio.");
    }
}
