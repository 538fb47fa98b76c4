// SPDX-License-Identifier: EUPL-1.2
//! The steps of the port: the condition of each stands in the write. What a refusal means, the item says that
//! comes with it.

use crate::item::{self, BY_CODE, BY_DUE, DUE, Item};
use crate::key::{self, Key};
use crate::read::Order;
use crate::write::{What, Write, Wrote};
use crate::{Dynamo, failed};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::booking::{Booking, Closed, Due};
use domain::place::{Hold, Place, PlaceKey, State};
use domain::store::{Answer, Changed, Confirmed, Extended, Found, Store, Taken, Waiting};
use domain::token::{Code, Owner};
use jiff::Timestamp;
use jiff::civil::Date;
use model::slug::Slug;
use std::time::Duration;

/// Nothing is there, or what is there has ended.
const FREE: &str = "attribute_not_exists(pk) OR (k IN (:held, :resting) AND u <= :now)";

/// Somebody holds it.
const HELD: &str = "k = :held AND o = :owner";

/// Somebody has booked it, and nothing happened to the booking since.
const AS_IT_WAS: &str = "k = :booked AND o = :owner AND n = :before";

/// The allowance was never taken, has ended, or is the asker's.
const ALLOWED: &str = "attribute_not_exists(pk) OR u <= :now OR o = :owner";

/// The booking is not closed yet; one of the same owner's before it may be.
const NOT_YET_CLOSED: &str = "attribute_not_exists(pk) OR c < :confirmed";

/// How long an index may lag before it is asked again.
const LOOKS: [Duration; 3] = [Duration::ZERO, Duration::from_millis(40), Duration::from_millis(160)];

/// How often a message is marked as sent while others change its booking.
const TURNS: usize = 4;

fn kind(word: &str) -> AttributeValue {
    item::text(word)
}

fn put(item: Item, condition: &'static str, values: Vec<(&'static str, AttributeValue)>) -> Write {
    Write { what: What::Put(item), condition, values }
}

/// The state of the item that came with a refusal.
fn known(item: Option<Item>) -> Answer<Option<State>> {
    item.map(|item| item::read_place(&item).map(|place| place.state)).transpose()
}

/// Writes a state over somebody's hold.
fn over_hold(key: &PlaceKey, state: &State, held: Owner) -> Answer<Write> {
    Ok(put(item::place(key, state)?, HELD, vec![(":held", kind("held")), (":owner", item::owner(held))]))
}

/// The place rests where the booking was before its last change.
fn leave(key: &PlaceKey, booking: &Booking, rest_until: Timestamp) -> Answer<Write> {
    let before = booking.sequence.saturating_sub(1);
    let values = vec![(":booked", kind("booked")), (":owner", item::owner(booking.owner)), (":before", item::number(before))];
    Ok(put(item::place(key, &State::Resting { until: rest_until })?, AS_IT_WAS, values))
}

fn booking_of(found: &Found) -> &Booking {
    match found {
        Found::Standing(_, booking) => booking,
        Found::Closed(closed) => &closed.booking,
    }
}

impl Dynamo {
    /// What a transaction came to whose last write is about an allowance. An allowance that is another's by
    /// now, or nobody's, stays as it is and keeps nothing from happening.
    async fn write_with(&self, mut writes: Vec<Write>, allowance: Option<Write>) -> Answer<Vec<Wrote>> {
        let alone = writes.len();
        writes.extend(allowance);
        let wrote = self.write_all(&writes).await?;
        let only_allowance = wrote.iter().take(alone).all(|wrote| *wrote == Wrote::Done) && wrote.last() != Some(&Wrote::Done);
        if only_allowance { self.write_all(&writes[..alone]).await } else { Ok(wrote) }
    }

    async fn find_now(&self, code: &Code) -> Answer<Vec<Found>> {
        let mut out = Vec::new();
        for pause in LOOKS {
            tokio::time::sleep(pause).await;
            let closed = self.partition(key::code_of_closed(code));
            let standing = self.keys(BY_CODE, "code = :code", vec![(":code", item::text(code.as_str()))], usize::MAX, Order::OldestFirst);
            let (closed, keys) = tokio::try_join!(closed, standing)?;
            let standing = self.items(&keys).await?;
            out = standing.iter().chain(&closed).filter_map(|item| item::read_found(item).transpose()).collect::<Answer<Vec<Found>>>()?;
            out.retain(|found| booking_of(found).code == *code);
            // Each key of the index leads to a booking, unless the index lags behind.
            if !out.is_empty() && out.len() == keys.len() + closed.len() {
                break;
            }
        }
        Ok(out)
    }

    /// Writes a booking's messages; whether the booking was as it is here.
    async fn put_messages(&self, found: &Found, due: &[Due]) -> Answer<bool> {
        let booking = booking_of(found);
        let Some(first) = booking.due.first() else { return Ok(false) };
        let mut values = vec![(":owner", item::owner(booking.owner)), (":sequence", item::number(booking.sequence)), (":due", item::instant(first.at))];
        let change = match due.first() {
            Some(next) => {
                values.extend([(":messages", item::messages(due)?), (":next", item::instant(next.at))]);
                "SET m = :messages, due = :next"
            }
            None => "REMOVE m, w, due",
        };
        let write = Write { what: What::Change(Key::found(found), change), condition: "o = :owner AND n = :sequence AND due = :due", values };
        Ok(self.write(&write).await? == Wrote::Done)
    }

    /// The booking of a message, wherever it is by now.
    async fn bookings_of(&self, waiting: &Waiting) -> Answer<Vec<Found>> {
        let owner = booking_of(&waiting.found).owner;
        let here = self.item(&Key::found(&waiting.found)).await?;
        let here = here.map(|item| item::read_found(&item)).transpose()?.flatten().filter(|found| booking_of(found).owner == owner);
        match here {
            Some(found) => Ok(vec![found]),
            None => Ok(self.find_now(&booking_of(&waiting.found).code).await?.into_iter().filter(|found| booking_of(found).owner == owner).collect()),
        }
    }

    async fn mark_sent(&self, waiting: &Waiting) -> Answer<()> {
        for _ in 0..TURNS {
            let mut done = true;
            for found in self.bookings_of(waiting).await? {
                let before = &booking_of(&found).due;
                let left: Vec<Due> = before.iter().filter(|due| (due.event, due.sequence) != (waiting.due.event, waiting.due.sequence)).copied().collect();
                done &= left.len() == before.len() || self.put_messages(&found, &left).await?;
            }
            if done {
                return Ok(());
            }
        }
        Err(failed("marking a message as sent", "others change its booking"))
    }
}

impl Store for Dynamo {
    async fn day(&self, bookable: &Slug, day: Date) -> Answer<Vec<Place>> {
        self.step(async { self.partition(key::day(bookable, day)).await?.iter().map(item::read_place).collect() }).await
    }

    async fn place(&self, key: &PlaceKey) -> Answer<Option<Place>> {
        self.step(async { self.item(&Key::place(key)).await?.as_ref().map(item::read_place).transpose() }).await
    }

    async fn take(&self, key: &PlaceKey, hold: &Hold, now: Timestamp) -> Answer<Taken> {
        let values = vec![(":held", kind("held")), (":resting", kind("resting")), (":now", item::instant(now))];
        let write = put(item::place(key, &State::Held(*hold))?, FREE, values);
        match self.step(self.write(&write)).await? {
            Wrote::Done => Ok(Taken::Yours(*hold)),
            Wrote::Refused(item) => Ok(match known(item)? {
                Some(State::Held(known)) if known.owner == hold.owner => Taken::Yours(known),
                Some(State::Booked(booking)) if booking.owner == hold.owner => Taken::Booked(booking),
                _ => Taken::Other,
            }),
        }
    }

    async fn extend(&self, key: &PlaceKey, owner: Owner, until: Timestamp) -> Answer<Extended> {
        let hold = Hold { owner, until, extended: true };
        let values = vec![(":held", kind("held")), (":owner", item::owner(owner))];
        let write = put(item::place(key, &State::Held(hold))?, "k = :held AND o = :owner AND attribute_not_exists(x)", values);
        match self.step(self.write(&write)).await? {
            Wrote::Done => Ok(Extended::Until(hold)),
            Wrote::Refused(item) => Ok(match known(item)? {
                // The same step, whose reply was lost.
                Some(State::Held(known)) if known == hold => Extended::Until(known),
                Some(State::Held(known)) if known.owner == owner => Extended::Before(known),
                _ => Extended::Lost,
            }),
        }
    }

    async fn release(&self, key: &PlaceKey, owner: Owner) -> Answer<()> {
        let values = vec![(":held", kind("held")), (":owner", item::owner(owner))];
        self.step(self.write(&Write { what: What::Delete(Key::place(key)), condition: HELD, values })).await.map(|_| ())
    }

    async fn confirm(&self, key: &PlaceKey, booking: &Booking, allowance_until: Timestamp, now: Timestamp) -> Answer<Confirmed> {
        let mut writes = vec![over_hold(key, &State::Booked(Box::new(booking.clone())), booking.owner)?];
        if let Some(allowance) = booking.allowance {
            let values = vec![(":now", item::instant(now)), (":owner", item::owner(booking.owner))];
            writes.push(put(item::allowance(&key.bookable, allowance, booking.owner, allowance_until), ALLOWED, values));
        }
        let wrote = match &writes[..] {
            [alone] => vec![self.step(self.write(alone)).await?],
            both => self.step(self.write_all(both)).await?,
        };
        let mut wrote = wrote.into_iter();
        if let Some(Wrote::Refused(item)) = wrote.next() {
            return Ok(match known(item)? {
                Some(State::Booked(known)) if known.owner == booking.owner => Confirmed::Yours(known),
                _ => Confirmed::Lost,
            });
        }
        match (wrote.next(), booking.allowance) {
            (Some(Wrote::Refused(_)), Some(allowance)) => Ok(Confirmed::Allowed(allowance)),
            _ => Ok(Confirmed::Yours(Box::new(booking.clone()))),
        }
    }

    async fn cancel(&self, key: &PlaceKey, closed: &Closed, rest_until: Timestamp) -> Answer<Changed> {
        let booking = &closed.booking;
        let kept = put(item::closed(closed)?, NOT_YET_CLOSED, vec![(":confirmed", item::instant(booking.confirmed))]);
        let allowance = booking.allowance.map(|allowance| Write {
            what: What::Delete(Key::allowance(&key.bookable, allowance)),
            condition: "o = :owner",
            values: vec![(":owner", item::owner(booking.owner))],
        });
        let writes = vec![leave(key, booking, rest_until)?, kept];
        Ok(match &self.step(self.write_with(writes, allowance)).await?[..] {
            // The same step, whose reply was lost.
            [_, Wrote::Refused(_), ..] => Changed::Done,
            [Wrote::Refused(_), ..] => Changed::Stale,
            _ => Changed::Done,
        })
    }

    async fn move_to(&self, from: &PlaceKey, to: &PlaceKey, held: Owner, booking: &Booking, rest_until: Timestamp, allowance_until: Timestamp) -> Answer<Changed> {
        let allowance = booking.allowance.map(|allowance| Write {
            what: What::Put(item::allowance(&to.bookable, allowance, booking.owner, allowance_until)),
            condition: "o = :owner",
            values: vec![(":owner", item::owner(booking.owner))],
        });
        let writes = vec![leave(from, booking, rest_until)?, over_hold(to, &State::Booked(Box::new(booking.clone())), held)?];
        Ok(match &self.step(self.write_with(writes, allowance)).await?[..] {
            [_, Wrote::Refused(item), ..] => match known(item.clone())? {
                // The same step, whose reply was lost.
                Some(State::Booked(known)) if known.owner == booking.owner && known.sequence == booking.sequence => Changed::Done,
                _ => Changed::Stale,
            },
            [Wrote::Refused(_), ..] => Changed::Stale,
            _ => Changed::Done,
        })
    }

    async fn find(&self, code: &Code) -> Answer<Vec<Found>> {
        self.step(self.find_now(code)).await
    }

    async fn attend(&self, key: &PlaceKey, owner: Owner, attended: Option<bool>) -> Answer<Changed> {
        let mut values = vec![(":booked", kind("booked")), (":owner", item::owner(owner))];
        values.extend(attended.map(|attended| (":came", AttributeValue::Bool(attended))));
        let change = if attended.is_some() { "SET came = :came" } else { "REMOVE came" };
        let wrote = self.step(self.write(&Write { what: What::Change(Key::place(key), change), condition: "k = :booked AND o = :owner", values })).await?;
        Ok(if wrote == Wrote::Done { Changed::Done } else { Changed::Stale })
    }

    async fn shut(&self, key: &PlaceKey) -> Answer<()> {
        let write = put(item::place(key, &State::Shut)?, "attribute_not_exists(pk) OR k <> :booked", vec![(":booked", kind("booked"))]);
        self.step(self.write(&write)).await.map(|_| ())
    }

    async fn open(&self, key: &PlaceKey) -> Answer<()> {
        let write = Write { what: What::Delete(Key::place(key)), condition: "k = :shut", values: vec![(":shut", kind("shut"))] };
        self.step(self.write(&write)).await.map(|_| ())
    }

    async fn waiting(&self, now: Timestamp, most: usize) -> Answer<Vec<Waiting>> {
        let values = vec![(":due", item::text(DUE)), (":now", item::instant(now))];
        let items = self.step(async { self.items(&self.keys(BY_DUE, "w = :due AND due <= :now", values, most, Order::OldestFirst).await?).await }).await?;
        let mut out = Vec::new();
        for item in &items {
            let Some(found) = item::read_found(item)? else { continue };
            let first = booking_of(&found).due.first().copied();
            out.extend(first.filter(|due| due.at <= now).map(|due| Waiting { found, due }));
        }
        out.sort_by_key(|waiting| waiting.due.at);
        Ok(out)
    }

    async fn claim(&self, waiting: &Waiting, until: Timestamp) -> Answer<bool> {
        let mut due = booking_of(&waiting.found).due.clone();
        let Some(first) = due.first_mut().filter(|due| **due == waiting.due) else { return Ok(false) };
        (first.at, first.attempts) = (until, first.attempts + 1);
        self.step(self.put_messages(&waiting.found, &due)).await
    }

    async fn sent(&self, waiting: &Waiting) -> Answer<()> {
        self.step(self.mark_sent(waiting)).await
    }

    async fn purge(&self, now: Timestamp) -> Answer<usize> {
        let now = item::number(now.as_second());
        let mut count = 0;
        for key in self.scan("gone <= :now", ":now", now.clone()).await? {
            let write = Write { what: What::Delete(key), condition: "gone <= :now", values: vec![(":now", now.clone())] };
            count += usize::from(self.write(&write).await? == Wrote::Done);
        }
        Ok(count)
    }
}
