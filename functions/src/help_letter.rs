// SPDX-License-Identifier: EUPL-1.2
//! What is written about a help request: a copy to who asked, and to the office that there is something to answer.
//! The office's message says nothing of the citizen: what they wrote stays in one place, and is deleted there.

use crate::app::{App, Stores};
use crate::site::Site;
use domain::feedback::help::{Recipient, WaitingHelp};
use domain::person::Email;
use jiff::Timestamp;
use model::timetable::day_of;
use model::words;
use post::message::Message;
use serde::Serialize;
use tera::{Context, Value};

/// What the templates of these letters see: the context `it`.
#[derive(Debug, Serialize)]
struct HelpView<'a> {
    /// "copia" or "ufficio".
    event: &'static str,
    municipality: &'a str,
    code: &'a str,
    office: &'a str,
    category: &'a str,
    service: Option<&'a str>,
    /// For the copy only.
    name: &'a str,
    /// For the copy only.
    text: &'a str,
    /// The day on which it is deleted.
    delete: String,
    /// Where the office reads it.
    url: String,
}

/// Writes a letter that waits. `None` when there is nobody to write to: the office has no address, or the town
/// gives no help any more, or the theme cannot draw it.
#[must_use]
pub fn write<S: Stores>(app: &App<S>, waiting: &WaitingHelp) -> Option<Message> {
    let site = app.site().ok()?;
    let message = of(&site, waiting, app.now());
    message.map_err(|error| eprintln!("a letter cannot be drawn: {error}")).ok()?
}

/// The address of an office; where it has none, that of the office that answers for all.
fn address(site: &Site, office: &str) -> Option<Email> {
    let of = |office: &str| Email::parse(site.offices.get(office)?.email.as_deref()?);
    of(office).or_else(|| of(&site.help.as_ref()?.office))
}

fn of(site: &Site, waiting: &WaitingHelp, now: Timestamp) -> Result<Option<Message>, tera::Error> {
    let WaitingHelp { request, letter } = waiting;
    let Some(help) = &site.help else { return Ok(None) };
    let question = &request.question;
    let code = request.code.as_str();
    let (event, to, subject) = match &letter.to {
        Recipient::Citizen => ("copia", Some(question.email.clone()), format!("Abbiamo ricevuto la tua richiesta {code}")),
        Recipient::Office(office) => ("ufficio", address(site, office), format!("Richiesta di aiuto {code}: aspetta una risposta")),
    };
    let Some(to) = to else { return Ok(None) };
    let own = letter.to == Recipient::Citizen;
    let view = HelpView {
        event,
        municipality: &site.municipality,
        code,
        office: site.office_name(&request.office),
        category: help.categories.iter().find(|category| category.id == question.category).map_or(question.category.as_str(), |category| category.title.as_str()),
        service: question.service.as_deref().map(|id| site.services.get(id).map_or(id, |service| service.title.as_str())),
        name: if own { &question.name } else { "" },
        text: if own { &question.text } else { "" },
        delete: words::date(day_of(request.delete_at)),
        url: format!("{}/operatori/assistenza/{code}/", site.base_url),
    };
    let mut context = Context::new();
    context.insert_value("it", Value::try_from_serializable(&view).expect("a view is texts"));
    context.insert_value("subject", Value::from(subject.as_str()));
    let (text, html) = (site.draw("messaggi/assistenza.txt", &context)?, site.draw("messaggi/assistenza.html", &context)?);
    Ok(Some(Message { id: waiting.id(), to, date: letter.at.min(now), subject, text, html, calendar: None, unsubscribe: None }))
}
