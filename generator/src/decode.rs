// SPDX-License-Identifier: EUPL-1.2
//! From a YAML tree to the raw form of a file, going on after a fault, so that an editor sees all
//! the faults of a file at once; and the JSON Schema of the same form, so that the two cannot differ.

use crate::fault::{Fault, Faults};
use crate::span::Span;
use crate::yaml::{Node, Style, Value};
use jiff::civil::{Date, DateTime};
use model::text::{Line, LineError, Summary};
use model::vocabulary::Coded;
use serde_json::{Value as Json, json};

/// A value with the place where it was written.
#[derive(Debug, Clone)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

/// What can be read from YAML.
pub trait Decode: Sized {
    /// Reads a node; says what is wrong with it and gives `None` when it is of no use.
    fn decode(node: &Node<'_>, faults: &mut Faults) -> Option<Self>;
    /// The JSON Schema (draft 7, which editors' programs read) of what can be read.
    fn schema() -> Json;
}

/// Several lines of text, kept as they are.
#[derive(Debug, Clone)]
pub struct Block {
    /// The text.
    pub text: String,
    /// Its first line in the file and the columns by which it is indented there.
    pub first_line: usize,
    /// Spaces before each line.
    pub indent: usize,
}

/// A code of a closed list.
#[derive(Debug, Clone, Copy)]
pub struct Code<T>(pub T);

/// Declares the raw form of a file or of a part of one: its Italian keys, each `required` or
/// `optional`, their types, and the words that explain them to editors.
/// Every field is an `Option`: a raw form is what somebody wrote, not what is true.
macro_rules! raw {
    ($(#[doc = $about:expr])* pub struct $name:ident { $( $(#[doc = $doc:expr])* $field:ident : $need:ident $ty:ty ),* $(,)? }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Default)]
        pub struct $name { $( $(#[doc = $doc])* pub $field: Option<$crate::decode::Spanned<$ty>> ),* }

        impl $crate::decode::Decode for $name {
            fn decode(node: &$crate::yaml::Node<'_>, faults: &mut $crate::fault::Faults) -> Option<Self> {
                const KEYS: &[&str] = &[$(stringify!($field)),*];
                const REQUIRED: &[bool] = &[$($crate::decode::required!($need)),*];
                let mut form = Self::default();
                $crate::decode::fields(node, KEYS, REQUIRED, faults, &mut |key, value, faults| match key {
                    $( stringify!($field) => form.$field = $crate::decode::field(value, faults), )*
                    _ => {}
                })?;
                Some(form)
            }

            fn schema() -> serde_json::Value {
                let mut properties = serde_json::Map::new();
                let mut needed: Vec<&str> = Vec::new();
                $(
                    let mut schema = <$ty as $crate::decode::Decode>::schema();
                    let text: &str = concat!("", $($doc),*);
                    if !text.trim().is_empty() {
                        schema["description"] = text.trim().into();
                    }
                    properties.insert(stringify!($field).to_owned(), schema);
                    if $crate::decode::required!($need) {
                        needed.push(stringify!($field));
                    }
                )*
                let about: &str = concat!("", $($about),*);
                serde_json::json!({
                    "type": "object",
                    "description": about.trim(),
                    "properties": properties,
                    "required": needed,
                    "additionalProperties": false,
                })
            }
        }
    };
}
pub(crate) use raw;

/// Turns the word before a type into a truth value.
macro_rules! required {
    (required) => {
        true
    };
    (optional) => {
        false
    };
}
pub(crate) use required;

/// Reads one field, unless it was left empty (which is said).
pub(crate) fn field<T: Decode>(node: &Node<'_>, faults: &mut Faults) -> Option<Spanned<T>> {
    T::decode(node, faults).map(|value| Spanned { value, span: node.span })
}

/// Walks the keys of a mapping: unknown ones, those written twice, empty and missing ones are faults.
pub(crate) fn fields(node: &Node<'_>, keys: &[&str], required: &[bool], faults: &mut Faults, read: &mut dyn FnMut(&str, &Node<'_>, &mut Faults)) -> Option<()> {
    let Value::Mapping(entries) = &node.value else {
        faults.add(|file| Fault::wrong_type(file, node.span, "un elenco di chiavi e valori", &describe(node)));
        return None;
    };
    let mut seen = vec![false; keys.len()];
    for (key, value) in entries {
        let Some(name) = key.text() else {
            faults.add(|file| Fault::wrong_type(file, key.span, "il nome di una chiave", &describe(key)));
            continue;
        };
        let Some(index) = keys.iter().position(|known| *known == name) else {
            let near = nearest(name, keys.iter().copied());
            faults.add(|file| Fault::unknown_key(file, key.span, name, near, keys));
            continue;
        };
        if std::mem::replace(&mut seen[index], true) {
            faults.add(|file| Fault::duplicate_key(file, key.span, name));
            continue;
        }
        if matches!(value.value, Value::Null) {
            faults.add(|file| Fault::empty_value(file, key.span, name));
            continue;
        }
        read(name, value, faults);
    }
    for (index, key) in keys.iter().enumerate() {
        if required[index] && !seen[index] {
            faults.add(|file| Fault::missing_key(file, Span { length: 1, ..node.span }, key));
        }
    }
    Some(())
}

/// The nearest of some names to what was written, if it is near enough to be meant.
pub fn nearest<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let limit = (written.chars().count() / 3).clamp(1, 4);
    let written = written.to_lowercase();
    names
        .into_iter()
        .filter(|name| name.len().abs_diff(written.len()) <= 2 * limit)
        .map(|name| (strsim::damerau_levenshtein(&written, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

fn describe(node: &Node<'_>) -> String {
    match &node.value {
        Value::Null => "niente".to_owned(),
        Value::Scalar { text, .. } => {
            let short: String = text.chars().take(40).collect();
            format!("`{}`", short.replace('\n', " "))
        }
        Value::Sequence(_) => "una lista".to_owned(),
        Value::Mapping(_) => "un elenco di chiavi e valori".to_owned(),
    }
}

fn text<'n>(node: &'n Node<'_>, wanted: &str, faults: &mut Faults) -> Option<&'n str> {
    let text = node.text();
    if text.is_none() {
        faults.add(|file| Fault::wrong_type(file, node.span, wanted, &describe(node)));
    }
    text
}

/// A text without quotes that a comment follows may have lost its end.
fn say_comment(node: &Node<'_>, faults: &mut Faults) {
    if let Value::Scalar { style: Style::Plain, commented: true, .. } = node.value {
        faults.add(|file| Fault::text_before_comment(file, node.span));
    }
}

fn line_fault(error: LineError, node: &Node<'_>, faults: &mut Faults) {
    faults.add(|file| match error {
        LineError::Empty => Fault::empty_text(file, node.span),
        LineError::Broken => Fault::broken_line(file, node.span),
        LineError::Long(length) => Fault::long_summary(file, node.span, length),
    });
}

impl Decode for Line {
    fn decode(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let text = text(node, "un testo", faults)?;
        say_comment(node, faults);
        Self::parse(text).map_err(|error| line_fault(error, node, faults)).ok()
    }
    fn schema() -> Json {
        json!({"type": ["string", "number"], "minLength": 1})
    }
}

impl Decode for Summary {
    fn decode(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let text = text(node, "un testo", faults)?;
        say_comment(node, faults);
        Self::parse(text).map_err(|error| line_fault(error, node, faults)).ok()
    }
    fn schema() -> Json {
        json!({"type": "string", "minLength": 1, "maxLength": Summary::MAX})
    }
}

impl Decode for Block {
    fn decode(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let text = text(node, "un testo", faults)?;
        if text.trim().is_empty() {
            faults.add(|file| Fault::empty_text(file, node.span));
            return None;
        }
        Some(Self { text: text.to_owned(), first_line: node.span.line as usize, indent: (node.span.column as usize).saturating_sub(1) })
    }
    fn schema() -> Json {
        json!({"type": "string", "minLength": 1})
    }
}

impl Decode for bool {
    fn decode(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        match text(node, "`sì` o `no`", faults)? {
            "sì" | "si" | "true" => Some(true),
            "no" | "false" => Some(false),
            _ => {
                faults.add(|file| Fault::wrong_type(file, node.span, "`sì` o `no`", &describe(node)));
                None
            }
        }
    }
    fn schema() -> Json {
        json!({"enum": ["sì", "no", true, false]})
    }
}

impl Decode for u32 {
    fn decode(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let number = text(node, "un numero", faults)?.parse().ok();
        if number.is_none() {
            faults.add(|file| Fault::wrong_type(file, node.span, "un numero intero, da 0 in su", &describe(node)));
        }
        number
    }
    fn schema() -> Json {
        json!({"type": "integer", "minimum": 0, "maximum": u32::MAX})
    }
}

impl Decode for f64 {
    fn decode(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let number: Option<f64> = text(node, "un numero", faults)?.parse().ok().filter(|n: &f64| n.is_finite());
        if number.is_none() {
            faults.add(|file| Fault::wrong_type(file, node.span, "un numero", &describe(node)));
        }
        number
    }
    fn schema() -> Json {
        json!({"type": "number"})
    }
}

impl Decode for Date {
    fn decode(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let text = text(node, "una data", faults)?;
        let date = (text.len() == 10).then(|| text.parse().ok()).flatten();
        if date.is_none() {
            faults.add(|file| Fault::bad_date(file, node.span, text));
        }
        date
    }
    fn schema() -> Json {
        json!({"type": "string", "format": "date"})
    }
}

impl Decode for DateTime {
    fn decode(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let text = text(node, "una data con l'ora", faults)?;
        let shape = text.len() == 16 && text.as_bytes()[10] == b'T';
        let date = shape.then(|| text.parse().ok()).flatten();
        if date.is_none() {
            faults.add(|file| Fault::bad_date_time(file, node.span, text));
        }
        date
    }
    fn schema() -> Json {
        json!({"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$"})
    }
}

impl<T: Coded> Decode for Code<T> {
    fn decode(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let text = text(node, "un valore dell'elenco", faults)?;
        let value = T::parse(text);
        if value.is_none() {
            let codes: Vec<&str> = T::ALL.iter().map(|value| value.code()).collect();
            let near = nearest(text, codes.iter().copied());
            faults.add(|file| Fault::unknown_code(file, node.span, text, near, &codes));
        }
        value.map(Self)
    }
    fn schema() -> Json {
        let codes: Vec<&str> = T::ALL.iter().map(|value| value.code()).collect();
        json!({"enum": codes})
    }
}

/// The longest list that is read: more is a mistake, not a municipality.
pub const MAX_ITEMS: usize = 5_000;

impl<T: Decode> Decode for Vec<Spanned<T>> {
    fn decode(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let Value::Sequence(items) = &node.value else {
            faults.add(|file| Fault::wrong_type(file, node.span, "una lista", &describe(node)));
            return None;
        };
        if items.len() > MAX_ITEMS {
            faults.add(|file| Fault::too_many_items(file, node.span, items.len(), MAX_ITEMS));
            return None;
        }
        let read = |item: &Node<'_>| {
            if matches!(item.value, Value::Null) {
                faults.add(|file| Fault::empty_item(file, item.span));
                return None;
            }
            field(item, faults)
        };
        Some(items.iter().filter_map(read).collect())
    }
    fn schema() -> Json {
        json!({"type": "array", "items": T::schema(), "maxItems": MAX_ITEMS})
    }
}

/// A list of values with their places.
pub type List<T> = Vec<Spanned<T>>;

/// Keys that the editor chooses, each with a value.
#[derive(Debug, Clone)]
pub struct Named<T>(pub Vec<(Spanned<Line>, Spanned<T>)>);

impl<T: Decode> Decode for Named<T> {
    fn decode(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let Value::Mapping(entries) = &node.value else {
            faults.add(|file| Fault::wrong_type(file, node.span, "un elenco di chiavi e valori", &describe(node)));
            return None;
        };
        let mut out: Vec<(Spanned<Line>, Spanned<T>)> = Vec::new();
        for (key, value) in entries {
            let (Some(name), Some(value)) = (field::<Line>(key, faults), field(value, faults)) else { continue };
            if out.iter().any(|(known, _)| known.value == name.value) {
                faults.add(|file| Fault::duplicate_key(file, key.span, name.value.as_str()));
                continue;
            }
            out.push((name, value));
        }
        Some(Self(out))
    }
    fn schema() -> Json {
        json!({"type": "object", "additionalProperties": T::schema()})
    }
}
