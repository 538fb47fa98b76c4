// SPDX-License-Identifier: EUPL-1.2
//! The outline of a JSON text: which objects and texts are in it, without copying any of them.
//! serde_json judges all of the text, as it does for a `Value`: same errors, same places.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// As much of a JSON value as the rules ask about.
#[derive(Debug)]
pub(super) enum Outline<'a> {
    Object(Vec<(Key<'a>, Outline<'a>)>),
    List,
    Text { is_empty: bool },
    Other,
}

/// The name of a field.
#[derive(Debug)]
pub(super) struct Key<'a>(Cow<'a, str>);

impl<'a> Outline<'a> {
    /// Reads a whole text.
    pub(super) fn read(json: &'a str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// Whether the path (`a.b.c`) leads, object by object, to a text that says something.
    /// Of a field that is there twice the last one counts.
    pub(super) fn has_text(&self, path: &str) -> bool {
        let found = path.split('.').try_fold(self, |outline, name| match outline {
            Self::Object(fields) => fields.iter().rev().find(|(key, _)| key.0 == name).map(|(_, value)| value),
            _ => None,
        });
        matches!(found, Some(Self::Text { is_empty: false }))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Outline<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OutlineVisitor)
    }
}

/// Room for the fields of an object.
const USUAL_FIELDS: usize = 8;

struct OutlineVisitor;

impl<'de> Visitor<'de> for OutlineVisitor {
    type Value = Outline<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Outline::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Outline::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Outline::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Outline::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Outline::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Outline::Text { is_empty: text.is_empty() })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<Outline>()?.is_some() {}
        Ok(Outline::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::with_capacity(USUAL_FIELDS);
        while let Some(field) = object.next_entry()? {
            fields.push(field);
        }
        Ok(Outline::Object(fields))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Key<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Owned(name.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::Outline;

    #[test]
    fn a_path_leads_to_a_text() {
        let json = r#"{"a":{"b":"x","c":""},"d":["x"],"e\u0066":"x","g":1,"h":"","h":"x"}"#;
        let outline = Outline::read(json).expect("valid JSON");
        for (path, expected) in [("a.b", true), ("a.c", false), ("a", false), ("d", false), ("ef", true), ("g", false), ("h", true), ("a.b.c", false), ("z", false)] {
            assert_eq!(outline.has_text(path), expected, "{path}");
        }
    }

    #[test]
    fn errors_are_those_of_a_value() {
        for json in ["", "{", "[1,]", "{\"a\":}", "1e999", "{\n \"a\": \"\\ud800\"}", "[1] x", "{1:2}", "\"\\x\"", "nul", "{\"a\" 1}"] {
            let value = serde_json::from_str::<Value>(json).map(|_| ()).map_err(|error| error.to_string());
            assert_eq!(Outline::read(json).map(|_| ()).map_err(|error| error.to_string()), value, "{json}");
        }
    }
}
