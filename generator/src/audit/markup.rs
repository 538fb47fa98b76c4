// SPDX-License-Identifier: EUPL-1.2
//! The quick reader: markup that is plainly well formed, in one pass over slices of the page.
//!
//! Templates write tags in one way only: names in letters, values in quotes, a few character
//! references. This is read here. Whatever else the standard has to say (a stray `<`, a value
//! without quotes, an attribute twice, a carriage return) is `Unusual` and left to html5gum, which
//! reads the page again from the start: see `emitter`. Both must say the same of every page that
//! this one accepts; `agreement` proves it.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memmem};

use super::element::{Attribute, Element};
use super::names::{Key, Tag, pack_quickly};
use super::passages::{self, Begun, Meeting};
use super::walk::Walk;
use super::words::{self, Found, Word};

/// The page has something that only a whole implementation of the standard may judge.
#[derive(Debug)]
pub(super) struct Unusual;

/// Reads a page and shows all of it to the walk, which is to be thrown away if the page is unusual.
pub(super) fn read<'a>(html: &'a str, walk: &mut Walk<'a>) -> Result<(), Unusual> {
    if memchr2(b'\r', b'\0', html.as_bytes()).is_some() {
        return Err(Unusual);
    }
    let mut reader = Reader { html, bytes: html.as_bytes(), walk, attributes: Vec::with_capacity(16), begun: None };
    let mut at = 0;
    while let Some(tag) = reader.find_tag(at) {
        reader.text(at, tag)?;
        at = match reader.byte(tag + 1) {
            b'/' => reader.end_tag(tag)?,
            b'!' => reader.declaration(tag)?,
            _ => reader.start_tag(tag)?,
        };
    }
    reader.text(at, html.len())?;
    reader.walk.finish();
    Ok(())
}

struct Reader<'a, 'w> {
    html: &'a str,
    bytes: &'a [u8],
    walk: &'w mut Walk<'a>,
    attributes: Vec<Attribute<'a>>,
    /// The passage in which we stand, when it is read to be kept.
    begun: Option<Begun>,
}

impl<'a> Reader<'a, '_> {
    /// A byte of the page; 0, which no page has, past its end.
    #[inline]
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    #[inline]
    fn find(&self, byte: u8, from: usize) -> Option<usize> {
        memchr(byte, self.bytes.get(from..)?).map(|gap| from + gap)
    }

    /// The next `<`; most tags follow another at once or on a new line.
    #[inline]
    fn find_tag(&self, from: usize) -> Option<usize> {
        if self.byte(from) == b'<' {
            Some(from)
        } else if self.byte(from + 1) == b'<' {
            Some(from + 1)
        } else {
            words::find(self.bytes, from, |word| word.equal(b'<'))
        }
    }

    /// The name that begins here, of an element or an attribute: where it ends, and packed.
    #[inline(always)]
    fn name(&self, at: usize) -> (usize, u128) {
        if let Some(word) = Word::at(self.bytes, at)
            && let Some(length) = ends_name(word).first()
        {
            return (at + length, u128::from(word.before(length)));
        }
        self.long_name(at)
    }

    fn long_name(&self, at: usize) -> (usize, u128) {
        let end = words::find(self.bytes, at, ends_name).unwrap_or(self.bytes.len());
        (end, pack_quickly(&self.bytes[at..end]))
    }

    /// Text with character references. Most of a page is text that no rule asks for.
    #[inline]
    fn text(&mut self, from: usize, to: usize) -> Result<(), Unusual> {
        if from == to || !self.walk.wants_text() {
            return Ok(());
        }
        let begin = self.byte(from);
        if begin.is_ascii_graphic() && begin != b'&' && !self.walk.reads_text() {
            self.walk.note_ink();
            return Ok(());
        }
        let mut rest = &self.html[from..to];
        while let Some(at) = words::find(rest.as_bytes(), 0, |word| word.equal(b'&')) {
            let (before, reference) = rest.split_at(at);
            let (character, length) = resolve(reference)?;
            self.walk.text(before.as_bytes());
            self.walk.text(character.encode_utf8(&mut [0; 4]).as_bytes());
            rest = &reference[length..];
        }
        self.walk.text(rest.as_bytes());
        Ok(())
    }

    /// `</name>`. Like all that read something, it returns where to go on.
    #[inline]
    fn end_tag(&mut self, at: usize) -> Result<usize, Unusual> {
        let (end, packed) = self.name(at + 2);
        if !self.byte(at + 2).is_ascii_alphabetic() || self.byte(end) != b'>' {
            return Err(Unusual);
        }
        if !self.walk.close_named(packed, at) {
            self.walk.end(&self.html[at + 2..end], at..end + 1);
        }
        if let Some(begun) = self.begun.take_if(|begun| begun.has_ended(self.walk)) {
            begun.keep(self.walk, end + 1);
        }
        Ok(end + 1)
    }

    /// A comment or the doctype.
    fn declaration(&mut self, at: usize) -> Result<usize, Unusual> {
        const DOCTYPE: &[u8] = b"<!doctype html>";
        let rest = &self.bytes[at..];
        if rest.get(..DOCTYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE)) {
            self.walk.doctype(b"html");
            return Ok(at + DOCTYPE.len());
        }
        let inside = rest.strip_prefix(b"<!--").ok_or(Unusual)?;
        let end = memmem::find(inside, b"--").ok_or(Unusual)?;
        if inside.starts_with(b">") || inside.starts_with(b"->") || inside.get(end + 2) != Some(&b'>') {
            return Err(Unusual);
        }
        Ok(at + "<!--".len() + end + "-->".len())
    }

    /// A start tag, and the raw text that follows some.
    #[inline]
    fn start_tag(&mut self, at: usize) -> Result<usize, Unusual> {
        let (name_end, packed) = self.name(at + 1);
        if !self.byte(at + 1).is_ascii_alphabetic() {
            return Err(Unusual);
        }
        let name = &self.html[at + 1..name_end];
        let tag = Tag::of_packed(name, packed);
        if passages::is_passage(tag) {
            match passages::meet(self.walk, tag, at) {
                Meeting::Known(length) => return Ok(at + length),
                Meeting::Again(begun) => _ = self.begun.get_or_insert(begun),
                Meeting::Common => {}
            }
        }
        let (present, end, closes_itself) = self.attributes(name_end)?;
        let element = Element { tag, name, packed, at, end, attributes: &self.attributes, present, closes_itself };
        self.walk.start(&element);
        match tag {
            Tag::Script | Tag::Style | Tag::Iframe | Tag::Xmp | Tag::Noembed | Tag::Noframes | Tag::Textarea | Tag::Title if !self.walk.is_in_svg() => {
                self.raw_text(name, tag, end)
            }
            _ => Ok(end),
        }
    }

    /// The attributes of a start tag up to its `>`: which there are, where the tag ends, whether it
    /// closes itself.
    #[inline]
    fn attributes(&mut self, mut at: usize) -> Result<(u64, usize, bool), Unusual> {
        self.attributes.clear();
        let mut present = 0;
        loop {
            let before = at;
            while is_space(self.byte(at)) {
                at += 1;
            }
            match self.byte(at) {
                b'>' => return Ok((present, at + 1, false)),
                b'/' if self.byte(at + 1) == b'>' => return Ok((present, at + 2, true)),
                _ if at == before => return Err(Unusual),
                _ => at = self.attribute(at, &mut present)?,
            }
        }
    }

    /// One attribute: `name`, `name="value"` or `name='value'`.
    #[inline]
    fn attribute(&mut self, at: usize, present: &mut u64) -> Result<usize, Unusual> {
        let (name_end, packed) = self.name(at);
        let name = &self.html[at..name_end];
        let key = Key::of_packed(name, packed);
        let bit = 1 << key as u64;
        if name.is_empty() || key != Key::Other && *present & bit != 0 {
            return Err(Unusual);
        }
        *present |= bit;
        if self.byte(name_end) != b'=' {
            self.attributes.push(Attribute { key, name, name_at: at, value: Cow::Borrowed(""), value_at: at, value_end: at });
            return Ok(name_end);
        }
        let quote = self.byte(name_end + 1);
        if quote != b'"' && quote != b'\'' {
            return Err(Unusual);
        }
        let value_at = name_end + 2;
        let end = words::find(self.bytes, value_at, |word| word.equal(quote) | word.equal(b'&')).ok_or(Unusual)?;
        let (value, value_end) = if self.bytes[end] == quote { (Cow::Borrowed(&self.html[value_at..end]), end) } else { self.rebuild(value_at, end, quote)? };
        self.attributes.push(Attribute { key, name, name_at: at, value, value_at, value_end });
        Ok(value_end + 1)
    }

    /// A value with character references, the first of them at `reference`; and where it ends.
    fn rebuild(&self, from: usize, reference: usize, quote: u8) -> Result<(Cow<'a, str>, usize), Unusual> {
        let end = self.find(quote, reference).ok_or(Unusual)?;
        let mut rest = &self.html[from..end];
        let mut value = String::with_capacity(rest.len());
        while let Some(at) = words::find(rest.as_bytes(), 0, |word| word.equal(b'&')) {
            let (character, length) = resolve(&rest[at..])?;
            value.push_str(&rest[..at]);
            value.push(character);
            rest = &rest[at + length..];
        }
        value.push_str(rest);
        // Then the page says it literally: `&amp;` at the end, or `&amp;amp;`.
        let literal = &self.html[from..end];
        Ok((if literal.starts_with(&value) { Cow::Borrowed(&literal[..value.len()]) } else { Cow::Owned(value) }, end))
    }

    /// What stands in a script, a title and the like, up to the end tag and without it.
    fn raw_text(&mut self, name: &str, tag: Tag, from: usize) -> Result<usize, Unusual> {
        let mut at = from;
        let end = loop {
            let open = self.find(b'<', at).ok_or(Unusual)?;
            at = open + 1;
            let is_end = self.byte(at) == b'/' && self.bytes.get(at + 1..at + 1 + name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()));
            if is_end && self.byte(at + 1 + name.len()) == b'>' {
                break open;
            }
            // `<!--` in a script may hide its end.
            if is_end || self.byte(at) == b'!' {
                return Err(Unusual);
            }
        };
        if matches!(tag, Tag::Textarea | Tag::Title) {
            self.text(from, end)?;
        } else if self.walk.wants_text() {
            self.walk.text(&self.bytes[from..end]);
        }
        Ok(end)
    }
}

/// Blanks, `/`, `=`, `>`, and a few others that the standard lets stand in a name: what comes after
/// a name that ends with one of those is unusual.
#[inline]
fn ends_name(word: Word) -> Found {
    word.below(b'!') | word.equal(b'/') | word.equal_in(0xFC, b'<')
}

#[inline]
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\x0C')
}

/// The character that a text stands for which begins with `&`, and the length of the reference.
fn resolve(text: &str) -> Result<(char, usize), Unusual> {
    const NAMED: [(&str, char); 6] = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&apos;", '\''), ("&nbsp;", '\u{a0}')];
    if let Some(digits) = text.strip_prefix("&#") {
        return numeric(digits).ok_or(Unusual);
    }
    if matches!(text.as_bytes().get(1), None | Some(b' ' | b'\n')) {
        return Ok(('&', 1));
    }
    NAMED.iter().find(|(name, _)| text.starts_with(name)).map(|(name, character)| (*character, name.len())).ok_or(Unusual)
}

/// `39;` or `x27;`, as far as the standard takes the number at its word.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (digits, _) = text.get(..9).unwrap_or(text).split_once(';')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) if !hex.starts_with('+') => u32::from_str_radix(hex, 16).ok()?,
        None if !digits.starts_with('+') => digits.parse().ok()?,
        _ => return None,
    };
    let character = char::from_u32(code).filter(|c| !c.is_control())?;
    Some((character, "&#".len() + digits.len() + ";".len()))
}
