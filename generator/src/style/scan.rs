// SPDX-License-Identifier: EUPL-1.2
//! Reads the tags of a finished page: no tree, no text, one pass.
//!
//! It follows the tokenizer of the HTML standard where a shortcut could hide a name: comments, raw text,
//! scripts within scripts, pictures inside pages, character references in names. Where the standard would drop
//! a tag (a second `class`, a tag cut by the end of the page) the name is taken all the same.
//! The page is expected to be well nested, as the audit demands.

use html5gum::{Token, Tokenizer};
use memchr::{memchr, memchr2, memchr3, memmem};
use std::borrow::Cow;

/// Names of a page, in lower case, in any order, some more than once.
pub(super) struct Found<'h> {
    pub(super) elements: Vec<Cow<'h, str>>,
    pub(super) classes: Vec<Cow<'h, str>>,
    pub(super) ids: Vec<Cow<'h, str>>,
    pub(super) attributes: Vec<Cow<'h, str>>,
    pub(super) mentions: Vec<Cow<'h, str>>,
}

/// Names as they stand in the page; values of `class` are still whole, since most repeat.
struct Scan<'h> {
    html: &'h str,
    elements: Short<'h>,
    classes: Values<'h>,
    ids: Vec<&'h str>,
    attributes: Short<'h>,
    styles: Vec<&'h str>,
    /// The borders between HTML and pictures or formulas that are open here, innermost last.
    borders: Vec<&'h str>,
}

/// Names that are mostly short and mostly seen before: up to 15 bytes they are compared as one number. It forgets
/// when it is full, and then takes a name again.
struct Short<'h> {
    seen: [u128; 128],
    names: Vec<&'h str>,
}

impl<'h> Short<'h> {
    fn new() -> Self {
        Self { seen: [0; 128], names: Vec::with_capacity(64) }
    }

    fn insert(&mut self, html: &'h str, start: usize, end: usize) {
        let length = end - start;
        if let Some(chunk) = html.as_bytes()[start..].first_chunk::<16>().filter(|_| length < 16) {
            let name = u128::from_le_bytes(*chunk) & ((1 << (8 * length)) - 1) | ((length as u128) << 120);
            let slot = spread((name ^ (name >> 64)) as u64) % self.seen.len();
            let place = [slot, slot ^ 1, slot ^ 2].into_iter().find(|at| matches!(self.seen[*at], seen if seen == name || seen == 0)).unwrap_or(slot);
            if std::mem::replace(&mut self.seen[place], name) == name {
                return;
            }
        }
        self.names.push(&html[start..end]);
    }
}

/// Values that are mostly seen before. It forgets, and then takes a value again.
struct Values<'h> {
    seen: [&'h str; 256],
    values: Vec<&'h str>,
}

impl<'h> Values<'h> {
    fn new() -> Self {
        Self { seen: [""; 256], values: Vec::with_capacity(128) }
    }

    fn insert(&mut self, value: &'h str) {
        let bytes = value.as_bytes();
        let word = |chunk: Option<&[u8; 8]>| chunk.map(|chunk| u64::from_le_bytes(*chunk));
        let ends = match (word(bytes.first_chunk()), word(bytes.last_chunk())) {
            (Some(first), Some(last)) => first ^ last.rotate_left(23),
            _ => bytes.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte)),
        };
        let slot = spread(ends ^ bytes.len() as u64) % self.seen.len();
        if std::mem::replace(&mut self.seen[slot], value) != value {
            self.values.push(value);
        }
    }
}

/// A few well mixed bits.
fn spread(word: u64) -> usize {
    (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize
}

/// Reads the names of a page.
pub(super) fn scan(html: &str) -> Found<'_> {
    let mut scan = Scan { html, elements: Short::new(), classes: Values::new(), ids: Vec::new(), attributes: Short::new(), styles: Vec::new(), borders: Vec::new() };
    let mut at = 0;
    while let Some(found) = memchr(b'<', &html.as_bytes()[at..]) {
        at = scan.markup(at + found);
    }
    scan.finish()
}

impl<'h> Scan<'h> {
    /// Reads what starts with the `<` at `at`; gives the place where text goes on.
    fn markup(&mut self, at: usize) -> usize {
        let bytes = self.html.as_bytes();
        match bytes.get(at + 1) {
            Some(letter) if letter.is_ascii_alphabetic() => self.start_tag(at + 1),
            Some(b'/') => match bytes.get(at + 2) {
                Some(letter) if letter.is_ascii_alphabetic() => self.end_tag(at + 2),
                _ => self.after(at + 2, b">"),
            },
            Some(b'!') => self.declaration(at),
            Some(b'?') => self.after(at + 2, b">"),
            _ => at + 1,
        }
    }

    fn start_tag(&mut self, start: usize) -> usize {
        let end = self.name_end(start);
        let name = &self.html[start..end];
        self.elements.insert(self.html, start, end);
        let (after, is_closed) = self.attributes(end, Tag::Start);
        let is_foreign = self.borders.last().is_some_and(|border| is_foreign_root(border));
        if is_foreign_root(name) || (is_foreign && is_html_island(name)) {
            if !is_closed {
                self.borders.push(name);
            }
            return after;
        }
        if is_foreign { after } else { self.raw_text(name, after) }
    }

    fn end_tag(&mut self, start: usize) -> usize {
        let end = self.name_end(start);
        let name = &self.html[start..end];
        if name.eq_ignore_ascii_case("p") || name.eq_ignore_ascii_case("br") {
            // Alone, the end makes the element.
            self.elements.insert(self.html, start, end);
        }
        if self.borders.last().is_some_and(|border| border.eq_ignore_ascii_case(name)) {
            self.borders.pop();
        }
        self.attributes(end, Tag::End).0
    }

    /// Reads attributes from the end of a tag's name; gives the place after `>`, and whether it was `/>`.
    fn attributes(&mut self, mut at: usize, tag: Tag) -> (usize, bool) {
        let bytes = self.html.as_bytes();
        loop {
            while bytes.get(at).is_some_and(|byte| is_space(*byte) || *byte == b'/') {
                at += 1;
            }
            match bytes.get(at) {
                None => return (at, false),
                Some(b'>') => return (at + 1, bytes[at - 1] == b'/'),
                Some(_) => {}
            }
            let start = at;
            at += 1;
            while bytes.get(at).is_some_and(|byte| !is_space(*byte) && !matches!(byte, b'/' | b'>' | b'=')) {
                at += 1;
            }
            let name = &self.html[start..at];
            let mut next = at;
            while bytes.get(next).is_some_and(|byte| is_space(*byte)) {
                next += 1;
            }
            let mut value = "";
            if bytes.get(next) == Some(&b'=') {
                (value, at) = self.value(next + 1);
            }
            if tag == Tag::Start {
                self.attributes.insert(self.html, start, start + name.len());
                self.attribute(name, value);
            }
        }
    }

    /// The value after a `=`, and the place after it.
    fn value(&self, mut at: usize) -> (&'h str, usize) {
        let bytes = self.html.as_bytes();
        while bytes.get(at).is_some_and(|byte| is_space(*byte)) {
            at += 1;
        }
        let Some(&first) = bytes.get(at) else { return ("", at) };
        if first == b'"' || first == b'\'' {
            let end = memchr(first, &bytes[at + 1..]).map_or(bytes.len(), |found| at + 1 + found);
            return (&self.html[at + 1..end], (end + 1).min(bytes.len()));
        }
        let end = bytes[at..].iter().position(|byte| is_space(*byte) || *byte == b'>').map_or(bytes.len(), |found| at + found);
        (&self.html[at..end], end)
    }

    fn attribute(&mut self, name: &'h str, value: &'h str) {
        // Lengths first: most names are none of these.
        match name.len() {
            5 if name.eq_ignore_ascii_case("class") => self.classes.insert(value),
            2 if name.eq_ignore_ascii_case("id") => self.ids.push(value),
            5 if name.eq_ignore_ascii_case("style") => self.styles.push(value),
            4 if name.eq_ignore_ascii_case("font") => self.styles.push(value),
            11 if name.eq_ignore_ascii_case("font-family") => self.styles.push(value),
            _ => {}
        }
    }

    /// `<!` at `at`: a comment, a doctype, a CDATA section of a picture.
    fn declaration(&mut self, at: usize) -> usize {
        let rest = &self.html.as_bytes()[at + 2..];
        if rest.starts_with(b"--") {
            if rest[2..].starts_with(b">") {
                return at + 5;
            }
            if rest[2..].starts_with(b"->") {
                return at + 6;
            }
            let end = self.after(at + 4, b"-->");
            return memmem::find(&self.html.as_bytes()[at + 4..end], b"--!>").map_or(end, |found| at + 8 + found);
        }
        if rest.starts_with(b"[CDATA[") && !self.borders.is_empty() {
            return self.after(at + 9, b"]]>");
        }
        self.after(at + 2, b">")
    }

    /// Where the text of an element ends that holds no tags; elsewhere `at` itself.
    fn raw_text(&mut self, name: &str, at: usize) -> usize {
        let first = name.as_bytes()[0];
        if !matches!(first | 0x20, b's' | b't' | b'x' | b'i' | b'n' | b'p') {
            return at;
        }
        match name.to_ascii_lowercase().as_str() {
            "script" => self.script_end(at),
            "style" => {
                let end = self.raw_end(name, at);
                self.styles.push(&self.html[at..end]);
                end
            }
            "title" | "textarea" | "xmp" | "iframe" | "noembed" | "noframes" => self.raw_end(name, at),
            "plaintext" => self.html.len(),
            _ => at,
        }
    }

    /// The `<` of the next `</name`.
    fn raw_end(&self, name: &str, mut at: usize) -> usize {
        let bytes = self.html.as_bytes();
        while let Some(found) = memchr(b'<', &bytes[at..]) {
            at += found;
            if bytes[at + 1..].first() == Some(&b'/') && self.is_tag_name(at + 2, name) {
                return at;
            }
            at += 1;
        }
        bytes.len()
    }

    /// The `<` of the `</script` that ends a script: one inside `<!-- <script>` does not.
    fn script_end(&self, mut at: usize) -> usize {
        let bytes = self.html.as_bytes();
        let (mut is_escaped, mut is_double) = (false, false);
        while let Some(found) = memchr2(b'<', b'-', &bytes[at..]) {
            at += found;
            if bytes[at] == b'-' {
                let is_end = is_escaped && bytes[at..].starts_with(b"-->");
                (is_escaped, is_double) = (is_escaped && !is_end, is_double && !is_end);
            } else if bytes[at + 1..].starts_with(b"/") && self.is_tag_name(at + 2, "script") {
                if !is_double {
                    return at;
                }
                is_double = false;
            } else if bytes[at + 1..].starts_with(b"!--") {
                is_escaped = true;
                at += 1;
            } else if is_escaped && self.is_tag_name(at + 1, "script") {
                is_double = true;
            }
            at += 1;
        }
        bytes.len()
    }

    fn is_tag_name(&self, at: usize, name: &str) -> bool {
        let rest = &self.html.as_bytes()[at.min(self.html.len())..];
        rest.len() > name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes()) && (is_space(rest[name.len()]) || matches!(rest[name.len()], b'/' | b'>'))
    }

    fn name_end(&self, start: usize) -> usize {
        let bytes = self.html.as_bytes();
        bytes[start..].iter().position(|byte| is_space(*byte) || matches!(byte, b'/' | b'>')).map_or(bytes.len(), |found| start + found)
    }

    /// The place after the next `end`, or the end of the page.
    fn after(&self, at: usize, end: &[u8]) -> usize {
        let bytes = self.html.as_bytes();
        memmem::find(&bytes[at.min(bytes.len())..], end).map_or(bytes.len(), |found| at + found + end.len())
    }

    /// From what stands in the page to names.
    fn finish(self) -> Found<'h> {
        let Self { html, elements, classes, ids, attributes, styles, .. } = self;
        let mut tokens = Values::new();
        let mut decoded_classes = Vec::new();
        for value in classes.values {
            match decode(value) {
                Cow::Borrowed(value) => value.split_ascii_whitespace().for_each(|class| tokens.insert(class)),
                Cow::Owned(value) => decoded_classes.extend(value.split_ascii_whitespace().map(|class| Cow::Owned(class.to_ascii_lowercase()))),
            }
        }
        let mut classes: Vec<_> = tokens.values.into_iter().map(lower).collect();
        classes.append(&mut decoded_classes);
        let mut elements: Vec<_> = elements.names.into_iter().map(lower).collect();
        let mut attributes: Vec<_> = attributes.names.into_iter().map(lower).collect();
        implied(&mut elements, &mut attributes);
        let ids = ids.into_iter().filter(|id| !id.is_empty()).map(|id| match decode(id) {
            Cow::Borrowed(id) => lower(id),
            Cow::Owned(id) => Cow::Owned(id.to_ascii_lowercase()),
        });
        let mut mentions: Vec<Cow<'h, str>> = Vec::new();
        for style in styles {
            mentions.extend(words(style).map(Cow::Borrowed));
        }
        for at in memmem::find_iter(html.as_bytes(), b"var(") {
            mentions.extend(words(&html[at + 4..]).next().map(Cow::Borrowed));
        }
        Found { elements, classes, ids: ids.collect(), attributes, mentions }
    }
}

/// Which tag attributes stand in: those of an end tag are nobody's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Start,
    End,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

fn is_foreign_root(name: &str) -> bool {
    name.eq_ignore_ascii_case("svg") || name.eq_ignore_ascii_case("math")
}

/// Elements of pictures and formulas whose content is HTML again.
fn is_html_island(name: &str) -> bool {
    ["foreignObject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"].iter().any(|island| island.eq_ignore_ascii_case(name))
}

/// Elements that a browser adds, and the attribute that it sets by itself.
fn implied(elements: &mut Vec<Cow<'_, str>>, attributes: &mut Vec<Cow<'_, str>>) {
    let has = |name: &str| elements.iter().any(|element| element == name);
    let opens = has("details") || has("dialog");
    let added = [("table", "tbody"), ("table", "colgroup"), ("table", "tr"), ("image", "img")].map(|(cause, added)| has(cause).then_some(added));
    elements.extend(added.into_iter().flatten().map(Cow::Borrowed));
    elements.extend(["html", "head", "body"].map(Cow::Borrowed));
    if opens {
        attributes.push(Cow::Borrowed("open"));
    }
}

/// Lower case, and the character that stands for a NUL.
fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == 0) { Cow::Owned(name.to_ascii_lowercase().replace('\0', "\u{fffd}")) } else { Cow::Borrowed(name) }
}

/// Undoes character references, as the standard does.
fn decode(value: &str) -> Cow<'_, str> {
    if memchr3(b'&', b'\r', 0, value.as_bytes()).is_none() {
        return Cow::Borrowed(value);
    }
    let tag = format!("<i a=\"{}\">", value.replace('"', "&quot;"));
    let token = Tokenizer::new(&tag).find_map(|token| match token {
        Ok(Token::StartTag(mut tag)) => tag.attributes.pop_first(),
        Ok(_) | Err(_) => None,
    });
    token.map_or(Cow::Borrowed(value), |(_, value)| Cow::Owned(String::from_utf8_lossy(&value).replace('\0', "\u{fffd}")))
}

/// Words as CSS knows them: letters, digits, `-`, `_` and whatever is not ASCII.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '-' && c != '_').filter(|word| !word.is_empty())
}
