// SPDX-License-Identifier: EUPL-1.2
//! Reads a style sheet into a tree. A rule that can match nothing is left out here, before its body is read.

use super::StyleError;
use super::selector::{self, Selector};
use super::text::{Mode, Read, Text, Words, Wrong, compact, expect_closed, wrong};
use super::used::Lookup;
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, ParseErrorKind, Parser, ParserState, QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, Token,
    serialize_identifier,
};

/// A part of a style sheet.
pub(super) enum Node<'c> {
    /// `name: value`.
    Declaration { name: CowRcStr<'c>, value: Text },
    /// `selectors { … }`.
    Rule { selectors: String, body: Vec<Node<'c>> },
    /// `@name prelude { … }` with a content that is known.
    Block { name: String, prelude: Text, kind: Kind, body: Vec<Node<'c>> },
    /// `@name …;`, or a block that is none of our business.
    Opaque(Text),
}

/// What an at-rule's block is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Rules under a condition, which can be joined with their neighbours.
    Group,
    /// Rules in a layer: its name tells the order of layers even when nothing is in it.
    Layer,
    /// Rules that stand for themselves.
    Single,
    Keyframes,
    FontFace,
    Property,
    /// Descriptors that stay: `@page`, `@counter-style`.
    Descriptors,
    /// Not known here.
    Opaque,
}

/// Reads a style sheet.
pub(super) fn read<'c>(css: &'c str, names: &Lookup<'_>) -> Result<Vec<Node<'c>>, StyleError> {
    let mut input = Parser::new(css);
    let mut body = Body { css, names, place: Place::Sheet };
    body.nodes(&mut input).map_err(|error| locate(css, &error, input.position().byte_index()))
}

/// What may stand where we are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Sheet,
    Style,
    Keyframes,
    Descriptors,
}

struct Body<'c, 'u> {
    css: &'c str,
    names: &'u Lookup<'u>,
    place: Place,
}

/// What stands before a block.
enum Prelude {
    Selectors(Vec<Selector>),
    Keyframe(Text),
    At { name: String, kind: Kind, text: Text, start: usize },
}

impl<'c, 'u> Body<'c, 'u> {
    fn nodes(&mut self, input: &mut Parser<'c>) -> Read<Vec<Node<'c>>> {
        let mut nodes = Vec::new();
        let mut body: RuleBodyParser<'c, '_, Self, Option<Node<'c>>, Wrong> = RuleBodyParser::new(input, self);
        while let Some(node) = body.next() {
            match node {
                Ok(node) => nodes.extend(node),
                Err((error, slice, _)) => {
                    let at = slice.as_ptr().addr() - body.parser.css.as_ptr().addr();
                    return Err(with_place(error, at));
                }
            }
        }
        Ok(nodes)
    }

    fn block(&self, input: &mut Parser<'c>, place: Place) -> Read<Vec<Node<'c>>> {
        let start = input.position().byte_index();
        let nodes = Body { css: self.css, names: self.names, place }.nodes(input)?;
        expect_closed(input, self.css, start.saturating_sub(1))?;
        Ok(nodes)
    }

    /// A rule with those of its selectors that are needed.
    fn rule(&self, selectors: Vec<Selector>, body: Vec<Node<'c>>) -> Node<'c> {
        // `&` weighs as much as the heaviest selector of the list, so a list with nested rules stays whole.
        let is_flat = body.iter().all(|node| matches!(node, Node::Declaration { .. }));
        let kept = selectors.into_iter().filter(|selector| selector.can_match || !selector.is_common || !is_flat);
        Node::Rule { selectors: kept.map(|selector| selector.text).collect::<Vec<_>>().join(","), body }
    }
}

impl<'c> DeclarationParser<'c> for Body<'c, '_> {
    type Declaration = Option<Node<'c>>;
    type Error = Wrong;

    fn parse_value(&mut self, name: CowRcStr<'c>, input: &mut Parser<'c>, start: &ParserState) -> Read<Option<Node<'c>>> {
        let at = start.position().byte_index();
        let is_custom = name.starts_with("--");
        if !is_custom && has_block(input) {
            return Err(wrong(at, "la dichiarazione contiene un blocco: manca un punto e virgola?"));
        }
        let (mode, words) = match () {
            () if is_custom => (Mode::Custom, Words::Note),
            () if names_something(&name) => (Mode::Value, Words::Note),
            () => (Mode::Value, Words::Ignore),
        };
        let value = compact(input, self.css, mode, words)?;
        if value.text.is_empty() && !is_custom {
            return Err(wrong(at, "la dichiarazione non ha valore"));
        }
        Ok(Some(Node::Declaration { name, value }))
    }
}

impl<'c> QualifiedRuleParser<'c> for Body<'c, '_> {
    type Prelude = Prelude;
    type QualifiedRule = Option<Node<'c>>;
    type Error = Wrong;

    fn parse_prelude(&mut self, input: &mut Parser<'c>) -> Read<Prelude> {
        let at = input.position().byte_index();
        if self.place == Place::Keyframes {
            return compact(input, self.css, Mode::Selector, Words::Ignore).map(Prelude::Keyframe);
        }
        let selectors = selector::list(input, self.css, self.names)?;
        if selectors.iter().any(|selector| selector.text.is_empty()) {
            return Err(wrong(at, "un selettore dell'elenco è vuoto"));
        }
        Ok(Prelude::Selectors(selectors))
    }

    fn parse_block(&mut self, prelude: Prelude, _: &ParserState, input: &mut Parser<'c>) -> Read<Option<Node<'c>>> {
        match prelude {
            Prelude::Selectors(selectors) if selectors.iter().all(|selector| !selector.can_match) => {
                let start = input.position().byte_index();
                skip(input);
                expect_closed(input, self.css, start.saturating_sub(1))?;
                Ok(None)
            }
            Prelude::Selectors(selectors) => {
                let body = self.block(input, Place::Style)?;
                Ok(Some(self.rule(selectors, body)))
            }
            Prelude::Keyframe(text) | Prelude::At { text, .. } => Ok(Some(Node::Rule { selectors: text.text, body: self.block(input, Place::Descriptors)? })),
        }
    }
}

impl<'c> AtRuleParser<'c> for Body<'c, '_> {
    type Prelude = Prelude;
    type AtRule = Option<Node<'c>>;
    type Error = Wrong;

    fn parse_prelude(&mut self, name: CowRcStr<'c>, input: &mut Parser<'c>) -> Read<Prelude> {
        let name = name.to_ascii_lowercase();
        let start = input.position().byte_index();
        let kind = kind(&name);
        let text = if kind == Kind::Opaque && name != "import" {
            let words = compact(input, self.css, Mode::Custom, Words::Note)?;
            Text { text: self.css[start..input.position().byte_index()].trim().to_owned(), ..words }
        } else {
            compact(input, self.css, Mode::Prelude, Words::Note)?
        };
        Ok(Prelude::At { name, kind, text, start })
    }

    fn rule_without_block(&mut self, prelude: Prelude, _: &ParserState) -> Result<Option<Node<'c>>, ()> {
        let Prelude::At { name, mut text, .. } = prelude else { return Err(()) };
        if name == "charset" {
            return Ok(None);
        }
        text.text = at_rule(&name, &text.text) + ";";
        Ok(Some(Node::Opaque(text)))
    }

    fn parse_block(&mut self, prelude: Prelude, _: &ParserState, input: &mut Parser<'c>) -> Read<Option<Node<'c>>> {
        let Prelude::At { name, kind, text: prelude, start } = prelude else { return Ok(None) };
        let place = match kind {
            Kind::Group | Kind::Layer | Kind::Single => self.place,
            Kind::Keyframes => Place::Keyframes,
            Kind::FontFace | Kind::Property | Kind::Descriptors => Place::Descriptors,
            Kind::Opaque => {
                let inside = input.position().byte_index();
                let mut text = compact(input, self.css, Mode::Custom, Words::Note)?;
                expect_closed(input, self.css, start)?;
                let content = self.css[inside..input.position().byte_index()].trim();
                text.text = format!("{}{{{content}}}", at_rule(&name, &prelude.text));
                text.dashed.extend(prelude.dashed);
                return Ok(Some(Node::Opaque(text)));
            }
        };
        let body = self.block(input, place)?;
        Ok(Some(Node::Block { name, prelude, kind, body }))
    }
}

impl<'c> RuleBodyItemParser<'c, Option<Node<'c>>, Wrong> for Body<'c, '_> {
    fn parse_declarations(&self) -> bool {
        matches!(self.place, Place::Style | Place::Descriptors)
    }

    fn parse_qualified(&self) -> bool {
        self.place != Place::Descriptors
    }
}

/// `@name prelude`, without the space that it does not need.
pub(super) fn at_rule(name: &str, prelude: &str) -> String {
    let space = if prelude.is_empty() || (name == "media" && prelude.starts_with('(')) { "" } else { " " };
    let mut text = String::from("@");
    push_name(name, &mut text);
    text + space + prelude
}

/// Writes a name, escaped if it must be.
pub(super) fn push_name(name: &str, out: &mut String) {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) && !name.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
    if is_plain {
        out.push_str(name);
    } else {
        serialize_identifier(name, out).expect("writing to a string does not fail");
    }
}

fn kind(name: &str) -> Kind {
    match name {
        "media" | "supports" | "container" => Kind::Group,
        "layer" => Kind::Layer,
        "scope" | "starting-style" | "-moz-document" => Kind::Single,
        "font-face" => Kind::FontFace,
        "property" => Kind::Property,
        "page" | "counter-style" | "view-transition" | "position-try" | "font-palette-values" => Kind::Descriptors,
        // The boxes on the margins of a page.
        _ if ["top-", "bottom-", "left-", "right-"].iter().any(|side| name.starts_with(side)) => Kind::Descriptors,
        _ if name.ends_with("keyframes") => Kind::Keyframes,
        _ => Kind::Opaque,
    }
}

/// Whether a property's words name an animation or a font.
fn names_something(property: &str) -> bool {
    let property = property.to_ascii_lowercase();
    property.contains("animation") || property.starts_with("font")
}

/// Whether `{` stands in what is left, outside of other brackets.
fn has_block(input: &mut Parser<'_>) -> bool {
    let start = input.state();
    let mut found = false;
    while let Ok(token) = input.next() {
        found |= *token == Token::CurlyBracketBlock;
    }
    input.reset(&start);
    found
}

fn skip(input: &mut Parser<'_>) {
    while input.next().is_ok() {}
}

/// The error with a place of its own, or the place where its rule starts.
fn with_place(error: ParseError<Wrong>, at: usize) -> ParseError<Wrong> {
    match error.kind {
        ParseErrorKind::Custom(_) => error,
        ParseErrorKind::Basic(_) => wrong(at, "qui un browser non capisce e salta fino alla regola successiva"),
    }
}

fn locate(css: &str, error: &ParseError<Wrong>, here: usize) -> StyleError {
    let (at, message) = match &error.kind {
        ParseErrorKind::Custom(Wrong { at, message }) => (*at, *message),
        ParseErrorKind::Basic(_) => (here, "qui un browser non capisce"),
    };
    let before = css.get(..at.min(css.len())).unwrap_or(css);
    let skipped = css[before.len()..].len() - css[before.len()..].trim_start().len();
    let before = &css[..before.len() + skipped];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    StyleError { message, line: small(1 + before.matches('\n').count()), column: small(1 + before[line_start..].chars().count()) }
}
