// SPDX-License-Identifier: EUPL-1.2
//! Between the types of the domain and items: the table of attributes in the crate's page, in code.

use crate::failed;
use crate::key::Key;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::booking::{Allowance, Booking, Closed, Due};
use domain::office::{OfficeKey, Purpose};
use domain::person::PersonKey;
use domain::place::{GRACE_MINUTES, Hold, Place, PlaceKey, State};
use domain::store::{Answer, Found};
use domain::token::{Code, Owner};
use jiff::civil::Time;
use jiff::{Timestamp, ToSpan as _};
use model::slug::Slug;
use std::collections::HashMap;
use std::str::FromStr;

/// The index of codes.
pub const BY_CODE: &str = "by-code";

/// The index of messages that wait.
pub const BY_DUE: &str = "by-due";

/// The index of reports by when they came.
pub const BY_TIME: &str = "by-time";

/// The index of open reports by sub-type.
pub const BY_KIND: &str = "by-kind";

/// The index of reports by office, open and ended apart.
pub const BY_OFFICE: &str = "by-office";

/// The partition of bookings' messages in [`BY_DUE`].
pub const DUE: &str = "due";

/// The attribute with the time to live.
pub const GONE: &str = "gone";

/// The attribute with the form of an item.
const FORM: &str = "fv";

/// The form in which items are written. The oldest do not say theirs: it is the first.
const LATEST: u32 = 1;

/// An item: attributes by name.
pub type Item = HashMap<String, AttributeValue>;

/// A text.
pub fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

/// A number.
pub fn number(number: impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// An instant.
pub fn instant(instant: Timestamp) -> AttributeValue {
    number(instant.as_nanosecond())
}

/// Who has it.
pub fn owner(owner: Owner) -> AttributeValue {
    bytes(owner.bytes())
}

fn bytes(bytes: &[u8]) -> AttributeValue {
    AttributeValue::B(Blob::new(bytes))
}

/// Messages that wait, as JSON.
pub fn messages(due: &[Due]) -> Answer<AttributeValue> {
    serde_json::to_string(due).map(AttributeValue::S).map_err(|error| failed("writing an item", error.to_string()))
}

/// The first whole second at which an instant is over.
fn second_after(instant: Timestamp) -> AttributeValue {
    number(instant.as_second() + i64::from(instant.subsec_nanosecond() > 0))
}

/// What has ended stays for a while.
fn after_grace(until: Timestamp) -> AttributeValue {
    second_after(until.saturating_add(GRACE_MINUTES.minutes()).unwrap_or(Timestamp::MAX))
}

/// An item that has only its key, and says its form.
pub fn begun(key: &Key) -> Item {
    let mut item = key.item();
    item.insert(FORM.to_owned(), number(LATEST));
    item
}

/// The item of a place.
pub fn place(key: &PlaceKey, state: &State) -> Answer<Item> {
    let mut item = begun(&Key::place(key));
    let mut put = |name: &str, value: AttributeValue| item.insert(name.to_owned(), value);
    put("k", text(kind(state)));
    match state {
        State::Held(Hold { owner: who, until, extended }) => {
            put("o", owner(*who));
            put("u", instant(*until));
            put(GONE, after_grace(*until));
            if *extended {
                put("x", AttributeValue::Bool(true));
            }
        }
        State::Booked(booking) => {
            put("code", text(booking.code.as_str()));
            put_booking(&mut item, booking)?;
        }
        State::Resting { until } => {
            put("u", instant(*until));
            put(GONE, after_grace(*until));
        }
        State::Shut => {
            let over = key.day.tomorrow().ok().and_then(|day| model::timetable::instant(day, Time::midnight()));
            if let Some(over) = over {
                put(GONE, second_after(over));
            }
        }
    }
    Ok(item)
}

/// The word for a state.
pub fn kind(state: &State) -> &'static str {
    match state {
        State::Held(_) => "held",
        State::Booked(_) => "booked",
        State::Resting { .. } => "resting",
        State::Shut => "shut",
    }
}

/// The item of an allowance.
pub fn allowance(bookable: &Slug, allowance: Allowance, who: Owner, until: Timestamp) -> Item {
    let mut item = begun(&Key::allowance(bookable, allowance));
    item.extend([("o".to_owned(), owner(who)), ("u".to_owned(), instant(until)), (GONE.to_owned(), second_after(until))]);
    item
}

/// The item of a booking that was given back.
pub fn closed(closed: &Closed) -> Answer<Item> {
    let Closed { booking, bookable, day, time, at } = closed;
    let mut item = begun(&Key::closed(&booking.code, booking.owner));
    let what = [("b", text(bookable)), ("day", text(&day.to_string())), ("t", text(&time.to_string())), ("a", instant(*at))];
    item.extend(what.map(|(name, value)| (name.to_owned(), value)));
    put_booking(&mut item, booking)?;
    Ok(item)
}

/// All of a booking but its code, which stands elsewhere.
fn put_booking(item: &mut Item, booking: &Booking) -> Answer<()> {
    let Booking { code: _, owner: who, sealed, details, allowance, sequence, confirmed, delete_at, attended, due } = booking;
    let mut put = |name: &str, value: AttributeValue| item.insert(name.to_owned(), value);
    put("o", owner(*who));
    put("s", AttributeValue::S((*sealed).into()));
    put("d", AttributeValue::S(serde_json::to_string(details).map_err(|error| failed("writing an item", error.to_string()))?));
    put("n", number(sequence));
    put("c", instant(*confirmed));
    put("e", instant(*delete_at));
    put(GONE, second_after(*delete_at));
    if let Some(Allowance { person, number: which }) = allowance {
        put("ap", bytes(person.bytes()));
        put("an", number(which));
    }
    if let Some(attended) = attended {
        put("came", AttributeValue::Bool(*attended));
    }
    if let Some(first) = due.first() {
        put("m", messages(due)?);
        put("w", text(DUE));
        put("due", instant(first.at));
    }
    Ok(())
}

/// The place of an item.
pub fn read_place(item: &Item) -> Answer<Place> {
    let read = Reader::of(item)?;
    let state = match read.text("k")? {
        "held" => State::Held(Hold { owner: read.owner()?, until: read.instant("u")?, extended: read.flag("x").is_some() }),
        "booked" => {
            let code = Code::parse(read.text("code")?).ok_or_else(|| read.key.odd("`code` is no code"))?;
            State::Booked(Box::new(read.booking(code)?))
        }
        "resting" => State::Resting { until: read.instant("u")? },
        "shut" => State::Shut,
        other => return Err(read.key.odd(&format!("`k` is `{other}`"))),
    };
    Ok(Place { key: read.key.as_place()?, state })
}

/// The booking of an item, when it is one.
pub fn read_found(item: &Item) -> Answer<Option<Found>> {
    let read = Reader::of(item)?;
    let Some(code) = read.key.as_closed() else {
        let Place { key, state } = read_place(item)?;
        return Ok(if let State::Booked(booking) = state { Some(Found::Standing(key, booking)) } else { None });
    };
    let closed = Closed { booking: read.booking(code)?, bookable: read.text("b")?.to_owned(), day: read.parse("day")?, time: read.parse("t")?, at: read.instant("a")? };
    Ok(Some(Found::Closed(Box::new(closed))))
}

/// The item of an office's key.
pub fn office_key(key: &OfficeKey) -> Item {
    let OfficeKey { secret, office, created, purpose } = key;
    let mut item = begun(&Key::office(key.id()));
    item.extend([("o", owner(*secret)), ("f", text(office)), ("a", instant(*created))].map(|(name, value)| (name.to_owned(), value)));
    if *purpose == Purpose::Open311 {
        item.insert("app".to_owned(), AttributeValue::Bool(true));
    }
    item
}

/// The office's key of an item.
pub fn read_office_key(item: &Item) -> Answer<OfficeKey> {
    let read = Reader::of(item)?;
    let purpose = if read.flag("app") == Some(true) { Purpose::Open311 } else { Purpose::Office };
    Ok(OfficeKey { secret: read.owner()?, office: read.text("f")?.to_owned(), created: read.instant("a")?, purpose })
}

/// Whether an item is of a form that this program reads.
pub fn is_known(item: &Item) -> Answer<()> {
    Reader::of(item).map(|_| ())
}

/// Reads attributes; what is missing or odd is an error that says where.
struct Reader<'i> {
    item: &'i Item,
    key: Key,
}

impl<'i> Reader<'i> {
    /// An item of this form or an older one.
    fn of(item: &'i Item) -> Answer<Self> {
        let read = Self { item, key: Key::of(item)? };
        let form: u32 = if item.contains_key(FORM) { read.number(FORM)? } else { 1 };
        if form > LATEST { Err(read.key.odd(&format!("it has the form {form}, this program knows {LATEST}"))) } else { Ok(read) }
    }

    /// An attribute, as a type sees it.
    fn get<T>(&self, name: &str, see: impl FnOnce(&'i AttributeValue) -> Option<T>) -> Answer<T> {
        self.item.get(name).and_then(see).ok_or_else(|| self.key.odd(&format!("`{name}` is missing or odd")))
    }

    fn text(&self, name: &str) -> Answer<&'i str> {
        self.get(name, |value| value.as_s().ok().map(String::as_str))
    }

    fn parse<T: FromStr>(&self, name: &str) -> Answer<T> {
        self.get(name, |value| value.as_s().ok()?.parse().ok())
    }

    fn number<T: FromStr>(&self, name: &str) -> Answer<T> {
        self.get(name, |value| value.as_n().ok()?.parse().ok())
    }

    fn instant(&self, name: &str) -> Answer<Timestamp> {
        self.get(name, |value| Timestamp::from_nanosecond(value.as_n().ok()?.parse().ok()?).ok())
    }

    fn bytes<const N: usize>(&self, name: &str) -> Answer<[u8; N]> {
        self.get(name, |value| value.as_b().ok()?.as_ref().try_into().ok())
    }

    fn owner(&self) -> Answer<Owner> {
        self.bytes("o").map(Owner::of_bytes)
    }

    fn flag(&self, name: &str) -> Option<bool> {
        self.item.get(name)?.as_bool().ok().copied()
    }

    fn json<T: serde::de::DeserializeOwned>(&self, name: &str) -> Answer<T> {
        // The words of serde_json would show a piece of the text.
        serde_json::from_str(self.text(name)?).map_err(|_| self.key.odd(&format!("`{name}` is not what it was")))
    }

    fn booking(&self, code: Code) -> Answer<Booking> {
        let has = |name: &str| self.item.contains_key(name);
        Ok(Booking {
            code,
            owner: self.owner()?,
            sealed: self.text("s")?.to_owned().try_into().map_err(|_| self.key.odd("`s` is no sealed token"))?,
            details: self.json("d")?,
            allowance: if has("ap") { Some(Allowance { person: PersonKey::of_bytes(self.bytes("ap")?), number: self.number("an")? }) } else { None },
            sequence: self.number("n")?,
            confirmed: self.instant("c")?,
            delete_at: self.instant("e")?,
            attended: self.flag("came"),
            due: if has("m") { self.json("m")? } else { Vec::new() },
        })
    }
}
