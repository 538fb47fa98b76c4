// SPDX-License-Identifier: EUPL-1.2
//! The store in SQLite: one file, a write-ahead log, every answered write on the disk.
//!
//! One row a place; its key is the primary key, and the conditions of the port stand in the `WHERE` of the
//! one statement that writes. Columns hold what conditions and indexes need; `body` is the state as JSON, so
//! that anybody can read the file.

mod copy;
mod feedback;
mod health;
mod keys;
mod queue;
mod reports;
mod rows;
mod steps;

use domain::store::StoreError;
use queue::Queue;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

pub use copy::{copy, verify};
pub use health::Overdue;

/// How long a write waits for another process that writes.
const BUSY: Duration = Duration::from_secs(5);

/// The tables. `STRICT` keeps types honest; times are microseconds since 1970.
const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS place (
  bookable TEXT NOT NULL,
  day TEXT NOT NULL,
  time TEXT NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'booked', 'resting', 'shut')),
  owner BLOB,
  until INTEGER,
  code TEXT,
  sequence INTEGER,
  due INTEGER,
  delete_at INTEGER,
  body TEXT NOT NULL,
  PRIMARY KEY (bookable, day, time, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS place_code ON place (code) WHERE code IS NOT NULL;
CREATE INDEX IF NOT EXISTS place_due ON place (due) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS allowance (
  bookable TEXT NOT NULL,
  person BLOB NOT NULL,
  number INTEGER NOT NULL,
  owner BLOB NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (bookable, person, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS closed (
  code TEXT NOT NULL,
  owner BLOB NOT NULL,
  due INTEGER,
  delete_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (code, owner)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS closed_due ON closed (due) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS office_key (
  id TEXT NOT NULL PRIMARY KEY,
  created INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sign_in (
  minute INTEGER NOT NULL,
  who BLOB NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (minute, who)
) STRICT, WITHOUT ROWID;
";

/// The number of the tables above.
const VERSION: i64 = 3;

/// The store. Copies share its two connections: one that writes, one that reads.
#[derive(Debug, Clone)]
pub struct Sqlite {
    queue: Queue,
}

impl Sqlite {
    /// Opens the file, and makes it when it is not there.
    ///
    /// # Errors
    /// When it cannot be opened, or was written by a newer program.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let writer = connect(path).map_err(failed)?;
        let known = version(&writer)?;
        if known > VERSION {
            return Err(newer(known));
        }
        writer.execute_batch(&format!("{SCHEMA}{}{} PRAGMA user_version = {VERSION};", reports::SCHEMA, feedback::SCHEMA)).map_err(failed)?;
        let reader = connect(path).map_err(failed)?;
        reader.execute_batch("PRAGMA query_only = ON;").map_err(failed)?;
        Ok(Self { queue: Queue::new(writer, reader) })
    }
}

/// The version of a file; 0 when it is new.
fn version(connection: &Connection) -> Result<i64, StoreError> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(failed)
}

fn newer(version: i64) -> StoreError {
    StoreError(format!("the file has version {version}, this program knows {VERSION}").into())
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;")?;
    Ok(connection)
}

fn failed(error: rusqlite::Error) -> StoreError {
    StoreError(Box::new(error))
}
