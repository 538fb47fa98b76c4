// SPDX-License-Identifier: EUPL-1.2
//! Which custom properties, keyframes and fonts are referred to by what stays, however far the chain goes.

use super::sheet::{Kind, Node, at_rule};
use super::text::Text;
use super::{Keep, Used};
use std::collections::HashSet;

/// What is referred to.
#[derive(Default)]
struct Live {
    properties: HashSet<String>,
    /// Words that may name keyframes or fonts, in lower case.
    words: HashSet<String>,
}

/// Leaves out what nothing refers to, and blocks that this leaves empty.
pub(super) fn sweep<'c>(nodes: Vec<Node<'c>>, used: &Used, keep: &Keep) -> Vec<Node<'c>> {
    let Keep { properties, keyframes, fonts } = keep;
    let mut live = Live::default();
    live.properties.extend(properties.iter().cloned());
    live.properties.extend(used.mentions().filter(|word| word.starts_with("--")).map(str::to_owned));
    for text in keyframes.iter().chain(fonts).map(String::as_str).chain(used.mentions()) {
        live.words.extend(super::scan::words(text).map(str::to_lowercase));
    }
    loop {
        let before = (live.properties.len(), live.words.len());
        live.mark(&nodes);
        if before == (live.properties.len(), live.words.len()) {
            break;
        }
    }
    live.kept(nodes)
}

impl Live {
    /// Notes what these nodes refer to, as far as they are known to stay.
    fn mark(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            if !self.stays(node) {
                continue;
            }
            match node {
                Node::Declaration { value, .. } => self.note(value),
                Node::Opaque(text) => self.note(text),
                Node::Rule { body, .. } => self.mark(body),
                Node::Block { prelude, kind, body, .. } => {
                    if *kind == Kind::Group {
                        self.note(prelude);
                    }
                    self.mark(body);
                }
            }
        }
    }

    fn note(&mut self, text: &Text) {
        for name in &text.dashed {
            if !self.properties.contains(name) {
                self.properties.insert(name.clone());
            }
        }
        for word in &text.words {
            if !self.words.contains(word) {
                self.words.insert(word.clone());
            }
        }
    }

    /// Whether something refers to this node, as far as it needs that.
    fn stays(&self, node: &Node<'_>) -> bool {
        match node {
            Node::Declaration { name, .. } => !name.starts_with("--") || self.properties.contains(&**name),
            Node::Block { kind: Kind::Keyframes, prelude, .. } => self.knows(&prelude.words),
            Node::Block { kind: Kind::Property, prelude, .. } => prelude.dashed.iter().any(|name| self.properties.contains(name)),
            Node::Block { kind: Kind::FontFace, body, .. } => body.iter().all(|node| match node {
                Node::Declaration { name, value } if name.eq_ignore_ascii_case("font-family") => self.knows(&value.words),
                _ => true,
            }),
            _ => true,
        }
    }

    /// Whether all words of a name are mentioned: a name may be put together from several properties.
    fn knows(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.words.contains(word))
    }

    fn kept<'c>(&self, nodes: Vec<Node<'c>>) -> Vec<Node<'c>> {
        let kept = nodes.into_iter().filter(|node| self.stays(node));
        kept.filter_map(|node| match node {
            Node::Rule { selectors, body } => some_body(self.kept(body)).map(|body| Node::Rule { selectors, body }),
            Node::Block { name, prelude, kind, body } => match some_body(self.kept(body)) {
                Some(body) => Some(Node::Block { name, prelude, kind, body }),
                None if kind == Kind::Layer && !prelude.text.is_empty() => Some(Node::Opaque(Text { text: at_rule(&name, &prelude.text) + ";", ..prelude })),
                // An animation without effect still starts and ends, and scripts may wait for it.
                None if kind == Kind::Keyframes => Some(Node::Block { name, prelude, kind, body: Vec::new() }),
                None => None,
            },
            node => Some(node),
        })
        .collect()
    }
}

fn some_body(body: Vec<Node<'_>>) -> Option<Vec<Node<'_>>> {
    if body.is_empty() { None } else { Some(body) }
}
