// SPDX-License-Identifier: EUPL-1.2
//! What the API says of reports, and is told, in JSON.

use crate::form::clean;
use crate::segnala::public_url;
use crate::segnala::typed::Typed;
use crate::site::Site;
use domain::report::services::{Kind, Services};
use domain::report::{Report, Visibility};
use domain::token::Token;
use model::vocabulary::Coded as _;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Everything that can be reported.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportKindList {
    /// In the order of the site.
    pub kinds: Vec<ReportKindReply>,
}

/// Something that can be reported.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportKindReply {
    /// Its name.
    #[schema(example = "lampione-spento")]
    pub id: String,
    /// What citizens read.
    pub title: String,
    /// Its category, by id.
    pub category: String,
    /// What citizens read of the category.
    pub category_title: String,
    /// Whether `address` or `position` is needed.
    pub needs_place: bool,
    /// Days within which an answer is promised.
    pub promised_days: u32,
    /// What is asked beside the usual.
    pub questions: Vec<QuestionReply>,
}

/// A question of a sub-type.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionReply {
    /// Its name in `answers`.
    pub id: String,
    /// Its words.
    pub text: String,
    /// `testo`, `sì-no` or `scelta`.
    pub answer: &'static str,
    /// What one chooses from.
    pub choices: Vec<String>,
    /// Whether it must be answered.
    pub required: bool,
}

impl ReportKindReply {
    /// Of a sub-type.
    #[must_use]
    pub fn of(kind: &Kind, services: &Services) -> Self {
        let category = services.category(kind);
        let questions = kind.questions.iter().map(|question| QuestionReply {
            id: question.id.clone(),
            text: question.text.clone(),
            answer: question.answer.code(),
            choices: question.choices.clone(),
            required: question.required,
        });
        Self {
            id: kind.id.to_string(),
            title: kind.name.clone(),
            category: category.id.to_string(),
            category_title: category.name.clone(),
            needs_place: kind.needs_place,
            promised_days: kind.promised_days,
            questions: questions.collect(),
        }
    }
}

/// A point in WGS 84.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Degrees north.
    #[schema(minimum = -90, maximum = 90, example = 45.6941)]
    pub latitude: f64,
    /// Degrees east.
    #[schema(minimum = -180, maximum = 180, example = 9.6712)]
    pub longitude: f64,
}

impl From<model::geo::Point> for Position {
    fn from(point: model::geo::Point) -> Self {
        Self { latitude: point.latitude(), longitude: point.longitude() }
    }
}

/// A report that somebody wants to make.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedReport {
    /// Its sub-type, by id.
    pub kind: String,
    /// In a few words.
    #[schema(min_length = 1, max_length = 80)]
    pub subject: String,
    /// In full.
    #[schema(min_length = 1, max_length = 600)]
    pub description: String,
    /// Where to write: nobody else sees it.
    #[schema(min_length = 3, max_length = 254)]
    pub email: String,
    /// That the notice on privacy was read.
    pub privacy: bool,
    /// Street and number.
    #[serde(default)]
    #[schema(max_length = 120)]
    pub address: Option<String>,
    /// On the globe.
    #[serde(default)]
    pub position: Option<Position>,
    /// The district, by id; when it is left out the position says it.
    #[serde(default)]
    pub district: Option<String>,
    /// Answers, by the names of the questions.
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
    /// Photos that were put before, by name.
    #[serde(default)]
    #[schema(max_items = 3)]
    pub photos: Vec<String>,
}

impl WantedReport {
    /// As the form would have it.
    #[must_use]
    pub fn typed(&self) -> Typed {
        let plain = |text: &str| clean(text).trim().to_owned();
        let text = |text: &Option<String>| plain(text.as_deref().unwrap_or_default());
        Typed {
            address: text(&self.address),
            point: self.position.map(|position| format!("{},{}", position.latitude, position.longitude)).unwrap_or_default(),
            district: text(&self.district),
            subject: plain(&self.subject),
            description: plain(&self.description),
            answers: self.answers.iter().map(|(id, answer)| (id.clone(), plain(answer))).collect(),
            photos: self.photos.clone(),
            email: plain(&self.email),
            privacy: if self.privacy { "sì".to_owned() } else { String::new() },
            ..Typed::default()
        }
    }
}

/// A report that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct SentReport {
    /// What opens it: send it in `Authorization: Bearer`.
    #[schema(pattern = "^[a-z2-7]{26}$")]
    pub secret: String,
    /// The page where its maker sees it.
    #[schema(format = "uri")]
    pub private_url: String,
    /// The report, as everybody sees it.
    pub report: ReportReply,
}

impl SentReport {
    /// Of a report.
    #[must_use]
    pub fn of(report: &Report, token: Token, site: &Site) -> Self {
        Self { secret: token.text(), private_url: format!("{}{}", site.base_url, crate::segnala::mine_url(token)), report: ReportReply::of(report, site) }
    }
}

/// Reports, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportList {
    /// The reports.
    pub reports: Vec<ReportReply>,
    /// Send it as `before` to get those before; `null` when there are none.
    pub next: Option<String>,
}

/// A report, as everybody sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportReply {
    /// Its name.
    #[schema(pattern = "^[2-9A-Z]{4}-[2-9A-Z]{4}$", example = "CD23-4FGH")]
    pub code: String,
    /// Its sub-type, by id.
    pub kind: String,
    /// What citizens read of it.
    pub kind_title: String,
    /// The state, by code.
    #[schema(example = "presa-in-carico")]
    pub status: &'static str,
    /// What citizens read of it.
    pub status_title: &'static str,
    /// The office in charge.
    pub office: String,
    /// The district, by id.
    pub district: Option<String>,
    /// In a few words; `null` until an office has let it through.
    pub subject: Option<String>,
    /// In full; `null` until an office has let it through.
    pub description: Option<String>,
    /// Street and number; `null` until an office has let it through.
    pub address: Option<String>,
    /// On the globe; `null` until an office has let it through.
    pub position: Option<Position>,
    /// Addresses of photos that an office has let through.
    pub photos: Vec<String>,
    /// When it came.
    #[schema(format = DateTime)]
    pub submitted: String,
    /// When it changed last.
    #[schema(format = DateTime)]
    pub updated: String,
    /// When an answer was promised.
    #[schema(format = DateTime)]
    pub expected: String,
    /// When it ended.
    #[schema(format = DateTime)]
    pub closed: Option<String>,
    /// What the office said last; `null` when it said nothing.
    pub note: Option<String>,
    /// Grows with every change.
    pub version: u32,
    /// The page for everybody.
    #[schema(format = "uri")]
    pub url: String,
}

impl ReportReply {
    /// Of a report.
    #[must_use]
    pub fn of(report: &Report, site: &Site) -> Self {
        let kind = site.reports.as_ref().and_then(|services| services.kinds.get(&report.kind));
        let (text, place) = (report.public_text(), report.public_place());
        let url = format!("{}{}", site.base_url, public_url(&report.code));
        let photos = report.photos.iter().filter(|photo| photo.shown == Visibility::Shown).map(|photo| format!("{url}foto/{}/", photo.slot + 1));
        Self {
            code: report.code.to_string(),
            kind: report.kind.to_string(),
            kind_title: kind.map_or_else(|| report.kind.to_string(), |kind| kind.name.clone()),
            status: report.status.code(),
            status_title: report.status.label(),
            office: site.office_name(&report.office).to_owned(),
            district: report.district().map(ToString::to_string),
            subject: text.map(|text| text.subject.clone()),
            description: text.map(|text| text.description.clone()),
            address: place.and_then(|place| place.address.clone()),
            position: place.and_then(|place| place.point).map(Position::from),
            photos: photos.collect(),
            submitted: report.submitted.to_string(),
            updated: report.updated.to_string(),
            expected: report.expected().to_string(),
            closed: report.closed.map(|at| at.to_string()),
            note: report.note().map(str::to_owned),
            version: report.version,
            url,
        }
    }
}

/// A photo that waits for its report, for a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct PhotoReply {
    /// Its name, for `photos` of a report.
    #[schema(pattern = "^[a-z2-7]{26}$")]
    pub photo: String,
    /// Where it was made, when the camera wrote it down. What is kept does not say it any more.
    pub position: Option<Position>,
}

/// Leave to send a photo straight to where photos are kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct TicketReply {
    /// The name of the photo.
    #[schema(pattern = "^[a-z2-7]{26}$")]
    pub photo: String,
    /// Where the form goes.
    #[schema(format = "uri")]
    pub url: String,
    /// Its fields, which come before the file.
    pub fields: BTreeMap<String, String>,
    /// The name of the field of the file.
    pub file_field: &'static str,
}

/// Why a report is opened again.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedReopening {
    /// What the office reads.
    #[schema(min_length = 1, max_length = 1000)]
    pub reason: String,
}
