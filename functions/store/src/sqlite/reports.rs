// SPDX-License-Identifier: EUPL-1.2
//! Reports: one row a report, its version in the condition of the statement that writes.

use super::Sqlite;
use super::rows::{json, micros, of_json};
use super::steps::writing;
use domain::report::Report;
use domain::report::store::{Page, Reports, Submitted, WaitingLetter, Which, Written};
use domain::report::subscriber::{Event, Letter, Role, Subscriber};
use domain::store::Answer;
use domain::token::{Code, Owner};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, params};
use serde::de::DeserializeOwned;

/// The tables. Of a subscriber only those who are to confirm have an end.
pub const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS report (
  code TEXT NOT NULL PRIMARY KEY,
  owner BLOB NOT NULL,
  kind TEXT NOT NULL,
  office TEXT NOT NULL,
  open INTEGER NOT NULL,
  submitted INTEGER NOT NULL,
  version INTEGER NOT NULL,
  erase_at INTEGER,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS report_submitted ON report (submitted, code);
CREATE INDEX IF NOT EXISTS report_kind ON report (kind, submitted) WHERE open = 1;
CREATE INDEX IF NOT EXISTS report_office ON report (office, open, submitted);
CREATE INDEX IF NOT EXISTS report_erase ON report (erase_at) WHERE erase_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS subscriber (
  code TEXT NOT NULL,
  owner BLOB NOT NULL,
  until INTEGER,
  body TEXT NOT NULL,
  PRIMARY KEY (code, owner)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS subscriber_until ON subscriber (until) WHERE until IS NOT NULL;
CREATE TABLE IF NOT EXISTS letter (
  code TEXT NOT NULL,
  version INTEGER NOT NULL,
  event TEXT NOT NULL,
  owner BLOB NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (code, version, event, owner)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS letter_at ON letter (at);
";

fn body<T: DeserializeOwned>(row: &Row<'_>) -> rusqlite::Result<T> {
    of_json(0, &row.get::<_, String>(0)?)
}

fn all<T: DeserializeOwned>(connection: &Connection, sql: &str, parameters: &[&dyn ToSql]) -> rusqlite::Result<Vec<T>> {
    connection.prepare_cached(sql)?.query_map(parameters, body)?.collect()
}

fn look(connection: &Connection, code: &Code) -> rusqlite::Result<Option<Report>> {
    connection.prepare_cached("SELECT body FROM report WHERE code = ?1")?.query_row([code.as_str()], body).optional()
}

/// When a report is due for erasure; not any more when that was done.
fn erase_at(report: &Report) -> Option<i64> {
    (!report.erased).then(|| micros(report.erase_at))
}

/// Writes a report over the version before it.
fn replace(connection: &Connection, report: &Report) -> rusqlite::Result<bool> {
    let sql = "UPDATE report SET office = ?3, open = ?4, version = ?5, erase_at = ?6, body = ?7 WHERE code = ?1 AND version = ?2";
    let Some(before) = report.version.checked_sub(1) else { return Ok(false) };
    let parameters = params![report.code.as_str(), before, report.office, report.status.is_open(), report.version, erase_at(report), json(report)?];
    Ok(connection.prepare_cached(sql)?.execute(parameters)? == 1)
}

fn put_subscriber(connection: &Connection, subscriber: &Subscriber) -> rusqlite::Result<()> {
    let until = if let Role::Asked { until } = subscriber.role { Some(micros(until)) } else { None };
    let sql = "INSERT INTO subscriber (code, owner, until, body) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET until = ?3, body = ?4";
    connection.prepare_cached(sql)?.execute(params![subscriber.code.as_str(), subscriber.owner.bytes(), until, json(subscriber)?]).map(|_| ())
}

fn subscriber(connection: &Connection, code: &Code, owner: Owner) -> rusqlite::Result<Option<Subscriber>> {
    connection.prepare_cached("SELECT body FROM subscriber WHERE code = ?1 AND owner = ?2")?.query_row(params![code.as_str(), owner.bytes()], body).optional()
}

fn put_letters(connection: &Connection, letters: &[Letter]) -> rusqlite::Result<()> {
    for letter in letters {
        let sql = "INSERT INTO letter (code, version, event, owner, at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET at = ?5, body = ?6";
        let parameters = params![letter.code.as_str(), letter.version, word(letter.event), letter.to.bytes(), micros(letter.at), json(letter)?];
        connection.prepare_cached(sql)?.execute(parameters)?;
    }
    Ok(())
}

fn word(event: Event) -> &'static str {
    match event {
        Event::Received => "received",
        Event::Confirm => "confirm",
        Event::Changed => "changed",
        Event::Office => "office",
    }
}

fn submit(connection: &mut Connection, report: &Report, reporter: Option<&Subscriber>, letters: &[Letter]) -> rusqlite::Result<Submitted> {
    let transaction = writing(connection)?;
    if let Some(known) = look(&transaction, &report.code)? {
        return Ok(if known.owner == report.owner { Submitted::Before(Box::new(known)) } else { Submitted::CodeTaken });
    }
    let sql = "INSERT INTO report (code, owner, kind, office, open, submitted, version, erase_at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let Report { code, owner, kind, office, status, submitted, version, .. } = report;
    let parameters = params![code.as_str(), owner.bytes(), kind.as_str(), office, status.is_open(), micros(*submitted), version, erase_at(report), json(report)?];
    transaction.prepare_cached(sql)?.execute(parameters)?;
    if let Some(reporter) = reporter {
        put_subscriber(&transaction, reporter)?;
    }
    put_letters(&transaction, letters)?;
    transaction.commit()?;
    Ok(Submitted::New)
}

fn list(connection: &Connection, which: &Which, page: &Page) -> rusqlite::Result<Vec<Report>> {
    let (condition, name) = match which {
        Which::All => ("?1 = ?1", String::new()),
        Which::OpenOfKind(kind) => ("open = 1 AND kind = ?1", kind.to_string()),
        Which::OpenOfOffice(office) => ("open = 1 AND office = ?1", office.clone()),
        Which::EndedOfOffice(office) => ("open = 0 AND office = ?1", office.clone()),
    };
    let (at, code) = page.before.as_ref().map_or((i64::MAX, ""), |(at, code)| (micros(*at), code.as_str()));
    let most = i64::try_from(page.most).unwrap_or(i64::MAX);
    let sql = format!("SELECT body FROM report WHERE {condition} AND submitted >= ?2 AND (submitted, code) < (?3, ?4) ORDER BY submitted DESC, code DESC LIMIT ?5");
    all(connection, &sql, &[&name, &micros(page.since), &at, &code, &most])
}

impl Reports for Sqlite {
    async fn submit(&self, report: &Report, reporter: Option<&Subscriber>, letters: &[Letter]) -> Answer<Submitted> {
        let (report, reporter, letters) = (report.clone(), reporter.cloned(), letters.to_vec());
        self.queue.write(move |connection| submit(connection, &report, reporter.as_ref(), &letters)).await
    }

    async fn report(&self, code: &Code) -> Answer<Option<Report>> {
        let code = code.clone();
        self.queue.read(move |connection| look(connection, &code)).await
    }

    async fn change(&self, report: &Report, letters: &[Letter]) -> Answer<Written> {
        let (report, letters) = (report.clone(), letters.to_vec());
        let step = move |connection: &mut Connection| {
            let transaction = writing(connection)?;
            if !replace(&transaction, &report)? {
                return Ok(Written::Stale);
            }
            put_letters(&transaction, &letters)?;
            transaction.commit()?;
            Ok(Written::Done)
        };
        self.queue.write(step).await
    }

    async fn join(&self, report: &Report, into: &Report, letters: &[Letter]) -> Answer<Written> {
        let (report, into, letters) = (report.clone(), into.clone(), letters.to_vec());
        let step = move |connection: &mut Connection| {
            let transaction = writing(connection)?;
            if !replace(&transaction, &report)? || !replace(&transaction, &into)? {
                return Ok(Written::Stale);
            }
            put_letters(&transaction, &letters)?;
            transaction.commit()?;
            Ok(Written::Done)
        };
        self.queue.write(step).await
    }

    async fn list(&self, which: &Which, page: &Page) -> Answer<Vec<Report>> {
        let (which, page) = (which.clone(), page.clone());
        self.queue.read(move |connection| list(connection, &which, &page)).await
    }

    async fn subscribe(&self, new: &Subscriber, letter: Option<&Letter>, now: Timestamp) -> Answer<bool> {
        let (new, letter) = (new.clone(), letter.cloned());
        let step = move |connection: &mut Connection| {
            let transaction = writing(connection)?;
            let takes = look(&transaction, &new.code)?.is_some_and(|report| !report.erased);
            let known = subscriber(&transaction, &new.code, new.owner)?;
            if !takes || known.is_some_and(|known| !matches!(known.role, Role::Asked { until } if until <= now)) {
                return Ok(false);
            }
            put_subscriber(&transaction, &new)?;
            put_letters(&transaction, letter.as_slice())?;
            transaction.commit()?;
            Ok(true)
        };
        self.queue.write(step).await
    }

    async fn confirm_subscriber(&self, code: &Code, owner: Owner) -> Answer<bool> {
        let code = code.clone();
        let step = move |connection: &mut Connection| {
            let transaction = writing(connection)?;
            let Some(mut known) = subscriber(&transaction, &code, owner)? else { return Ok(false) };
            if !known.is_told() {
                known.role = Role::Follower;
                put_subscriber(&transaction, &known)?;
            }
            transaction.commit()?;
            Ok(true)
        };
        self.queue.write(step).await
    }

    async fn unsubscribe(&self, code: &Code, owner: Owner) -> Answer<()> {
        let code = code.clone();
        let step = move |connection: &mut Connection| {
            let transaction = writing(connection)?;
            for table in ["subscriber", "letter"] {
                transaction.execute(&format!("DELETE FROM {table} WHERE code = ?1 AND owner = ?2"), params![code.as_str(), owner.bytes()])?;
            }
            transaction.commit()
        };
        self.queue.write(step).await
    }

    async fn subscribers(&self, code: &Code) -> Answer<Vec<Subscriber>> {
        let code = code.to_string();
        self.queue.read(move |connection| all(connection, "SELECT body FROM subscriber WHERE code = ?1 ORDER BY owner", &[&code])).await
    }

    async fn letters(&self, now: Timestamp, most: usize) -> Answer<Vec<WaitingLetter>> {
        let step = move |connection: &Connection| {
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let letters: Vec<Letter> = all(connection, "SELECT body FROM letter WHERE at <= ?1 ORDER BY at LIMIT ?2", &[&micros(now), &most])?;
            let mut out = Vec::new();
            for letter in letters {
                out.extend(look(connection, &letter.code)?.map(|report| WaitingLetter { letter, report }));
            }
            Ok(out)
        };
        self.queue.read(step).await
    }

    async fn claim_letter(&self, letter: &Letter, until: Timestamp) -> Answer<bool> {
        let letter = letter.clone();
        let step = move |connection: &mut Connection| {
            let next = Letter { at: until, attempts: letter.attempts + 1, ..letter.clone() };
            let sql = "UPDATE letter SET at = ?5, body = ?6 WHERE code = ?1 AND version = ?2 AND event = ?3 AND owner = ?4 AND body = ?7";
            let parameters = params![letter.code.as_str(), letter.version, word(letter.event), letter.to.bytes(), micros(until), json(&next)?, json(&letter)?];
            Ok(connection.prepare_cached(sql)?.execute(parameters)? == 1)
        };
        self.queue.write(step).await
    }

    async fn letter_sent(&self, letter: &Letter) -> Answer<()> {
        let letter = letter.clone();
        let sql = "DELETE FROM letter WHERE code = ?1 AND version = ?2 AND event = ?3 AND owner = ?4";
        let step = move |connection: &mut Connection| {
            connection.prepare_cached(sql)?.execute(params![letter.code.as_str(), letter.version, word(letter.event), letter.to.bytes()]).map(|_| ())
        };
        self.queue.write(step).await
    }

    async fn due_for_erasure(&self, now: Timestamp, most: usize) -> Answer<Vec<Report>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.queue.read(move |connection| all(connection, "SELECT body FROM report WHERE erase_at <= ?1 ORDER BY erase_at LIMIT ?2", &[&micros(now), &most])).await
    }

    async fn erase(&self, report: &Report) -> Answer<Written> {
        let report = report.clone();
        let step = move |connection: &mut Connection| {
            let transaction = writing(connection)?;
            if !replace(&transaction, &report)? {
                return Ok(Written::Stale);
            }
            for table in ["subscriber", "letter"] {
                transaction.execute(&format!("DELETE FROM {table} WHERE code = ?1"), [report.code.as_str()])?;
            }
            transaction.commit()?;
            Ok(Written::Done)
        };
        self.queue.write(step).await
    }

    async fn forget_unconfirmed(&self, now: Timestamp) -> Answer<usize> {
        self.queue.write(move |connection| connection.execute("DELETE FROM subscriber WHERE until <= ?1", [micros(now)])).await
    }
}
