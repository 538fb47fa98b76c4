// SPDX-License-Identifier: EUPL-1.2
//! The doors to the disk, in folders that are thrown away: what is written, left alone and removed,
//! and what is said when the disk refuses.
#![expect(clippy::disallowed_methods, reason = "these tests look at what the doors did to the disk")]

use generator::build::{Files, Sink};
use generator::read::{read, refresh};
use generator::write::{Folder, Written, create, write};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().into())).collect()
}

/// All files below a folder, but for the mark of the writer.
fn found(root: &Path) -> Vec<(String, String)> {
    let tree = read(root).expect("the folder can be read");
    tree.files.iter().filter(|(path, _)| &***path != ".sportello").map(|(path, file)| (path.to_string(), String::from_utf8_lossy(&file.bytes).into_owned())).collect()
}

fn said(error: &dyn Error) -> String {
    format!("{error}: {}", error.source().expect("a cause"))
}

#[test]
fn a_folder_holds_exactly_the_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("a/dist");
    let first = files(&[("index.html", "uno"), ("servizi/carta/index.html", "due"), ("servizi/index.html", "tre")]);
    assert_eq!(write(&root, &first).expect("written"), Written { written: 3, unchanged: 0, removed: 0 });
    assert_eq!(write(&root, &first).expect("written"), Written { written: 0, unchanged: 3, removed: 0 });
    let second = files(&[("index.html", "UNO"), ("servizi/index.html", "tre"), ("uffici/index.html", "quattro")]);
    assert_eq!(write(&root, &second).expect("written"), Written { written: 2, unchanged: 1, removed: 1 });
    let expected: Vec<(String, String)> = second.iter().map(|(path, bytes)| (path.clone(), String::from_utf8_lossy(bytes).into_owned())).collect();
    assert_eq!(found(&root), expected);
    assert!(!root.join("servizi/carta").exists(), "empty folders go as well");
}

#[test]
fn what_somebody_else_put_there_goes() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &files(&[("index.html", "uno")])).expect("written");
    fs::create_dir_all(folder.path().join("vuota/dentro")).expect("a folder");
    fs::write(folder.path().join("index.html.nuovo"), "half a file").expect("a file");
    fs::write(folder.path().join(".nascosto"), "x").expect("a file");
    assert_eq!(write(folder.path(), &files(&[("index.html", "uno")])).expect("written"), Written { written: 0, unchanged: 1, removed: 2 });
    assert_eq!(found(folder.path()), [("index.html".to_owned(), "uno".to_owned())]);
    assert!(!folder.path().join("vuota").exists());
}

/// A file that is the same is not touched, so that whoever copies the folder copies only what changed.
#[test]
fn unchanged_files_keep_their_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(root, &files(&[("a", "uno"), ("b", "due")])).expect("written");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for name in ["a", "b"] {
        fs::File::options().write(true).open(root.join(name)).and_then(|file| file.set_modified(long_ago)).expect("a time");
    }
    write(root, &files(&[("a", "uno"), ("b", "DUE")])).expect("written");
    let time = |name: &str| fs::metadata(root.join(name)).and_then(|found| found.modified()).expect("a time");
    assert_eq!(time("a"), long_ago);
    assert_ne!(time("b"), long_ago);
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("tesi.txt"), "anni di lavoro").expect("a file");
    let error = write(folder.path(), &files(&[("index.html", "uno")])).expect_err("it is not ours");
    assert_eq!(
        said(&error),
        format!("non riesco a usare la cartella `{}`: non è vuota e non è stata creata da sportello: svuotala o scegline un'altra con --out", folder.path().display())
    );
    assert_eq!(found(folder.path()), [("tesi.txt".to_owned(), "anni di lavoro".to_owned())]);
}

#[test]
fn an_empty_folder_is_welcome() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(write(folder.path(), &files(&[("index.html", "uno")])).expect("written").written, 1);
}

/// The tests may run as root, who may write everywhere: a file in place of a folder stops everybody.
#[test]
fn errors_name_what_could_not_be_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "x").expect("a file");
    let error = write(&file.join("dist"), &files(&[("a", "uno")])).expect_err("a file is no folder");
    assert!(error.to_string().ends_with(&format!("`{}`", file.join("dist").display())), "{error}");

    let root = folder.path().join("dist");
    let there = |path: &str| root.join(path).display().to_string();
    write(&root, &files(&[("a", "uno"), ("b/c", "due")])).expect("written");
    let error = write(&root, &files(&[("a/x", "uno"), ("b/c", "due")])).expect_err("there is a file of this name");
    assert_eq!(error.to_string(), format!("non riesco a creare la cartella `{}`", there("a")));
    let error = write(&root, &files(&[("a", "uno"), ("b", "due")])).expect_err("there is a folder of this name");
    assert_eq!(error.to_string(), format!("non riesco a scrivere `{}`", there("b")));
}

#[test]
fn a_new_file_never_takes_the_place_of_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("servizi/carta.md");
    create(&path, "uno").expect("created");
    let error = create(&path, "due").expect_err("it is there");
    assert_eq!(said(&error), format!("non riesco a creare `{}`: c'è già un file con questo nome", path.display()));
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "uno");
}

/// A build that fails leaves what was there: the old site whole, or no folder at all.
#[test]
fn an_abandoned_folder_is_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let fresh = folder.path().join("dist");
    let sink = Folder::open(&fresh).expect("opened");
    sink.put("servizi/index.html", b"uno");
    sink.abandon();
    assert!(!fresh.exists());

    write(&fresh, &files(&[("a", "uno"), ("b/c", "due")])).expect("written");
    let sink = Folder::open(&fresh).expect("opened");
    for (path, text) in [("a", "UNO"), ("b/c", "due"), ("d", "tre")] {
        sink.put(path, text.as_bytes());
        assert_eq!(fs::read_to_string(fresh.join("a")).expect("it is there"), "uno", "nothing changes before the end");
    }
    sink.abandon();
    assert_eq!(found(&fresh), [("a".to_owned(), "uno".to_owned()), ("b/c".to_owned(), "due".to_owned())]);
}

#[test]
fn reading_again_what_changed_is_reading_everything() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let put = |path: &str, text: &str| {
        fs::create_dir_all(root.join(path).parent().expect("a folder")).expect("a folder");
        fs::write(root.join(path), text).expect("a file");
    };
    for path in ["sito.yaml", "servizi/a.md", "servizi/b.md", "servizi-vecchi/c.md"] {
        put(path, path);
    }
    let mut tree = read(root).expect("it can be read");
    let mut check = |changed: &[&str]| {
        let changed: Vec<_> = changed.iter().map(|path| root.join(path)).collect();
        refresh(root, &mut tree, &changed).expect("it can be read");
        let fresh = read(root).expect("it can be read");
        assert_eq!(tree.prefix, fresh.prefix);
        let texts = |tree: &generator::source::SourceTree| tree.files.iter().map(|(path, file)| (path.clone(), file.bytes.clone(), file.hash())).collect::<Vec<_>>();
        assert_eq!(texts(&tree), texts(&fresh), "after {changed:?}");
    };
    put("servizi/a.md", "changed");
    check(&["servizi/a.md"]);
    put("uffici/nuovo/d.md", "new");
    check(&["uffici/nuovo/d.md"]);
    fs::remove_file(root.join("servizi/b.md")).expect("it was there");
    check(&["servizi/b.md"]);
    fs::remove_dir_all(root.join("servizi")).expect("it was there");
    check(&["servizi"]);
    put("servizi/e.md", "again");
    check(&["servizi"]);
    fs::rename(root.join("servizi"), root.join("altri")).expect("it was there");
    check(&["servizi", "altri"]);
    check(&[]);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("contenuti");
    let error = read(&path).expect_err("it is not there");
    assert_eq!(error.to_string(), format!("non riesco a leggere `{}`", path.display()));
    assert!(error.source().is_some());
}
