// SPDX-License-Identifier: EUPL-1.2
//! The form of a report, page by page. What was typed is never lost: it comes back with every reply, in the
//! fields or hidden, photos by their names.

use super::near::near;
use super::typed::{ADDRESS, ANSWER, DESCRIPTION, Fitting, SUBJECT, Step, Typed};
use super::upload::{File, is_direct, put, read};
use super::view::{KindView, LinkView, QuestionView};
use super::{answered, mine_url, photo_reply, services};
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::guard::{count, is_unhurried, stamp};
use crate::journal::{Level, Line};
use crate::operatori::Client;
use crate::page::{Page, see};
use crate::reply::{Failure, Wrong};
use crate::site::Site;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::report::citizen::{self, New};
use domain::report::photo::{PhotoId, Size};
use domain::report::services::{Kind, Services};
use domain::report::{PHOTOS, Report};
use domain::token::Token;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use jiff::Timestamp;
use model::geo::Point;
use serde::Serialize;

/// A photo that waits.
#[derive(Debug, Serialize)]
struct WaitingView {
    number: usize,
    url: String,
}

/// The map, where there is one.
#[derive(Debug, Serialize)]
struct MapView<'a> {
    tiles: &'a str,
    credit: &'a str,
    /// Where it begins: the first place of the town that is known.
    center: String,
}

/// What all pages of the form show.
struct Scene<'a> {
    site: &'a Site,
    services: &'a Services,
    kind: &'a Kind,
    now: Timestamp,
    takes_photos: bool,
    client: &'a Client,
}

/// `/segnala/nuova/`: the first page, or the list of sub-types.
pub async fn begin<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>, uri: Uri) -> Response {
    let client = client.map(|Extension(client)| client).unwrap_or_default();
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let services = services(&site)?;
        let Some(kind) = services.kind(Fields::query(&uri).get("tipo")) else { return choose(&site, services) };
        let scene = Scene { site: &site, services, kind, now, takes_photos: app.photos().is_some(), client: &client };
        let typed = Typed { begun: stamp(&app, now), request: app.fresh().text(), ..Typed::default() };
        show(&app, &scene, if kind.needs_place { Step::Where } else { Step::What }, &typed, Vec::new()).await
    };
    answered(&app, None, answer.await)
}

/// A category with its sub-types as links.
#[derive(Debug, Serialize)]
struct CategoryView<'a> {
    id: &'a str,
    title: &'a str,
    kinds: Vec<LinkView>,
}

fn choose(site: &Site, services: &Services) -> Result<Response, Failure> {
    let link = |kind: &Kind| LinkView { url: format!("/segnala/nuova/?tipo={}", kind.id), text: kind.name.clone() };
    let categories = services.categories.iter().map(|category| CategoryView {
        id: category.id.as_str(),
        title: &category.name,
        kinds: category.kinds.iter().filter_map(|id| services.kinds.get(id)).map(link).collect(),
    });
    let mut page = Page::new(StatusCode::OK, "Che cosa vuoi segnalare?", "segnala-tipi.html");
    page.put("categories", &categories.collect::<Vec<_>>()).put("emergencies", &emergencies(services));
    Ok(page.response(site)?)
}

/// A number for what cannot wait.
#[derive(Debug, Serialize)]
struct EmergencyView<'a> {
    number: &'a str,
    dial: String,
    name: &'a str,
    when: &'a str,
}

fn emergencies(services: &Services) -> Vec<EmergencyView<'_>> {
    let view = |it: &'_ model::catalogue::CatalogueEmergency| it.number.replace(' ', "");
    services.emergencies.iter().map(|it| EmergencyView { number: &it.number, dial: view(it), name: &it.name, when: &it.when }).collect()
}

/// A page of the form.
async fn show<S: Stores>(app: &App<S>, scene: &Scene<'_>, step: Step, typed: &Typed, errors: Vec<Wrong>) -> Result<Response, Failure> {
    let Scene { site, services, kind, takes_photos, .. } = scene;
    let (title, template) = match step {
        Step::Where => ("Dov'è il problema?", "segnala-dove.html"),
        Step::What => ("Che cosa hai visto?", "segnala-cosa.html"),
        Step::Contact => ("Dove ti scriviamo?", "segnala-contatto.html"),
        Step::Check => ("Controlla la segnalazione", "segnala-controllo.html"),
    };
    let mut page = Page::new(StatusCode::OK, title, template);
    let at = step as usize + usize::from(kind.needs_place);
    page.put("kind", &KindView::of(kind, services)).put("typed", typed).put("hidden", &typed.hidden(kind, step)).put("now", &at).put("errors", &errors);
    page.put("emergencies", &emergencies(services));
    if !errors.is_empty() {
        page.wrong();
    }
    let point = Point::parse(&typed.point);
    match step {
        Step::Where => {
            let districts: Vec<[&str; 2]> = services.districts.iter().map(|district| [district.id.as_str(), district.name.as_str()]).collect();
            let center = point.or_else(|| services.center()).map(|point| point.to_string());
            let map = services.tiles.as_ref().zip(center).map(|(tiles, center)| MapView { tiles: &tiles.address, credit: &tiles.credit, center });
            page.put("districts", &districts).put("address_length", &ADDRESS).put("map", &map);
        }
        Step::What => {
            let answer = |id: &str| typed.answers.get(id).map(String::as_str).unwrap_or_default();
            let questions: Vec<QuestionView<'_>> = kind.questions.iter().map(|question| QuestionView::of(question, answer(&question.id))).collect();
            page.put("questions", &questions).put("near", &near(app, scene.client, scene.kind, point, scene.now).await?);
            page.put("photos", &photos(typed)).put("most_photos", &PHOTOS).put("takes_photos", takes_photos).put("direct", &is_direct(app));
            page.put("subject_length", &SUBJECT).put("description_length", &DESCRIPTION).put("answer_length", &ANSWER);
        }
        Step::Contact => {}
        Step::Check => {
            let offered = Point::parse(&typed.photo_point).filter(|offered| kind.needs_place && point.is_none() && services.is_inside(*offered));
            let questions: Vec<(&str, &String)> = kind.questions.iter().filter_map(|question| Some((question.text.as_str(), typed.answers.get(&question.id)?))).collect();
            page.put("near", &near(app, scene.client, scene.kind, point, scene.now).await?)
                .put("photos", &photos(typed))
                .put("photo_point", &offered.map(|point| point.to_string()));
            let district = services.district(&typed.district).or_else(|| services.guess_district(point?));
            page.put("questions", &questions).put("district", &district.map(|district| district.name.as_str()));
        }
    }
    let mut response = page.response(site)?;
    match step {
        Step::Where => allow_tiles(&mut response, services),
        Step::What => allow_sending(app, &mut response),
        Step::Contact | Step::Check => {}
    }
    Ok(response)
}

/// The one page with a map may load its pictures, from the one host that the site names; the map's library
/// takes a picture away by an empty one that is data.
fn allow_tiles(response: &mut Response, services: &Services) {
    let Some(tiles) = &services.tiles else { return };
    let origin: Vec<&str> = tiles.address.split('/').take(3).collect();
    allow(response, "img-src 'self'", &format!("data: {}", origin.join("/")));
}

/// The one page that takes photos may send them straight to where they are kept.
fn allow_sending<S: Stores>(app: &App<S>, response: &mut Response) {
    if let Some(arrivals) = app.photos().and_then(|photos| photos.arrivals()) {
        allow(response, "connect-src 'self'", &arrivals.origin());
    }
}

/// Adds to a rule of the policy of one page; without that rule, nothing is allowed.
fn allow(response: &mut Response, rule: &str, more: &str) {
    let policy = response.headers().get(header::CONTENT_SECURITY_POLICY).and_then(|value| value.to_str().ok());
    if let Some(Ok(wider)) = policy.map(|policy| HeaderValue::try_from(policy.replace(rule, &format!("{rule} {more}")))) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, wider);
    }
}

fn photos(typed: &Typed) -> Vec<WaitingView> {
    typed.photos.iter().enumerate().map(|(at, id)| WaitingView { number: at + 1, url: format!("/segnala/nuova/foto/{id}/?piccola") }).collect()
}

/// What somebody sent from a page of the form.
pub async fn submit<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>, headers: HeaderMap, body: Body) -> Response {
    let client = client.map(|Extension(client)| client).unwrap_or_default();
    let answer = async {
        let (site, now) = (app.site()?, app.now());
        let services = services(&site)?;
        let sent = read(&app, &headers, body).await?;
        let Some(kind) = services.kind(sent.fields.get("tipo")) else { return choose(&site, services) };
        let scene = Scene { site: &site, services, kind, now, takes_photos: app.photos().is_some(), client: &client };
        let mut typed = Typed::of(&sent.fields, kind);
        if Token::parse(&typed.request).is_none() {
            typed.request = app.fresh().text();
        }
        if typed.begun.is_empty() {
            typed.begun = stamp(&app, now);
        }
        let mut errors = take_photos(&app, &client, &mut typed, sent.files).await?;
        let asked = sent.fields.get("passo");
        if let Some(number) = asked.strip_prefix("togli-").and_then(|number| number.parse::<usize>().ok()) {
            if (1..=typed.photos.len()).contains(&number) {
                typed.photos.remove(number - 1);
            }
            return show(&app, &scene, Step::What, &typed, errors).await;
        }
        let first = if kind.needs_place { Step::Where } else { Step::What };
        let (done, next) = match asked {
            "dove" => (Step::Where, Step::What),
            "cosa" => (Step::What, Step::Contact),
            "contatto" => (Step::Contact, Step::Check),
            "usa-foto" => {
                typed.point = typed.photo_point.clone();
                (Step::Contact, Step::Check)
            }
            "invia" => (Step::Check, Step::Check),
            "senza-posizione" => {
                typed.point.clear();
                return show(&app, &scene, first, &typed, errors).await;
            }
            "torna-cosa" => return show(&app, &scene, Step::What, &typed, errors).await,
            "torna-contatto" => return show(&app, &scene, Step::Contact, &typed, errors).await,
            _ => return show(&app, &scene, first, &typed, errors).await,
        };
        match typed.check(kind, services, &site.municipality, done) {
            Err((step, wrong)) => {
                errors.splice(0..0, wrong);
                show(&app, &scene, step, &typed, errors).await
            }
            Ok(_) if !errors.is_empty() => show(&app, &scene, Step::What, &typed, errors).await,
            Ok(Some(fitting)) if asked == "invia" => send(&app, &client, &scene, &typed, fitting).await,
            Ok(_) => show(&app, &scene, next, &typed, errors).await,
        }
    };
    answered(&app, Some(("/segnala/nuova/".to_owned(), "Comincia da capo")), answer.await)
}

/// Takes the photos that were sent, as many as there is room for; gives what is wrong with the others.
async fn take_photos<S: Stores>(app: &App<S>, client: &Client, typed: &mut Typed, files: Vec<File>) -> Result<Vec<Wrong>, Failure> {
    let mut errors: Vec<Wrong> = Vec::new();
    let mut say = |text: String| {
        if !errors.iter().any(|known| known.text == text) {
            errors.push(Wrong { field: super::upload::FILES.into(), text });
        }
    };
    if files.is_empty() {
        return Ok(errors);
    }
    match count(app, client, "photos").await {
        Err(Failure::TooMany) => {
            say("Hai mandato molte foto: aspetta un minuto e aggiungile di nuovo".to_owned());
            return Ok(errors);
        }
        counted => counted?,
    }
    for file in files {
        if typed.photos.len() >= PHOTOS {
            say(format!("Puoi mandare al massimo {PHOTOS} foto"));
            break;
        }
        match put(app, file).await? {
            Ok(photo) => {
                typed.photos.push(photo.id.text());
                if let Some(position) = photo.position.filter(|_| typed.photo_point.is_empty()) {
                    typed.photo_point = position.to_string();
                }
            }
            Err(why) => say(why),
        }
    }
    Ok(errors)
}

/// Sends the report.
async fn send<S: Stores>(app: &App<S>, client: &Client, scene: &Scene<'_>, typed: &Typed, fitting: Fitting) -> Result<Response, Failure> {
    if !is_unhurried(app, &typed.begun, scene.now) {
        let ours = is_unhurried(app, &typed.begun, Timestamp::MAX);
        let again = if ours { typed.clone() } else { Typed { begun: stamp(app, scene.now), ..typed.clone() } };
        let wrong = Wrong { field: "invia".into(), text: "Hai fatto molto in fretta: aspetta qualche secondo e premi di nuovo Invia".to_owned() };
        return show(app, scene, Step::Check, &again, vec![wrong]).await;
    }
    match count(app, client, "reports").await {
        Err(Failure::TooMany) => {
            let wrong = Wrong { field: "invia".into(), text: "Da qui sono arrivate molte segnalazioni: aspetta un minuto e premi di nuovo Invia".to_owned() };
            let mut response = show(app, scene, Step::Check, typed, vec![wrong]).await?;
            *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
            return Ok(response);
        }
        counted => counted?,
    }
    let Fitting { place, text, photos, email } = fitting;
    // Whoever goes back in the browser and writes something else sends the same hidden name: that is another request.
    let said = serde_json::to_string(&(scene.kind.id.as_str(), &place, &text, &photos, &email)).expect("texts and numbers");
    let name = format!("web\0{}\0{said}", typed.request);
    if let Some((id, why)) = missing(app, &photos, &name).await? {
        let left = Typed { photos: typed.photos.iter().filter(|known| **known != id.text()).cloned().collect(), ..typed.clone() };
        let text = match why {
            Missing::Gone => "Una foto non c'è più, perché è passato troppo tempo: aggiungila di nuovo",
            Missing::Taken => "Una foto è già in un'altra segnalazione: aggiungila di nuovo",
        };
        return show(app, scene, Step::What, &left, vec![Wrong { field: super::upload::FILES.into(), text: text.to_owned() }]).await;
    }
    let new = New { kind: scene.kind, place, text, photos, email: Some(email) };
    let sent = citizen::submit(app.reports(), scene.services, &new, &name, app.key(), scene.now).await?;
    keep_all(app, &sent.report).await?;
    app.letters().notify_one();
    Ok(see(&mine_url(sent.token)))
}

/// Why a photo cannot be of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// It was forgotten after a day, or never came.
    Gone,
    /// It is of a report that came before: with one, the other would lose it.
    Taken,
}

/// The first photo that cannot be of the report of a request, and why: nothing is sent without it.
///
/// # Errors
/// When where they are kept does not answer.
pub async fn missing<S: Stores>(app: &App<S>, photos: &[PhotoId], request: &str) -> Result<Option<(PhotoId, Missing)>, Failure> {
    let Some(store) = app.photos() else { return Ok(photos.first().map(|id| (*id, Missing::Gone))) };
    for id in photos {
        if store.get(*id, Size::Small).await?.is_none() {
            return Ok(Some((*id, Missing::Gone)));
        }
        if store.is_kept(*id).await? {
            let mine = citizen::before(app.reports(), request, app.key()).await?;
            if mine.is_none_or(|report| report.photos.iter().all(|photo| photo.id != *id)) {
                return Ok(Some((*id, Missing::Taken)));
            }
        }
    }
    Ok(None)
}

/// Keeps the photos of a report that is there. When it fails the same request does it again, and if nobody asks again
/// the sweep does.
///
/// # Errors
/// When where they are kept does not answer.
pub async fn keep_all<S: Stores>(app: &App<S>, report: &Report) -> Result<(), Failure> {
    if let Some(store) = app.photos() {
        for photo in &report.photos {
            if !store.keep(photo.id).await? {
                app.tell(&Line::new(Level::Warning, "photo", format!("a photo of the report {} is not there any more", report.code)));
            }
        }
    }
    Ok(())
}

/// A photo that waits: its name is a secret of who sent it.
pub async fn waiting_photo<S: Stores>(State(app): State<App<S>>, Path(photo): Path<String>, uri: Uri) -> Response {
    let answer = async {
        let id = PhotoId::parse(&photo).ok_or(Failure::NotFound)?;
        photo_reply(&app, id, &uri).await
    };
    answered(&app, None, answer.await)
}
