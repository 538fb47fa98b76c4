// SPDX-License-Identifier: EUPL-1.2
//! How clear a page is: the widget at the end of every page sends its form here. Nothing of who rates is kept: the
//! day, the page, the vote, one of the fixed answers, a few words. A double click is known for a minute by a keyed
//! hash, which is then forgotten.

use crate::app::{App, Stores};
use crate::form::Fields;
use crate::guard::{count, hashed};
use crate::operatori::Client;
use crate::page::{Page, see};
use crate::reply::{Failure, Wrong};
use crate::site::Site;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use domain::feedback::rating::{Aspect, COMMENT, HIGHEST, Rating, Vote};
use domain::feedback::store::{Feedback as _, NewRating};
use http::{StatusCode, Uri};
use jiff::civil::Time;
use jiff::{Timestamp, ToSpan as _};
use model::timetable::{day_of, instant};
use model::vocabulary::Coded as _;
use serde::Serialize;

/// Where the widget sends its form.
const HERE: &str = "/valutazione";

/// Seconds within which the same rating from the same source is a double click.
const TWICE: i64 = 60;

/// The routes.
pub fn routes<S: Stores>() -> Router<App<S>> {
    Router::new().route(HERE, get(show).post(submit))
}

fn answered<S: Stores>(app: &App<S>, answer: Result<Response, Failure>) -> Response {
    answer.unwrap_or_else(|failure| failure.page_of(app, None, ("/", "Vai alla prima pagina")))
}

/// What was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Typed {
    /// The page: its address on the site.
    pub page: String,
    /// From 1 to 5.
    pub vote: String,
    /// The code of a fixed answer.
    pub aspect: String,
    /// In a few words.
    pub comment: String,
}

/// A rating that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitting {
    /// The page: its address on the site.
    pub page: String,
    /// The vote.
    pub vote: Vote,
    /// The answer that goes with it.
    pub aspect: Option<Aspect>,
    /// In a few words.
    pub comment: String,
}

impl Typed {
    fn of(fields: &Fields) -> Self {
        let get = |name: &str| fields.get(name).to_owned();
        // A comment is one line, as in the widget: line ends come from programs only.
        Self { page: get("pagina"), vote: get("voto"), aspect: get("motivo"), comment: get("testo").replace('\n', " ") }
    }

    /// Checks all of it.
    ///
    /// # Errors
    /// Everything that does not fit.
    pub fn check(&self, site: &Site) -> Result<Fitting, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut say = |field: &'static str, text: String| wrong.push(Wrong { field: field.into(), text });
        if !site.pages.contains(&self.page) {
            say("pagina", "Questa pagina non è del sito".to_owned());
        }
        let vote = self.vote.parse().ok().and_then(Vote::new);
        if vote.is_none() {
            say("voto", format!("Scegli un voto da 1 a {HIGHEST}"));
        }
        let aspect = Aspect::parse(&self.aspect);
        if aspect.is_none() && !self.aspect.is_empty() {
            say("motivo", "Scegli una delle risposte".to_owned());
        }
        if self.comment.chars().count() > COMMENT {
            say("testo", format!("Accorcia il testo: al massimo {COMMENT} caratteri"));
        }
        match vote {
            Some(vote) if wrong.is_empty() => {
                // Who changes the vote does not see the answer to the other question any more, but the form still has it.
                let aspect = aspect.filter(|aspect| aspect.fits(vote));
                Ok(Fitting { page: self.page.clone(), vote, aspect, comment: self.comment.clone() })
            }
            _ => Err(wrong),
        }
    }
}

/// An answer of the form.
#[derive(Debug, Serialize)]
struct AnswerView {
    value: &'static str,
    text: &'static str,
}

fn form(site: &Site, typed: &Typed, errors: &[Wrong], status: StatusCode) -> Result<Response, Failure> {
    if !site.pages.contains(&typed.page) {
        return Err(Failure::NotFound);
    }
    let answers = |pleased: bool| {
        let fits = Aspect::ALL.iter().filter(move |aspect| Vote::new(HIGHEST).is_some_and(|vote| aspect.fits(vote)) == pleased);
        fits.map(|aspect| AnswerView { value: aspect.code(), text: aspect.label() }).collect::<Vec<_>>()
    };
    let mut page = Page::new(status, "Quanto è chiara questa pagina?", "valutazione.html");
    page.put("typed", typed).put("errors", errors).put("comment_length", &COMMENT);
    page.put("votes", &(1..=HIGHEST).map(|vote| vote.to_string()).collect::<Vec<_>>());
    page.put("good", &answers(true)).put("bad", &answers(false));
    if !errors.is_empty() {
        page.wrong();
    }
    Ok(page.response(site)?)
}

/// Thanks, or the form alone.
async fn show<S: Stores>(State(app): State<App<S>>, uri: Uri) -> Response {
    let answer = async {
        let (site, query) = (app.site()?, Fields::query(&uri));
        let Some(url) = site.pages.get(query.get("grazie")) else {
            return form(&site, &Typed { page: query.get("pagina").to_owned(), ..Typed::default() }, &[], StatusCode::OK);
        };
        let mut page = Page::new(StatusCode::OK, "Grazie", "valutazione-inviata.html");
        page.put("url", url);
        Ok(page.response(&site)?)
    };
    answered(&app, answer.await)
}

/// Takes a rating.
async fn submit<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>, body: Body) -> Response {
    let client = client.map(|Extension(client)| client).unwrap_or_default();
    let answer = async {
        let site = app.site()?;
        let typed = Typed::of(&Fields::body(body).await?);
        let fitting = match typed.check(&site) {
            Ok(fitting) => fitting,
            Err(wrong) => return form(&site, &typed, &wrong, StatusCode::OK),
        };
        match count(&app, &client, "ratings").await {
            Err(Failure::TooMany) => {
                let wrong = Wrong { field: "invia".into(), text: "Da qui sono arrivati molti voti: aspetta un minuto e premi di nuovo Invia".to_owned() };
                return form(&site, &typed, &[wrong], StatusCode::TOO_MANY_REQUESTS);
            }
            counted => counted?,
        }
        let Fitting { page, vote, aspect, comment } = &fitting;
        let name = format!("{}\0{page}\0{}\0{}\0{comment}", client.0, vote.number(), aspect.map_or("", Aspect::code));
        rate(&app, &site, &fitting, &name, app.now()).await?;
        Ok(see(&format!("{HERE}?{}", form_urlencoded::Serializer::new(String::new()).append_pair("grazie", page).finish())))
    };
    answered(&app, answer.await)
}

/// Keeps a rating; `name` is what makes two requests the same.
///
/// # Errors
/// When the store does not answer.
pub async fn rate<S: Stores>(app: &App<S>, site: &Site, fitting: &Fitting, name: &str, now: Timestamp) -> Result<bool, Failure> {
    let Fitting { page, vote, aspect, comment } = fitting.clone();
    let day = day_of(now);
    // At the end of a day: an hour would say when somebody rated.
    let delete_at = instant(day.saturating_add((i64::from(site.rating_days) + 1).days()), Time::midnight()).unwrap_or(Timestamp::MAX);
    let rating = Rating { day, page, vote, aspect, comment, delete_at };
    let mark_until = now.saturating_add(TWICE.seconds()).unwrap_or(Timestamp::MAX);
    let new = NewRating { rating, id: app.fresh().bytes(), mark: hashed(app, "rating", name), mark_until };
    Ok(app.feedback().rate(&new, now).await?)
}
