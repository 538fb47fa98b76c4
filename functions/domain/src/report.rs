// SPDX-License-Identifier: EUPL-1.2
//! Reports of citizens: something does not work somewhere, an office takes care, everybody sees how far it is.
//!
//! - [`services`]: what can be reported, what is asked, who takes care: the catalogue of the site.
//! - [`status`]: the states of a report, and who may move it where.
//! - [`history`]: what happened to it; [`subscriber`]: who is told, and the letters that wait.
//! - [`photo`]: the port to where photos are kept; [`store`]: the port to a store.
//! - [`citizen`]: what a citizen does; [`clerk`]: what an office does; [`keep`]: what must go, and when.
//!
//! A report is one value with a version. Whoever changes it says which version they saw; of two at once the
//! second is told what changed. Personal data are not in it: the e-mail is a [`subscriber::Subscriber`], apart,
//! and what the citizen wrote is shown to nobody before an office has let it through.

pub mod citizen;
pub mod clerk;
pub mod history;
pub mod keep;
pub mod photo;
pub mod services;
pub mod status;
pub mod store;
pub mod subscriber;

use crate::token::{Code, Owner};
use history::{By, Entry, What};
use jiff::{Timestamp, ToSpan as _};
use model::geo::Point;
use model::slug::Slug;
use photo::PhotoId;
use serde::{Deserialize, Serialize};
use status::Status;

/// Days after the end within which the reporter may open it again.
pub const REOPEN_DAYS: i64 = 30;

/// Photos of a report, at most.
pub const PHOTOS: usize = 3;

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Its public name.
    pub code: Code,
    /// Who made it.
    pub owner: Owner,
    /// Its sub-type.
    #[serde(with = "name")]
    pub kind: Slug,
    /// Where it is; `None` where that makes no sense.
    pub place: Option<Place>,
    /// What the citizen wrote.
    pub text: Text,
    /// Whether everybody may read the text and see the place.
    pub shown: Visibility,
    /// Its photos.
    #[serde(deserialize_with = "slots::deserialize")]
    pub photos: Vec<ReportPhoto>,
    /// The office in charge, by id.
    pub office: String,
    /// How far it is.
    pub status: Status,
    /// The report that it says the same as, once an office has said so.
    pub joined: Option<Code>,
    /// When it came.
    pub submitted: Timestamp,
    /// When it changed last.
    pub updated: Timestamp,
    /// When it ended, when it has.
    pub closed: Option<Timestamp>,
    /// Days within which an answer was promised when it came.
    pub promised_days: u32,
    /// Grows with every change.
    pub version: u32,
    /// What happened to it, the oldest first.
    pub history: Vec<Entry>,
    /// When what is personal is deleted.
    pub erase_at: Timestamp,
    /// Whether that has been done.
    pub erased: bool,
}

/// Where it is. At least one of address and point is there, unless it was deleted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Street and number, as the citizen wrote them.
    pub address: Option<String>,
    /// On the globe.
    #[serde(with = "micro")]
    pub point: Option<Point>,
    /// The district, as the citizen chose it or as the point says.
    #[serde(with = "maybe_name")]
    pub district: Option<Slug>,
}

/// What the citizen wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// In a few words.
    pub subject: String,
    /// In full.
    pub description: String,
    /// Answers to the questions of the sub-type.
    pub answers: Vec<AnswerGiven>,
}

/// A question with its answer, as they were then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerGiven {
    /// The name of the question.
    pub id: String,
    /// Its words.
    pub question: String,
    /// The answer.
    pub answer: String,
}

/// A photo of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ReportPhoto {
    /// Where it is kept.
    pub id: PhotoId,
    /// Which it is, from 0: its address says one more, and stays when others go.
    pub slot: usize,
    /// Whether everybody may see it.
    pub shown: Visibility,
}

/// Whether everybody may see something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// No office has looked at it yet: nobody else sees it.
    Waiting,
    /// Everybody sees it.
    Shown,
    /// An office has decided that nobody sees it.
    Hidden,
}

impl Report {
    /// A photo, by its slot.
    #[must_use]
    pub fn photo(&self, slot: usize) -> Option<&ReportPhoto> {
        self.photos.iter().find(|photo| photo.slot == slot)
    }

    /// The district, when it is known.
    #[must_use]
    pub fn district(&self) -> Option<&Slug> {
        self.place.as_ref()?.district.as_ref()
    }

    /// Where it is on the globe, when it is known.
    #[must_use]
    pub fn point(&self) -> Option<Point> {
        self.place.as_ref()?.point
    }

    /// What everybody may read: nothing before an office has let it through.
    #[must_use]
    pub fn public_text(&self) -> Option<&Text> {
        (self.shown == Visibility::Shown).then_some(&self.text)
    }

    /// What everybody may know of where it is; of the district one may always know.
    #[must_use]
    pub fn public_place(&self) -> Option<&Place> {
        self.place.as_ref().filter(|_| self.shown == Visibility::Shown)
    }

    /// Days since it came, or until it ended.
    #[must_use]
    pub fn days(&self, now: Timestamp) -> u32 {
        let seconds = self.closed.unwrap_or(now).as_second() - self.submitted.as_second();
        u32::try_from(seconds / (24 * 60 * 60)).unwrap_or_default()
    }

    /// What the office said when it moved it last; `None` when it said nothing.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        let said = self.history.iter().rev().filter(|entry| entry.by != By::Reporter);
        let note = said.filter_map(|entry| if let What::Moved { note, .. } = &entry.what { Some(note.as_str()) } else { None }).next();
        note.filter(|note| !note.is_empty())
    }

    /// When an answer was promised.
    #[must_use]
    pub fn expected(&self) -> Timestamp {
        after_days(self.submitted, i64::from(self.promised_days))
    }

    /// Until when the reporter may open it again; `None` while it is open, or when it went into another one.
    #[must_use]
    pub fn reopen_until(&self) -> Option<Timestamp> {
        let closed = self.closed.filter(|_| self.joined.is_none() && !self.erased)?;
        Some(after_days(closed, REOPEN_DAYS))
    }
}

/// So many days later.
fn after_days(moment: Timestamp, days: i64) -> Timestamp {
    moment.saturating_add((days * 24).hours()).unwrap_or(Timestamp::MAX)
}

/// Photos, of which the oldest do not say their slot: it was their place in the list.
mod slots {
    use super::photo::PhotoId;
    use super::{ReportPhoto, Visibility};
    use serde::{Deserialize, Deserializer};

    #[derive(Deserialize)]
    struct Stored {
        id: PhotoId,
        slot: Option<usize>,
        shown: Visibility,
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<ReportPhoto>, D::Error> {
        let stored = Vec::<Stored>::deserialize(deserializer)?;
        Ok(stored.into_iter().enumerate().map(|(place, Stored { id, slot, shown })| ReportPhoto { id, slot: slot.unwrap_or(place), shown }).collect())
    }
}

/// A point as two whole numbers.
mod micro {
    use model::geo::Point;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de::Error as _};

    pub fn serialize<S: Serializer>(point: &Option<Point>, serializer: S) -> Result<S::Ok, S::Error> {
        point.map(Point::micro).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Point>, D::Error> {
        let micro = Option::<[i32; 2]>::deserialize(deserializer)?;
        micro.map(|[latitude, longitude]| Point::of_micro(latitude, longitude).ok_or_else(|| D::Error::custom("no point"))).transpose()
    }
}

/// A name as text.
mod name {
    use model::slug::Slug;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub fn serialize<S: Serializer>(name: &Slug, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(name.as_str())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Slug, D::Error> {
        Slug::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// A name as text, or none.
mod maybe_name {
    use model::slug::Slug;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de::Error as _};

    pub fn serialize<S: Serializer>(name: &Option<Slug>, serializer: S) -> Result<S::Ok, S::Error> {
        name.as_ref().map(Slug::as_str).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Slug>, D::Error> {
        Option::<String>::deserialize(deserializer)?.map(|text| Slug::parse(&text).map_err(D::Error::custom)).transpose()
    }
}
