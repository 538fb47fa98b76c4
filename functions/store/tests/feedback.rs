// SPDX-License-Identifier: EUPL-1.2
//! The contract of help requests and ratings on the embedded stores; and that what is over is not in the file.

use domain::feedback::help::{New, ask};
use domain::feedback::store::Feedback as _;
use jiff::Timestamp;
use std::sync::Arc;
use store::contract::feedback;
use store::memory::Memory;
use store::sqlite::Sqlite;

#[tokio::test]
async fn in_memory() {
    feedback::all(|| async { Memory::default() }).await;
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
    feedback::all(empty).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_crowd_of_citizens_and_clerks() {
    let folder = tempfile::tempdir().expect("a folder");
    feedback::crowd(Arc::new(Memory::default()), 40).await;
    feedback::crowd(Arc::new(Sqlite::open(&folder.path().join("richieste")).expect("a file")), 40).await;
}

/// The bytes of the file, of its log too.
#[expect(clippy::disallowed_methods, reason = "the test looks at the file itself")]
fn bytes(folder: &std::path::Path) -> Vec<u8> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries.flat_map(|entry| std::fs::read(entry.expect("an entry").path()).expect("a file")).collect()
}

#[tokio::test]
async fn what_was_deleted_is_not_in_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Sqlite::open(&folder.path().join("richieste")).expect("a file");
    let now = Timestamp::constant(1_795_000_000, 0);
    let new = New { question: feedback::question(1), office: "anagrafe".to_owned(), keep_days: 30 };
    let request = ask(&store, &new, "1", b"of the test", now).await.expect("an answer");
    let has = |word: &str| bytes(folder.path()).windows(word.len()).any(|window| window == word.as_bytes());
    let words = ["persona1@posta.example", "D'Angelo", "Scade a maggio"];
    for word in words {
        assert!(has(word), "{word} is there before");
    }
    assert_eq!(store.forget_feedback(request.delete_at).await.expect("an answer"), 1);
    drop(store);
    // The last connection that ends writes the log into the file and removes it.
    for word in words {
        assert!(!has(word), "{word} is still there");
    }
}
