// SPDX-License-Identifier: EUPL-1.2
//! Files that earlier versions wrote, one for each in `tests/versions/`: today's program reads them and goes on.
//! `BLESS=1` writes the file of today's version when there is none; those that are there never change.

use rusqlite::Connection;
use std::path::{Path, PathBuf};
use store::contract::kept;
use store::sqlite::{Sqlite, copy};

/// The first version with reports.
const REPORTS: i64 = 2;

fn file(version: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/versions/{version}.sqlite"))
}

fn version(path: &Path) -> i64 {
    Connection::open(path).and_then(|connection| connection.query_row("PRAGMA user_version", [], |row| row.get(0))).expect("a version")
}

fn open(path: &Path) -> Sqlite {
    Sqlite::open(path).unwrap_or_else(|error| panic!("{}: {}", path.display(), error.0))
}

#[tokio::test]
async fn the_file_of_every_version_is_read_and_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("new.sqlite");
    kept::fill(&open(&new)).await;
    kept::fill_reports(&open(&new)).await;
    let today = version(&new);
    if std::env::var_os("BLESS").is_some() && !file(today).exists() {
        copy(&new, &file(today)).unwrap_or_else(|error| panic!("{}", error.0));
    }
    for known in 1..=today {
        assert!(file(known).exists(), "version {known} has no file: BLESS=1");
        assert_eq!(version(&file(known)), known);
        let path = folder.path().join(format!("{known}.sqlite"));
        std::fs::copy(file(known), &path).expect("a copy");
        kept::goes_on(&open(&path)).await;
        if known < REPORTS {
            kept::fill_reports(&open(&path)).await;
        }
        kept::reports_go_on(&open(&path)).await;
        assert_eq!(version(&path), today, "it is one of today's now");
    }
}

/// The first tables, before offices had keys: they said version 1 too.
#[tokio::test]
async fn tables_that_were_not_there_are_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("posti.sqlite");
    std::fs::copy(file(1), &path).expect("a copy");
    Connection::open(&path).and_then(|old| old.execute_batch("DROP TABLE office_key; DROP TABLE sign_in;")).expect("the first tables");
    let store = open(&path);
    use domain::office::Keys as _;
    assert_eq!(store.keys().await.expect("a table").len(), 0);
    assert_eq!(store.count_try([1; 16], 1).await.expect("a table"), 1);
}
