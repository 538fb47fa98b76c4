// SPDX-License-Identifier: EUPL-1.2
//! The contract of reports and of photos on the embedded stores; and that what was erased is not in the file.

use domain::report::keep::erased;
use domain::report::status::Status;
use domain::report::store::{Reports as _, Submitted, Written};
use domain::report::subscriber::{Event, Role};
use jiff::Timestamp;
use std::sync::Arc;
use store::contract::{life, photos, reports};
use store::memory::Memory;
use store::memory::photos::MemoryPhotos;
use store::photos::Folder;
use store::sqlite::Sqlite;

#[tokio::test]
async fn in_memory() {
    reports::all(|| async { Memory::default() }).await;
    life::all(|| async { Memory::default() }).await;
}

#[tokio::test]
async fn in_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let number = std::cell::Cell::new(0);
    let empty = || {
        number.set(number.get() + 1);
        let store = Sqlite::open(&folder.path().join(number.get().to_string())).expect("a file");
        async { store }
    };
    reports::all(empty).await;
    life::all(empty).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_crowd_of_citizens_and_clerks() {
    let folder = tempfile::tempdir().expect("a folder");
    reports::crowd(Arc::new(Memory::default()), 40).await;
    reports::crowd(Arc::new(Sqlite::open(&folder.path().join("segnalazioni")).expect("a file")), 40).await;
}

#[tokio::test]
async fn photos_in_memory_and_in_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let now = Timestamp::now();
    photos::all(&MemoryPhotos::new(now), now).await;
    photos::all(&Folder::open(folder.path().to_owned()).expect("a folder"), Timestamp::now()).await;
}

/// The bytes of the file, of its log too.
#[expect(clippy::disallowed_methods, reason = "the test looks at the file itself")]
fn bytes(folder: &std::path::Path) -> Vec<u8> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries.flat_map(|entry| std::fs::read(entry.expect("an entry").path()).expect("a file")).collect()
}

#[tokio::test]
async fn what_was_erased_is_not_in_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("segnalazioni");
    let store = Sqlite::open(&path).expect("a file");
    let report = reports::report(1, 0);
    let reporter = reports::subscriber(&report, 1, Role::Reporter);
    let submitted = store.submit(&report, Some(&reporter), &[reporter.letter(Event::Received, 0, report.submitted)]).await.expect("an answer");
    assert_eq!(submitted, Submitted::New);
    let taken = reports::moved(&report, Status::Taken);
    assert_eq!(store.change(&taken, &[reporter.letter(Event::Changed, 1, report.submitted)]).await.expect("an answer"), Written::Done);
    let has = |word: &str| bytes(folder.path()).windows(word.len()).any(|window| window == word.as_bytes());
    let words = ["persona1@posta.example", "Via Broseta", "buio"];
    for word in words {
        assert!(has(word), "{word} is there before");
    }
    assert_eq!(store.erase(&erased(&taken, report.erase_at)).await.expect("an answer"), Written::Done);
    drop(store);
    // The last connection that ends writes the log into the file and removes it.
    for word in words {
        assert!(!has(word), "{word} is still there");
    }
}
