// SPDX-License-Identifier: EUPL-1.2
//! What is written about a help request: to who asked that it arrived, and to the office that there is something to
//! answer. Neither says what was written: an address that nobody has proven gets no text of somebody else's in the
//! town's name, and what a citizen wrote stays in one place, and is deleted there.

use crate::app::{App, Stores};
use crate::site::Site;
use crate::unwritten::{NO_SITE, undrawn};
use domain::feedback::help::{Recipient, WaitingHelp};
use domain::person::Email;
use jiff::Timestamp;
use model::timetable::day_of;
use model::words;
use post::message::Message;
use post::transport::Why;
use serde::Serialize;
use tera::{Context, Value};

/// What the templates of these letters see: the context `it`.
#[derive(Debug, Serialize)]
struct HelpView<'a> {
    /// "ricevuta" or "ufficio".
    event: &'static str,
    municipality: &'a str,
    code: &'a str,
    office: &'a str,
    category: &'a str,
    service: Option<&'a str>,
    /// The day on which it is deleted.
    delete: String,
    /// Where the office reads it.
    url: String,
}

/// Writes a letter that waits. `None` when there is nobody to write to: the office has no address, or the town
/// gives no help any more.
///
/// # Errors
/// When it cannot be written now: there is no site, or the theme cannot draw it.
pub fn write<S: Stores>(app: &App<S>, waiting: &WaitingHelp) -> Result<Option<Message>, Why> {
    let site = app.site().map_err(|_| NO_SITE)?;
    of(&site, waiting, app.now()).map_err(|error| undrawn(app, &error))
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
        Recipient::Citizen => ("ricevuta", Some(question.email.clone()), format!("Abbiamo ricevuto la tua richiesta {code}")),
        Recipient::Office(office) => ("ufficio", address(site, office), format!("Richiesta di aiuto {code}: aspetta una risposta")),
    };
    let Some(to) = to else { return Ok(None) };
    let view = HelpView {
        event,
        municipality: &site.municipality,
        code,
        office: site.office_name(&request.office),
        category: help.categories.iter().find(|category| category.id == question.category).map_or(question.category.as_str(), |category| category.title.as_str()),
        service: question.service.as_deref().map(|id| site.services.get(id).map_or(id, |service| service.title.as_str())),
        delete: words::date(day_of(request.delete_at)),
        url: format!("{}/operatori/assistenza/{code}/", site.base_url),
    };
    let mut context = Context::new();
    context.insert_value("it", Value::try_from_serializable(&view).expect("a view is texts"));
    context.insert_value("subject", Value::from(subject.as_str()));
    let (text, html) = (site.draw("messaggi/assistenza.txt", &context)?, site.draw("messaggi/assistenza.html", &context)?);
    Ok(Some(Message { id: waiting.id(), to, date: letter.at.min(now), subject, text, html, calendar: None, unsubscribe: None }))
}
