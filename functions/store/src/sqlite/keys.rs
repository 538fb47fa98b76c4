// SPDX-License-Identifier: EUPL-1.2
//! The keys of offices.

use super::Sqlite;
use super::rows::{json, micros, of_json};
use domain::office::{COUNTED_MINUTES, KeyId, Keys, OfficeKey};
use domain::store::Answer;
use rusqlite::{OptionalExtension as _, Row, params};

fn key(row: &Row<'_>) -> rusqlite::Result<OfficeKey> {
    of_json(0, &row.get::<_, String>(0)?)
}

impl Keys for Sqlite {
    async fn put_key(&self, key: &OfficeKey) -> Answer<()> {
        let key = key.clone();
        let sql = "INSERT INTO office_key (id, created, body) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET body = ?3";
        self.queue.write(move |connection| connection.prepare_cached(sql)?.execute(params![key.id().text(), micros(key.created), json(&key)?]).map(|_| ())).await
    }

    async fn key(&self, id: KeyId) -> Answer<Option<OfficeKey>> {
        self.queue.read(move |connection| connection.prepare_cached("SELECT body FROM office_key WHERE id = ?1")?.query_row([id.text()], key).optional()).await
    }

    async fn keys(&self) -> Answer<Vec<OfficeKey>> {
        self.queue.read(|connection| connection.prepare_cached("SELECT body FROM office_key ORDER BY created, id")?.query_map([], key)?.collect()).await
    }

    async fn revoke(&self, id: KeyId) -> Answer<bool> {
        self.queue.write(move |connection| Ok(connection.prepare_cached("DELETE FROM office_key WHERE id = ?1")?.execute([id.text()])? == 1)).await
    }

    async fn count_try(&self, who: [u8; 16], minute: i64) -> Answer<u32> {
        let step = move |connection: &mut rusqlite::Connection| {
            // What is over counts for nothing.
            connection.prepare_cached("DELETE FROM sign_in WHERE minute < ?1")?.execute([minute - COUNTED_MINUTES])?;
            let sql = "INSERT INTO sign_in (minute, who, count) VALUES (?1, ?2, 1) ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count";
            connection.prepare_cached(sql)?.query_row(params![minute, who], |row| row.get(0))
        };
        self.queue.write(step).await
    }
}
