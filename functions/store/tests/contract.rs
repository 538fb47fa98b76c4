// SPDX-License-Identifier: EUPL-1.2
//! The contract on the embedded stores, and what only a file can show: it is there after the end.

use std::sync::Arc;
use store::contract;
use store::memory::Memory;
use store::sqlite::Sqlite;

fn sqlite(folder: &tempfile::TempDir, name: &str) -> Sqlite {
    Sqlite::open(&folder.path().join(name)).expect("a file")
}

#[tokio::test]
async fn memory() {
    contract::all(|| async { Memory::default() }).await;
}

#[tokio::test]
async fn sqlite_in_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let number = std::cell::Cell::new(0);
    contract::all(|| {
        number.set(number.get() + 1);
        let store = sqlite(&folder, &format!("{}.sqlite", number.get()));
        async { store }
    })
    .await;
    assert!(number.get() > 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_crowd_in_memory() {
    contract::crowd(Arc::new(Memory::default()), 50, 20).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_crowd_at_one_file() {
    let folder = tempfile::tempdir().expect("a folder");
    contract::crowd(Arc::new(sqlite(&folder, "posti.sqlite")), 50, 20).await;
}

#[tokio::test]
async fn a_file_of_a_newer_program_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("posti.sqlite");
    drop(Sqlite::open(&path).expect("a file"));
    rusqlite::Connection::open(&path).expect("the file").execute_batch("PRAGMA user_version = 99").expect("a version");
    let error = Sqlite::open(&path).expect_err("a newer file");
    assert_eq!(error.0.to_string(), "the file has version 99, this program knows 3");
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(Sqlite::open(&folder.path().join("non/ci/sono.sqlite")).is_err());
}
