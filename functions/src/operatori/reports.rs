// SPDX-License-Identifier: EUPL-1.2
//! The reports of an office: the list by state and age, one report with all that happened to it, and what a
//! clerk does. Each form says which version it saw; when somebody was quicker the clerk is told what changed,
//! and finds again what they had written.

use super::answered;
use super::paging::{READ, page};
use super::session::{Signed, own, signed};
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::page::{Page, see};
use crate::reply::{Failure, Wrong};
use crate::segnala::public::nth;
use crate::segnala::view::{EntryView, Looker, ReportView};
use crate::segnala::{photo_reply, public_url};
use crate::site::Site;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::report::clerk::{self, Deed, Done, Order, Part, Refusal};
use domain::report::history::NOTE;
use domain::report::services::Services;
use domain::report::status::{Mover, Needs, Status, moves};
use domain::report::{Report, Visibility};
use domain::token::Code;
use http::{HeaderMap, StatusCode, Uri};
use jiff::Timestamp;
use model::vocabulary::Coded as _;
use serde::Serialize;

/// Reports of a page.
const SHOWN: usize = 50;

fn services(site: &Site) -> Result<&Services, Failure> {
    site.reports.as_ref().ok_or(Failure::NotFound)
}

fn url(code: &Code) -> String {
    format!("/operatori/segnalazioni/{code}/")
}

/// What the list is filtered by.
#[derive(Debug, Serialize)]
struct Filter<'a> {
    /// "aperte", "chiuse", or the code of a state.
    status: &'a str,
    /// A category, by id.
    category: &'a str,
    /// "da-guardare": something waits to be let through.
    eyes: bool,
}

/// A choice of a filter.
#[derive(Debug, Serialize)]
struct Choice<'a> {
    value: &'a str,
    text: &'a str,
}

/// A line of the list.
#[derive(Debug, Serialize)]
struct Line<'a> {
    url: String,
    report: ReportView<'a>,
    /// Something waits to be let through.
    eyes: bool,
}

/// `/operatori/segnalazioni/`: the open ones, the oldest first.
pub async fn list<S: Stores>(State(app): State<App<S>>, headers: HeaderMap, uri: Uri) -> Response {
    let answer = async {
        let (site, now, query) = (app.site()?, app.now(), Fields::query(&uri));
        let services = services(&site)?;
        let Signed { key } = match signed(&app, &headers).await? {
            Ok(signed) => signed,
            Err(away) => return Ok(away),
        };
        let wanted = Status::parse(query.get("stato"));
        let status = if query.get("stato").is_empty() { "aperte" } else { query.get("stato") };
        let part = match wanted {
            Some(status) if !status.is_open() => Part::Ended,
            None if status == "chiuse" => Part::Ended,
            _ => Part::Open,
        };
        let filter = Filter { status, category: query.get("categoria"), eyes: query.get("guarda") == "sì" };
        let mut reports = clerk::list(app.reports(), services, &key.office, part, READ).await?;
        let category = |report: &Report| services.kinds.get(&report.kind).map(|kind| services.category(kind).id.as_str());
        reports.retain(|report| {
            wanted.is_none_or(|wanted| report.status == wanted)
                && (filter.category.is_empty() || category(report) == Some(filter.category))
                && (!filter.eyes || clerk::waits_for_eyes(report))
        });
        if part == Part::Open {
            reports.reverse();
        }
        let (shown, paging) = page(&reports, SHOWN, &uri);
        let lines = shown.iter().map(|report| Line {
            url: url(&report.code),
            report: ReportView::of(report, &site, services, &Looker::Office(url(&report.code)), now),
            eyes: clerk::waits_for_eyes(report),
        });
        let lines: Vec<Line<'_>> = lines.collect();
        let statuses = [Choice { value: "aperte", text: "Aperte" }, Choice { value: "chiuse", text: "Chiuse" }];
        let statuses: Vec<Choice<'_>> = statuses.into_iter().chain(Status::ALL.iter().map(|status| Choice { value: status.code(), text: status.label() })).collect();
        let categories: Vec<Choice<'_>> = services.categories.iter().map(|category| Choice { value: category.id.as_str(), text: &category.name }).collect();
        let mut answer = Page::new(StatusCode::OK, "Segnalazioni", "segnalazioni.html");
        answer.put("office", &site.office_name(&key.office)).put("lines", &lines).put("count", &reports.len()).put("paging", &paging);
        answer.put("filter", &filter).put("statuses", &statuses).put("categories", &categories);
        Ok(answer.response(&site)?)
    };
    answered(&app, answer.await)
}

/// Where a report may go.
#[derive(Debug, Serialize)]
struct MoveView {
    value: &'static str,
    text: &'static str,
    reason: bool,
}

/// What a clerk had written when it could not be done.
#[derive(Debug, Default, Serialize)]
struct Written {
    deed: String,
    status: String,
    note: String,
    code: String,
    office: String,
}

impl Written {
    fn of(fields: &Fields) -> Self {
        let get = |name| fields.get(name).to_owned();
        Self { deed: get("azione"), status: get("stato"), note: get("nota"), code: get("codice"), office: get("ufficio") }
    }
}

/// What was not done, and why.
#[derive(Default)]
struct Trouble {
    errors: Vec<Wrong>,
    /// What changed meanwhile: everything after the version that the clerk saw.
    since: Option<u32>,
    written: Written,
}

fn draw(report: &Report, site: &Site, services: &Services, trouble: &Trouble, status: StatusCode, now: Timestamp) -> Result<Response, Failure> {
    let looker = Looker::Office(url(&report.code));
    let view = ReportView::of(report, site, services, &looker, now);
    let moves: Vec<MoveView> = moves(report.status, Mover::Office)
        .filter(|_| report.joined.is_none())
        .map(|(to, needs)| MoveView { value: to.code(), text: to.label(), reason: needs == Needs::Reason })
        .collect();
    let changed: Vec<EntryView<'_>> =
        trouble.since.map_or_else(Vec::new, |seen| report.history.iter().filter(|entry| entry.version > seen).map(|entry| EntryView::of(entry, site, &looker)).collect());
    let offices: Vec<Choice<'_>> = site.offices.values().filter(|office| office.id != report.office).map(|office| Choice { value: &office.id, text: &office.name }).collect();
    let mut page = Page::new(status, format!("Segnalazione {}: {}", view.code, view.kind), "segnalazione.html");
    page.put("report", &view).put("address", &url(&report.code)).put("version", &report.version).put("moves", &moves).put("note_length", &NOTE);
    page.put("shown", &(report.shown == Visibility::Shown)).put("erased", &report.erased).put("offices", &offices).put("public", &public_url(&report.code));
    page.put("errors", &trouble.errors).put("changed", &changed).put("stale", &trouble.since.is_some()).put("written", &trouble.written);
    if !trouble.errors.is_empty() || trouble.since.is_some() {
        page.wrong();
    }
    Ok(page.response(site)?)
}

async fn find<S: Stores>(app: &App<S>, services: &Services, office: &str, code: &str) -> Result<Report, Failure> {
    let code = Code::parse(code).ok_or(Failure::NotFound)?;
    clerk::report(app.reports(), services, office, &code).await?.ok_or(Failure::NotFound)
}

/// `/operatori/segnalazioni/<code>/`
pub async fn show<S: Stores>(State(app): State<App<S>>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let answer = async {
        let site = app.site()?;
        let Signed { key } = match signed(&app, &headers).await? {
            Ok(signed) => signed,
            Err(away) => return Ok(away),
        };
        let services = services(&site)?;
        let report = find(&app, services, &key.office, &code).await?;
        draw(&report, &site, services, &Trouble::default(), StatusCode::OK, app.now())
    };
    answered(&app, answer.await)
}

/// One of its photos.
pub async fn photo<S: Stores>(State(app): State<App<S>>, Path((code, number)): Path<(String, String)>, headers: HeaderMap, uri: Uri) -> Response {
    let answer = async {
        let site = app.site()?;
        let Signed { key } = match signed(&app, &headers).await? {
            Ok(signed) => signed,
            Err(away) => return Ok(away),
        };
        let report = find(&app, services(&site)?, &key.office, &code).await?;
        photo_reply(&app, nth(&report, &number).ok_or(Failure::NotFound)?.id, &uri).await
    };
    answered(&app, answer.await)
}

fn wrong(field: &'static str, text: &str) -> Wrong {
    Wrong { field: field.into(), text: text.to_owned() }
}

/// The deed that a form asks for, or what does not fit in it.
fn deed(fields: &Fields, site: &Site) -> Result<Deed, Wrong> {
    let note = fields.get("nota");
    if note.chars().count() > NOTE {
        return Err(wrong("nota", &format!("Accorcia il testo: al massimo {NOTE} caratteri")));
    }
    let visibility = |word: &str| if word == "mostra" { Visibility::Shown } else { Visibility::Hidden };
    match fields.get("azione") {
        "stato" => Status::parse(fields.get("stato")).map(|to| Deed::Move { to, note: note.to_owned() }).ok_or_else(|| wrong("stato", "Scegli il nuovo stato")),
        "nota" if note.is_empty() => Err(wrong("nota", "Scrivi la nota")),
        "nota" => Ok(Deed::Note(note.to_owned())),
        "testo" => Ok(Deed::Text(visibility(fields.get("come")))),
        "foto" => {
            let number = fields.get("numero").parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            number.map(|number| Deed::Photo(number, visibility(fields.get("come")))).ok_or_else(|| wrong("foto", "Questa foto non c'è"))
        }
        "unisci" => Code::parse(fields.get("codice")).map(Deed::Join).ok_or_else(|| wrong("codice", "Scrivi il codice dell'altra segnalazione, come CD23-4FGH")),
        "separa" => Ok(Deed::Part),
        "passa" if site.offices.contains_key(fields.get("ufficio")) => Ok(Deed::Assign(fields.get("ufficio").to_owned())),
        "passa" => Err(wrong("ufficio", "Scegli l'ufficio dall'elenco")),
        _ => Err(wrong("azione", "Scegli che cosa fare")),
    }
}

fn refused(refusal: Refusal) -> Wrong {
    match refusal {
        Refusal::Move => wrong("stato", "Da questo stato non si può passare a quello che hai scelto"),
        Refusal::Reason => wrong("nota", "Per questo passaggio scrivi il motivo: lo legge anche il cittadino"),
        Refusal::Photo => wrong("foto", "Questa foto non c'è"),
        Refusal::Join => wrong("codice", "L'altra segnalazione deve essere aperta, diversa da questa e dello stesso tipo, e avere ancora i suoi dati"),
        Refusal::Part => wrong("azione", "Questa segnalazione non è unita a un'altra"),
        Refusal::JoinFull => wrong("codice", "L'altra segnalazione ne ha già prese molte, o ha già molte persone da avvisare: non si può unire"),
        Refusal::Full => wrong("azione", "Questa segnalazione ha già troppe voci: non si può aggiungere altro"),
        Refusal::Erased => wrong("azione", "I dati personali di questa segnalazione sono già stati cancellati: qui non se ne aggiungono altri"),
    }
}

/// Does what a form asks for.
pub async fn act<S: Stores>(State(app): State<App<S>>, Path(code): Path<String>, headers: HeaderMap, body: Body) -> Response {
    let answer = async {
        own(&headers)?;
        let (site, now) = (app.site()?, app.now());
        let services = services(&site)?;
        let Signed { key } = match signed(&app, &headers).await? {
            Ok(signed) => signed,
            Err(away) => return Ok(away),
        };
        let fields = Fields::body(body).await?;
        let report = find(&app, services, &key.office, &code).await?;
        let again = |report: &Report, errors: Vec<Wrong>, since| {
            let status = if since { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            let since = since.then(|| fields.get("versione").parse().unwrap_or_default());
            draw(report, &site, services, &Trouble { errors, since, written: Written::of(&fields) }, status, now)
        };
        let deed = match deed(&fields, &site) {
            Ok(deed) => deed,
            Err(wrong) => return again(&report, vec![wrong], false),
        };
        let seen = fields.get("versione").parse().map_err(|_| Failure::NotFound)?;
        let order = Order { office: &key.office, code: &report.code, seen, deed };
        match clerk::act(app.reports(), services, &order, app.key(), now).await? {
            Done::Done(report) => {
                app.letters().notify_one();
                // What was given away may not be ours to see any more.
                let ours = services.may_see(&key.office, &report.kind, &report.office);
                Ok(see(&if ours { url(&report.code) } else { "/operatori/segnalazioni/".to_owned() }))
            }
            Done::Stale(report) => again(&report, Vec::new(), true),
            Done::NotFound => Err(Failure::NotFound),
            Done::Refused(refusal) => again(&report, vec![refused(refusal)], false),
        }
    };
    answered(&app, answer.await)
}
