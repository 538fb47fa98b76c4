// SPDX-License-Identifier: EUPL-1.2
//! What is written to who made a report, to who follows it and to the office in charge, in the words of the theme.

use crate::app::{App, Stores};
use crate::segnala::view::{EntryView, Looker, ReportView};
use crate::segnala::{follower_url, mine_url, public_url};
use crate::site::Site;
use crate::unwritten::{NO_SITE, undrawn};
use domain::report::history::What;
use domain::report::store::WaitingLetter;
use domain::report::subscriber::{CONFIRM_HOURS, Event};
use jiff::Timestamp;
use model::timetable::day_of;
use model::words;
use post::message::Message;
use post::transport::Why;
use serde::Serialize;
use tera::{Context, Value};

/// What the templates of letters see: the context `it`.
#[derive(Debug, Serialize)]
struct LetterView<'a> {
    /// "arrivata", "conferma" or "cambiata".
    event: &'static str,
    municipality: &'a str,
    /// Whether they made the report.
    reporter: bool,
    report: &'a ReportView<'a>,
    /// What happened, of a change.
    entry: Option<EntryView<'a>>,
    /// The link that is only theirs.
    url: String,
    /// The report for everybody.
    public: String,
    /// The day by which an answer was promised.
    expected: String,
    /// Hours within which to confirm.
    hours: i64,
}

/// Writes a letter that waits. `None` when there is nothing to say it with: the town takes no reports any more,
/// or the server's key is another one.
///
/// # Errors
/// When it cannot be written now: there is no site, or the theme cannot draw it.
pub fn write<S: Stores>(app: &App<S>, waiting: &WaitingLetter) -> Result<Option<Message>, Why> {
    let site = app.site().map_err(|_| NO_SITE)?;
    of(&site, app.key(), waiting, app.now()).map_err(|error| undrawn(app, &error))
}

fn of(site: &Site, key: &[u8], waiting: &WaitingLetter, now: Timestamp) -> Result<Option<Message>, tera::Error> {
    let WaitingLetter { letter, report } = waiting;
    let (Some(services), Some(token)) = (&site.reports, letter.sealed.open(key, letter.to)) else { return Ok(None) };
    let view = ReportView::of(report, site, services, &Looker::Anybody, now);
    if letter.event == Event::Office {
        return to_office(site, waiting, &view, now).map(Some);
    }
    let entry = report.history.iter().find(|entry| entry.version == letter.version).filter(|_| letter.event == Event::Changed);
    let (event, subject) = match letter.event {
        Event::Received => ("arrivata", format!("Segnalazione {} ricevuta: {}", view.code, view.kind)),
        Event::Confirm => ("conferma", format!("Vuoi seguire la segnalazione {}?", view.code)),
        Event::Changed | Event::Office => ("cambiata", format!("Segnalazione {}: {}", view.code, view.kind)),
    };
    let own = if letter.reporter { mine_url(token) } else { follower_url(&letter.code, token) };
    let url = format!("{}{own}", site.base_url);
    let it = LetterView {
        event,
        municipality: &site.municipality,
        reporter: letter.reporter,
        report: &view,
        entry: entry.map(|entry| EntryView::of(entry, site, &Looker::Anybody)),
        public: format!("{}{}", site.base_url, public_url(&letter.code)),
        expected: words::date(day_of(report.expected())),
        hours: CONFIRM_HOURS,
        url: url.clone(),
    };
    let mut context = Context::new();
    context.insert_value("it", Value::try_from_serializable(&it).expect("a view is texts and numbers"));
    context.insert_value("subject", Value::from(subject.as_str()));
    Ok(Some(Message {
        id: letter.id(),
        to: letter.email.clone(),
        date: letter.at.min(now),
        text: site.draw("messaggi/segnalazione.txt", &context)?,
        html: site.draw("messaggi/segnalazione.html", &context)?,
        subject,
        calendar: None,
        unsubscribe: (letter.event != Event::Confirm).then(|| format!("{url}basta/")),
    }))
}

/// What the templates of letters to offices see: the context `it`. Nothing in it is a citizen's.
#[derive(Debug, Serialize)]
struct OfficeView<'a> {
    /// "nuova", "passata" or "riaperta".
    event: &'static str,
    municipality: &'a str,
    office: &'a str,
    code: &'a str,
    kind: &'a str,
    category: &'a str,
    district: Option<&'a str>,
    /// Where the office reads it.
    url: String,
}

/// Tells the office in charge that it has something to do.
fn to_office(site: &Site, waiting: &WaitingLetter, view: &ReportView<'_>, now: Timestamp) -> Result<Message, tera::Error> {
    let WaitingLetter { letter, report } = waiting;
    let entry = report.history.iter().find(|entry| entry.version == letter.version);
    let (event, what) = match entry.map(|entry| &entry.what) {
        Some(What::Assigned { .. }) => ("passata", "è passata a voi"),
        Some(What::Moved { .. }) => ("riaperta", "è di nuovo aperta"),
        _ => ("nuova", "è arrivata"),
    };
    let subject = format!("Segnalazione {} {what}: {}", view.code, view.kind);
    let it = OfficeView {
        event,
        municipality: &site.municipality,
        office: view.office,
        code: view.code,
        kind: view.kind,
        category: view.category,
        district: view.district,
        url: format!("{}/operatori/segnalazioni/{}/", site.base_url, view.code),
    };
    let mut context = Context::new();
    context.insert_value("it", Value::try_from_serializable(&it).expect("a view is texts"));
    context.insert_value("subject", Value::from(subject.as_str()));
    let (text, html) = (site.draw("messaggi/segnalazione-ufficio.txt", &context)?, site.draw("messaggi/segnalazione-ufficio.html", &context)?);
    Ok(Message { id: letter.id(), to: letter.email.clone(), date: letter.at.min(now), subject, text, html, calendar: None, unsubscribe: None })
}
