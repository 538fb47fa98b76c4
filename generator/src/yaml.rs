// SPDX-License-Identifier: EUPL-1.2
//! YAML as a tree in which every node knows where it stands, made from the events of `saphyr-parser`.
//!
//! Only what a municipality needs: anchors, aliases, tags and several documents are faults, so that
//! no file can grow when it is read.

use crate::diagnosis;
use crate::fault::{Fault, Faults};
use crate::span::Span;
use crate::yaml_lines;
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::borrow::Cow;

/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 32;

/// A value with its place.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value<'a>,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// Nothing, `~` or `null`.
    Null,
    /// A text; `plain` when it was written without quotes.
    Scalar {
        /// The text, unescaped.
        text: Cow<'a, str>,
        /// How it was written.
        style: Style,
        /// Whether ` #` follows it on its line.
        commented: bool,
    },
    /// A list.
    Sequence(Vec<Node<'a>>),
    /// Keys and values, in the order of the file.
    Mapping(Vec<(Node<'a>, Node<'a>)>),
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In quotes.
    Quoted,
    /// As a block, after `|` or `>`.
    Block,
}

impl Node<'_> {
    /// The text, when it is a scalar.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}

/// Reads one YAML document. `first_line` is the number in the file of the text's first line.
/// `None` after a fault, or when the document is empty (which is no fault here).
pub fn parse<'a>(text: &'a str, first_line: usize, faults: &mut Faults) -> Option<Node<'a>> {
    yaml_lines::parse(text, first_line).or_else(|| parse_all(text, first_line, faults))
}

/// The same, for any YAML.
pub(crate) fn parse_all<'a>(text: &'a str, first_line: usize, faults: &mut Faults) -> Option<Node<'a>> {
    let place = |span: saphyr_parser::Span| -> Span {
        let (line, column) = (span.start.line() + first_line - 1, span.start.col() + 1);
        let length = if span.end.line() == span.start.line() { span.end.col().saturating_sub(span.start.col()) } else { 1 };
        Span::new(line, column, length.max(1))
    };
    let mut open: Vec<(Node<'a>, Option<Node<'a>>)> = Vec::new();
    let mut root: Option<Node<'a>> = None;
    let has_comments = text.contains(" #");
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let marker = error.marker();
                let last = text.lines().count().max(1);
                let line = marker.line().clamp(1, last);
                let column = if marker.line() == line { marker.col() + 1 } else { 1 };
                match diagnosis::diagnose(text, line - 1) {
                    Some(found) => {
                        let span = Span::new(found.line + first_line, found.column + 1, found.length);
                        faults.add(|file| Fault::diagnosed_yaml(file, span, found.hint));
                    }
                    None => faults.add(|file| Fault::bad_yaml(file, Span::new(line + first_line - 1, column, 1), error.info())),
                }
                return None;
            }
        };
        let here = place(span);
        let done = match event {
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    faults.add(|file| Fault::unsupported_yaml(file, here, "un secondo documento dopo `---`"));
                    return None;
                }
                continue;
            }
            Event::Alias(_) => {
                faults.add(|file| Fault::unsupported_yaml(file, here, "un rimando `*`"));
                return None;
            }
            Event::Scalar(_, _, anchor, tag) | Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) if anchor != 0 || tag.is_some() => {
                let what = if anchor == 0 { "un'etichetta di tipo `!`" } else { "un'ancora `&`" };
                faults.add(|file| Fault::unsupported_yaml(file, here, what));
                return None;
            }
            Event::Scalar(words, style, _, _) => {
                let commented = has_comments && comment_follows(text, span.end.line(), span.end.col());
                Some(Node { span: here, value: scalar(words, style, commented) })
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if open.len() == MAX_DEPTH {
                    faults.add(|file| Fault::unsupported_yaml(file, here, "un annidamento così profondo"));
                    return None;
                }
                let value = if matches!(event, Event::SequenceStart(..)) { Value::Sequence(Vec::new()) } else { Value::Mapping(Vec::new()) };
                open.push((Node { span: here, value }, None));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|(node, _)| node),
            _ => None,
        };
        let Some(node) = done else { continue };
        match open.last_mut() {
            None => root = Some(node),
            Some((parent, key)) => match &mut parent.value {
                Value::Sequence(items) => items.push(node),
                Value::Mapping(entries) => match key.take() {
                    None => *key = Some(node),
                    Some(key) => entries.push((key, node)),
                },
                Value::Null | Value::Scalar { .. } => {}
            },
        }
    }
    root.filter(|node| !matches!(node.value, Value::Null))
}

/// Whether a comment follows a place (line from 1, column from 0 in characters) on its line.
fn comment_follows(text: &str, line: usize, column: usize) -> bool {
    let rest = text.lines().nth(line.saturating_sub(1)).map(|line| line.chars().skip(column).collect::<String>());
    rest.is_some_and(|rest| rest.trim_start().starts_with('#'))
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle, commented: bool) -> Value<'_> {
    let style = match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        _ => Style::Quoted,
    };
    if style == Style::Plain && matches!(&*text, "" | "~" | "null") { Value::Null } else { Value::Scalar { text, style, commented } }
}
