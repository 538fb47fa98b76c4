// SPDX-License-Identifier: EUPL-1.2
//! A copy of the store while it is at work: SQLite's own backup, in one step, which in a write-ahead log keeps no
//! writer waiting.

use super::{BUSY, VERSION, failed};
use domain::store::StoreError;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::{Duration, Instant};

/// Between two tries of a copy that somebody else keeps waiting.
const PAUSE: Duration = Duration::from_millis(20);

/// Copies the store of a file into a new file, as it is at this moment.
///
/// # Errors
/// When there is no store, a newer program wrote it, or it cannot be read or written.
pub fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let source = there(from)?;
    let mut target = Connection::open(to).map_err(failed)?;
    let copying = Backup::new(&source, &mut target).map_err(failed)?;
    let until = Instant::now() + BUSY;
    loop {
        match copying.step(-1).map_err(failed)? {
            StepResult::Done => break,
            _ if Instant::now() > until => return Err(StoreError("somebody else keeps the file locked".into())),
            _ => std::thread::sleep(PAUSE),
        }
    }
    drop(copying);
    // A copy is one file: nothing of it stands in a log beside it.
    target.pragma_update(None, "journal_mode", "DELETE").map_err(failed)?;
    drop(target);
    verify(to)
}

/// Whether a file is a whole store that this program reads.
///
/// # Errors
/// When it is not.
pub fn verify(path: &Path) -> Result<(), StoreError> {
    let connection = there(path)?;
    let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(failed)?;
    if said == "ok" { Ok(()) } else { Err(StoreError(said.into())) }
}

/// The store of a file that is there, and no newer than this program.
fn there(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(BUSY).map_err(failed)?;
    match super::version(&connection)? {
        0 => Err(StoreError("the file is no store of bookings".into())),
        known if known <= VERSION => Ok(connection),
        newer => Err(super::newer(newer)),
    }
}
