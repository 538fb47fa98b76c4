// SPDX-License-Identifier: EUPL-1.2
//! The keys of items: which place, which allowance, which closed booking.

use crate::failed;
use crate::item::{Item, text};
use domain::booking::Allowance;
use domain::feedback::rating::Month;
use domain::feedback::store::NewRating;
use domain::office::KeyId;
use domain::place::PlaceKey;
use domain::report::subscriber::{Event, Letter};
use domain::store::{Answer, Found, StoreError};
use domain::token::{Code, Owner};
use jiff::civil::Date;
use model::slug::Slug;

/// The partition of the offices' keys.
pub const OFFICE_KEYS: &str = "K";

/// The key of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its partition.
    pub pk: String,
    /// Which of the items of its partition.
    pub sk: String,
}

impl Key {
    /// Of a place.
    pub fn place(key: &PlaceKey) -> Self {
        Self { pk: day(&key.bookable, key.day), sk: format!("{}#{:010}", key.time, key.number) }
    }

    /// Of one of the bookings to come that a person may have.
    pub fn allowance(bookable: &Slug, allowance: Allowance) -> Self {
        Self { pk: format!("A#{bookable}#{}", hex(allowance.person.bytes())), sk: format!("{:010}", allowance.number) }
    }

    /// Of a booking that was given back.
    pub fn closed(code: &Code, owner: Owner) -> Self {
        Self { pk: code_of_closed(code), sk: hex(owner.bytes()) }
    }

    /// Of a booking, standing or closed.
    pub fn found(found: &Found) -> Self {
        match found {
            Found::Standing(key, _) => Self::place(key),
            Found::Closed(closed) => Self::closed(&closed.booking.code, closed.booking.owner),
        }
    }

    /// Of an office's key.
    pub fn office(id: KeyId) -> Self {
        Self { pk: OFFICE_KEYS.to_owned(), sk: id.text() }
    }

    /// Of the tries of somebody to sign in, in a minute.
    pub fn tries(who: [u8; 16], minute: i64) -> Self {
        Self { pk: format!("T#{}", hex(&who)), sk: minute.to_string() }
    }

    /// Of a help request.
    pub fn help(code: &Code) -> Self {
        Self { pk: format!("H#{code}"), sk: "H".to_owned() }
    }

    /// Of a rating.
    pub fn rating(new: &NewRating) -> Self {
        Self { pk: ratings(Month::of(new.rating.day)), sk: hex(&new.id) }
    }

    /// Of the mark by which a rating that comes twice is known.
    pub fn mark(mark: [u8; 16]) -> Self {
        Self { pk: format!("M#{}", hex(&mark)), sk: "M".to_owned() }
    }

    /// Of a report.
    pub fn report(code: &Code) -> Self {
        Self { pk: format!("R#{code}"), sk: "R".to_owned() }
    }

    /// Of somebody who is told of a report.
    pub fn subscriber(code: &Code, owner: Owner) -> Self {
        Self { pk: format!("R#{code}"), sk: format!("S#{}", hex(owner.bytes())) }
    }

    /// Of a letter about a report.
    pub fn letter(letter: &Letter) -> Self {
        let event = match letter.event {
            Event::Received => 'r',
            Event::Confirm => 'c',
            Event::Changed => 'm',
            Event::Office => 'o',
        };
        Self { pk: format!("R#{}", letter.code), sk: format!("L#{:010}#{event}#{}", letter.version, hex(letter.to.bytes())) }
    }

    /// The key that an item has.
    pub fn of(item: &Item) -> Answer<Self> {
        let part = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned().ok_or_else(|| failed("reading an item", "it has no key"));
        Ok(Self { pk: part("pk")?, sk: part("sk")? })
    }

    /// An item that has only its key.
    pub fn item(&self) -> Item {
        Item::from([("pk".to_owned(), text(&self.pk)), ("sk".to_owned(), text(&self.sk))])
    }

    /// The place that it is of.
    pub fn as_place(&self) -> Answer<PlaceKey> {
        let parts = || {
            let (bookable, day) = self.pk.strip_prefix("P#")?.split_once('#')?;
            let (time, number) = self.sk.split_once('#')?;
            Some(PlaceKey { bookable: Slug::parse(bookable).ok()?, day: day.parse().ok()?, time: time.parse().ok()?, number: number.parse().ok()? })
        };
        parts().ok_or_else(|| self.odd("it is no place"))
    }

    /// The code, when it is of a closed booking.
    pub fn as_closed(&self) -> Option<Code> {
        Code::parse(self.pk.strip_prefix("C#")?)
    }

    /// Something that nobody could have written.
    pub fn odd(&self, what: &str) -> StoreError {
        failed("reading an item", format!("`{}` `{}`: {what}", self.pk, self.sk))
    }
}

/// The partition of the ratings of a month.
pub fn ratings(month: Month) -> String {
    format!("V#{month}")
}

/// The partition of a day.
pub fn day(bookable: &Slug, day: Date) -> String {
    format!("P#{bookable}#{day}")
}

/// The partition of the closed bookings with a code.
pub fn code_of_closed(code: &Code) -> String {
    format!("C#{code}")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
