// SPDX-License-Identifier: EUPL-1.2
//! The JSON Schemas and the reader come from one declaration; here it is seen that they also mean the
//! same: the real content conforms, and what a schema asks for the reader asks for.

use crate::cases::{TODAY, content, here, texts};
use generator::build::{SearchIndex, Settings, check_only};
use generator::fault::Faults;
use generator::front_matter::divide;
use generator::parse::DraftFiles;
use generator::read::read;
use generator::schema::{KINDS, schema};
use generator::yaml::{Node, Style, Value as Yaml, parse};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

/// A YAML tree as an editor's program sees it (YAML 1.2, core schema).
fn json_of(node: &Node<'_>) -> Json {
    match &node.value {
        Yaml::Null => Json::Null,
        Yaml::Scalar { text, style: Style::Plain, .. } => match &**text {
            "true" => json!(true),
            "false" => json!(false),
            text => match (text.parse::<i64>(), text.parse::<f64>()) {
                (Ok(number), _) => json!(number),
                (_, Ok(number)) if number.is_finite() => json!(number),
                _ => json!(text),
            },
        },
        Yaml::Scalar { text, .. } => json!(text),
        Yaml::Sequence(items) => items.iter().map(json_of).collect(),
        Yaml::Mapping(entries) => Json::Object(entries.iter().map(|(key, value)| (key.text().unwrap_or_default().to_owned(), json_of(value))).collect::<Map<_, _>>()),
    }
}

/// What of a value does not conform to a schema. Knows the words that our schemas use, and no other.
fn violations(schema: &Json, value: &Json, path: &str, out: &mut Vec<String>) {
    for (word, wanted) in schema.as_object().expect("a schema is an object") {
        let fine = match (word.as_str(), value) {
            ("$schema" | "title" | "description", _) => true,
            ("type", _) => {
                let names: Vec<&str> = wanted.as_str().into_iter().chain(wanted.as_array().into_iter().flatten().filter_map(Json::as_str)).collect();
                names.iter().any(|name| match *name {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_i64(),
                    "number" => value.is_number(),
                    "boolean" => value.is_boolean(),
                    other => panic!("{path}: type `{other}`"),
                })
            }
            ("enum", _) => wanted.as_array().is_some_and(|all| all.contains(value)),
            ("properties", Json::Object(object)) => {
                for (key, inner) in object {
                    if let Some(schema) = wanted.get(key) {
                        violations(schema, inner, &format!("{path}.{key}"), out);
                    }
                }
                true
            }
            ("additionalProperties", Json::Object(object)) => {
                let known = |key: &String| schema.get("properties").is_some_and(|all| all.get(key).is_some());
                for (key, inner) in object.iter().filter(|(key, _)| !known(key)) {
                    match wanted {
                        Json::Bool(false) => out.push(format!("{path}: key `{key}`")),
                        schema => violations(schema, inner, &format!("{path}.{key}"), out),
                    }
                }
                true
            }
            ("required", Json::Object(object)) => wanted.as_array().expect("a list").iter().all(|key| object.contains_key(key.as_str().expect("a key"))),
            ("items", Json::Array(items)) => {
                items.iter().enumerate().for_each(|(index, item)| violations(wanted, item, &format!("{path}[{index}]"), out));
                true
            }
            ("maxItems", Json::Array(items)) => items.len() as u64 <= wanted.as_u64().expect("a number"),
            ("minLength", Json::String(text)) => text.chars().count() as u64 >= wanted.as_u64().expect("a number"),
            ("maxLength", Json::String(text)) => text.chars().count() as u64 <= wanted.as_u64().expect("a number"),
            ("minimum", Json::Number(number)) => number.as_f64() >= wanted.as_f64(),
            ("maximum", Json::Number(number)) => number.as_f64() <= wanted.as_f64(),
            ("format", Json::String(text)) if wanted == "date" => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
            ("pattern", Json::String(text)) if wanted == r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$" => {
                text.len() == 16 && text.chars().zip("0000-00-00T00:00".chars()).all(|(c, shape)| if shape == '0' { c.is_ascii_digit() } else { c == shape })
            }
            ("properties" | "additionalProperties" | "required" | "items" | "maxItems" | "minLength" | "maxLength" | "minimum" | "maximum" | "format" | "pattern", _) => true,
            (other, _) => panic!("{path}: this test does not know `{other}`"),
        };
        if !fine {
            out.push(format!("{path}: {value} is not {word} {wanted}"));
        }
    }
}

/// The kind of a file by the second column of [`KINDS`].
fn kind_of(path: &str) -> Option<&'static str> {
    KINDS
        .iter()
        .filter(|(_, files, _)| match files.split_once('*') {
            Some((folder, ending)) => path.starts_with(folder) && path.ends_with(ending),
            None => path == *files,
        })
        // `x.en.md` is also an `x.md`: the longer ending says more.
        .max_by_key(|(_, files, _)| files.len())
        .map(|(name, ..)| *name)
}

#[test]
fn the_real_content_conforms() {
    let tree = read(&here("../content")).expect("the content");
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for (path, file) in &tree.files {
        let Some(kind) = kind_of(path) else { continue };
        let text = std::str::from_utf8(&file.bytes).expect("UTF-8");
        let mut faults = Faults::new(path.clone());
        let keys = if path.ends_with(".md") { divide(text, &mut faults).expect("keys").keys } else { text };
        let node = parse(keys, 1, &mut faults).expect("YAML");
        violations(&schema(kind).expect("a schema"), &json_of(&node), path, &mut wrong);
        seen.insert(kind);
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert!(seen.len() > 12, "only {seen:?} were looked at");
}

#[test]
fn what_does_not_conform_is_seen() {
    let check = |text: &str, expected: &[&str]| {
        let node = parse(text, 1, &mut Faults::new("x".into())).expect("YAML");
        let mut out = Vec::new();
        violations(&schema("pagina").expect("a schema"), &json_of(&node), "x", &mut out);
        assert_eq!(out, expected, "{text}");
    };
    check("titolo: a\ndescrizione: b", &[]);
    check("titolo: a\ndescrizione: 1", &["x.descrizione: 1 is not type \"string\""]);
    check("titolo: a\ndescrizione: b\nx: 1", &["x: key `x`"]);
    check("titolo: a", &["x: {\"titolo\":\"a\"} is not required [\"titolo\",\"descrizione\"]"]);
}

/// A file with one key that nobody knows: the reader says all keys it knows, and all that are missing.
#[test]
fn the_reader_asks_for_what_the_schema_asks_for() {
    for (kind, pattern, _) in KINDS {
        let schema = schema(kind).expect("a schema");
        let path = pattern.replace('*', "prova");
        let mut files = texts("tests/base");
        files.insert(path.clone(), if path.ends_with(".md") { "---\nqwertyuiop: 1\n---\n\nTesto.\n".into() } else { "qwertyuiop: 1\n".into() });
        let settings = Settings { base_url: None, today: TODAY, drafts: DraftFiles::Hidden, search: SearchIndex::LeftOut, hosting: generator::hosting::Hosting::default() };
        let faults = check_only(&content(files), &settings);
        let here: Vec<_> = faults.iter().filter(|fault| fault.file.ends_with(&path)).collect();
        let missing: BTreeSet<&str> = here.iter().filter(|fault| fault.code == "chiave-mancante").filter_map(|fault| fault.title.split('`').nth(1)).collect();
        let required: BTreeSet<&str> = schema["required"].as_array().expect("a list").iter().filter_map(Json::as_str).collect();
        assert_eq!(missing, required, "{kind}");
        let unknown = here.iter().find(|fault| fault.code == "chiave-sconosciuta").and_then(|fault| fault.hint.as_deref()).unwrap_or_default();
        let offered: BTreeSet<&str> = unknown.split('`').skip(1).step_by(2).collect();
        assert_eq!(offered, schema["properties"].as_object().expect("keys").keys().map(String::as_str).collect::<BTreeSet<_>>(), "{kind}");
    }
}

/// Every key is explained to whoever writes it.
#[test]
fn every_key_is_explained() {
    fn walk(schema: &Json, path: &str, out: &mut Vec<String>) {
        for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
            let path = format!("{path}.{key}");
            if inner["description"].as_str().is_none_or(|text| text.len() < 5) {
                out.push(path.clone());
            }
            walk(inner, &path, out);
            walk(&inner["items"], &path, out);
            walk(&inner["additionalProperties"], &path, out);
        }
    }
    let mut silent = Vec::new();
    KINDS.iter().for_each(|(kind, ..)| walk(&schema(kind).expect("a schema"), kind, &mut silent));
    assert!(silent.is_empty(), "{silent:?}");
}

/// Keys of the schemas that the editors' guide does not have: a row is a key, whether it is needed, what it is.
fn unexplained(guide: &str, name: &str, node: &Json, out: &mut Vec<String>) {
    let needed = node["required"].as_array().into_iter().flatten().filter_map(Json::as_str).collect::<BTreeSet<_>>();
    for (key, value) in node["properties"].as_object().into_iter().flatten() {
        let said = value["description"].as_str().unwrap_or_default().trim_end_matches('.');
        // The list that a whole file is stands in a heading of its own.
        let is_file = node["properties"].as_object().is_some_and(|all| all.len() == 1) && name.contains(key.as_str());
        if !is_file && !guide.contains(&format!("\n| `{key}` | {} | {said}", if needed.contains(key.as_str()) { "sì" } else { "no" })) {
            out.push(format!("{name}: {key}: {said}"));
        }
        unexplained(guide, name, value, out);
        unexplained(guide, name, &value["items"], out);
    }
}

#[test]
fn the_editors_guide_has_every_key() {
    let guide = String::from_utf8(texts("../docs")["redazione.md"].clone()).expect("a text");
    let mut missing = Vec::new();
    // Comics have a guide of their own, and words a text instead of a table.
    for (kind, ..) in KINDS.iter().filter(|(kind, ..)| !["fumetto", "parole"].contains(kind)) {
        unexplained(&guide, kind, &schema(kind).expect("a schema"), &mut missing);
    }
    assert_eq!(missing, Vec::<String>::new());
}
