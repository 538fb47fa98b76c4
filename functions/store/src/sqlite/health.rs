// SPDX-License-Identifier: EUPL-1.2
//! How the store is: whether it takes writes, what should have been sent, and its end.

use super::rows::micros;
use super::{Sqlite, VERSION};
use domain::store::Answer;
use jiff::Timestamp;

/// Messages that should have gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// How many.
    pub count: u64,
    /// Since when the oldest waits.
    pub oldest: Option<Timestamp>,
}

impl Sqlite {
    /// Writes, without changing anything: a disk that is full or gone is found out.
    ///
    /// # Errors
    /// When it does not take the write.
    pub async fn writable(&self) -> Answer<()> {
        self.queue.write(|connection| connection.pragma_update(None, "user_version", VERSION)).await
    }

    /// What should have been sent at `now`. A message that was tried and rests is not counted until its next turn.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn overdue(&self, now: Timestamp) -> Answer<Overdue> {
        let sql = "SELECT count(*), min(due) FROM (SELECT due FROM place WHERE due <= ?1 UNION ALL SELECT due FROM closed WHERE due <= ?1 UNION ALL SELECT at FROM letter WHERE at <= ?1 UNION ALL SELECT due FROM help_request WHERE due <= ?1)";
        let read = move |connection: &rusqlite::Connection| {
            connection.prepare_cached(sql)?.query_row([micros(now)], |row| {
                let oldest: Option<i64> = row.get(1)?;
                Ok(Overdue { count: row.get::<_, u32>(0)?.into(), oldest: oldest.and_then(|oldest| Timestamp::from_microsecond(oldest).ok()) })
            })
        };
        self.queue.read(read).await
    }

    /// Puts all that stands in the log into the file. The store still works; whoever ends calls it last.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn settle(&self) -> Answer<()> {
        self.queue.alone(|connection| connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))).await
    }
}
