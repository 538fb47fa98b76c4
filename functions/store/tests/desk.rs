// SPDX-License-Identifier: EUPL-1.2
//! The operations of the domain on the embedded stores.

use store::contract::desk;
use store::memory::Memory;
use store::sqlite::Sqlite;

#[tokio::test]
async fn in_memory() {
    desk::all(|| async { Memory::default() }).await;
}

#[tokio::test]
async fn in_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let number = std::cell::Cell::new(0);
    desk::all(|| {
        number.set(number.get() + 1);
        let store = Sqlite::open(&folder.path().join(number.get().to_string())).expect("a file");
        async { store }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn five_hundred_want_two_hundred_places() {
    let folder = tempfile::tempdir().expect("a folder");
    desk::crowd(Memory::default(), 500, 200).await;
    desk::crowd(Sqlite::open(&folder.path().join("posti")).expect("a file"), 500, 200).await;
}
