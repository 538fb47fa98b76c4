// SPDX-License-Identifier: EUPL-1.2
//! The hard words of `parole.yaml`, found in a text. Only whole words count, so they are looked for
//! where words begin and nowhere else.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use std::ops::Range;

/// The hard words with the plain ones beside them.
#[derive(Debug)]
pub struct Lexicon {
    automaton: AhoCorasick,
    beginnings: Beginnings,
    plain: Vec<String>,
}

/// With which four letters a hard word may begin: for the first three a number, a bit of it for the
/// fourth. Nearly every word of a text is told apart from the hard ones by these alone.
#[derive(Debug)]
struct Beginnings(Vec<u32>);

impl Beginnings {
    fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut table = vec![0; 1 << 15];
        for word in words.map(str::as_bytes) {
            let first = Self::three(word);
            // A word of fewer letters may be followed by anything.
            let open = 1 << (5 * 3_usize.saturating_sub(word.len()));
            let fourth = if word.len() > 3 { 1 << letter(word, 3) } else { u32::MAX };
            table[first..first + open].iter_mut().for_each(|bits| *bits |= fourth);
        }
        Self(table)
    }

    /// The first three letters in one number.
    fn three(text: &[u8]) -> usize {
        letter(text, 0) << 10 | letter(text, 1) << 5 | letter(text, 2)
    }

    #[inline]
    fn has(&self, text: &[u8]) -> bool {
        // Most words have as many letters: one look at the text is enough then.
        let text: &[u8] = text.first_chunk::<4>().map_or(text, |four| four);
        self.0[Self::three(text)] >> letter(text, 3) & 1 != 0
    }
}

/// A letter in five bits, capitals as small ones; 0 where the text has ended.
fn letter(text: &[u8], at: usize) -> usize {
    text.get(at).map_or(0, |byte| usize::from(byte & 31))
}

impl Lexicon {
    /// A lexicon of forms (in lower case) and what to write instead of each.
    ///
    /// # Errors
    /// When there are too many words for the search automaton.
    pub fn new(words: &[(String, String)]) -> Result<Self, aho_corasick::BuildError> {
        let automaton = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Anchored)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(words.iter().map(|(form, _)| form))?;
        let beginnings = Beginnings::of(words.iter().map(|(form, _)| form.as_str()));
        Ok(Self { automaton, beginnings, plain: words.iter().map(|(_, plain)| plain.clone()).collect() })
    }

    /// Whether a hard word may begin here, by its first letters.
    #[inline]
    pub fn may_begin(&self, text: &str, start: usize) -> bool {
        self.beginnings.has(&text.as_bytes()[start..])
    }

    /// Hard words among those of a text that begin at `starts`, with what to write instead. A form with nothing
    /// to write instead is one in which the word is the right one.
    pub fn find<'a>(&'a self, text: &'a str, starts: &'a [usize]) -> impl Iterator<Item = (Range<usize>, &'a str)> + 'a {
        let whole = |range: &Range<usize>| {
            let before = text[..range.start].chars().next_back();
            let after = text[range.end..].chars().next();
            ![before, after].iter().flatten().any(|c| c.is_alphanumeric())
        };
        let mut free = 0;
        let hits = starts.iter().filter_map(move |&start| {
            let hit = (start >= free).then(|| self.automaton.find(Input::new(text).range(start..).anchored(Anchored::Yes))).flatten()?;
            free = hit.end();
            Some((hit.range(), self.plain[hit.pattern().as_usize()].as_str()))
        });
        hits.filter(move |(range, plain)| !plain.is_empty() && whole(range))
    }
}
