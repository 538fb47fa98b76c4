// SPDX-License-Identifier: EUPL-1.2
//! Plain language: how hard a text is to read, and where.
//!
//! The Gulpease index (Lucisano and Piemontese, 1988) is 89 + (300 × sentences − 10 × letters) / words,
//! from 0 to 100, higher is easier. Every block (paragraph, item, heading) ends a sentence;
//! abbreviations, initials and decimal points do not. For the length of a sentence, `;` and `:` end
//! it as well. The hard words come from the content (`parole.yaml`).

use crate::fault::{Fault, Faults};
use crate::lexicon::Lexicon;
use crate::span::{LineIndex, Span};
use model::settings::PlainLanguage;
use std::ops::Range;

/// A stretch of text that stands alone, such as a paragraph, and where its parts come from.
#[derive(Debug, Default)]
pub struct Block {
    /// The text as it is read, without marks.
    pub text: String,
    /// Where parts begin: offset in `text`, offset in the source.
    map: Vec<(usize, usize)>,
}

impl Block {
    /// Adds a part that stands at `offset` in the source.
    pub fn push(&mut self, text: &str, offset: usize) {
        self.map.push((self.text.len(), offset));
        self.text.push_str(text);
    }

    /// Leaves nothing of it but its room, for the next one.
    pub fn clear(&mut self) {
        self.text.clear();
        self.map.clear();
    }

    /// Where a part of the text stands in the source.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let index = self.map.partition_point(|(start, _)| *start <= offset).max(1) - 1;
            self.map.get(index).map_or(0, |(start, source)| source + offset - start)
        };
        at(range.start)..at(range.end.saturating_sub(1)) + 1
    }
}

/// What the Gulpease index counts.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Words.
    pub words: usize,
    /// Letters and digits in them.
    pub letters: usize,
    /// Sentences.
    pub sentences: usize,
}

impl Measure {
    /// The index, cut to whole numbers; `None` without words.
    #[must_use]
    pub fn gulpease(&self) -> Option<i64> {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX / 400);
        (self.words > 0).then(|| (89 + (300 * number(self.sentences) - 10 * number(self.letters)) / number(self.words)).clamp(0, 100))
    }

    /// Counts what was counted of another part.
    pub fn add(&mut self, other: Self) {
        self.words += other.words;
        self.letters += other.letters;
        self.sentences += other.sentences;
    }
}

/// From how many words on an index says something about a paragraph, and about a sheet.
const PARAGRAPH_WORDS: usize = 25;
const SHEET_WORDS: usize = 80;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A paragraph or an item.
    Text,
    /// A heading: those are short by nature.
    Heading,
}

/// Checks a block of a body and counts it; `index` knows the lines of the body.
pub fn check_block(block: &Block, role: Role, index: &LineIndex<'_>, lexicon: &Lexicon, limits: &PlainLanguage, faults: &mut Faults) -> Measure {
    let span = |range: &Range<usize>| index.span(block.source(range));
    check_text(&block.text, &span, role, lexicon, limits, faults)
}

/// Checks what was counted of all blocks of a body.
pub fn check_sheet(all: &Measure, limits: &PlainLanguage, faults: &mut Faults) {
    if all.words >= SHEET_WORDS
        && let Some(gulpease) = all.gulpease().filter(|gulpease| *gulpease < i64::from(limits.sheet))
    {
        faults.add(|file| Fault::hard_sheet(file, gulpease, limits.sheet));
    }
}

/// Checks a text of one line that stands at `place`, such as a short description.
pub fn check_line(text: &str, place: Span, lexicon: &Lexicon, limits: &PlainLanguage, faults: &mut Faults) {
    let span = |range: &Range<usize>| {
        let before = text[..range.start].chars().count();
        let length = text[range.clone()].chars().count();
        Span::new(place.line as usize, place.column as usize + before, length)
    };
    check_text(text, &span, Role::Heading, lexicon, limits, faults);
}

fn check_text(text: &str, span: &dyn Fn(&Range<usize>) -> Span, role: Role, lexicon: &Lexicon, limits: &PlainLanguage, faults: &mut Faults) -> Measure {
    let mut measure = Measure::default();
    let mut starts = Vec::new();
    let begins = |start| {
        if lexicon.may_begin(text, start) {
            starts.push(start);
        }
    };
    sentences(text, begins, |part| {
        measure.words += part.words;
        measure.letters += part.letters;
        measure.sentences += usize::from(part.strong && part.words > 0);
        if part.words > limits.sentence_words as usize {
            faults.add(|file| Fault::long_sentence(file, span(&trimmed(text, part.range)), part.words, limits.sentence_words));
        }
    });
    if role == Role::Text
        && measure.words >= PARAGRAPH_WORDS
        && let Some(gulpease) = measure.gulpease().filter(|gulpease| *gulpease < i64::from(limits.paragraph))
    {
        faults.add(|file| Fault::hard_paragraph(file, span(&(0..text.len())), gulpease, limits.paragraph));
    }
    for (range, plain) in lexicon.find(text, &starts) {
        faults.add(|file| Fault::hard_word(file, span(&range), &text[range.clone()], plain));
    }
    for range in capitals(text) {
        faults.add(|file| Fault::capitals(file, span(&range), &text[range.clone()]));
    }
    measure
}

/// Link texts that say nothing of where they lead.
pub const VAGUE: [&str; 10] = ["clicca qui", "clicca", "qui", "leggi", "leggi tutto", "leggi qui", "vai", "link", "scopri di più", "continua"];

/// A part of a text up to a stop.
struct Part {
    range: Range<usize>,
    words: usize,
    letters: usize,
    /// Whether it ends a sentence for the index, and not only a part of one.
    strong: bool,
}

const ABBREVIATIONS: [&str; 27] = [
    "art", "artt", "n", "nn", "nr", "dott", "dott.ssa", "ecc", "etc", "lett", "lgs", "d.lgs", "d.p.r", "l.r", "d.m", "d.l", "co", "es", "pag", "sig", "ss", "p.es", "cfr", "tel",
    "int", "cod", "all",
];

/// Which bytes are letters and digits of ASCII.
const PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// A range without the spaces with which it begins.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    range.end - text[range.clone()].trim_start().len()..range.end
}

/// Divides a text at its stops, tells `begins` where letters begin after something else and `ends` of each
/// part. The words before a weak stop count for the sentence they are in.
fn sentences(text: &str, mut begins: impl FnMut(usize), mut ends: impl FnMut(Part)) {
    let mut part = Part { range: 0..0, words: 0, letters: 0, strong: true };
    let mut word_start: Option<usize> = None;
    let mut before: Option<char> = None;
    let mut next_at = 0;
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(next_at) {
        let at = next_at;
        // Most of a text is words of plain letters with a space between: they are taken whole.
        if PLAIN[usize::from(*byte)] {
            let plain = bytes[at..].iter().position(|byte| !PLAIN[usize::from(*byte)]).unwrap_or(bytes.len() - at);
            begins(at);
            part.letters += plain;
            part.words += usize::from(word_start.is_none());
            word_start.get_or_insert(at);
            next_at = at + plain;
            before = Some(char::from(bytes[next_at - 1]));
            continue;
        }
        if *byte == b' ' {
            next_at = at + 1;
            word_start = None;
            before = Some(' ');
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        next_at = at + c.len_utf8();
        let next = text[next_at..].chars().next();
        let joins = match c {
            '-' => before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric),
            ',' | '.' => before.is_some_and(|c| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        };
        if c.is_alphanumeric() {
            begins(at);
            part.letters += 1;
            word_start.get_or_insert_with(|| {
                part.words += 1;
                at
            });
        } else if !joins {
            let word = word_start.map_or("", |start| &text[start..at]);
            let ends_here = next.is_none_or(|n| n.is_whitespace() || matches!(n, '"' | '»' | ')' | '”'));
            let stop = match c {
                '!' | '?' | '…' => Some(true),
                '.' => (!is_abbreviation(text, at, word)).then_some(true),
                ';' | ':' => Some(false),
                _ => None,
            };
            word_start = None;
            if let Some(strong) = stop.filter(|_| ends_here) {
                part.range.end = at + c.len_utf8();
                part.strong = strong;
                let begin = part.range.end;
                ends(std::mem::replace(&mut part, Part { range: begin..begin, words: 0, letters: 0, strong: true }));
            }
        }
        before = Some(c);
    }
    part.range.end = text.len();
    ends(part);
}

fn is_abbreviation(text: &str, stop: usize, word: &str) -> bool {
    let start =
        text[..stop].rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '«' | '"' | '\'' | '’')).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let whole = &text[start..stop];
    word.chars().count() == 1 && word.chars().all(char::is_alphabetic) || ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(whole))
}

/// Places written all in capitals: a word of seven letters or more, or three words in a row.
fn capitals(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !has_capitals_in_a_row(text) {
        return found;
    }
    let mut run: Option<(Range<usize>, usize)> = None;
    let mut close = |run: &mut Option<(Range<usize>, usize)>| {
        if let Some((range, words)) = run.take()
            && (words >= 3 || (words == 1 && text[range.clone()].chars().count() >= 7))
        {
            found.push(range);
        }
    };
    let mut at = 0;
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let range = at..at + word.len();
        at = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
        if word.is_empty() {
            continue;
        }
        let letters = word.chars().count();
        let upper = letters >= 2 && word.chars().all(char::is_uppercase);
        if !upper {
            close(&mut run);
            continue;
        }
        if letters >= 7 {
            close(&mut run);
            run = Some((range, 1));
            close(&mut run);
            continue;
        }
        let gap_is_space = run.as_ref().is_some_and(|(open, _)| text[open.end..range.start].chars().all(|c| c == ' '));
        match &mut run {
            Some((open, words)) if gap_is_space => {
                open.end = range.end;
                *words += 1;
            }
            _ => {
                close(&mut run);
                run = Some((range, 1));
            }
        }
    }
    close(&mut run);
    found
}

/// Whether two letters side by side may be capitals. A byte over ASCII may always belong to one.
fn has_capitals_in_a_row(text: &str) -> bool {
    let begins = |byte: u8| byte.is_ascii_uppercase() || byte >= 0xc3;
    let ends = |byte: u8| byte.is_ascii_uppercase() || byte >= 0x80;
    let bytes = text.as_bytes();
    // Without a way out in the middle many bytes are looked at in one step.
    bytes.iter().zip(bytes.get(1..).unwrap_or_default()).fold(false, |any, (first, second)| any | (ends(*first) & begins(*second)))
}

#[cfg(test)]
mod tests {
    use super::{Measure, capitals, sentences};
    use crate::lexicon::Lexicon;

    fn measure(text: &str) -> (usize, usize) {
        let mut parts = Vec::new();
        sentences(text, |_| {}, |part| parts.push(part));
        (parts.iter().map(|p| p.words).sum(), parts.iter().filter(|p| p.strong && p.words > 0).count())
    }

    #[test]
    fn words_and_sentences_are_counted_as_the_index_wants() {
        assert_eq!(measure("L'ufficio è aperto. Vieni!"), (5, 2));
        assert_eq!(measure("Costa 3,50 euro, al 12-B di via Tasso."), (8, 1));
        assert_eq!(measure("Vedi l'art. 5 della L.R. 12/2005, lett. a, ecc. e il D.Lgs. 42/2004."), (18, 1));
        assert_eq!(measure("Via G. Rossini è qui"), (5, 1));
        assert_eq!(measure("Porta: la carta; la foto."), (5, 1));
        assert_eq!(measure("«Vieni domani.» Disse così."), (4, 2));
        assert_eq!(measure(""), (0, 0));
    }

    #[test]
    fn the_index_is_the_published_formula() {
        let of = |words, letters, sentences| Measure { words, letters, sentences }.gulpease();
        assert_eq!(of(10, 50, 1), Some(69));
        assert_eq!(of(100, 520, 8), Some(61));
        assert_eq!(of(0, 0, 0), None);
        assert_eq!(of(1, 1, 1), Some(100));
    }

    #[test]
    fn long_capitals_are_found_and_acronyms_are_not() {
        let found = |text: &str| capitals(text).into_iter().map(|r| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("Con SPID, CIE o ISEE"), Vec::<String>::new());
        assert_eq!(found("È VIETATO entrare"), ["VIETATO"]);
        assert_eq!(found("NON SI PUÒ entrare"), ["NON SI PUÒ"]);
    }

    #[test]
    fn hard_words_are_whole_words() {
        let lexicon = Lexicon::new(&[("ai sensi".into(), "secondo".into()), ("erogare".into(), "dare".into()), ("pec".into(), "posta".into())]).expect("small");
        let found = |text: &str| {
            let mut starts = Vec::new();
            sentences(text, |start| starts.push(start), |_| {});
            lexicon.find(text, &starts).map(|(r, plain)| (text[r].to_owned(), plain.to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(found("Ai sensi della legge"), [("Ai sensi".to_owned(), "secondo".to_owned())]);
        assert_eq!(found("rierogare erogarello"), []);
        assert_eq!(found("Può\u{a0}erogare, l’erogare: EROGARE").len(), 3);
        assert_eq!(found("PEC: pec, la pec").len(), 3);
        assert_eq!(found("pe"), []);
    }
}
