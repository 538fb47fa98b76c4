// SPDX-License-Identifier: EUPL-1.2
//! A reply as a tree, which is written as XML and as JSON alike. What the standard calls the Spark convention: a
//! list is `<things><thing/></things>` in XML and only a list in JSON; what is not there is an empty element or
//! `null`.

use crate::xml::escaped;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// A part of a reply.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A text.
    Text(String),
    /// A whole number.
    Whole(u64),
    /// A coordinate.
    Degrees(f64),
    /// Yes or no.
    Flag(bool),
    /// Nothing is known.
    Nothing,
    /// Named parts.
    Map(Vec<(&'static str, Node)>),
    /// Parts of one kind, and what each is called in XML.
    List(&'static str, Vec<Node>),
}

impl Node {
    /// A text, or nothing.
    #[must_use]
    pub fn perhaps(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.into()))
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        match self {
            Self::Text(text) => Value::from(text.as_str()),
            Self::Whole(number) => Value::from(*number),
            Self::Degrees(degrees) => Value::from(*degrees),
            Self::Flag(flag) => Value::from(*flag),
            Self::Nothing => Value::Null,
            Self::Map(parts) => Value::Object(parts.iter().map(|(name, part)| ((*name).to_owned(), part.json())).collect::<Map<_, _>>()),
            Self::List(_, parts) => Value::Array(parts.iter().map(Self::json).collect()),
        }
    }

    /// As a document of XML with this root.
    #[must_use]
    pub fn xml(&self, root: &str) -> String {
        let mut out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned();
        self.element(root, &mut out);
        out.push('\n');
        out
    }

    fn element(&self, name: &str, out: &mut String) {
        // To write into a text does not fail.
        let _ = match self {
            Self::Nothing => write!(out, "<{name}/>"),
            Self::Text(text) => write!(out, "<{name}>{}</{name}>", escaped(text)),
            Self::Whole(number) => write!(out, "<{name}>{number}</{name}>"),
            Self::Degrees(degrees) => write!(out, "<{name}>{degrees}</{name}>"),
            Self::Flag(flag) => write!(out, "<{name}>{flag}</{name}>"),
            Self::Map(parts) => {
                let _ = write!(out, "<{name}>");
                for (name, part) in parts {
                    part.element(name, out);
                }
                write!(out, "</{name}>")
            }
            Self::List(item, parts) => {
                let _ = write!(out, "<{name}>");
                for part in parts {
                    part.element(item, out);
                }
                write!(out, "</{name}>")
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_tree_is_xml_and_json() {
        let parts = vec![Node::Text("a <b> & \"c\"\n\u{7}".to_owned()), Node::Nothing];
        let tree = Node::Map(vec![("n", Node::Whole(7)), ("d", Node::Degrees(-9.67)), ("f", Node::Flag(true)), ("things", Node::List("thing", parts))]);
        assert_eq!(
            tree.xml("root"),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<root><n>7</n><d>-9.67</d><f>true</f><things><thing>a &lt;b&gt; &amp; &quot;c&quot;\n</thing><thing/></things></root>\n"
        );
        assert_eq!(tree.json().to_string(), r#"{"d":-9.67,"f":true,"n":7,"things":["a <b> & \"c\"\n\u0007",null]}"#);
    }
}
