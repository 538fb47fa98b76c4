// SPDX-License-Identifier: EUPL-1.2
//! The YAML that editors mostly write, read line by line: a key and a value on a line, lists of short
//! texts, quotes without escapes. A reader of all YAML must look at each character many times; this one
//! takes a tenth of its time. Whatever is not surely of this kind gives `None` and is read by [`yaml`],
//! which also says what is wrong with it.
//!
//! Invariant, under test: what is read here is what [`yaml`] reads, places included.
//!
//! [`yaml`]: crate::yaml

use crate::span::Span;
use crate::yaml::{Node, Style, Value};
use std::borrow::Cow;
use std::cmp::Ordering;

/// The deepest nesting that is read here; no form of the content needs as much.
const MAX_DEPTH: usize = 8;

/// Reads a document; `None` when the other reader must do it.
pub fn parse(text: &str, first_line: usize) -> Option<Node<'_>> {
    if has_unusual(text) {
        return None;
    }
    let mut reader = Reader { rest: text, number: first_line, line: None, depth: 0 };
    reader.next_line();
    let root = match reader.line? {
        line if line.indent == 0 => reader.block(0)?,
        _ => return None,
    };
    reader.line.is_none().then_some(root)
}

/// Whether there is something in a text that has rules of its own: comments, tabs, other line ends.
fn has_unusual(text: &str) -> bool {
    // Without a way out in the middle many bytes are looked at in one step.
    let unusual = |byte: u8| (byte == b'#') | ((byte < b' ') & (byte != b'\n')) | (byte == 0x7f);
    text.bytes().fold(false, |any, byte| any | unusual(byte)) || text.contains('\u{feff}')
}

/// A line that is not empty.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// Its number in the file.
    number: usize,
    /// Spaces before it, or before what is left of it.
    indent: usize,
    /// The text, without spaces at its ends.
    text: &'a str,
}

struct Reader<'a> {
    rest: &'a str,
    /// The number of the line that `rest` begins with.
    number: usize,
    /// The line to be read; nothing at the end.
    line: Option<Line<'a>>,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn next_line(&mut self) {
        self.line = None;
        while self.line.is_none() && !self.rest.is_empty() {
            let (line, rest) = match memchr::memchr(b'\n', self.rest.as_bytes()) {
                Some(end) => (&self.rest[..end], &self.rest[end + 1..]),
                None => (self.rest, ""),
            };
            let text = line.trim_start_matches(' ');
            if !text.is_empty() {
                self.line = Some(Line { number: self.number, indent: line.len() - text.len(), text: text.trim_end_matches(' ') });
            }
            self.rest = rest;
            self.number += 1;
        }
    }

    /// The list or the mapping that begins at the current line.
    fn block(&mut self, indent: usize) -> Option<Node<'a>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let line = self.line?;
        let value = if line.text.starts_with("- ") { Value::Sequence(self.items(indent)?) } else { Value::Mapping(self.entries(indent)?) };
        self.depth -= 1;
        Some(Node { span: Span::new(line.number, indent + 1, 1), value })
    }

    fn items(&mut self, indent: usize) -> Option<Vec<Node<'a>>> {
        let mut items = Vec::new();
        while let Some(line) = self.line.filter(|line| line.indent == indent) {
            let Some(after) = line.text.strip_prefix("- ") else { break };
            let text = after.trim_start_matches(' ');
            let inner = Line { indent: indent + line.text.len() - text.len(), text, ..line };
            if key(text).is_some() {
                self.line = Some(inner);
                items.push(self.block(inner.indent)?);
            } else {
                items.push(self.value(inner, indent)?);
            }
        }
        self.ended(indent)?;
        Some(items)
    }

    fn entries(&mut self, indent: usize) -> Option<Vec<(Node<'a>, Node<'a>)>> {
        let mut entries = Vec::new();
        while let Some(line) = self.line.filter(|line| line.indent == indent && !line.text.starts_with("- ")) {
            let name = key(line.text)?;
            let place = Node { span: Span::new(line.number, indent + 1, name.len()), value: scalar(name, Style::Plain)? };
            let after = &line.text[name.len() + 1..];
            let text = after.trim_start_matches(' ');
            let value = if text.is_empty() {
                self.next_line();
                let next = self.line?;
                match next.indent.cmp(&indent) {
                    Ordering::Greater => self.block(next.indent)?,
                    Ordering::Equal if next.text.starts_with("- ") => self.list_below_its_key(indent)?,
                    _ => return None,
                }
            } else {
                let column = indent + name.len() + 1 + after.len() - text.len();
                self.value(Line { indent: column, text, ..line }, indent)?
            };
            entries.push((place, value));
        }
        self.ended(indent)?;
        Some(entries)
    }

    /// A list that stands as far to the left as its key: the other reader gives it the place of its first item.
    fn list_below_its_key(&mut self, indent: usize) -> Option<Node<'a>> {
        let list = self.block(indent)?;
        match &list.value {
            Value::Sequence(items) => Some(Node { span: Span { length: 1, ..items.first()?.span }, ..list }),
            _ => None,
        }
    }

    /// What ends a block: the end of the text, or a line further to the left, or the next key beside a list.
    fn ended(&self, indent: usize) -> Option<()> {
        self.line.is_none_or(|line| line.indent < indent || (line.indent == indent && !line.text.starts_with("- "))).then_some(())
    }

    /// The rest of a line as a value; nothing of it may go on below, further to the right than `indent`.
    fn value(&mut self, line: Line<'a>, indent: usize) -> Option<Node<'a>> {
        let node = match line.text.as_bytes()[0] {
            b'[' => list(line)?,
            quote @ (b'"' | b'\'') => quoted(line, char::from(quote))?,
            _ => plain(line)?,
        };
        self.next_line();
        self.line.is_none_or(|next| next.indent <= indent).then_some(node)
    }
}

/// The key with which a text begins, before its `:`.
fn key(text: &str) -> Option<&str> {
    let length = text.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'))?;
    let begins = text.as_bytes()[0].is_ascii_alphabetic();
    let ends = text.as_bytes()[length] == b':' && matches!(text.as_bytes().get(length + 1), None | Some(b' '));
    (begins && ends).then(|| &text[..length])
}

fn scalar(text: &str, style: Style) -> Option<Value<'_>> {
    let is_nothing = style == Style::Plain && matches!(text, "~" | "null");
    (!is_nothing).then_some(Value::Scalar { text: Cow::Borrowed(text), style, commented: false })
}

fn at(line: Line<'_>, length: usize) -> Span {
    Span::new(line.number, line.indent + 1, length)
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

/// Whether a text without quotes may begin with this: no sign that means something.
fn begins_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '(' | '+' | '«'))
}

fn plain(line: Line<'_>) -> Option<Node<'_>> {
    let fine = begins_plain(line.text) && !line.text.ends_with(':') && !line.text.contains(": ");
    fine.then_some(Node { span: at(line, letters(line.text)), value: scalar(line.text, Style::Plain)? })
}

fn quoted(line: Line<'_>, quote: char) -> Option<Node<'_>> {
    let inner = line.text.get(1..)?.strip_suffix(quote)?;
    let fine = !inner.contains([quote, '\\']);
    fine.then_some(Node { span: at(line, letters(line.text)), value: scalar(inner, Style::Quoted)? })
}

/// `[a, b c]`, of plain words.
fn list(line: Line<'_>) -> Option<Node<'_>> {
    let inner = line.text.strip_prefix('[')?.strip_suffix(']')?;
    let mut items = Vec::new();
    let mut column = line.indent + 1;
    for part in inner.split(',') {
        let text = part.trim_start_matches(' ');
        let start = column + part.len() - text.len();
        let text = text.trim_end_matches(' ');
        let fine = text.starts_with(char::is_alphanumeric)
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii() || b"-_/.' ".contains(&byte))
            && !text.ends_with('-');
        if !fine {
            return None;
        }
        items.push(Node { span: Span::new(line.number, start + 1, letters(text)), value: scalar(text, Style::Plain)? });
        column += letters(part) + 1;
    }
    // The other reader counts the spaces after the bracket to it.
    let bracket = 1 + inner.len() - inner.trim_start_matches(' ').len();
    Some(Node { span: at(line, bracket), value: Value::Sequence(items) })
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::fault::Faults;
    use crate::yaml;
    use proptest::prelude::*;

    /// Both readers agree wherever this one answers.
    fn agree(text: &str) -> bool {
        let mut faults = Faults::new("x.md".into());
        let whole = yaml::parse_all(text, 5, &mut faults);
        match parse(text, 5) {
            Some(node) => {
                assert_eq!(format!("{:?}", Some(node)), format!("{whole:?}"), "{text}");
                assert_eq!(faults.count(), 0, "{text}");
                true
            }
            None => false,
        }
    }

    #[test]
    fn what_editors_mostly_write_is_read_here() {
        for text in [
            "titolo: Rinnovare la carta d'identità\nargomenti: [a-b, c]\ncosto:\n  tipo: gratuito\n",
            "norme:\n  - Legge 15 maggio 1997, n. 127\n  - D.Lgs. 82/2005\ndestinatari: [ cittadini ,persone e imprese ]\n",
            "norme:\n- a\n- b: 1\n  c: 2\n-   d: x\n    e:\n    - f\nfine: 1",
            "a: \"due punti: qui\"\nb: 'e «qui»'\nc: ''\n\n\nd: è\n  \n",
            "orari:\n  - lunedì 08:30-12:30\n  - +39 035 399399\n",
            "- a\n- b\n",
        ] {
            assert!(agree(text), "{text}");
        }
    }

    #[test]
    fn the_rest_is_left_to_the_other_reader() {
        for text in [
            "",
            "\n",
            "testo",
            "a:\n",
            "a: b # c\n",
            "a: |\n  b\n",
            "a: b\n  c\n",
            "a: b: c\n",
            "a: [b, [c]]\n",
            "a: []\n",
            "a: [b,]\n",
            "a: {b: c}\n",
            "a: &b c\n",
            "a: *b\n",
            "a: null\n",
            "a: \"b\\n\"\n",
            "a: 'b''c'\n",
            "a: \"b\n  c\"\n",
            "? a\n",
            "a:\tb\n",
            "a: b\r\n",
            " a: b\n",
            "a:\n    b: c\n  d: e\n",
            "- - a\n",
            "a: b\n- c\n",
            "---\na: b\n",
        ] {
            assert!(!agree(text), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_text_is_read_in_two_ways(parts in prop::collection::vec(prop::sample::select(vec![
            "a", "b-c", "è", "1", ":", ": ", "- ", "-", "  ", " ", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "\na: ", "\n  b: ", "k:\n", "[", "]", ", ", ",", "\"", "'", "~", "null", "/", ".", "(", "+",
            "|", ">", "{", "}", "&", "*", "!", "%", "@", "`", "#", " #", "\t", "?", "---", "...", "«", "🚲", "\\", "x y", "\u{a0}", "\u{2028}", "_",
        ]), 0..24)) {
            agree(&parts.concat());
        }

        #[test]
        fn no_forms_are_read_in_two_ways(lines in prop::collection::vec((0..4_usize, prop::sample::select(vec![
            "a: 1", "b:", "c: [x, y z]", "- d", "- e: 2", "-   f: 3", "g: \"h\"", "i: 'l m'", "- \"n\"", "- [o]", "p", "", "q: ~", "- r:", "s: t-", "u: [v-w, z-]",
        ])), 0..9)) {
            let text: String = lines.iter().map(|(depth, line)| format!("{}{line}\n", "  ".repeat(*depth))).collect();
            agree(&text);
        }
    }
}
