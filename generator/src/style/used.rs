// SPDX-License-Identifier: EUPL-1.2
//! What finished pages use. Names are kept in lower case: a page in quirks mode compares classes so, and a rule
//! too many costs less than a rule too few.

use super::scan::{self, Found};
use cssparser::{Parser, Token};
use std::borrow::Cow;
use std::collections::HashSet;

/// What finished pages use: element names, classes, ids, attribute names. Sorted, so that it can be hashed.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
pub struct Used {
    elements: Names,
    classes: Names,
    ids: Names,
    attributes: Names,
    /// Words of inline styles and presentation attributes: custom properties, animations, fonts.
    mentions: Names,
}

/// Sorted names, each once and ended by a NUL, which no name of a page can contain.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
struct Names(String);

/// [`Used`], ready for questions.
pub(super) struct Lookup<'u> {
    pub(super) elements: Set<'u>,
    pub(super) classes: Set<'u>,
    pub(super) ids: Set<'u>,
    pub(super) attributes: Set<'u>,
}

/// A set of borrowed names. It is never walked in an order that can be seen.
pub(super) type Set<'a> = HashSet<&'a str>;

impl Used {
    /// The names of one finished page (or of an SVG file). A quick single pass.
    #[must_use]
    pub fn of_page(html: &str) -> Self {
        let Found { elements, classes, ids, attributes, mentions } = scan::scan(html);
        Self { elements: Names::of(elements), classes: Names::of(classes), ids: Names::of(ids), attributes: Names::of(attributes), mentions: Names::of(mentions) }
    }

    /// Adds the names of another page.
    pub fn merge(&mut self, other: &Self) {
        let Self { elements, classes, ids, attributes, mentions } = other;
        self.elements.merge(elements);
        self.classes.merge(classes);
        self.ids.merge(ids);
        self.attributes.merge(attributes);
        self.mentions.merge(mentions);
    }

    /// Adds what scripts put into pages, written as selectors: `.show`, `#modal`, `[aria-expanded]`, `dialog.open`.
    #[must_use]
    pub fn with_kept<S: AsRef<str>>(mut self, selectors: &[S]) -> Self {
        for selector in selectors {
            let kept = kept(selector.as_ref());
            self.merge(&kept);
        }
        self
    }

    pub(super) fn lookup(&self) -> Lookup<'_> {
        Lookup { elements: self.elements.iter().collect(), classes: self.classes.iter().collect(), ids: self.ids.iter().collect(), attributes: self.attributes.iter().collect() }
    }

    pub(super) fn mentions(&self) -> impl Iterator<Item = &str> {
        self.mentions.iter()
    }
}

/// Every name in a selector.
fn kept(selector: &str) -> Used {
    let mut names: [Vec<String>; 4] = Default::default();
    collect(&mut Parser::new(selector), Slot::Element, &mut names);
    if !names[Slot::Class as usize].is_empty() {
        names[Slot::Attribute as usize].push("class".to_owned());
    }
    if !names[Slot::Id as usize].is_empty() {
        names[Slot::Attribute as usize].push("id".to_owned());
    }
    let [elements, classes, ids, attributes] = names.map(|names| Names::of(names.into_iter().map(Cow::Owned).collect()));
    Used { elements, classes, ids, attributes, mentions: Names::default() }
}

/// What a name in a selector is the name of.
#[derive(Clone, Copy)]
enum Slot {
    Element,
    Class,
    Id,
    Attribute,
}

fn collect(input: &mut Parser<'_>, plain: Slot, names: &mut [Vec<String>; 4]) {
    let mut slot = plain;
    while let Ok(token) = input.next().cloned() {
        match &token {
            Token::Ident(name) => names[slot as usize].push(name.to_ascii_lowercase()),
            Token::IDHash(name) | Token::Hash(name) => names[Slot::Id as usize].push(name.to_ascii_lowercase()),
            Token::SquareBracketBlock => {
                let _: Result<(), cssparser::ParseError<()>> = input.parse_nested_block(|inner| {
                    collect(inner, Slot::Attribute, names);
                    Ok(())
                });
            }
            Token::Function(_) | Token::ParenthesisBlock => {
                let _: Result<(), cssparser::ParseError<()>> = input.parse_nested_block(|inner| {
                    collect(inner, Slot::Element, names);
                    Ok(())
                });
            }
            _ => {}
        }
        slot = if token == Token::Delim('.') { Slot::Class } else { plain };
    }
}

impl Names {
    fn of(mut sorted: Vec<Cow<'_, str>>) -> Self {
        sorted.sort_unstable();
        sorted.dedup();
        let mut names = String::with_capacity(sorted.iter().map(|name| name.len() + 1).sum());
        for name in sorted {
            names.push_str(&name);
            names.push('\0');
        }
        Self(names)
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator('\0')
    }

    fn merge(&mut self, other: &Self) {
        if self.0 == other.0 || self.contains(other) {
            return;
        }
        *self = Self::of(self.iter().chain(other.iter()).map(Cow::Borrowed).collect());
    }

    /// Whether all names of `other` are here: of a town's pages most add nothing.
    fn contains(&self, other: &Self) -> bool {
        let mut mine = self.iter();
        other.iter().all(|name| mine.by_ref().find(|own| *own >= name) == Some(name))
    }
}
