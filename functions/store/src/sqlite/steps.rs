// SPDX-License-Identifier: EUPL-1.2
//! The steps of the port: the condition of each stands in the statement that writes.

use super::Sqlite;
use super::rows::{Columns, Key, PLACE, closed, due, json, micros, place};
use crate::before_grace;
use domain::booking::{Booking, Closed};
use domain::place::{Hold, Place, PlaceKey, State};
use domain::store::{Answer, Changed, Confirmed, Extended, Found, Store, Taken, Waiting};
use domain::token::{Code, Owner};
use jiff::Timestamp;
use jiff::civil::Date;
use model::slug::Slug;
use rusqlite::{Connection, OptionalExtension as _, Savepoint, ToSql, params};

/// The condition that a row is this place.
const THIS: &str = "bookable = ?1 AND day = ?2 AND time = ?3 AND number = ?4";

/// What a statement about a place needs beside its key.
type More<'m> = &'m [&'m dyn ToSql];

/// Changes a place, on a condition; says whether it did.
fn change(connection: &Connection, key: &PlaceKey, state: &State, condition: &str, more: More<'_>) -> rusqlite::Result<bool> {
    let (key, columns) = (Key::of(key), Columns::of(state)?);
    let Columns { state, owner, until, code, sequence, due, delete_at, body } = columns;
    let owner = owner.map(|owner| owner.bytes().to_vec());
    let columns: [&dyn ToSql; 8] = [&state, &owner, &until, &code, &sequence, &due, &delete_at, &body];
    let parameters: Vec<&dyn ToSql> = key.parameters().into_iter().chain(columns).chain(more.iter().copied()).collect();
    let sql = format!("UPDATE place SET state = ?5, owner = ?6, until = ?7, code = ?8, sequence = ?9, due = ?10, delete_at = ?11, body = ?12 WHERE {THIS} AND {condition}");
    Ok(connection.prepare_cached(&sql)?.execute(parameters.as_slice())? == 1)
}

fn look(connection: &Connection, key: &PlaceKey) -> rusqlite::Result<Option<Place>> {
    let key = Key::of(key);
    connection.prepare_cached(&format!("SELECT {PLACE} FROM place WHERE {THIS}"))?.query_row(key.parameters().as_slice(), place).optional()
}

/// What several statements stand in that are done all or not at all; dropped, it takes them back.
pub(super) fn writing(connection: &mut Connection) -> rusqlite::Result<Savepoint<'_>> {
    connection.savepoint()
}

/// Puts a state where nothing is, or where what is there has ended.
fn put_if_free(connection: &Connection, key: &PlaceKey, state: &State, now: Timestamp) -> rusqlite::Result<bool> {
    let (key, columns) = (Key::of(key), Columns::of(state)?);
    let owner = columns.owner.map(|owner| owner.bytes().to_vec());
    let now = micros(now);
    let mut parameters: Vec<&dyn ToSql> = key.parameters().into();
    parameters.extend::<[&dyn ToSql; 5]>([&columns.state, &owner, &columns.until, &columns.body, &now]);
    let sql = "INSERT INTO place (bookable, day, time, number, state, owner, until, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT DO UPDATE SET state = ?5, owner = ?6, until = ?7, body = ?8 WHERE state IN ('held', 'resting') AND until <= ?9";
    Ok(connection.prepare_cached(sql)?.execute(parameters.as_slice())? == 1)
}

/// Writes a booking's messages as they are now.
fn put_messages(connection: &Connection, found: &Found, booking: &Booking, condition: i64) -> rusqlite::Result<bool> {
    match found {
        Found::Standing(key, _) => {
            let state = State::Booked(Box::new(booking.clone()));
            change(connection, key, &state, "state = 'booked' AND owner = ?6 AND sequence = ?9 AND due = ?13", &[&condition])
        }
        Found::Closed(closed) => {
            let changed = Closed { booking: booking.clone(), ..(**closed).clone() };
            let sql = "UPDATE closed SET due = ?3, body = ?4 WHERE code = ?1 AND owner = ?2 AND due = ?5";
            let parameters = params![booking.code.as_str(), booking.owner.bytes(), due(booking), json(&changed)?, condition];
            Ok(connection.prepare_cached(sql)?.execute(parameters)? == 1)
        }
    }
}

fn booking_of(found: &Found) -> &Booking {
    match found {
        Found::Standing(_, booking) => booking,
        Found::Closed(closed) => &closed.booking,
    }
}

fn confirm(connection: &mut Connection, key: &PlaceKey, booking: &Booking, allowance_until: Timestamp, now: Timestamp) -> rusqlite::Result<Confirmed> {
    let transaction = writing(connection)?;
    let state = State::Booked(Box::new(booking.clone()));
    if !change(&transaction, key, &state, "state = 'held' AND owner = ?6", &[])? {
        return Ok(match look(&transaction, key)?.map(|place| place.state) {
            Some(State::Booked(known)) if known.owner == booking.owner => Confirmed::Yours(known),
            _ => Confirmed::Lost,
        });
    }
    if let Some(allowance) = booking.allowance {
        let sql = "INSERT INTO allowance (bookable, person, number, owner, until) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET owner = ?4, until = ?5 WHERE until <= ?6 OR owner = ?4";
        let parameters = params![key.bookable.as_str(), allowance.person.bytes(), allowance.number, booking.owner.bytes(), micros(allowance_until), micros(now)];
        if transaction.prepare_cached(sql)?.execute(parameters)? == 0 {
            // Going out of scope takes the booking back.
            return Ok(Confirmed::Allowed(allowance));
        }
    }
    transaction.commit()?;
    Ok(Confirmed::Yours(Box::new(booking.clone())))
}

fn cancel(connection: &mut Connection, key: &PlaceKey, closed: &Closed, rest_until: Timestamp) -> rusqlite::Result<Changed> {
    let transaction = writing(connection)?;
    let booking = &closed.booking;
    let before = booking.sequence.saturating_sub(1);
    let gone = change(&transaction, key, &State::Resting { until: rest_until }, "state = 'booked' AND owner = ?13 AND sequence = ?14", &[booking.owner.bytes(), &before])?;
    if !gone {
        let known = transaction.prepare_cached("SELECT 1 FROM closed WHERE code = ?1 AND owner = ?2")?.exists(params![booking.code.as_str(), booking.owner.bytes()])?;
        return Ok(if known { Changed::Done } else { Changed::Stale });
    }
    if let Some(allowance) = booking.allowance {
        let sql = "DELETE FROM allowance WHERE bookable = ?1 AND person = ?2 AND number = ?3 AND owner = ?4";
        transaction.prepare_cached(sql)?.execute(params![key.bookable.as_str(), allowance.person.bytes(), allowance.number, booking.owner.bytes()])?;
    }
    let sql = "INSERT INTO closed (code, owner, due, delete_at, body) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET due = ?3, delete_at = ?4, body = ?5";
    let parameters = params![booking.code.as_str(), booking.owner.bytes(), due(booking), micros(booking.delete_at), json(closed)?];
    transaction.prepare_cached(sql)?.execute(parameters)?;
    transaction.commit()?;
    Ok(Changed::Done)
}

/// A booking that moves: from where, to where, and what goes with it.
struct Move {
    from: PlaceKey,
    to: PlaceKey,
    held: Owner,
    booking: Booking,
    rest_until: Timestamp,
    allowance_until: Timestamp,
}

fn move_to(connection: &mut Connection, step: &Move) -> rusqlite::Result<Changed> {
    let Move { from, to, held, booking, rest_until, allowance_until } = step;
    let transaction = writing(connection)?;
    let before = booking.sequence.saturating_sub(1);
    let left = change(&transaction, from, &State::Resting { until: *rest_until }, "state = 'booked' AND owner = ?13 AND sequence = ?14", &[booking.owner.bytes(), &before])?;
    if !left {
        let there = look(&transaction, to)?.is_some_and(|place| matches!(place.state, State::Booked(known) if known.owner == booking.owner && known.sequence == booking.sequence));
        return Ok(if there { Changed::Done } else { Changed::Stale });
    }
    if !change(&transaction, to, &State::Booked(Box::new(booking.clone())), "state = 'held' AND owner = ?13", &[held.bytes()])? {
        return Ok(Changed::Stale);
    }
    if let Some(allowance) = booking.allowance {
        let sql = "UPDATE allowance SET until = ?5 WHERE bookable = ?1 AND person = ?2 AND number = ?3 AND owner = ?4";
        let parameters = params![to.bookable.as_str(), allowance.person.bytes(), allowance.number, booking.owner.bytes(), micros(*allowance_until)];
        transaction.prepare_cached(sql)?.execute(parameters)?;
    }
    transaction.commit()?;
    Ok(Changed::Done)
}

fn find(connection: &Connection, code: &str) -> rusqlite::Result<Vec<Found>> {
    let mut standing = connection.prepare_cached(&format!("SELECT {PLACE} FROM place WHERE code = ?1"))?;
    let mut out = standing_in(standing.query_map([code], place)?)?;
    let mut gone = connection.prepare_cached("SELECT body FROM closed WHERE code = ?1")?;
    for one in gone.query_map([code], closed)? {
        out.push(Found::Closed(Box::new(one?)));
    }
    Ok(out)
}

fn standing_in(places: impl Iterator<Item = rusqlite::Result<Place>>) -> rusqlite::Result<Vec<Found>> {
    let mut out = Vec::new();
    for place in places {
        let Place { key, state } = place?;
        if let State::Booked(booking) = state {
            out.push(Found::Standing(key, booking));
        }
    }
    Ok(out)
}

fn waiting(connection: &Connection, now: i64, most: i64) -> rusqlite::Result<Vec<Waiting>> {
    let mut standing = connection.prepare_cached(&format!("SELECT {PLACE} FROM place WHERE due <= ?1 ORDER BY due LIMIT ?2"))?;
    let mut found = standing_in(standing.query_map([now, most], place)?)?;
    let mut gone = connection.prepare_cached("SELECT body FROM closed WHERE due <= ?1 ORDER BY due LIMIT ?2")?;
    for one in gone.query_map([now, most], closed)? {
        found.push(Found::Closed(Box::new(one?)));
    }
    let mut out: Vec<Waiting> = found.into_iter().filter_map(|found| booking_of(&found).due.first().copied().map(|due| Waiting { found, due })).collect();
    out.sort_by_key(|waiting| waiting.due.at);
    out.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(out)
}

impl Store for Sqlite {
    async fn day(&self, bookable: &Slug, day: Date) -> Answer<Vec<Place>> {
        let (bookable, day) = (bookable.to_string(), day.to_string());
        let sql = format!("SELECT {PLACE} FROM place WHERE bookable = ?1 AND day = ?2 ORDER BY time, number");
        self.queue.read(move |connection| connection.prepare_cached(&sql)?.query_map([bookable, day], place)?.collect()).await
    }

    async fn place(&self, key: &PlaceKey) -> Answer<Option<Place>> {
        let key = key.clone();
        self.queue.read(move |connection| look(connection, &key)).await
    }

    async fn take(&self, key: &PlaceKey, hold: &Hold, now: Timestamp) -> Answer<Taken> {
        let (key, hold) = (key.clone(), *hold);
        let step = move |connection: &mut Connection| {
            if put_if_free(connection, &key, &State::Held(hold), now)? {
                return Ok(Taken::Yours(hold));
            }
            Ok(match look(connection, &key)?.map(|place| place.state) {
                Some(State::Held(known)) if known.owner == hold.owner => Taken::Yours(known),
                Some(State::Booked(booking)) if booking.owner == hold.owner => Taken::Booked(booking),
                _ => Taken::Other,
            })
        };
        self.queue.write(step).await
    }

    async fn extend(&self, key: &PlaceKey, owner: Owner, until: Timestamp) -> Answer<Extended> {
        let key = key.clone();
        let step = move |connection: &mut Connection| {
            let transaction = writing(connection)?;
            let Some(State::Held(known)) = look(&transaction, &key)?.map(|place| place.state).filter(|state| state.owner() == Some(owner)) else {
                return Ok(Extended::Lost);
            };
            if known.extended {
                return Ok(Extended::Before(known));
            }
            let hold = Hold { owner, until, extended: true };
            change(&transaction, &key, &State::Held(hold), "state = 'held' AND owner = ?6", &[])?;
            transaction.commit()?;
            Ok(Extended::Until(hold))
        };
        self.queue.write(step).await
    }

    async fn release(&self, key: &PlaceKey, owner: Owner) -> Answer<()> {
        let key = Key::of(key);
        let step = move |connection: &mut Connection| {
            let owner: &dyn ToSql = owner.bytes();
            let parameters: Vec<&dyn ToSql> = key.parameters().into_iter().chain([owner]).collect();
            connection.prepare_cached(&format!("DELETE FROM place WHERE {THIS} AND state = 'held' AND owner = ?5"))?.execute(parameters.as_slice()).map(|_| ())
        };
        self.queue.write(step).await
    }

    async fn confirm(&self, key: &PlaceKey, booking: &Booking, allowance_until: Timestamp, now: Timestamp) -> Answer<Confirmed> {
        let (key, booking) = (key.clone(), booking.clone());
        self.queue.write(move |connection| confirm(connection, &key, &booking, allowance_until, now)).await
    }

    async fn cancel(&self, key: &PlaceKey, closed: &Closed, rest_until: Timestamp) -> Answer<Changed> {
        let (key, closed) = (key.clone(), closed.clone());
        self.queue.write(move |connection| cancel(connection, &key, &closed, rest_until)).await
    }

    async fn move_to(&self, from: &PlaceKey, to: &PlaceKey, held: Owner, booking: &Booking, rest_until: Timestamp, allowance_until: Timestamp) -> Answer<Changed> {
        let step = Move { from: from.clone(), to: to.clone(), held, booking: booking.clone(), rest_until, allowance_until };
        self.queue.write(move |connection| move_to(connection, &step)).await
    }

    async fn find(&self, code: &Code) -> Answer<Vec<Found>> {
        let code = code.to_string();
        self.queue.read(move |connection| find(connection, &code)).await
    }

    async fn attend(&self, key: &PlaceKey, owner: Owner, attended: Option<bool>) -> Answer<Changed> {
        let key = key.clone();
        let step = move |connection: &mut Connection| {
            let transaction = writing(connection)?;
            let Some(State::Booked(mut booking)) = look(&transaction, &key)?.map(|place| place.state).filter(|state| state.owner() == Some(owner)) else {
                return Ok(Changed::Stale);
            };
            booking.attended = attended;
            change(&transaction, &key, &State::Booked(booking), "state = 'booked' AND owner = ?6", &[])?;
            transaction.commit()?;
            Ok(Changed::Done)
        };
        self.queue.write(step).await
    }

    async fn shut(&self, key: &PlaceKey) -> Answer<()> {
        let key = key.clone();
        let step = move |connection: &mut Connection| {
            let transaction = writing(connection)?;
            // Whatever has no booking has ended, so to speak.
            if !put_if_free(&transaction, &key, &State::Shut, Timestamp::MAX)? {
                change(&transaction, &key, &State::Shut, "state <> 'booked'", &[])?;
            }
            transaction.commit()
        };
        self.queue.write(step).await
    }

    async fn open(&self, key: &PlaceKey) -> Answer<()> {
        let key = Key::of(key);
        self.queue
            .write(move |connection| connection.prepare_cached(&format!("DELETE FROM place WHERE {THIS} AND state = 'shut'"))?.execute(key.parameters().as_slice()).map(|_| ()))
            .await
    }

    async fn waiting(&self, now: Timestamp, most: usize) -> Answer<Vec<Waiting>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.queue.read(move |connection| waiting(connection, micros(now), most)).await
    }

    async fn claim(&self, waiting: &Waiting, until: Timestamp) -> Answer<bool> {
        let waiting = waiting.clone();
        let step = move |connection: &mut Connection| {
            let mut booking = booking_of(&waiting.found).clone();
            let Some(due) = booking.due.first_mut().filter(|due| **due == waiting.due) else { return Ok(false) };
            (due.at, due.attempts) = (until, due.attempts + 1);
            put_messages(connection, &waiting.found, &booking, micros(waiting.due.at))
        };
        self.queue.write(step).await
    }

    async fn sent(&self, waiting: &Waiting) -> Answer<()> {
        let waiting = waiting.clone();
        let step = move |connection: &mut Connection| {
            let transaction = writing(connection)?;
            let code = booking_of(&waiting.found).code.to_string();
            let owner = booking_of(&waiting.found).owner;
            // The booking may have moved or closed meanwhile: its message goes with it.
            for found in find(&transaction, &code)? {
                let mut booking = booking_of(&found).clone();
                let before = due(&booking);
                booking.due.retain(|due| (due.event, due.sequence) != (waiting.due.event, waiting.due.sequence));
                if booking.owner == owner
                    && let Some(before) = before
                {
                    put_messages(&transaction, &found, &booking, before)?;
                }
            }
            transaction.commit()
        };
        self.queue.write(step).await
    }

    async fn purge(&self, now: Timestamp) -> Answer<usize> {
        let step = move |connection: &mut Connection| {
            let transaction = writing(connection)?;
            let today = model::timetable::day_of(now).to_string();
            let ended = micros(before_grace(now));
            let places = "DELETE FROM place WHERE (state = 'booked' AND delete_at <= ?1) OR (state IN ('held', 'resting') AND until <= ?2) OR (state = 'shut' AND day < ?3)";
            let mut count = transaction.execute(places, params![micros(now), ended, today])?;
            count += transaction.execute("DELETE FROM closed WHERE delete_at <= ?1", [micros(now)])?;
            count += transaction.execute("DELETE FROM allowance WHERE until <= ?1", [micros(now)])?;
            transaction.commit()?;
            Ok(count)
        };
        self.queue.write(step).await
    }
}
