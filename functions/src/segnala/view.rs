// SPDX-License-Identifier: EUPL-1.2
//! What the templates of reports see.

use super::public_url;
use crate::site::Site;
use crate::when;
use domain::report::history::{By, Entry, What};
use domain::report::services::{Kind, Question, Services};
use domain::report::{Place, Report, Text, Visibility};
use jiff::Timestamp;
use model::report::AnswerType;
use model::timetable::day_of;
use model::vocabulary::Coded as _;
use model::words;
use serde::Serialize;

/// What is reported.
#[derive(Debug, Serialize)]
pub struct KindView<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub category: &'a str,
    pub emergency: bool,
    pub needs_place: bool,
    pub promised_days: u32,
    pub questions: Vec<QuestionView<'a>>,
    /// The pages of its form.
    pub steps: Vec<&'static str>,
}

/// A question.
#[derive(Debug, Serialize)]
pub struct QuestionView<'a> {
    /// The name of its field.
    pub field: String,
    /// Its words.
    pub text: &'a str,
    /// "testo", "sì-no" or "scelta".
    pub answer: &'static str,
    /// What one chooses from.
    pub choices: Vec<&'a str>,
    pub required: bool,
    /// What was answered so far.
    pub value: String,
}

impl<'a> QuestionView<'a> {
    /// Of a question, with what was answered so far.
    pub fn of(question: &'a Question, value: &str) -> Self {
        let choices = match question.answer {
            AnswerType::Text => Vec::new(),
            AnswerType::YesNo => vec!["sì", "no"],
            AnswerType::Choice => question.choices.iter().map(String::as_str).collect(),
        };
        Self { field: format!("d-{}", question.id), text: &question.text, answer: question.answer.code(), choices, required: question.required, value: value.to_owned() }
    }
}

impl<'a> KindView<'a> {
    /// Of a sub-type.
    pub fn of(kind: &'a Kind, services: &'a Services) -> Self {
        let category = services.category(kind);
        let steps: &[&str] = if kind.needs_place { &["Dove", "Che cosa", "Contatto", "Controllo"] } else { &["Che cosa", "Contatto", "Controllo"] };
        Self {
            id: kind.id.as_str(),
            title: &kind.name,
            category: &category.name,
            emergency: category.emergency_notice,
            needs_place: kind.needs_place,
            promised_days: kind.promised_days,
            questions: kind.questions.iter().map(|question| QuestionView::of(question, "")).collect(),
            steps: steps.to_vec(),
        }
    }
}

/// A report, as far as the one who looks may see it.
#[derive(Debug, Serialize)]
pub struct ReportView<'a> {
    pub code: &'a str,
    pub url: String,
    pub kind: &'a str,
    pub category: &'a str,
    pub district: Option<&'a str>,
    pub office: &'a str,
    /// The word for the state, and its code.
    pub status: &'static str,
    pub status_code: &'static str,
    pub open: bool,
    pub submitted: String,
    pub updated: String,
    pub closed: Option<String>,
    /// Days passed, and days promised.
    pub days: u32,
    pub promised_days: u32,
    pub late: bool,
    /// What may be read of it.
    pub text: Option<&'a Text>,
    pub place: Option<PlaceView<'a>>,
    /// Whether an office is still to look at it.
    pub waiting: bool,
    pub photos: Vec<PhotoView>,
    pub history: Vec<EntryView<'a>>,
    /// The report with which it goes on.
    pub joined: Option<LinkView>,
}

/// Where it is.
#[derive(Debug, Serialize)]
pub struct PlaceView<'a> {
    pub address: Option<&'a str>,
    /// "45.694100,9.671200"
    pub point: Option<String>,
    /// The same, for a program of maps.
    pub geo: Option<String>,
}

impl<'a> PlaceView<'a> {
    fn of(place: &'a Place) -> Self {
        let point = place.point.map(|point| point.to_string());
        Self { address: place.address.as_deref(), geo: point.as_ref().map(|point| format!("geo:{point}")), point }
    }
}

/// A photo.
#[derive(Debug, Serialize)]
pub struct PhotoView {
    pub number: usize,
    pub url: String,
    /// "in attesa", "visibile" or "nascosta"
    pub shown: &'static str,
    pub is_shown: bool,
}

/// A link.
#[derive(Debug, Serialize)]
pub struct LinkView {
    pub url: String,
    pub text: String,
}

/// Something that happened.
#[derive(Debug, Serialize)]
pub struct EntryView<'a> {
    pub when: String,
    pub who: &'a str,
    pub what: String,
    pub note: &'a str,
    pub internal: bool,
}

/// Whether it may be seen, in a word.
#[must_use]
pub fn shown(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Waiting => "in attesa",
        Visibility::Shown => "visibile",
        Visibility::Hidden => "nascosta",
    }
}

fn what(entry: &Entry, site: &Site) -> String {
    match &entry.what {
        What::Submitted => "Segnalazione arrivata".to_owned(),
        What::Moved { from, to, .. } if entry.by == By::Reporter => format!("Riaperta da chi ha segnalato: era «{}», ora è «{}»", from.label(), to.label()),
        What::Moved { to, .. } => to.label().to_owned(),
        What::Noted(_) => "Nota interna".to_owned(),
        What::Text(visibility) => format!("Testo e posizione: {}", shown(*visibility)),
        What::Photo { number, shown: visibility } => format!("Foto {}: {}", number + 1, shown(*visibility)),
        What::Joined { into, .. } => format!("Unita alla segnalazione {into}, che dice la stessa cosa"),
        What::Took(code) => format!("Unita qui la segnalazione {code}, che dice la stessa cosa"),
        What::Parted { from, to } => format!("Separata dalla segnalazione {from}: ora è «{}»", to.label()),
        What::Assigned { to, .. } => format!("Passata a {}", site.office_name(to)),
        What::Erased => "Dati personali cancellati".to_owned(),
    }
}

impl<'a> EntryView<'a> {
    /// Of an entry. Why a citizen opens a report again is no office's word: everybody else does not read it.
    pub fn of(entry: &'a Entry, site: &'a Site, looker: &Looker) -> Self {
        let who = match &entry.by {
            By::Reporter => "Chi ha segnalato",
            By::Office(office) => site.office_name(office),
            By::Calendar => "Scadenza",
        };
        let note = match &entry.what {
            What::Moved { .. } if entry.by == By::Reporter && *looker == Looker::Anybody => "",
            What::Moved { note, .. } | What::Noted(note) => note.as_str(),
            _ => "",
        };
        Self { when: when::instant(entry.at), who, what: what(entry, site), note, internal: !entry.what.is_public() }
    }
}

/// Who looks at a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looker {
    /// Anybody: what was let through.
    Anybody,
    /// Who made it: everything but what offices say to each other. Its photos are under this address.
    Reporter(String),
    /// An office: everything. Its photos are under this address.
    Office(String),
}

impl<'a> ReportView<'a> {
    /// Of a report.
    pub fn of(report: &'a Report, site: &'a Site, services: &'a Services, looker: &Looker, now: Timestamp) -> Self {
        let kind = services.kinds.get(&report.kind);
        let anybody = *looker == Looker::Anybody;
        let text = if anybody { report.public_text() } else { Some(&report.text) };
        let place = if anybody { report.public_place() } else { report.place.as_ref() };
        let base = match looker {
            Looker::Anybody => public_url(&report.code),
            Looker::Reporter(base) | Looker::Office(base) => base.clone(),
        };
        let photos = report.photos.iter().filter(|photo| !anybody || photo.shown == Visibility::Shown);
        let photos = photos.map(|photo| PhotoView {
            number: photo.slot + 1,
            url: format!("{base}foto/{}/", photo.slot + 1),
            shown: shown(photo.shown),
            is_shown: photo.shown == Visibility::Shown,
        });
        let everything = matches!(looker, Looker::Office(_));
        let day = |at: Timestamp| words::date(day_of(at));
        let days = report.days(now);
        Self {
            code: report.code.as_str(),
            url: public_url(&report.code),
            kind: kind.map_or(report.kind.as_str(), |kind| kind.name.as_str()),
            category: kind.map_or("", |kind| services.category(kind).name.as_str()),
            district: report.district().map(|id| services.district(id.as_str()).map_or(id.as_str(), |district| district.name.as_str())),
            office: site.office_name(&report.office),
            status: report.status.label(),
            status_code: report.status.code(),
            open: report.status.is_open(),
            submitted: day(report.submitted),
            updated: day(report.updated),
            closed: report.closed.map(day),
            days,
            promised_days: report.promised_days,
            late: days > report.promised_days,
            text: text.filter(|text| !text.subject.is_empty()),
            place: place.filter(|place| place.address.is_some() || place.point.is_some()).map(PlaceView::of),
            waiting: report.shown == Visibility::Waiting && !report.erased,
            photos: photos.collect(),
            history: report.history.iter().rev().filter(|entry| everything || entry.what.is_public()).map(|entry| EntryView::of(entry, site, looker)).collect(),
            joined: report.joined.as_ref().map(|code| LinkView { url: public_url(code), text: code.to_string() }),
        }
    }
}
