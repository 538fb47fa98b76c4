// SPDX-License-Identifier: EUPL-1.2
//! A citizen asks for help: the static page `/assistenza/` sends its form to `/assistenza/invia/`, which shows it
//! once more to check and then takes it. Between the check and the end a person needs some seconds; what was typed
//! is never lost.

pub(crate) mod typed;

use crate::app::{App, Stores};
use crate::form::Fields;
use crate::guard::{count, is_unhurried, stamp};
use crate::operatori::Client;
use crate::page::{Page, see};
use crate::reply::{Failure, Wrong};
use crate::site::Site;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use domain::feedback::help::{self, New};
use domain::token::{Code, Token};
use http::{StatusCode, Uri};
use jiff::Timestamp;
use model::catalogue::CatalogueHelp;
use model::settings::HELP_TEXT;
use serde::Serialize;
use typed::{NAME, Typed};

/// Where all of it happens.
const HERE: &str = "/assistenza/invia/";

/// The static page with the form.
const BEGIN: &str = "/assistenza/";

/// The routes.
pub fn routes<S: Stores>() -> Router<App<S>> {
    Router::new().route(HERE, get(sent).post(submit))
}

/// What help the town gives; nothing is here where it gives none.
///
/// # Errors
/// When it gives none.
pub fn settings(site: &Site) -> Result<&CatalogueHelp, Failure> {
    site.help.as_ref().ok_or(Failure::NotFound)
}

fn answered<S: Stores>(app: &App<S>, answer: Result<Response, Failure>) -> Response {
    answer.unwrap_or_else(|failure| failure.page_of(app, None, (BEGIN, "Chiedi aiuto")))
}

/// A category with its services, for the two choices of the form.
#[derive(Debug, Serialize)]
struct CategoryView<'a> {
    id: &'a str,
    title: &'a str,
    services: Vec<(&'a str, &'a str)>,
}

fn form(site: &Site, help: &CatalogueHelp, typed: &Typed, errors: &[Wrong]) -> Result<Response, Failure> {
    let services = |category: &str| site.services.values().filter(|service| service.category == category).map(|it| (it.id.as_str(), it.title.as_str())).collect();
    let categories = help.categories.iter().map(|category| CategoryView { id: &category.id, title: &category.title, services: services(&category.id) });
    let mut page = Page::new(StatusCode::OK, "Richiedi assistenza", "assistenza.html");
    page.put("typed", typed).put("errors", errors).put("categories", &categories.collect::<Vec<_>>());
    page.put("name_length", &NAME).put("text_length", &HELP_TEXT);
    if !errors.is_empty() {
        page.wrong();
    }
    Ok(page.response(site)?)
}

/// The last look before it is sent.
fn check(site: &Site, help: &CatalogueHelp, typed: &Typed, new: &New, errors: &[Wrong], status: StatusCode) -> Result<Response, Failure> {
    let title = |id: &str| help.categories.iter().find(|category| category.id == id).map(|category| category.title.as_str());
    let service = new.question.service.as_ref().and_then(|id| site.services.get(id)).map(|service| service.title.as_str());
    let mut page = Page::new(status, "Controlla la richiesta", "assistenza-controllo.html");
    page.put("typed", typed).put("errors", errors).put("hidden", &typed.hidden()).put("category", &title(&new.question.category)).put("service", &service);
    page.put("office", site.office_name(&new.office));
    if !errors.is_empty() {
        page.wrong();
    }
    Ok(page.response(site)?)
}

/// What somebody sent, from the static page or from one of ours.
async fn submit<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>, body: Body) -> Response {
    let client = client.map(|Extension(client)| client).unwrap_or_default();
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let help = settings(&site)?;
        let fields = Fields::body(body).await?;
        let mut typed = Typed::of(&fields).known_service(&site);
        if Token::parse(&typed.request).is_none() {
            typed.request = app.fresh().text();
        }
        match typed.check(help, &site) {
            _ if fields.get("passo") == "correggi" => form(&site, help, &typed, &[]),
            Err(wrong) => form(&site, help, &typed, &wrong),
            Ok(new) if fields.get("passo") == "invia" => send(&app, &client, &site, help, typed, &new, now).await,
            Ok(new) => {
                typed.begun = stamp(&app, now);
                check(&site, help, &typed, &new, &[], StatusCode::OK)
            }
        }
    };
    answered(&app, answer.await)
}

async fn send<S: Stores>(app: &App<S>, client: &Client, site: &Site, settings: &CatalogueHelp, typed: Typed, new: &New, now: Timestamp) -> Result<Response, Failure> {
    let wrong = |text: &str| [Wrong { field: "invia".into(), text: text.to_owned() }];
    if !is_unhurried(app, &typed.begun, now) {
        let ours = is_unhurried(app, &typed.begun, Timestamp::MAX);
        let again = if ours { typed } else { Typed { begun: stamp(app, now), ..typed } };
        let wrong = wrong("Hai fatto molto in fretta: aspetta qualche secondo e premi di nuovo Invia");
        return check(site, settings, &again, new, &wrong, StatusCode::OK);
    }
    match count(app, client, "help").await {
        Err(Failure::TooMany) => {
            let wrong = wrong("Da qui sono arrivate molte richieste: aspetta un minuto e premi di nuovo Invia");
            return check(site, settings, &typed, new, &wrong, StatusCode::TOO_MANY_REQUESTS);
        }
        counted => counted?,
    }
    // Whoever goes back in the browser and writes something else sends the same hidden name: that is another request.
    let said = serde_json::to_string(&new.question).expect("texts");
    let request = help::ask(app.feedback(), new, &format!("web\0{}\0{said}", typed.request), app.key(), now).await?;
    app.help_letters().notify_one();
    Ok(see(&format!("{HERE}?codice={}", request.code)))
}

/// That it was sent: a page that can be reloaded. Its code opens nothing.
async fn sent<S: Stores>(State(app): State<App<S>>, uri: Uri) -> Response {
    let answer = async {
        let site = app.site()?;
        settings(&site)?;
        let Some(code) = Code::parse(Fields::query(&uri).get("codice")) else { return Ok(see(BEGIN)) };
        let mut page = Page::new(StatusCode::OK, "Richiesta inviata", "assistenza-inviata.html");
        page.put("code", code.as_str());
        Ok(page.response(&site)?)
    };
    answered(&app, answer.await)
}
