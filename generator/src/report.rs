// SPDX-License-Identifier: EUPL-1.2
//! Faults as text for people, as JSON for machines, as annotations for code hosts. Pure.

use crate::fault::{Fault, Level};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Gives the text of a file by the path that faults show.
pub type Quote<'q> = &'q dyn Fn(&str) -> Option<String>;

/// How faults are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people, with the line of the file.
    Text,
    /// One JSON document: `{"version": 1, "faults": […]}`.
    Json,
    /// Workflow commands of GitHub, one line a fault.
    Github,
    /// GitLab's Code Quality report: one JSON list.
    Gitlab,
}

/// Shows all faults; `quote` gives the texts whose lines are shown.
#[must_use]
pub fn report(faults: &[Fault], quote: Quote<'_>, format: Format) -> String {
    match format {
        Format::Text => faults.iter().fold(String::new(), |out, fault| out + &text(fault, quote) + "\n"),
        Format::Json => json(faults),
        Format::Github => faults.iter().fold(String::new(), |out, fault| out + &github(fault) + "\n"),
        Format::Gitlab => gitlab(faults),
    }
}

/// The last line: how many errors and warnings.
#[must_use]
pub fn summary(faults: &[Fault]) -> String {
    let count = |level| faults.iter().filter(|fault| fault.level == level).count();
    let say = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    format!("{}, {}", say(count(Level::Error), "errore", "errori"), say(count(Level::Warning), "avviso", "avvisi"))
}

/// A fault, taken apart for showing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// "errore" or "avviso".
    pub level: &'static str,
    /// File, line and column.
    pub place: String,
    /// The line of the file after its number, when it is known.
    pub line: Option<String>,
    /// The marks below the line, with the same margin.
    pub marks: Option<String>,
    /// Spaces as wide as the number of the line.
    margin: String,
}

/// Takes a fault apart.
#[must_use]
pub fn parts(fault: &Fault, quote: Quote<'_>) -> Parts {
    let level = match fault.level {
        Level::Error => "errore",
        Level::Warning => "avviso",
    };
    let span = fault.span;
    let place = if span.line == 0 { fault.file.to_string() } else { format!("{}:{}:{}", fault.file, span.line, span.column) };
    let file = (span.line > 0).then(|| quote(&fault.file)).flatten();
    let Some(line) = file.as_deref().and_then(|text| text.lines().nth((span.line as usize).saturating_sub(1))) else {
        return Parts { level, place, line: None, marks: None, margin: " ".to_owned() };
    };
    let number = span.line.to_string();
    let margin = " ".repeat(number.len());
    let (shown, before) = window(line, span.column as usize);
    let room = shown.chars().count().saturating_sub(before).max(1);
    let marks = format!("{margin} │ {}{}", " ".repeat(before), "^".repeat((span.length as usize).clamp(1, room)));
    Parts { level, place, line: Some(format!("{number} │ {shown}")), marks: Some(marks), margin }
}

/// One fault as an editor reads it: title, place, the line with the mistake underlined, a hint.
#[must_use]
pub fn text(fault: &Fault, quote: Quote<'_>) -> String {
    let parts = parts(fault, quote);
    let mut out = format!("{}: {}\n{} ┌ {}\n", parts.level, fault.title, parts.margin, parts.place);
    for line in parts.line.iter().chain(&parts.marks) {
        let _ = writeln!(out, "{line}");
    }
    if let Some(hint) = &fault.hint {
        let _ = writeln!(out, "  suggerimento: {hint}");
    }
    out
}

/// The part of a long line around a column, and how many characters of it come before the column.
/// Tabs become single spaces, so that the marks stand under what they mean.
fn window(line: &str, column: usize) -> (String, usize) {
    const BEFORE: usize = 60;
    const WIDTH: usize = 110;
    let characters: Vec<char> = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let at = (column.max(1) - 1).min(characters.len());
    let from = if characters.len() <= WIDTH { 0 } else { at.saturating_sub(BEFORE) };
    let to = (from + WIDTH).min(characters.len());
    let mut shown = String::new();
    if from > 0 {
        shown.push('…');
    }
    shown.extend(&characters[from..to]);
    if to < characters.len() {
        shown.push('…');
    }
    (shown, at - from + usize::from(from > 0))
}

fn json(faults: &[Fault]) -> String {
    let rows: Vec<serde_json::Value> = faults
        .iter()
        .map(|fault| {
            serde_json::json!({
                "level": match fault.level { Level::Error => "error", Level::Warning => "warning" },
                "code": fault.code,
                "title": fault.title,
                "hint": fault.hint,
                "file": &*fault.file,
                "line": fault.span.line,
                "column": fault.span.column,
                "length": fault.span.length,
            })
        })
        .collect();
    serde_json::json!({"version": 1, "faults": rows}).to_string() + "\n"
}

/// See GitHub's "Workflow commands": `%`, line breaks, and in properties `:` and `,` are escaped.
fn github(fault: &Fault) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let word = match fault.level {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    let span = fault.span;
    let mut place = format!("file={}", property(&fault.file));
    if span.line > 0 {
        let _ = write!(place, ",line={},col={},endColumn={}", span.line, span.column, span.column + span.length);
    }
    let hint = fault.hint.as_deref().map(|hint| format!("\nsuggerimento: {hint}")).unwrap_or_default();
    format!("::{word} {place},title={}::{}", property(fault.code), data(&(fault.title.clone() + &hint)))
}

/// See GitLab's "Code Quality report format". A fault is known again by what it says and where, not by its line:
/// lines move. Of equal ones in a file each has its number.
fn gitlab(faults: &[Fault]) -> String {
    let mut seen: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let rows: Vec<serde_json::Value> = faults
        .iter()
        .map(|fault| {
            let number = seen.entry((&fault.file, fault.code, &fault.title)).and_modify(|number| *number += 1).or_default();
            let print = blake3::hash(format!("{}\0{}\0{}\0{number}", fault.file, fault.code, fault.title).as_bytes());
            let hint = fault.hint.as_deref().map(|hint| format!(" (suggerimento: {hint})")).unwrap_or_default();
            serde_json::json!({
                "description": fault.title.clone() + &hint,
                "check_name": fault.code,
                "fingerprint": &print.to_hex()[..32],
                "severity": match fault.level { Level::Error => "major", Level::Warning => "minor" },
                "location": {"path": &*fault.file, "lines": {"begin": fault.span.line.max(1)}},
            })
        })
        .collect();
    serde_json::Value::from(rows).to_string() + "\n"
}
