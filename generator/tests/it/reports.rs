// SPDX-License-Identifier: EUPL-1.2
//! Faults for machines: JSON and the annotations of code hosts. The words for people are those of
//! `faults.rs`.

use generator::fault::{Fault, Level};
use generator::report::{Format, report, summary};
use generator::span::Span;
use std::collections::BTreeSet;

fn fault(file: &str, span: Span, level: Level, title: &str, hint: Option<&str>) -> Fault {
    Fault { file: file.into(), span, level, code: "prova", title: title.to_owned(), hint: hint.map(str::to_owned) }
}

/// Faults with all that has a meaning of its own in one of the forms.
fn faults() -> [Fault; 3] {
    [
        fault("content/a.md", Span::new(3, 7, 4), Level::Error, "il 100% di `a: b, c`", Some("forse\nuna riga\r, o \"due\"")),
        fault("content/100%: a,b.md", Span::FILE, Level::Warning, "manca", None),
        fault("content/è.md", Span::new(1, 1, 1), Level::Warning, "due\nrighe", None),
    ]
}

#[test]
fn as_json() {
    let expected = serde_json::json!({
        "version": 1,
        "faults": [
            {"level": "error", "code": "prova", "title": "il 100% di `a: b, c`", "hint": "forse\nuna riga\r, o \"due\"", "file": "content/a.md", "line": 3, "column": 7, "length": 4},
            {"level": "warning", "code": "prova", "title": "manca", "hint": null, "file": "content/100%: a,b.md", "line": 0, "column": 0, "length": 0},
            {"level": "warning", "code": "prova", "title": "due\nrighe", "hint": null, "file": "content/è.md", "line": 1, "column": 1, "length": 1},
        ],
    });
    let text = report(&faults(), &|_| None, Format::Json);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("it is JSON"), expected);
    assert!(text.ends_with("}\n") && text.lines().count() == 1, "one document on one line: {text}");
    assert_eq!(report(&[], &|_| None, Format::Json).trim(), serde_json::json!({"version": 1, "faults": []}).to_string());
}

#[test]
fn as_annotations() {
    let expected = "\
::error file=content/a.md,line=3,col=7,endColumn=11,title=prova::il 100%25 di `a: b, c`%0Asuggerimento: forse%0Auna riga%0D, o \"due\"
::warning file=content/100%25%3A a%2Cb.md,title=prova::manca
::warning file=content/è.md,line=1,col=1,endColumn=2,title=prova::due%0Arighe
";
    assert_eq!(report(&faults(), &|_| None, Format::Github), expected);
    assert_eq!(report(&[], &|_| None, Format::Github), "");
}

#[test]
fn as_a_code_quality_report() {
    let twice = [faults(), faults()].concat();
    let text = report(&twice, &|_| None, Format::Gitlab);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&text).expect("it is a list");
    let shown = |row: &serde_json::Value| (row["description"].clone(), row["check_name"].clone(), row["severity"].clone(), row["location"].clone());
    let expected = [
        ("il 100% di `a: b, c` (suggerimento: forse\nuna riga\r, o \"due\")", "major", "content/a.md", 3),
        ("manca", "minor", "content/100%: a,b.md", 1),
        ("due\nrighe", "minor", "content/è.md", 1),
    ]
    .map(|(what, severity, path, line)| (what.into(), "prova".into(), severity.into(), serde_json::json!({"path": path, "lines": {"begin": line}})));
    assert_eq!(rows.iter().map(shown).collect::<Vec<_>>(), [expected.clone(), expected].concat());
    let prints: BTreeSet<&str> = rows.iter().filter_map(|row| row["fingerprint"].as_str()).collect();
    assert_eq!(prints.len(), rows.len(), "no two faults are taken for one");
    assert_eq!(report(&[], &|_| None, Format::Gitlab), "[]\n");
}

/// A fault that only moved is the same for the code host.
#[test]
fn a_print_does_not_know_the_line() {
    let print = |line, title: &str| {
        let text = report(&[fault("a.md", Span::new(line, 1, 1), Level::Error, title, None)], &|_| None, Format::Gitlab);
        serde_json::from_str::<serde_json::Value>(&text).expect("it is JSON")[0]["fingerprint"].to_string()
    };
    assert_eq!(print(3, "x"), print(30, "x"));
    assert_ne!(print(3, "x"), print(3, "y"));
}

/// Whatever a place says, the report shows what it can of it.
#[test]
fn places_outside_the_text() {
    let check = |span, expected: &str| {
        let text = report(&[fault("a.md", span, Level::Error, "x", None)], &|_| Some("uno\ndue".to_owned()), Format::Text);
        assert_eq!(text, expected, "{span:?}");
    };
    check(Span::new(2, 2, 9), "errore: x\n  ┌ a.md:2:2\n2 │ due\n  │  ^^\n\n");
    check(Span::new(2, 9, 1), "errore: x\n  ┌ a.md:2:9\n2 │ due\n  │    ^\n\n");
    check(Span::new(3, 1, 1), "errore: x\n  ┌ a.md:3:1\n\n");
    check(Span::new(1, 0, 0), "errore: x\n  ┌ a.md:1:0\n1 │ uno\n  │ ^\n\n");
    check(Span::FILE, "errore: x\n  ┌ a.md\n\n");
}

#[test]
fn one_is_one_and_many_are_many() {
    let [error, warning, other] = faults();
    assert_eq!(summary(&[]), "0 errori, 0 avvisi");
    assert_eq!(summary(&[error.clone(), warning.clone()]), "1 errore, 1 avviso");
    assert_eq!(summary(&[error.clone(), error, warning, other]), "2 errori, 2 avvisi");
}
