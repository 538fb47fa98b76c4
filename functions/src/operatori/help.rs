// SPDX-License-Identifier: EUPL-1.2
//! Help requests of an office: those that wait for an answer, the oldest first, and those that have one. The
//! office answers by e-mail and says so here, or gives the request to the office whose it is.

use super::answered;
use super::paging::{READ, page};
use super::session::{Signed, own, signed};
use crate::app::{App, Stores};
use crate::assistenza::settings;
use crate::form::Fields;
use crate::page::{Page, see};
use crate::reply::{Failure, Wrong};
use crate::site::Site;
use crate::when;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::feedback::help::{self, Deed, HelpRequest};
use domain::feedback::store::{Feedback as _, OfOffice};
use domain::report::store::Page as Part;
use domain::token::Code;
use http::{HeaderMap, StatusCode, Uri};
use jiff::Timestamp;
use model::timetable::day_of;
use model::words;
use serde::Serialize;

/// Requests of a page.
const SHOWN: usize = 100;

/// Where they are.
const HERE: &str = "/operatori/assistenza/";

/// A help request, as an office sees it.
#[derive(Debug, Serialize)]
struct HelpView<'a> {
    code: &'a str,
    url: String,
    name: &'a str,
    surname: &'a str,
    email: &'a str,
    /// To write to them: the address with the code as its subject.
    mailto: String,
    category: &'a str,
    service: Option<&'a str>,
    text: &'a str,
    /// How the text begins, for a list.
    beginning: String,
    asked: String,
    /// Whole days since it came, or until it was answered.
    days: i64,
    answered: Option<String>,
    delete: String,
}

/// Characters of a text in a list.
const BEGINNING: usize = 90;

impl<'a> HelpView<'a> {
    fn of(request: &'a HelpRequest, site: &'a Site, now: Timestamp) -> Self {
        let question = &request.question;
        let category = site.help.iter().flat_map(|help| &help.categories).find(|category| category.id == question.category);
        let email = question.email.as_str();
        let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let (local, host) = email.rsplit_once('@').unwrap_or((email, ""));
        let mut beginning: String = question.text.chars().take(BEGINNING).collect();
        if question.text.chars().nth(BEGINNING).is_some() {
            beginning.push('…');
        }
        Self {
            code: request.code.as_str(),
            url: url(&request.code),
            name: &question.name,
            surname: &question.surname,
            email,
            mailto: format!("mailto:{}@{}?subject=Richiesta%20{}", encoded(local), encoded(host), request.code),
            category: category.map_or(question.category.as_str(), |category| category.title.as_str()),
            service: question.service.as_deref().map(|id| site.services.get(id).map_or(id, |service| service.title.as_str())),
            text: &question.text,
            beginning,
            asked: when::instant(request.asked),
            days: (request.answered.unwrap_or(now).as_second() - request.asked.as_second()).max(0) / (24 * 60 * 60),
            answered: request.answered.map(when::instant),
            delete: words::date(day_of(request.delete_at)),
        }
    }
}

fn url(code: &Code) -> String {
    format!("{HERE}{code}/")
}

/// `/operatori/assistenza/`
pub async fn list<S: Stores>(State(app): State<App<S>>, headers: HeaderMap, uri: Uri) -> Response {
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        settings(&site)?;
        let Signed { key } = match signed(&app, &headers).await? {
            Ok(signed) => signed,
            Err(away) => return Ok(away),
        };
        let answered = Fields::query(&uri).get("stato") == "risposte";
        let which = if answered { OfOffice::Answered(key.office.clone()) } else { OfOffice::Open(key.office.clone()) };
        let mut requests = app.feedback().help_requests(&which, &Part { since: Timestamp::MIN, before: None, most: READ }).await?;
        if !answered {
            requests.reverse();
        }
        let (shown, paging) = page(&requests, SHOWN, &uri);
        let lines: Vec<HelpView<'_>> = shown.iter().map(|request| HelpView::of(request, &site, now)).collect();
        let mut answer = Page::new(StatusCode::OK, "Richieste di aiuto", "richieste.html");
        answer.put("office", site.office_name(&key.office)).put("lines", &lines).put("answered", &answered).put("paging", &paging);
        Ok(answer.response(&site)?)
    };
    answered(&app, answer.await)
}

fn draw(request: &HelpRequest, site: &Site, errors: &[Wrong], now: Timestamp) -> Result<Response, Failure> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut page = Page::new(status, format!("Richiesta di aiuto {}", request.code), "richiesta.html");
    let offices: Vec<(&str, &str)> = site.offices.values().filter(|office| office.id != request.office).map(|office| (office.id.as_str(), office.name.as_str())).collect();
    page.put("request", &HelpView::of(request, site, now)).put("offices", &offices).put("errors", errors);
    if !errors.is_empty() {
        page.wrong();
    }
    Ok(page.response(site)?)
}

/// A request of the office.
async fn find<S: Stores>(app: &App<S>, office: &str, code: &str) -> Result<HelpRequest, Failure> {
    let code = Code::parse(code).ok_or(Failure::NotFound)?;
    app.feedback().help_request(&code).await?.filter(|request| request.office == office).ok_or(Failure::NotFound)
}

/// `/operatori/assistenza/<code>/`
pub async fn show<S: Stores>(State(app): State<App<S>>, Path(code): Path<String>, headers: HeaderMap) -> Response {
    let answer = async {
        let site = app.site()?;
        let Signed { key } = match signed(&app, &headers).await? {
            Ok(signed) => signed,
            Err(away) => return Ok(away),
        };
        draw(&find(&app, &key.office, &code).await?, &site, &[], app.now())
    };
    answered(&app, answer.await)
}

/// Does what a form asks for.
pub async fn act<S: Stores>(State(app): State<App<S>>, Path(code): Path<String>, headers: HeaderMap, body: Body) -> Response {
    let answer = async {
        own(&headers)?;
        let (site, now) = (app.site()?, app.now());
        let keep_days = settings(&site)?.keep_days;
        let Signed { key } = match signed(&app, &headers).await? {
            Ok(signed) => signed,
            Err(away) => return Ok(away),
        };
        let request = find(&app, &key.office, &code).await?;
        let fields = Fields::body(body).await?;
        let deed = match fields.get("azione") {
            "risposta" => Deed::Answer,
            "riapri" => Deed::Reopen,
            "passa" if site.offices.contains_key(fields.get("ufficio")) => Deed::Assign(fields.get("ufficio").to_owned()),
            "passa" => return draw(&request, &site, &[Wrong { field: "ufficio".into(), text: "Scegli l'ufficio dall'elenco".to_owned() }], now),
            _ => return Err(Failure::NotFound),
        };
        let done = help::act(app.feedback(), &key.office, &request.code, &deed, keep_days, now).await?.ok_or(Failure::NotFound)?;
        if done.office == key.office {
            return Ok(see(&url(&done.code)));
        }
        app.help_letters().notify_one();
        Ok(see(HERE))
    };
    answered(&app, answer.await)
}
