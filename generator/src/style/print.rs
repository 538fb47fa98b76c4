// SPDX-License-Identifier: EUPL-1.2
//! Writes the tree. Neighbours with the same selectors or the same condition become one.

use super::sheet::{Kind, Node, at_rule, push_name};

/// Writes a style sheet; licences at its head stay.
pub(super) fn print(css: &str, nodes: Vec<Node<'_>>) -> String {
    let mut out = String::new();
    for licence in licences(css) {
        out.push_str(licence);
        out.push('\n');
    }
    body(&joined(nodes), &mut out);
    if out.is_ascii() { out } else { format!("@charset \"UTF-8\";{out}") }
}

/// The comments `/*! … */` at the head.
fn licences(css: &str) -> impl Iterator<Item = &str> {
    let mut rest = css;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let end = rest.strip_prefix("/*").and_then(|comment| comment.find("*/"))? + 4;
        let comment = &rest[..end];
        rest = &rest[end..];
        Some(comment)
    })
    .filter(|comment| comment.starts_with("/*!"))
}

/// Joins neighbours. Nothing stands between them, so the order of rules does not change.
fn joined(nodes: Vec<Node<'_>>) -> Vec<Node<'_>> {
    let mut out: Vec<Node<'_>> = Vec::with_capacity(nodes.len());
    for node in nodes {
        match (out.last_mut(), node) {
            (Some(Node::Rule { selectors, body }), Node::Rule { selectors: other, body: more })
                if *selectors == other && body.iter().all(|node| matches!(node, Node::Declaration { .. })) =>
            {
                body.extend(more);
            }
            (Some(Node::Block { name, prelude, kind: Kind::Group, body }), Node::Block { name: other, prelude: condition, body: more, .. })
                if *name == other && prelude.text == condition.text && !more.iter().any(|node| matches!(node, Node::Declaration { .. })) =>
            {
                body.extend(more);
            }
            (_, node) => out.push(node),
        }
    }
    for node in &mut out {
        if let Node::Rule { body, .. } | Node::Block { body, .. } = node {
            *body = joined(std::mem::take(body));
        }
    }
    out
}

fn body(nodes: &[Node<'_>], out: &mut String) {
    for (index, node) in nodes.iter().enumerate() {
        match node {
            Node::Declaration { name, value } => {
                push_name(name, out);
                // Browsers before 2021 want a space where a custom property is empty.
                out.push_str(if value.text.is_empty() { ": " } else { ":" });
                out.push_str(&value.text);
                if index + 1 < nodes.len() {
                    out.push(';');
                }
            }
            Node::Opaque(text) => out.push_str(&text.text),
            Node::Rule { selectors, body: inner } => block(selectors, inner, out),
            Node::Block { name, prelude, body: inner, .. } => block(&at_rule(name, &prelude.text), inner, out),
        }
    }
}

fn block(head: &str, inner: &[Node<'_>], out: &mut String) {
    out.push_str(head);
    out.push('{');
    body(inner, out);
    out.push('}');
}
