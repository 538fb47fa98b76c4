// SPDX-License-Identifier: EUPL-1.2
//! A report from an app. The app has a key; the citizen may leave an e-mail address, and then is written to as if
//! they had used the form. Names, telephone numbers and devices are not asked for, and not kept when they are sent.

use super::here;
use super::node::Node;
use super::reply::{Answer, Format, Refused, answered, bad, unknown};
use crate::api::request_name;
use crate::app::{App, Stores};
use crate::form::{Fields, bytes_up_to};
use crate::guard::count;
use crate::operatori::Client;
use crate::reply::Failure;
use crate::segnala::typed::{SUBJECT, Typed};
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use domain::office::{OfficeKey, Purpose, opened};
use domain::person::Email;
use domain::report::citizen::{self, New};
use domain::report::services::{Kind, Services};
use domain::report::{Place, Text};
use domain::token::Token;
use http::{HeaderMap, StatusCode, Uri};
use model::geo::Point;
use model::timetable::day_of;
use model::words;

/// Characters of a description, at most: the figure of the standard.
const DESCRIPTION: usize = 4_000;

/// Characters of the address of a picture, at most.
const MEDIA: usize = 500;

/// Bytes of a request, at most: four thousand characters may be twelve bytes each.
const BODY: usize = 64 * 1024;

/// `POST /open311/v2/requests`
pub async fn submit<S: Stores>(State(app): State<App<S>>, headers: HeaderMap, uri: Uri, body: Body) -> Response {
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let fields = Fields::parse(&bytes_up_to(body, BODY).await?)?;
        let key = key(&app, &fields).await?;
        let services = here(&site, &fields)?;
        let kind = match fields.get("service_code") {
            "" => return Err(bad("Manca service_code")),
            code => services.kind(code).ok_or_else(|| unknown(format!("service_code «{code}» non c'è: guarda /open311/v2/services.xml")))?,
        };
        let (place, text, email) = checked(&fields, kind, services, &site.municipality)?;
        let name = match request_name(&headers)? {
            Some(name) => format!("open311\0{}\0{name}", key.id().text()),
            None => format!("open311\0{}", app.fresh().text()),
        };
        count(&app, &Client(key.id().text()), "open311").await?;
        let new = New { kind, place, text, photos: Vec::new(), email };
        let sent = citizen::submit(app.reports(), services, &new, &name, app.key(), now).await?;
        if sent.before && !citizen::is_same(app.reports(), &sent.report, &new).await? {
            return Err(Failure::RequestNameUsed.into());
        }
        app.letters().notify_one();
        let notice = format!("Se ne occupa: {}. Risposta entro il {}.", site.office_name(&sent.report.office), words::date(day_of(sent.report.expected())));
        let request = vec![("service_request_id", Node::Text(sent.report.code.to_string())), ("service_notice", Node::Text(notice)), ("account_id", Node::Nothing)];
        Ok(("service_requests", Node::List("request", vec![Node::Map(request)])))
    };
    let answer: Answer = answer.await;
    answered(&app, Format::of(&uri), answer)
}

/// The key of the app.
async fn key<S: Stores>(app: &App<S>, fields: &Fields) -> Result<OfficeKey, Refused> {
    let forbidden = |sentence: &str| Refused::Errors(StatusCode::FORBIDDEN, vec![sentence.to_owned()]);
    let sent = fields.get("api_key");
    if sent.is_empty() {
        return Err(forbidden("Manca api_key: guarda key_service in /open311/v2/discovery.xml"));
    }
    let known = match Token::parse(sent) {
        Some(secret) => opened(app.store(), secret, Purpose::Open311).await?,
        None => None,
    };
    known.ok_or_else(|| forbidden("api_key non è valida"))
}

/// Everything that was sent, when it fits; or all that does not.
fn checked(fields: &Fields, kind: &Kind, services: &Services, town: &str) -> Result<(Option<Place>, Text, Option<Email>), Refused> {
    let mut wrong: Vec<String> = Vec::new();
    let answers = kind.questions.iter().map(|question| {
        let (one, several) = (format!("attribute[{}]", question.id), format!("attribute[{}][]", question.id));
        (question.id.clone(), fields.given(&one).unwrap_or(fields.get(&several)).to_owned())
    });
    let point = point(fields).unwrap_or_else(|sentence| {
        wrong.push(sentence);
        None
    });
    let typed =
        Typed { address: fields.get("address_string").to_owned(), point: point.map(|point| point.to_string()).unwrap_or_default(), answers: answers.collect(), ..Typed::default() };
    let place = match (kind.needs_place, typed.address.is_empty() && typed.point.is_empty()) {
        (false, _) => None,
        (true, true) => {
            if wrong.is_empty() {
                let known = if fields.get("address_id").is_empty() { "Manca il luogo" } else { "Questo Comune non ha address_id" };
                wrong.push(format!("{known}: manda lat e long, oppure address_string"));
            }
            None
        }
        (true, false) => typed.place(services, town).map_err(|found| wrong.extend(found.into_iter().map(|wrong| wrong.text))).ok(),
    };
    let answers = typed.answers(kind).map_err(|found| wrong.extend(found.into_iter().map(|wrong| wrong.text))).unwrap_or_default();
    let description = fields.get("description");
    if description.chars().count() > DESCRIPTION {
        wrong.push(format!("description: al massimo {DESCRIPTION} caratteri"));
    }
    let media = fields.get("media_url");
    let is_address = media.starts_with("https://") || media.starts_with("http://");
    if !media.is_empty() && (!is_address || media.len() > MEDIA || media.contains(char::is_whitespace)) {
        wrong.push(format!("media_url: serve un indirizzo http o https, al massimo {MEDIA} caratteri"));
    }
    let email = Some(fields.get("email")).filter(|email| !email.is_empty()).map(Email::parse);
    if email == Some(None) {
        wrong.push("email: serve un indirizzo completo, come nome@esempio.it".to_owned());
    }
    if !wrong.is_empty() {
        return Err(Refused::Errors(StatusCode::BAD_REQUEST, wrong));
    }
    // The picture is not fetched: an office opens it when it wants to.
    let description = [description, media].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("\n");
    Ok((place, Text { subject: subject(fields.get("description"), kind), description, answers }, email.flatten()))
}

/// `lat` and `long`, both or none.
fn point(fields: &Fields) -> Result<Option<Point>, String> {
    match (fields.get("lat"), fields.get("long")) {
        ("", "") => Ok(None),
        ("", _) | (_, "") => Err("lat e long vanno insieme".to_owned()),
        (lat, long) => {
            let read = || Point::of_degrees(lat.parse().ok()?, long.parse().ok()?);
            read().map(Some).ok_or_else(|| "lat e long: scrivi gradi con il punto, come 45.694100 e 9.671200".to_owned())
        }
    }
}

/// The beginning of a description, cut between words; the name of the sub-type when there is none.
fn subject(description: &str, kind: &Kind) -> String {
    let line = description.lines().next().unwrap_or_default().trim();
    match line.char_indices().nth(SUBJECT) {
        None if line.is_empty() => kind.name.clone(),
        None => line.to_owned(),
        Some(_) => {
            let most = line.char_indices().nth(SUBJECT - 1).map_or(line.len(), |(at, _)| at);
            let cut = line[..most].rfind(' ').filter(|at| *at > 0).unwrap_or(most);
            format!("{}…", line[..cut].trim_end())
        }
    }
}
