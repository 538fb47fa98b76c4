// SPDX-License-Identifier: EUPL-1.2
//! Help requests, one row each with its version in the condition of the statement that writes; ratings, and the
//! marks by which one that comes twice is known for a minute.

use super::Sqlite;
use super::rows::{json, micros, of_json};
use super::steps::writing;
use domain::feedback::help::HelpRequest;
use domain::feedback::rating::{Month, Rating};
use domain::feedback::store::{Asked, Feedback, NewRating, OfOffice};
use domain::report::store::{Page, Written};
use domain::store::Answer;
use domain::token::Code;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::de::DeserializeOwned;

/// The tables.
pub const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS help_request (
  code TEXT NOT NULL PRIMARY KEY,
  office TEXT NOT NULL,
  open INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  version INTEGER NOT NULL,
  due INTEGER,
  delete_at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS help_request_office ON help_request (office, open, asked);
CREATE INDEX IF NOT EXISTS help_request_due ON help_request (due) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS help_request_delete ON help_request (delete_at);
CREATE TABLE IF NOT EXISTS rating (
  id BLOB NOT NULL PRIMARY KEY,
  month TEXT NOT NULL,
  delete_at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS rating_month ON rating (month);
CREATE INDEX IF NOT EXISTS rating_delete ON rating (delete_at);
CREATE TABLE IF NOT EXISTS rating_mark (
  mark BLOB NOT NULL PRIMARY KEY,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

fn body<T: DeserializeOwned>(row: &Row<'_>) -> rusqlite::Result<T> {
    of_json(0, &row.get::<_, String>(0)?)
}

fn look(connection: &Connection, code: &Code) -> rusqlite::Result<Option<HelpRequest>> {
    connection.prepare_cached("SELECT body FROM help_request WHERE code = ?1")?.query_row([code.as_str()], body).optional()
}

fn ask(connection: &mut Connection, request: &HelpRequest) -> rusqlite::Result<Asked> {
    let transaction = writing(connection)?;
    if let Some(known) = look(&transaction, &request.code)? {
        return Ok(if known.owner == request.owner { Asked::Before(Box::new(known)) } else { Asked::CodeTaken });
    }
    let sql = "INSERT INTO help_request (code, office, open, asked, version, due, delete_at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let HelpRequest { code, office, answered, asked, version, delete_at, .. } = request;
    let parameters = params![code.as_str(), office, answered.is_none(), micros(*asked), version, request.due().map(micros), micros(*delete_at), json(request)?];
    transaction.prepare_cached(sql)?.execute(parameters)?;
    transaction.commit()?;
    Ok(Asked::New)
}

fn change(connection: &Connection, request: &HelpRequest) -> rusqlite::Result<Written> {
    let Some(before) = request.version.checked_sub(1) else { return Ok(Written::Stale) };
    let sql = "UPDATE help_request SET office = ?3, open = ?4, version = ?5, due = ?6, delete_at = ?7, body = ?8 WHERE code = ?1 AND version = ?2";
    let HelpRequest { code, office, answered, version, delete_at, .. } = request;
    let parameters = params![code.as_str(), before, office, answered.is_none(), version, request.due().map(micros), micros(*delete_at), json(request)?];
    Ok(if connection.prepare_cached(sql)?.execute(parameters)? == 1 { Written::Done } else { Written::Stale })
}

fn list(connection: &Connection, which: &OfOffice, page: &Page) -> rusqlite::Result<Vec<HelpRequest>> {
    let (open, office) = match which {
        OfOffice::Open(office) => (true, office),
        OfOffice::Answered(office) => (false, office),
    };
    let (at, code) = page.before.as_ref().map_or((i64::MAX, ""), |(at, code)| (micros(*at), code.as_str()));
    let most = i64::try_from(page.most).unwrap_or(i64::MAX);
    let sql = "SELECT body FROM help_request WHERE office = ?1 AND open = ?2 AND asked >= ?3 AND (asked, code) < (?4, ?5) ORDER BY asked DESC, code DESC LIMIT ?6";
    connection.prepare_cached(sql)?.query_map(params![office, open, micros(page.since), at, code, most], body)?.collect()
}

fn rate(connection: &mut Connection, new: &NewRating, now: Timestamp) -> rusqlite::Result<bool> {
    let transaction = writing(connection)?;
    // Marks that are over count for nothing.
    transaction.prepare_cached("DELETE FROM rating_mark WHERE until <= ?1")?.execute([micros(now)])?;
    let marked = transaction.prepare_cached("INSERT OR IGNORE INTO rating_mark (mark, until) VALUES (?1, ?2)")?.execute(params![new.mark, micros(new.mark_until)])?;
    if marked == 1 {
        let sql = "INSERT INTO rating (id, month, delete_at, body) VALUES (?1, ?2, ?3, ?4)";
        let month = Month::of(new.rating.day).to_string();
        transaction.prepare_cached(sql)?.execute(params![new.id, month, micros(new.rating.delete_at), json(&new.rating)?])?;
    }
    transaction.commit()?;
    Ok(marked == 1)
}

impl Feedback for Sqlite {
    async fn ask(&self, request: &HelpRequest) -> Answer<Asked> {
        let request = request.clone();
        self.queue.write(move |connection| ask(connection, &request)).await
    }

    async fn help_request(&self, code: &Code) -> Answer<Option<HelpRequest>> {
        let code = code.clone();
        self.queue.read(move |connection| look(connection, &code)).await
    }

    async fn change_help(&self, request: &HelpRequest) -> Answer<Written> {
        let request = request.clone();
        self.queue.write(move |connection| change(connection, &request)).await
    }

    async fn help_requests(&self, which: &OfOffice, page: &Page) -> Answer<Vec<HelpRequest>> {
        let (which, page) = (which.clone(), page.clone());
        self.queue.read(move |connection| list(connection, &which, &page)).await
    }

    async fn help_letters(&self, now: Timestamp, most: usize) -> Answer<Vec<HelpRequest>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let sql = "SELECT body FROM help_request WHERE due <= ?1 ORDER BY due LIMIT ?2";
        self.queue.read(move |connection| connection.prepare_cached(sql)?.query_map(params![micros(now), most], body)?.collect()).await
    }

    async fn rate(&self, new: &NewRating, now: Timestamp) -> Answer<bool> {
        let new = new.clone();
        self.queue.write(move |connection| rate(connection, &new, now)).await
    }

    async fn ratings(&self, month: Month) -> Answer<Vec<Rating>> {
        let step = move |connection: &Connection| {
            let sql = "SELECT body FROM rating WHERE month = ?1";
            let mut found: Vec<Rating> = connection.prepare_cached(sql)?.query_map([month.to_string()], body)?.collect::<rusqlite::Result<_>>()?;
            found.sort();
            Ok(found)
        };
        self.queue.read(step).await
    }

    async fn forget_feedback(&self, now: Timestamp) -> Answer<usize> {
        let step = move |connection: &mut Connection| {
            let transaction = writing(connection)?;
            let mut count = transaction.execute("DELETE FROM help_request WHERE delete_at <= ?1", [micros(now)])?;
            count += transaction.execute("DELETE FROM rating WHERE delete_at <= ?1", [micros(now)])?;
            transaction.execute("DELETE FROM rating_mark WHERE until <= ?1", [micros(now)])?;
            transaction.commit()?;
            Ok(count)
        };
        self.queue.write(step).await
    }
}
