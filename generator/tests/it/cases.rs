// SPDX-License-Identifier: EUPL-1.2
//! Cases written as text, one file each: what differs from the small content of `tests/base`, and what
//! is expected of it. `BLESS=1 cargo test` writes what came out; read that diff as you read code.
//!
//! ```text
//! What the case is about.
//! == servizi/nuovo.md              a file, new or in place of that of the base
//! == edit sito.yaml                lines to take out (`-`) and to put there (`+`); `+` alone goes to the end
//! == delete uffici/anagrafe.md     a file that is not there
//! == raw pagine/x.md               one line with `\n`, `\r`, `\t`, `\\` and `\xff`, and no line break of its own
//! == png immagini/x.png 640x480 12 a picture of this size, and of so many kB
//! == today 2026-11-30              the day; 2026-11-21 when it is not said
//! == drafts                        files whose name begins with `_` are shown
//! == build                         the whole is built, and not only checked
//! == expected                      to the end of the file
//! ```
#![expect(clippy::disallowed_methods, reason = "tests read their cases, and write what is expected when they are told to")]

use generator::build::{Built, Files, Made, Memory, SearchIndex, Settings, build, rebuild};
use generator::fault::Fault;
use generator::film::NoFilms;
use generator::parse::DraftFiles;
use generator::picture::NothingKept;
use generator::source::SourceTree;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The day on which all cases happen.
pub const TODAY: Date = date(2026, 11, 21);

/// Nothing was made before.
const NOTHING: Made<'static> = Made { pictures: &NothingKept, films: &NoFilms };

/// Texts by path.
pub type Texts = BTreeMap<String, Vec<u8>>;

/// A case.
pub struct Case {
    file: PathBuf,
    /// All that stands before what is expected.
    input: String,
    /// What is expected, unless it was never written.
    pub expected: Option<String>,
}

impl Case {
    /// Its name.
    pub fn name(&self) -> String {
        self.file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The sections: what stands after `==`, and the text below it.
    fn sections(&self) -> Vec<(&str, String)> {
        let mut sections: Vec<(&str, String)> = Vec::new();
        for line in self.input.split_inclusive('\n') {
            match (line.strip_prefix("== "), sections.last_mut()) {
                (Some(head), _) => sections.push((head.trim_end(), String::new())),
                (None, Some((_, text))) => text.push_str(line),
                (None, None) => {}
            }
        }
        sections
    }

    /// Whether a section has this head.
    pub fn says(&self, head: &str) -> bool {
        self.sections().iter().any(|(found, _)| *found == head)
    }

    /// The settings.
    pub fn settings(&self) -> Settings {
        let today = self.sections().iter().find_map(|(head, _)| head.strip_prefix("today ")?.parse().ok());
        Settings {
            base_url: None,
            today: today.unwrap_or(TODAY),
            drafts: if self.says("drafts") { DraftFiles::Shown } else { DraftFiles::Hidden },
            search: SearchIndex::Made,
            hosting: generator::hosting::Hosting::default(),
        }
    }

    /// The files of the case: those of the base with all changes made.
    pub fn files(&self, mut files: Texts) -> Texts {
        for (head, text) in self.sections() {
            match head.split_once(' ').unwrap_or((head, "")) {
                ("edit", path) => {
                    let old = files.get(path).unwrap_or_else(|| panic!("{}: no file {path}", self.name()));
                    let new = edited(&String::from_utf8_lossy(old), &text, &self.name());
                    files.insert(path.to_owned(), new.into_bytes());
                }
                ("delete", path) => assert!(files.remove(path).is_some(), "{}: no file {path}", self.name()),
                ("raw", path) => {
                    files.insert(path.to_owned(), raw(text.trim_end()));
                }
                ("png", rest) => {
                    let [path, size, kilobytes] = rest.split(' ').collect::<Vec<_>>().try_into().expect("path, size and weight");
                    let (width, height) = size.split_once('x').expect("width and height");
                    let number = |text: &str| text.parse().expect("a number");
                    files.insert(path.to_owned(), png(number(width), number(height), number(kilobytes)));
                }
                ("today", _) | ("drafts" | "build" | "search", "") => {}
                _ => {
                    files.insert(head.to_owned(), text.into_bytes());
                }
            }
        }
        files
    }
}

/// Makes changes to a text: lines with `-` are found and taken out, those with `+` are put there.
fn edited(old: &str, changes: &str, name: &str) -> String {
    let mut text = old.to_owned();
    let mut out = String::new();
    let mut into = String::new();
    let mut make = |out: &mut String, into: &mut String| {
        if out.is_empty() {
            text.push_str(into);
        } else {
            assert!(text.contains(out.as_str()), "{name}: the base has not\n{out}");
            text = text.replacen(out.as_str(), into, 1);
        }
        out.clear();
        into.clear();
    };
    for line in changes.split_inclusive('\n') {
        if let Some(gone) = line.strip_prefix('-') {
            if !into.is_empty() {
                make(&mut out, &mut into);
            }
            out.push_str(gone);
        } else if let Some(new) = line.strip_prefix('+') {
            into.push_str(new);
        } else {
            panic!("{name}: `{line}` begins neither with `-` nor with `+`");
        }
    }
    make(&mut out, &mut into);
    text
}

fn raw(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend(before.as_bytes());
        let (byte, length) = match after.as_bytes() {
            [b'n', ..] => (b'\n', 1),
            [b'r', ..] => (b'\r', 1),
            [b't', ..] => (b'\t', 1),
            [b'\\', ..] => (b'\\', 1),
            [b'x', ..] => (u8::from_str_radix(&after[1..3], 16).expect("two hexadecimal digits"), 3),
            _ => panic!("what is `\\{after}`?"),
        };
        bytes.push(byte);
        rest = &after[length..];
    }
    bytes.extend(rest.as_bytes());
    bytes
}

/// A picture, and after it as much of nothing as it must weigh.
pub fn png(width: u32, height: u32, kilobytes: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 90]));
    pixels.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).expect("a PNG");
    bytes.resize(bytes.len().max(kilobytes as usize * 1000), 0);
    bytes
}

/// A path below `generator/`.
pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The files of a folder below `generator/`.
pub fn texts(folder: &str) -> Texts {
    let tree = generator::read::read(&here(folder)).expect("the folder is there");
    tree.files.iter().map(|(path, file)| (path.to_string(), file.bytes.to_vec())).collect()
}

/// All that comes out of a build.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    /// The site and what the functions need, when there is no error.
    pub output: Option<(Files, Files)>,
    /// How many pages there are.
    pub pages: usize,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// The pages that faults point to.
    pub faulty: BTreeMap<String, String>,
}

fn outcome((built, site): (Built, Files)) -> Outcome {
    let output = built.functions.map(|functions| (site, functions));
    Outcome { output, pages: built.pages, faults: built.faults, faulty: built.faulty }
}

/// Builds once, and remembers nothing.
pub fn built(content: &SourceTree, theme: &SourceTree, settings: &Settings) -> Outcome {
    let site = Mutex::new(Files::new());
    let built = build(content.clone(), theme, settings, NOTHING, &site, &mut |_| {});
    outcome((built, site.into_inner().expect("no thread panicked")))
}

/// Builds with a memory of earlier builds.
pub fn rebuilt(content: &SourceTree, theme: &SourceTree, settings: &Settings, memory: &mut Memory) -> Outcome {
    outcome(rebuild(content, theme, settings, NOTHING, memory, &mut |_| {}))
}

/// Files as content.
pub fn content(files: Texts) -> SourceTree {
    SourceTree::of("content/", files)
}

/// The templates that the generator asks for.
pub const TEMPLATES: [&str; 35] = [
    "404",
    "accessibilita",
    "argomenti",
    "argomento",
    "assistenza",
    "categoria",
    "cerca",
    "documento",
    "domande",
    "elenco",
    "eventi",
    "evento",
    "evento-vita",
    "eventi-vita",
    "filmato",
    "fumetto",
    "home",
    "inglese",
    "lettera",
    "luogo",
    "mappa",
    "note-legali",
    "notizia",
    "novita",
    "pagina",
    "persone",
    "prenota",
    "prenotabile",
    "segnala",
    "servizi",
    "servizio",
    "shell",
    "tutorial",
    "ufficio",
    "vivere",
];

/// The theme of `tests/theme`; pages that need nothing of their own are `base.html`.
pub fn theme() -> Texts {
    let mut files = texts("tests/theme");
    for name in TEMPLATES {
        let parent = if matches!(name, "elenco" | "novita" | "vivere") { "secondo" } else { "base" };
        files.entry(format!("templates/{name}.html")).or_insert_with(|| format!("{{% extends \"{parent}.html\" %}}\n").into_bytes());
    }
    files
}

/// All cases of a folder below `generator/`.
pub fn cases(folder: &str) -> Vec<Case> {
    let read = |(path, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8(bytes).expect("cases are UTF-8");
        let (input, expected) = match text.split_once("== expected\n") {
            Some((input, expected)) => (input.to_owned(), Some(expected.to_owned())),
            None => (text, None),
        };
        Case { file: here(folder).join(path), input, expected }
    };
    texts(folder).into_iter().filter(|(path, _)| path.ends_with(".txt")).map(read).collect()
}

/// Whether what came out is to be written as what is expected.
pub fn blessing() -> bool {
    std::env::var_os("BLESS").is_some()
}

/// Compares what came out of each case with what is expected, and says all differences.
pub fn settle(results: Vec<(Case, String)>) {
    assert!(!results.is_empty(), "there are no cases");
    let mut wrong = String::new();
    for (case, got) in results {
        if case.expected.as_deref() == Some(&got) {
            continue;
        }
        if blessing() {
            std::fs::write(&case.file, format!("{}== expected\n{got}", case.input)).expect("cases can be written");
        } else {
            wrong += &format!("{}\n{}\n", case.file.display(), difference(case.expected.as_deref().unwrap_or_default(), &got));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}read the difference; when it is right, BLESS=1 cargo test\n");
}

/// The text of a file, or nothing.
pub fn text(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_default()
}

/// Compares a file with what came out.
pub fn settle_file(file: &Path, got: &str, advice: &str) {
    let expected = text(file);
    if expected == got {
        return;
    }
    if blessing() {
        std::fs::write(file, got).expect("the file can be written");
        return;
    }
    panic!("\n{}\n{}{advice}\n", file.display(), difference(&expected, got));
}

/// The lines that are only in one of two texts, in order.
pub fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let same_end = old[same..].iter().rev().zip(new[same..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[same..old.len() - same_end], &new[same..new.len() - same_end]);
    let mut longest = vec![vec![0u32; new.len() + 1]; old.len() + 1];
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            longest[i][j] = if a == b { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = String::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && longest[i + 1][j] >= longest[i][j + 1]) {
            out += &format!("-{}\n", old[i]);
            i += 1;
        } else {
            out += &format!("+{}\n", new[j]);
            j += 1;
        }
    }
    out
}

/// What is written, as texts: pictures and the like by their length.
pub fn shown(files: &Files) -> BTreeMap<String, String> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| format!("{} bytes\n", bytes.len()));
    files.iter().map(|(path, bytes)| (path.clone(), text(bytes))).collect()
}

#[test]
fn differences_are_lines_in_order() {
    assert_eq!(difference("a\nb\nc\n", "a\nx\nc\nd\n"), "-b\n+x\n+d\n");
    assert_eq!(difference("", "a\n"), "+a\n");
    assert_eq!(difference("a\n", "a\n"), "");
}
