// SPDX-License-Identifier: EUPL-1.2
//! Whether a selector can match anything in pages with these names. It cannot if one compound surely cannot: its
//! element, a class, an id or an attribute is nowhere, or all branches of its `:is()`, `:where()`, `:has()` are so.
//! All else may match: what is inside `:not()`, every pseudo-class and pseudo-element, values of attributes.

use super::text::{Mode, Read, Words, Writer, closing, expect_closed, wrong};
use super::used::Lookup;
use cssparser::{Parser, Token};

/// A selector of a list.
pub(super) struct Selector {
    pub(super) text: String,
    pub(super) can_match: bool,
    /// Whether every browser understands it. One that is not understood takes its whole list along, so it may
    /// not leave the list alone.
    pub(super) is_common: bool,
}

/// A selector in the making.
struct Draft {
    writer: Writer,
    can_match: bool,
    is_common: bool,
    /// A name that is an element's, unless it turns out to be a namespace.
    element: Option<bool>,
    /// What the next name is the name of.
    next: Next,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Element,
    Class,
    Pseudo,
}

/// Reads a list of selectors to the end of `input`.
pub(super) fn list(input: &mut Parser<'_>, css: &str, names: &Lookup<'_>) -> Read<Vec<Selector>> {
    let mut selectors = Vec::new();
    let mut draft = Draft::new();
    loop {
        let start = input.position();
        let Ok(token) = input.next_including_whitespace_and_comments().cloned() else { break };
        if token == Token::Comma {
            selectors.push(std::mem::replace(&mut draft, Draft::new()).finish());
            continue;
        }
        let source = input.slice_from(start);
        draft.token(&token, source, start.byte_index(), input, css, names)?;
    }
    selectors.push(draft.finish());
    Ok(selectors)
}

impl Draft {
    fn new() -> Self {
        Self { writer: Writer::new(Mode::Selector, Words::Ignore), can_match: true, is_common: true, element: None, next: Next::Element }
    }

    fn finish(mut self) -> Selector {
        self.settle();
        Selector { text: self.writer.out.text, can_match: self.can_match, is_common: self.is_common }
    }

    /// The name before was an element's after all.
    fn settle(&mut self) {
        self.need(self.element != Some(false));
        self.element = None;
    }

    fn need(&mut self, is_there: bool) {
        self.can_match &= is_there;
    }

    fn token(&mut self, token: &Token<'_>, source: &str, at: usize, input: &mut Parser<'_>, css: &str, names: &Lookup<'_>) -> Read<()> {
        if *token == Token::Delim('|') {
            self.element = None;
        }
        self.settle();
        let next = std::mem::replace(&mut self.next, Next::Element);
        match token {
            Token::Ident(name) => match next {
                Next::Element => self.element = Some(names.elements.contains(&*name.to_ascii_lowercase())),
                Next::Class => self.need(names.classes.contains(&*name.to_ascii_lowercase())),
                Next::Pseudo => self.is_common &= COMMON.contains(&&*name.to_ascii_lowercase()),
            },
            Token::IDHash(name) => self.need(names.ids.contains(&*name.to_ascii_lowercase())),
            Token::Delim('.') => self.next = Next::Class,
            Token::Colon => self.next = Next::Pseudo,
            Token::SquareBracketBlock => return self.attribute(token, source, at, input, css, names),
            Token::Function(name) if next == Next::Pseudo => return self.function(&name.to_ascii_lowercase(), (token, source, at), input, css, names),
            Token::Delim('*' | '>' | '+' | '~' | '&') | Token::WhiteSpace(_) | Token::Comment(_) => {}
            // Namespaces, percentages and what nobody has invented yet.
            _ => self.is_common = false,
        }
        self.writer.one(token, source, at, input, css)
    }

    /// `[name]`, `[ns|name="value" i]`.
    fn attribute(&mut self, token: &Token<'_>, source: &str, at: usize, input: &mut Parser<'_>, css: &str, names: &Lookup<'_>) -> Read<()> {
        self.writer.token(token, source, at)?;
        let mut name = None;
        let mut is_over = false;
        input.parse_nested_block(|inner| {
            loop {
                let start = inner.position();
                let Ok(token) = inner.next_including_whitespace_and_comments().cloned() else { break };
                match &token {
                    Token::Ident(ident) if !is_over => name = Some(ident.to_ascii_lowercase()),
                    Token::Delim('|' | '*') | Token::WhiteSpace(_) | Token::Comment(_) => {}
                    _ => is_over = true,
                }
                let source = inner.slice_from(start);
                self.writer.one(&token, source, start.byte_index(), inner, css)?;
            }
            expect_closed(inner, css, at)
        })?;
        self.writer.close(']');
        let Some(name) = name else { return Err(wrong(at, "manca il nome dell'attributo")) };
        self.need(names.attributes.contains(&*name));
        Ok(())
    }

    fn function(&mut self, name: &str, (token, source, at): (&Token<'_>, &str, usize), input: &mut Parser<'_>, css: &str, names: &Lookup<'_>) -> Read<()> {
        self.is_common &= COMMON.contains(&name);
        if !matches!(name, "is" | "where" | "has" | "not" | "matches" | "any" | "-webkit-any" | "-moz-any") {
            return self.writer.one(token, source, at, input, css);
        }
        self.writer.token(token, source, at)?;
        let branches = input.parse_nested_block(|inner| {
            let branches = list(inner, css, names)?;
            expect_closed(inner, css, at)?;
            Ok(branches)
        })?;
        for (index, branch) in branches.iter().enumerate() {
            self.is_common &= branch.is_common;
            if index > 0 {
                self.writer.out.text.push(',');
            }
            self.writer.out.text.push_str(&branch.text);
        }
        self.writer.close(closing(token).unwrap_or(')'));
        self.need(name == "not" || branches.iter().any(|branch| branch.can_match));
        Ok(())
    }
}

/// Pseudo-classes and pseudo-elements that every browser in use understands.
const COMMON: &[&str] = &[
    "active",
    "after",
    "any-link",
    "before",
    "checked",
    "default",
    "disabled",
    "empty",
    "enabled",
    "first-child",
    "first-letter",
    "first-line",
    "first-of-type",
    "focus",
    "focus-visible",
    "focus-within",
    "hover",
    "in-range",
    "indeterminate",
    "invalid",
    "is",
    "lang",
    "last-child",
    "last-of-type",
    "link",
    "marker",
    "not",
    "nth-child",
    "nth-last-child",
    "nth-last-of-type",
    "nth-of-type",
    "only-child",
    "only-of-type",
    "optional",
    "out-of-range",
    "placeholder",
    "placeholder-shown",
    "read-only",
    "read-write",
    "required",
    "root",
    "selection",
    "target",
    "valid",
    "visited",
    "where",
];
