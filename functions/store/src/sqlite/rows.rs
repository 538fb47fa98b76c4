// SPDX-License-Identifier: EUPL-1.2
//! Between the types of the domain and the columns of a row.

use domain::booking::{Booking, Closed};
use domain::place::{Hold, Place, PlaceKey, State};
use domain::token::Owner;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use model::slug::Slug;
use rusqlite::types::Type;
use rusqlite::{Row, ToSql};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The columns of a place, in the order in which [`place`] reads them.
pub const PLACE: &str = "bookable, day, time, number, body";

/// Microseconds since 1970.
pub fn micros(instant: Timestamp) -> i64 {
    instant.as_microsecond()
}

/// What a column says that nobody could have written.
fn odd(column: usize, what: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, what.into())
}

/// JSON of a value.
pub fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// A value of its JSON.
pub fn of_json<T: DeserializeOwned>(column: usize, text: &str) -> rusqlite::Result<T> {
    // The words of serde_json would show a piece of the text, which is of a citizen.
    serde_json::from_str(text).map_err(|error| odd(column, format!("the JSON is not what it was, at line {} column {}", error.line(), error.column())))
}

/// A place of a row of [`PLACE`].
pub fn place(row: &Row<'_>) -> rusqlite::Result<Place> {
    let text = |column: usize| row.get::<_, String>(column);
    let bookable = Slug::parse(&text(0)?).map_err(|_| odd(0, "no slug"))?;
    let day = text(1)?.parse::<Date>().map_err(|error| odd(1, error))?;
    let time = text(2)?.parse::<Time>().map_err(|error| odd(2, error))?;
    let key = PlaceKey { bookable, day, time, number: row.get(3)? };
    Ok(Place { key, state: of_json(4, &text(4)?)? })
}

/// The columns of a state that conditions and indexes need.
pub struct Columns {
    pub state: &'static str,
    pub owner: Option<Owner>,
    pub until: Option<i64>,
    pub code: Option<String>,
    pub sequence: Option<u32>,
    pub due: Option<i64>,
    pub delete_at: Option<i64>,
    pub body: String,
}

impl Columns {
    /// Of a state.
    pub fn of(state: &State) -> rusqlite::Result<Self> {
        let (name, until, booking) = match state {
            State::Held(Hold { until, .. }) => ("held", Some(micros(*until)), None),
            State::Booked(booking) => ("booked", None, Some(booking)),
            State::Resting { until } => ("resting", Some(micros(*until)), None),
            State::Shut => ("shut", None, None),
        };
        Ok(Self {
            state: name,
            owner: state.owner(),
            until,
            code: booking.map(|booking| booking.code.to_string()),
            sequence: booking.map(|booking| booking.sequence),
            due: booking.and_then(|booking| due(booking)),
            delete_at: booking.map(|booking| micros(booking.delete_at)),
            body: json(state)?,
        })
    }
}

/// When the first message of a booking is due.
pub fn due(booking: &Booking) -> Option<i64> {
    booking.due.first().map(|due| micros(due.at))
}

/// The parameters of a key: `?1` to `?4`.
pub struct Key {
    bookable: String,
    day: String,
    time: String,
    number: u32,
}

impl Key {
    /// Of a place.
    pub fn of(key: &PlaceKey) -> Self {
        let time = format!("{:02}:{:02}", key.time.hour(), key.time.minute());
        Self { bookable: key.bookable.to_string(), day: key.day.to_string(), time, number: key.number }
    }

    /// As parameters.
    pub fn parameters(&self) -> [&dyn ToSql; 4] {
        [&self.bookable, &self.day, &self.time, &self.number]
    }
}

/// The closed booking of its body.
pub fn closed(row: &Row<'_>) -> rusqlite::Result<Closed> {
    of_json(0, &row.get::<_, String>(0)?)
}
