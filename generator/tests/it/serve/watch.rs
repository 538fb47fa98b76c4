// SPDX-License-Identifier: EUPL-1.2
//! The watcher, on a real folder.

#![expect(clippy::disallowed_methods, reason = "these tests change files")]

use generator::serve::watch::watch;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

const SOON: Duration = Duration::from_secs(5);
const SILENCE: Duration = Duration::from_millis(150);

fn watching(paths: &[PathBuf]) -> (generator::serve::watch::Watching, Receiver<Vec<PathBuf>>) {
    let (sender, receiver) = channel();
    (watch(paths, move |changed| _ = sender.send(changed)).unwrap(), receiver)
}

/// Does something in a folder with some files, and compares the paths of all bursts that come of it.
#[track_caller]
fn check(act: impl Fn(&Path), expected: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("content");
    fs::create_dir_all(root.join("servizi")).unwrap();
    fs::write(root.join("servizi/cie.md"), "prima").unwrap();
    let (_watching, bursts) = watching(std::slice::from_ref(&root));
    act(&root);
    let mut seen: Vec<PathBuf> = Vec::new();
    let mut wait = if expected.is_empty() { SILENCE } else { SOON };
    while let Ok(burst) = bursts.recv_timeout(wait) {
        assert!(burst.is_sorted());
        seen.extend(burst);
        wait = SILENCE;
    }
    seen.sort();
    seen.dedup();
    let expected: Vec<PathBuf> = expected.iter().map(|path| root.join(path)).collect();
    assert_eq!(seen, expected);
}

#[test]
fn saving_creating_removing_renaming() {
    check(|root| fs::write(root.join("servizi/cie.md"), "dopo").unwrap(), &["servizi/cie.md"]);
    check(|root| fs::write(root.join("servizi/nuovo.md"), "x").unwrap(), &["servizi/nuovo.md"]);
    check(|root| fs::remove_file(root.join("servizi/cie.md")).unwrap(), &["servizi/cie.md"]);
    check(|root| fs::rename(root.join("servizi/cie.md"), root.join("servizi/z.md")).unwrap(), &["servizi/cie.md", "servizi/z.md"]);
}

#[test]
fn editors_and_readers_make_noise() {
    check(|root| _ = fs::read(root.join("servizi/cie.md")).unwrap(), &[]);
    let noise = |root: &Path| {
        for name in [".cie.md.swp", "cie.md~", "4913", ".#cie.md", "cie.md.tmp", ".git"] {
            fs::write(root.join("servizi").join(name), "x").unwrap();
        }
    };
    check(noise, &[]);
    let by_renaming = |root: &Path| {
        fs::write(root.join("servizi/.cie.md.tmp"), "dopo").unwrap();
        fs::rename(root.join("servizi/.cie.md.tmp"), root.join("servizi/cie.md")).unwrap();
    };
    check(by_renaming, &["servizi/cie.md"]);
}

#[test]
fn a_burst_is_one_call() {
    let folder = tempfile::tempdir().unwrap();
    let (_watching, bursts) = watching(&[folder.path().to_owned()]);
    for number in 0..20 {
        fs::write(folder.path().join(format!("{number}.md")), "x").unwrap();
    }
    let mut calls = 0;
    let mut seen = 0;
    while seen < 20 {
        seen += bursts.recv_timeout(SOON).unwrap().len();
        calls += 1;
    }
    assert!(calls <= 4, "{calls} calls for one burst");
}

#[test]
fn a_single_file_is_seen_even_when_another_takes_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sito.yaml");
    fs::write(&file, "prima").unwrap();
    let (_watching, bursts) = watching(std::slice::from_ref(&file));
    for _ in 0..2 {
        fs::write(folder.path().join("altro.yaml"), "x").unwrap();
        fs::rename(folder.path().join("altro.yaml"), &file).unwrap();
        assert_eq!(bursts.recv_timeout(SOON).unwrap(), std::slice::from_ref(&file));
        while bursts.recv_timeout(SILENCE).is_ok() {}
    }
}

#[test]
fn it_is_quick_and_stops_when_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let (watching, bursts) = watching(&[folder.path().to_owned()]);
    let begun = Instant::now();
    fs::write(folder.path().join("a.md"), "x").unwrap();
    bursts.recv_timeout(SOON).unwrap();
    assert!(begun.elapsed() < Duration::from_secs(1));
    drop(watching);
    assert!(bursts.recv_timeout(SOON).is_err(), "the thread ends and with it the channel");
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    assert!(watch(&[PathBuf::from("/questa/cartella/non/esiste")], |_| {}).is_err());
}
