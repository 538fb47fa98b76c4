// SPDX-License-Identifier: EUPL-1.2
//! Golden sites: what a small change of the content changes in what is written. One file of
//! `tests/sites` a case; `cases.rs` says how they are written.
//!
//! What is expected is the difference from the site of the base, line by line, of every file that is
//! written: what is not said has not changed. `base.txt` has that site in full. Of a page all is
//! compared that its template may see; the theme of `tests/theme` says it on the page.

use crate::cases::{Case, built, cases, content, difference, settle, shown, texts, theme};
use generator::report::{Format, report};
use generator::source::SourceTree;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What is written, by path, each file divided into lines.
fn written(case: &Case) -> BTreeMap<String, String> {
    let content = content(case.files(texts("tests/base")));
    let built = built(&content, &SourceTree::of("theme/", theme()), &case.settings());
    let faults = report(&built.faults, &|path| content.quote(path), Format::Text);
    assert!(built.faults.is_empty(), "{}\n{faults}", case.name());
    let (site, functions) = built.output.expect("without a fault there is a site");
    assert_eq!(built.pages, site.keys().filter(|path| path.ends_with(".html")).count(), "{}", case.name());
    let functions = shown(&functions).into_iter().map(|(path, text)| (format!("dist-functions/{path}"), text));
    let site = shown(&site).into_iter().map(|(path, text)| (format!("dist/{path}"), text));
    site.chain(functions)
        .map(|(path, text)| {
            let text = shortened(&readable(&path, &text));
            (path, text)
        })
        .collect()
}

/// A line of a drawing is longer than this.
const LONG: usize = 4_000;

/// The same lines, with long ones as their length and hash: a drawing changes as a whole.
fn shortened(text: &str) -> String {
    let short = |line: &str| match line.len() {
        0..=LONG => line.to_owned(),
        length => format!("{}… {length} byte, {}", line.chars().take(60).collect::<String>(), &blake3::hash(line.as_bytes()).to_hex()[..10]),
    };
    text.split('\n').map(short).collect::<Vec<_>>().join("\n")
}

/// A file as lines that can be compared.
fn readable(path: &str, text: &str) -> String {
    match path.rsplit('.').next() {
        Some("html") => {
            let parts = text.split("<pre>").skip(1).filter_map(|part| part.split("</pre>").next());
            // The last part is the context `site`, the same on all pages.
            let count = if path == "dist/index.html" { 3 } else { 2 };
            parts.take(count).map(|part| divided(&unescaped(part))).collect()
        }
        Some("json" | "webmanifest") => divided(text),
        _ => text.to_owned(),
    }
}

fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&#39;", "'").replace("&amp;", "&")
}

/// Nested lists and maps, written on one line, as indented lines.
fn divided(text: &str) -> String {
    let (mut out, mut line) = (String::new(), String::new());
    let (mut depth, mut quoted) = (0usize, false);
    let mut flush = |line: &mut String, depth: usize| {
        if !line.trim().is_empty() {
            out += &format!("{}{}\n", "  ".repeat(depth), line.trim());
        }
        line.clear();
    };
    let mut characters = text.trim().chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' if quoted => {
                line.push(c);
                line.extend(characters.next());
            }
            '"' => {
                quoted = !quoted;
                line.push(c);
            }
            '{' | '[' if !quoted => match characters.next_if(|next| matches!(next, '}' | ']')) {
                Some(end) => line.extend([c, end]),
                None => {
                    if line.trim().is_empty() {
                        line.push('-');
                    }
                    flush(&mut line, depth);
                    depth += 1;
                }
            },
            '}' | ']' if !quoted => {
                flush(&mut line, depth);
                depth -= 1;
            }
            ',' if !quoted => flush(&mut line, depth),
            c => line.push(c),
        }
    }
    flush(&mut line, depth);
    out
}

/// All that differs between two sites.
fn changes(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let paths: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for path in paths {
        let (old, new) = (before.get(path), after.get(path));
        if old == new {
            continue;
        }
        let what = match (old, new) {
            (None, _) => " (new)",
            (_, None) => " (gone)",
            _ => "",
        };
        out += &format!("=== {path}{what}\n{}", difference(old.map_or("", String::as_str), new.map_or("", String::as_str)));
    }
    out
}

/// A file that the search reads.
fn is_index(path: &str) -> bool {
    path.starts_with("dist/cerca/") && path != "dist/cerca/index.html"
}

#[test]
fn every_site_is_written_like_this() {
    let (base, others): (Vec<Case>, Vec<Case>) = cases("tests/sites").into_iter().partition(|case| case.name() == "base");
    let [base] = <[Case; 1]>::try_from(base).unwrap_or_else(|_| panic!("there is one base"));
    let before = written(&base);
    let mut results: Vec<(Case, String)> = others
        .into_par_iter()
        .map(|case| {
            let mut text = written(&case);
            if !case.says("search") {
                // The index repeats in few letters what the pages say: one case shows it.
                text.retain(|path, _| !is_index(path));
                let pages = before.iter().filter(|(path, _)| !is_index(path)).map(|(path, text)| (path.clone(), text.clone())).collect();
                return (case, changes(&pages, &text));
            }
            let text = changes(&before, &text);
            (case, text)
        })
        .collect();
    let whole = before.iter().fold(String::new(), |out, (path, text)| out + &format!("=== {path}\n{text}"));
    results.push((base, whole));
    settle(results);
}

/// One page is compared as it is, head and frame and all.
#[test]
fn a_whole_page() {
    let base = cases("tests/sites").into_iter().find(|case| case.name() == "base").expect("there is a base");
    let content = content(base.files(texts("tests/base")));
    let built = built(&content, &SourceTree::of("theme/", theme()), &base.settings());
    let html = String::from_utf8(built.output.expect("a site").0["privacy/index.html"].to_vec()).expect("UTF-8");
    crate::cases::settle_file(&crate::cases::here("tests/sites/privacy.html"), &html, "read the difference; when it is right, BLESS=1 cargo test");
}

#[test]
fn lists_are_divided_into_lines() {
    assert_eq!(divided(r#"{"a": [], "b": [{"c": "x, {y}"}, 2], "d": }"#), "-\n  \"a\": []\n  \"b\":\n    -\n      \"c\": \"x, {y}\"\n    2\n  \"d\":\n");
}
