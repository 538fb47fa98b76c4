// SPDX-License-Identifier: EUPL-1.2
//! House-keeping: what every source file must have, and what none may have. The files are those of
//! the folders below; what git does not track is not there in a clean copy.

use crate::cases::here;
use std::path::Path;
use std::sync::LazyLock;

/// Folders with sources, from the root of the repository, and the endings of what they hold.
const FOLDERS: [&str; 11] = ["bench", "content", "docs", "functions", "generator", "infra", "model", "scripts", "tests", "themes", ".ci"];
const SOURCES: [&str; 7] = ["rs", "py", "html", "css", "js", "mjs", "sh"];

/// Folders that programs fill.
const MADE: [&str; 9] = ["target", "node_modules", "dist", "dist-functions", "__pycache__", ".git", "proptest-regressions", "esiti", "foto"];

/// What is compiled from sources that say their licence.
const COMPILED: [&str; 1] = ["themes/bergamo/assets/stile.css"];

/// The most lines of a file of Rust: past them it is two ideas.
const LINES: usize = 400;

/// Files over the limit, with a reason.
const LONG: [(&str, &str); 3] = [
    ("generator/src/fault.rs", "every text that an editor can read stands here, once"),
    ("generator/src/view/types.rs", "all that a template may see, in one place"),
    ("generator/src/parse.rs", "one line for each kind of content in three tables"),
];

/// Path from the root of the repository, and text.
static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let root = here("..");
    let mut files = Vec::new();
    for folder in FOLDERS.map(|folder| root.join(folder)).into_iter().filter(|folder| folder.exists()) {
        let ours = |entry: &walkdir::DirEntry| entry.depth() == 0 || !(MADE.contains(&&*entry.file_name().to_string_lossy()) || is_asset(entry.path()));
        for entry in walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().filter_entry(ours) {
            let entry = entry.expect("the folder can be walked");
            let ending = entry.path().extension().unwrap_or_default().to_string_lossy().into_owned();
            if entry.file_type().is_file() && SOURCES.contains(&ending.as_str()) {
                files.push((shown(&root, entry.path()), text(entry.path())));
            }
        }
    }
    assert!(files.len() > 100, "only {} sources were found", files.len());
    files
});

/// Scripts and styles that the theme's `scripts/` write.
fn is_asset(path: &Path) -> bool {
    let name = |path: Option<&Path>| path.and_then(Path::file_name).is_some_and(|name| name == "assets");
    name(path.parent()) && path.extension().is_some_and(|ending| ending == "js" || ending == "css")
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned()
}

#[expect(clippy::disallowed_methods, reason = "house-keeping reads the sources")]
fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn rust() -> impl Iterator<Item = &'static (String, String)> {
    FILES.iter().filter(|(path, _)| path.ends_with(".rs"))
}

/// Fails with one line for each thing that is wrong.
fn none(wrong: impl IntoIterator<Item = String>, what: &str) {
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "\n{what}:\n{}\n", wrong.join("\n"));
}

/// The line numbers on which a text has one of some words.
fn lines_with<'t>(text: &'t str, words: &'t [&str]) -> impl Iterator<Item = (usize, &'t str)> {
    text.lines().enumerate().filter(|(_, line)| words.iter().any(|word| line.contains(word))).map(|(number, line)| (number + 1, line.trim()))
}

#[test]
fn every_source_says_its_licence() {
    let mark = concat!("SPDX-License-", "Identifier: EUPL-1.2");
    let without = FILES
        .iter()
        .filter(|(path, text)| !path.starts_with("generator/tests/sites/") && !COMPILED.contains(&path.as_str()) && !text.lines().take(4).any(|line| line.contains(mark)));
    none(without.map(|(path, _)| path.clone()), "without a licence in the first four lines");
}

#[test]
fn every_file_of_rust_says_what_it_is_for() {
    let without = rust().filter(|(_, text)| text.lines().nth(1).is_none_or(|line| !line.starts_with("//! ")));
    none(without.map(|(path, _)| path.clone()), "the second line is no `//!`");
}

/// A second town must need no commit in Rust. Tests may name the towns of their examples.
#[test]
fn no_town_is_named_in_rust() {
    let sources = rust().filter(|(path, _)| path.contains("/src/"));
    let named = sources.flat_map(|(path, text)| lines_with(text, &["Bergamo", "bergamo", "BERGAMO", "Lombardia"]).map(move |(number, line)| (path, number, line)));
    let wrong = named.filter(|(_, _, line)| !line.contains("\"themes/bergamo\""));
    none(wrong.map(|(path, number, line)| format!("{path}:{number}: {line}")), "a town in the code");
}

#[test]
fn nothing_is_left_for_later() {
    let words = ["TO", "FIX", "XX", "to", "unimple"].iter().zip(["DO", "ME", "X", "do!", "mented!"]).map(|(a, b)| format!("{a}{b}")).collect::<Vec<_>>();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let left = FILES.iter().flat_map(|(path, text)| lines_with(text, &words).map(move |(number, line)| format!("{path}:{number}: {line}")).collect::<Vec<_>>());
    none(left, "left for later");
}

/// What is switched off, is switched off for a reason.
#[test]
fn every_exception_has_a_reason() {
    let wrong = rust().flat_map(|(path, text)| {
        ["allow(", "expect("].into_iter().flat_map(move |word| {
            let attributes = ["#[", "#!["].map(|start| format!("{start}{word}"));
            let found = attributes.into_iter().flat_map(move |start| text.match_indices(&start).map(|(at, _)| at).collect::<Vec<_>>());
            found.filter(move |at| !text[*at..].split(")]").next().is_some_and(|attribute| attribute.contains("reason = \""))).map(move |at| {
                let number = text[..at].lines().count();
                format!("{path}:{number}")
            })
        })
    });
    none(wrong, "an exception without a reason");
}

#[test]
fn files_are_small() {
    let long = rust().filter(|(path, _)| path.contains("/src/")).map(|(path, text)| (path, text.lines().count())).filter(|(_, count)| *count > LINES);
    let known = |path: &str| LONG.iter().any(|(long, _)| *long == path);
    none(long.filter(|(path, _)| !known(path)).map(|(path, count)| format!("{path}: {count} lines")), "past 400 lines a file is two ideas");
    let gone = LONG.iter().filter(|(long, _)| rust().all(|(path, text)| path != long || text.lines().count() <= LINES));
    none(gone.map(|(path, _)| (*path).to_owned()), "no longer too long: take it from the list");
}

/// The value of the first line that begins with this key.
fn value<'t>(text: &'t str, key: &str) -> &'t str {
    let line = text.lines().find_map(|line| line.trim().strip_prefix(key)).unwrap_or_else(|| panic!("no `{key}`"));
    line.trim().trim_matches('"')
}

#[test]
fn versions_agree() {
    let cargo = text(&here("../Cargo.toml"));
    let public = text(&here("../publiccode.yml"));
    assert_eq!(value(&public, "softwareVersion:"), value(cargo.split("[workspace.package]").nth(1).expect("the workspace has a package"), "version ="));
    assert_eq!(value(&public, "license:"), value(&cargo, "license ="));
}
