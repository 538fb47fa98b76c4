// SPDX-License-Identifier: EUPL-1.2
//! Reports, as everybody may see them, in the words of the standard.

use super::here;
use super::node::Node;
use super::reply::{Answer, Format, Refused, answered, bad, unknown};
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::segnala::data::{DAYS, reports};
use crate::segnala::public_url;
use crate::site::Site;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::report::services::Services;
use domain::report::store::{Page, Reports as _, Which};
use domain::report::{Report, Visibility};
use domain::token::Code;
use http::Uri;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use model::geo::Point;
use std::collections::BTreeSet;

/// Days of which one reply tells.
const RANGE: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Reports of one reply, at most.
const MOST: usize = 1_000;

/// Parts of so many that are read of a range, at most: more than a city of this size has in 90 days.
const PARTS: usize = 20;

/// Values of one parameter, at most.
const VALUES: usize = 200;

/// A moment as the standard writes it, to the second.
fn moment(at: Timestamp) -> Node {
    Node::Text(Timestamp::from_second(at.as_second()).unwrap_or(at).to_string())
}

/// A report, as everybody may see it.
fn request(report: &Report, site: &Site, services: &Services) -> Node {
    let (text, place) = (report.public_text(), report.public_place());
    let said = text.map(|text| match (text.subject.trim_end_matches('…'), text.description.as_str()) {
        (subject, "") => subject.to_owned(),
        (subject, description) if description.starts_with(subject) => description.to_owned(),
        (_, description) => format!("{}\n{description}", text.subject),
    });
    let point = place.and_then(|place| place.point);
    let degrees = |coordinate: fn(Point) -> f64| point.map_or(Node::Nothing, |point| Node::Degrees(coordinate(point)));
    let photo = report.photos.iter().find(|photo| photo.shown == Visibility::Shown);
    let name = services.kinds.get(&report.kind).map_or(report.kind.as_str(), |kind| kind.name.as_str());
    Node::Map(vec![
        ("service_request_id", Node::Text(report.code.to_string())),
        ("status", Node::Text(if report.status.is_open() { "open" } else { "closed" }.to_owned())),
        ("status_notes", Node::perhaps(report.note())),
        ("service_name", Node::Text(name.to_owned())),
        ("service_code", Node::Text(report.kind.to_string())),
        ("description", Node::perhaps(said)),
        ("agency_responsible", Node::Text(site.office_name(&report.office).to_owned())),
        ("service_notice", Node::Nothing),
        ("requested_datetime", moment(report.submitted)),
        ("updated_datetime", moment(report.closed.unwrap_or(report.updated))),
        ("expected_datetime", moment(report.expected())),
        ("address", Node::perhaps(place.and_then(|place| place.address.clone()))),
        ("address_id", Node::Nothing),
        ("zipcode", Node::Nothing),
        ("lat", degrees(Point::latitude)),
        ("long", degrees(Point::longitude)),
        ("media_url", Node::perhaps(photo.map(|photo| format!("{}{}foto/{}/", site.base_url, public_url(&report.code), photo.slot + 1)))),
    ])
}

/// Which reports are asked for.
struct Filter {
    kinds: BTreeSet<String>,
    /// Open ones, closed ones.
    states: (bool, bool),
    start: Timestamp,
    end: Timestamp,
}

/// All values of a parameter, given several times or with commas between; an empty one is none.
fn values(uri: &Uri, name: &str) -> Result<BTreeSet<String>, Refused> {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let all = pairs.filter(|(known, _)| known == name).map(|(_, value)| value.into_owned()).collect::<Vec<_>>().join(",");
    let found: BTreeSet<String> = all.split(',').map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect();
    if found.len() > VALUES { Err(bad(format!("{name}: al massimo {VALUES} valori"))) } else { Ok(found) }
}

/// A moment of the query. A plus sign that nobody encoded is a space by then.
fn date(fields: &Fields, name: &str) -> Result<Option<Timestamp>, Refused> {
    match fields.get(name) {
        "" => Ok(None),
        text => text.replace(' ', "+").parse().map(Some).map_err(|_| bad(format!("{name}: scrivi data e ora come 2026-11-23T09:00:00Z"))),
    }
}

fn number(fields: &Fields, name: &str, usual: usize, most: usize) -> Result<usize, Refused> {
    match fields.get(name) {
        "" => Ok(usual),
        text => text.parse().ok().filter(|number| (1..=most).contains(number)).ok_or_else(|| bad(format!("{name}: scrivi un numero da 1 a {most}"))),
    }
}

impl Filter {
    fn of(uri: &Uri, fields: &Fields, services: &Services, now: Timestamp) -> Result<Self, Refused> {
        let kinds = values(uri, "service_code")?;
        if let Some(odd) = kinds.iter().find(|code| services.kind(code).is_none()) {
            return Err(unknown(format!("service_code «{odd}» non c'è: guarda /open311/v2/services.xml")));
        }
        let states = values(uri, "status")?;
        if let Some(odd) = states.iter().find(|state| !matches!(state.as_str(), "open" | "closed")) {
            return Err(bad(format!("status «{odd}» non c'è: scrivi open oppure closed")));
        }
        let states = if states.is_empty() { (true, true) } else { (states.contains("open"), states.contains("closed")) };
        let before = |at: Timestamp| at.saturating_sub(RANGE).unwrap_or(Timestamp::MIN);
        let (start, end) = match (date(fields, "start_date")?, date(fields, "end_date")?) {
            (None, None) => (before(now), now),
            (None, Some(end)) => (before(end), end),
            (Some(start), None) => (start, start.saturating_add(RANGE).unwrap_or(Timestamp::MAX)),
            (Some(start), Some(end)) => (start, end),
        };
        if end < start {
            return Err(bad("end_date viene prima di start_date"));
        }
        if end.duration_since(start) > RANGE {
            return Err(bad("Tra start_date e end_date passano al massimo 90 giorni"));
        }
        Ok(Self { kinds, states, start, end })
    }

    fn takes(&self, report: &Report) -> bool {
        let state = if report.status.is_open() { self.states.0 } else { self.states.1 };
        state && (self.start..=self.end).contains(&report.submitted) && (self.kinds.is_empty() || self.kinds.contains(report.kind.as_str()))
    }
}

/// Reports between two moments: the recent ones as they were read for all open data, at most a minute ago.
async fn between<S: Stores>(app: &App<S>, filter: &Filter, now: Timestamp) -> Result<Vec<Report>, Refused> {
    if filter.start >= now.saturating_sub((DAYS * 24).hours()).unwrap_or(Timestamp::MIN) {
        return Ok(reports(app, now).await?.iter().filter(|report| filter.takes(report)).cloned().collect());
    }
    // Before the first name of the next microsecond: no store knows less.
    let after = filter.end.saturating_add(1.microsecond()).unwrap_or(Timestamp::MAX);
    let mut page = Page { since: filter.start, before: Code::parse("22222222").map(|code| (after, code)), most: MOST };
    let mut found = Vec::new();
    // Part by part: what does not fit the filter must not take the place of what does.
    for _ in 0..PARTS {
        let part = app.reports().list(&Which::All, &page).await?;
        page.before = part.last().filter(|_| part.len() == MOST).map(|last| (last.submitted, last.code.clone()));
        found.extend(part.into_iter().filter(|report| filter.takes(report)));
        if page.before.is_none() {
            break;
        }
    }
    Ok(found)
}

/// `GET /open311/v2/requests`
pub async fn list<S: Stores>(State(app): State<App<S>>, uri: Uri) -> Response {
    let answer = async {
        let (site, now, fields) = (app.site()?, app.now(), Fields::query(&uri));
        let services = here(&site, &fields)?;
        let ids = values(&uri, "service_request_id")?;
        let mut found = Vec::new();
        if ids.is_empty() {
            let filter = Filter::of(&uri, &fields, services, now)?;
            let size = number(&fields, "page_size", MOST, MOST)?;
            let page = number(&fields, "page", 1, MOST)?;
            found = between(&app, &filter, now).await?.into_iter().skip((page - 1) * size).take(size).collect();
        } else {
            // It overrides all other arguments.
            for code in ids.iter().filter_map(|id| Code::parse(id)) {
                found.extend(app.reports().report(&code).await?);
            }
        }
        Ok(("service_requests", Node::List("request", found.iter().map(|report| request(report, &site, services)).collect())))
    };
    let answer: Answer = answer.await;
    answered(&app, Format::of(&uri), answer)
}

/// The report that a file names.
async fn find<S: Stores>(app: &App<S>, file: &str, what: &str) -> Result<(String, Report), Refused> {
    let (id, format) = Format::split(file);
    let missing = || unknown(format!("{what} «{id}» non c'è"));
    let code = Code::parse(id).filter(|_| format.is_some()).ok_or_else(missing)?;
    let report = app.reports().report(&code).await?.ok_or_else(missing)?;
    Ok((id.to_owned(), report))
}

/// `GET /open311/v2/requests/<id>`
pub async fn one<S: Stores>(State(app): State<App<S>>, Path(file): Path<String>, uri: Uri) -> Response {
    let answer = async {
        let site = app.site()?;
        let services = here(&site, &Fields::query(&uri))?;
        let (_, report) = find(&app, &file, "service_request_id").await?;
        Ok(("service_requests", Node::List("request", vec![request(&report, &site, services)])))
    };
    let answer: Answer = answer.await;
    answered(&app, Format::of(&uri), answer)
}

/// `GET /open311/v2/tokens/<token>`: reports have their id at once, so that it is its own token.
pub async fn token<S: Stores>(State(app): State<App<S>>, Path(file): Path<String>, uri: Uri) -> Response {
    let answer = async {
        let site = app.site()?;
        here(&site, &Fields::query(&uri))?;
        let (token, report) = find(&app, &file, "token").await?;
        let known = Node::Map(vec![("service_request_id", Node::Text(report.code.to_string())), ("token", Node::Text(token))]);
        Ok(("service_requests", Node::List("request", vec![known])))
    };
    let answer: Answer = answer.await;
    answered(&app, Format::of(&uri), answer)
}
