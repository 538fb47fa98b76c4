// SPDX-License-Identifier: EUPL-1.2
//! Writes the tokens of values, selectors and preludes again with as few bytes as they need, and notes what they
//! mention. Tokens are copied as they stand: only space, quotes, leading zeros and long hexadecimal colours change.

use super::scan::words;
use cssparser::{ParseError, Parser, Token, TokenSerializationType};

/// Something wrong at a byte of the style sheet.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) at: usize,
    pub(super) message: &'static str,
}

/// Shorthand: what every reader here returns.
pub(super) type Read<T> = Result<T, ParseError<Wrong>>;

/// Where tokens stand, which decides what space means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Selector,
    Value,
    /// The value of a custom property: colours stay as written, since scripts read them.
    Custom,
    Prelude,
}

/// Whether the words of a value name animations or fonts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    Note,
    Ignore,
}

/// Text and what it mentions.
#[derive(Default)]
pub(super) struct Text {
    pub(super) text: String,
    /// Custom properties, and whatever else begins with two dashes.
    pub(super) dashed: Vec<String>,
    /// Words of identifiers and strings, in lower case.
    pub(super) words: Vec<String>,
}

/// What a token does to the space beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// Space means nothing before and after.
    Tight,
    /// Space means nothing after.
    Opens,
    Plain,
}

/// A text in the making.
pub(super) struct Writer {
    mode: Mode,
    words: Words,
    pub(super) out: Text,
    last_edge: Edge,
    last_kind: TokenSerializationType,
    gap: Gap,
}

/// What stood since the last token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Comment,
    Space,
}

/// Reads all that is left of `input`.
pub(super) fn compact(input: &mut Parser<'_>, css: &str, mode: Mode, words: Words) -> Read<Text> {
    let mut writer = Writer::new(mode, words);
    writer.all(input, css)?;
    Ok(writer.out)
}

/// An error here.
pub(super) fn wrong(at: usize, message: &'static str) -> ParseError<Wrong> {
    ParseError::custom(Wrong { at, message })
}

/// Complains if the block that was read to its end has no end.
pub(super) fn expect_closed(input: &Parser<'_>, css: &str, start: usize) -> Read<()> {
    if input.position().byte_index() >= css.len() { Err(wrong(start, "un blocco si apre qui e non si chiude")) } else { Ok(()) }
}

impl Writer {
    pub(super) fn new(mode: Mode, words: Words) -> Self {
        Self { mode, words, out: Text::default(), last_edge: Edge::Opens, last_kind: TokenSerializationType::Nothing, gap: Gap::None }
    }

    /// Writes all tokens that are left.
    pub(super) fn all(&mut self, input: &mut Parser<'_>, css: &str) -> Read<()> {
        loop {
            let start = input.position();
            let Ok(token) = input.next_including_whitespace_and_comments().cloned() else { return Ok(()) };
            let source = input.slice_from(start);
            self.one(&token, source, start.byte_index(), input, css)?;
        }
    }

    /// Writes one token, and what is inside if it opens a block.
    pub(super) fn one(&mut self, token: &Token<'_>, source: &str, at: usize, input: &mut Parser<'_>, css: &str) -> Read<()> {
        match token {
            Token::WhiteSpace(_) => {
                self.gap = Gap::Space;
                return Ok(());
            }
            Token::Comment(_) => {
                self.gap = if self.gap == Gap::Space { Gap::Space } else { Gap::Comment };
                return Ok(());
            }
            _ => {}
        }
        self.token(token, source, at)?;
        if let Some(close) = closing(token) {
            input.parse_nested_block(|inner| {
                self.all(inner, css)?;
                expect_closed(inner, css, at)
            })?;
            self.close(close);
        }
        Ok(())
    }

    /// Writes a token that is no space; the caller sees to the inside of a block and to [`Self::close`].
    pub(super) fn token(&mut self, token: &Token<'_>, source: &str, at: usize) -> Read<()> {
        if token.is_parse_error() {
            return Err(wrong(at, "qui un browser smette di capire: parentesi, virgolette o indirizzo senza fine"));
        }
        self.note(token);
        let edge = self.edge(token);
        let kind = token.serialization_type();
        self.space(edge, kind);
        self.last_kind = kind;
        self.last_edge = edge;
        match token {
            Token::QuotedString(value) => self.string(value, source),
            Token::Number { .. } | Token::Percentage { .. } | Token::Dimension { .. } => self.number(source),
            Token::Hash(value) | Token::IDHash(value) if self.mode == Mode::Value => self.hash(value, source),
            _ => self.out.text.push_str(source),
        }
        Ok(())
    }

    /// Writes the end of a block.
    pub(super) fn close(&mut self, close: char) {
        self.out.text.push(close);
        self.last_kind = Token::CloseParenthesis.serialization_type();
        self.last_edge = Edge::Plain;
        self.gap = Gap::None;
    }

    fn space(&mut self, edge: Edge, kind: TokenSerializationType) {
        let is_tight = matches!(self.last_edge, Edge::Tight | Edge::Opens) || edge == Edge::Tight;
        let would_merge = self.last_kind.needs_separator_when_before(kind);
        match self.gap {
            Gap::Space if !is_tight || would_merge => self.out.text.push(' '),
            Gap::Comment if would_merge => self.out.text.push_str("/**/"),
            _ => {}
        }
        self.gap = Gap::None;
    }

    fn edge(&self, token: &Token<'_>) -> Edge {
        use Mode::{Custom, Prelude, Selector, Value};
        match (token, self.mode) {
            (Token::Comma, _) | (Token::Delim('>'), Selector | Prelude) | (Token::Delim('+' | '~' | '='), Selector) => Edge::Tight,
            (Token::IncludeMatch | Token::DashMatch | Token::PrefixMatch | Token::SuffixMatch | Token::SubstringMatch, Selector) => Edge::Tight,
            (Token::Delim('/' | '*' | '!'), Value | Custom) | (Token::Delim('<' | '='), Prelude) => Edge::Tight,
            (Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock, _) | (Token::Colon, Prelude) => Edge::Opens,
            _ => Edge::Plain,
        }
    }

    fn note(&mut self, token: &Token<'_>) {
        match token {
            Token::Ident(name) | Token::Function(name) if name.starts_with("--") && self.mode != Mode::Selector => self.out.dashed.push(name.to_string()),
            _ => {}
        }
        if self.words == Words::Note
            && let Token::Ident(text) | Token::QuotedString(text) = token
        {
            self.out.words.extend(words(text).map(str::to_lowercase));
        }
    }

    fn string(&mut self, value: &str, source: &str) {
        let raw = source.get(1..source.len().saturating_sub(1)).unwrap_or_default();
        let is_whole = source.len() >= 2 && source.as_bytes()[0] == source.as_bytes()[source.len() - 1];
        if self.mode == Mode::Selector && value == raw && is_plain_name(value) {
            self.last_kind = Token::Ident("a".into()).serialization_type();
            self.out.text.push_str(value);
        } else if is_whole && !raw.contains('"') {
            self.out.text.push('"');
            self.out.text.push_str(raw);
            self.out.text.push('"');
        } else {
            self.out.text.push_str(source);
        }
    }

    fn number(&mut self, source: &str) {
        let (sign, digits) = source.split_at(usize::from(source.starts_with(['-', '+'])));
        let short = digits.strip_prefix('0').filter(|rest| rest.starts_with('.')).unwrap_or(digits);
        self.out.text.push_str(sign);
        self.out.text.push_str(short);
    }

    fn hash(&mut self, value: &str, source: &str) {
        let digits = value.as_bytes();
        let is_double = digits.iter().all(u8::is_ascii_hexdigit) && digits.chunks(2).all(|pair| pair.len() == 2 && pair[0].eq_ignore_ascii_case(&pair[1]));
        if matches!(digits.len(), 6 | 8) && is_double && source.len() == digits.len() + 1 {
            self.out.text.push('#');
            self.out.text.extend(value.chars().step_by(2).map(|digit| digit.to_ascii_lowercase()));
        } else {
            self.out.text.push_str(source);
        }
    }
}

/// What ends the block that a token opens.
pub(super) fn closing(token: &Token<'_>) -> Option<char> {
    match token {
        Token::Function(_) | Token::ParenthesisBlock => Some(')'),
        Token::SquareBracketBlock => Some(']'),
        Token::CurlyBracketBlock => Some('}'),
        _ => None,
    }
}

/// Whether a string can go without quotes.
fn is_plain_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
