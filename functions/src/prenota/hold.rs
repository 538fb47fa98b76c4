// SPDX-License-Identifier: EUPL-1.2
//! A held place: details, the check, the confirmation. What was typed is never lost: it comes back with every
//! reply, in the fields or hidden in the form of the check.

use super::view::{OfferView, ServiceView};
use super::{answered, back_to_times, held, mine, offer, site};
use crate::app::{App, Stores};
use crate::form::{DOCUMENTS, Fields, NAME, PHONE, REASON, Typed};
use crate::page::{Page, see};
use crate::reply::{Failure, Wrong};
use crate::site::{Offer, Site};
use crate::when;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::desk::{self, Outcome};
use domain::place::{Hold, PlaceKey, State as PlaceState};
use domain::store::Extended;
use domain::token::Token;
use http::{StatusCode, Uri};
use jiff::Timestamp;
use model::bookable::Field;
use serde::Serialize;

/// The parts of the address: id, day, time, place, secret.
type Parts = Path<(String, String, String, String, String)>;

/// What the address names.
struct Place {
    key: PlaceKey,
    token: Token,
}

fn place(offer: &Offer, (_, day, time, number, token): &(String, String, String, String, String)) -> Result<Place, Failure> {
    let read = || {
        let key = PlaceKey { bookable: offer.calendar.id.clone(), day: when::day(day)?, time: when::time(time)?, number: number.parse().ok().filter(|number| *number > 0)? };
        Some(Place { key, token: Token::parse(token)? })
    };
    read().ok_or(Failure::NotFound)
}

/// How a held place is, for the page.
#[derive(Debug, Serialize)]
struct HoldView {
    /// Whole minutes that are left, rounded up.
    minutes: i64,
    /// Seconds that are left: a citizen's own clock may be wrong, so that the moment of its end would not help.
    seconds: i64,
    /// Whether it may be made longer.
    can_extend: bool,
    /// It has ended, but nobody else has taken it yet.
    ended: bool,
}

impl HoldView {
    fn of(hold: &Hold, now: Timestamp) -> Self {
        let seconds = hold.until.as_second() - now.as_second();
        Self { minutes: (seconds + 59).div_euclid(60).max(0), seconds: seconds.max(0), can_extend: !hold.extended && seconds > 0, ended: seconds <= 0 }
    }
}

/// What is asked beside name and e-mail, and the limits of the form.
#[derive(Debug, Serialize)]
struct Asks {
    phone: bool,
    fiscal_code: bool,
    reason: bool,
    documents: bool,
    name_length: usize,
    phone_length: usize,
    reason_length: usize,
    most_documents: u32,
}

impl Asks {
    fn of(offer: &Offer) -> Self {
        let asks = |field| offer.calendar.fields.contains(&field);
        Self {
            phone: asks(Field::Phone),
            fiscal_code: asks(Field::FiscalCode),
            reason: asks(Field::Reason),
            documents: asks(Field::Documents),
            name_length: NAME,
            phone_length: PHONE,
            reason_length: REASON,
            most_documents: DOCUMENTS,
        }
    }
}

/// How the place of a page is: held by the asker, or what to answer instead.
async fn mine_still<S: Stores>(app: &App<S>, place: &Place) -> Result<Result<Hold, Response>, Failure> {
    let owner = place.token.owner();
    match app.store().place(&place.key).await?.map(|found| found.state) {
        Some(PlaceState::Held(hold)) if hold.owner == owner => Ok(Ok(hold)),
        Some(PlaceState::Booked(booking)) if booking.owner == owner => Ok(Err(see(&mine(place.token)))),
        _ => Err(Failure::Lost),
    }
}

/// What all pages of a held place show.
struct Scene<'a> {
    offer: &'a Offer,
    site: &'a Site,
    place: &'a Place,
    hold: &'a Hold,
    service: Option<&'a ServiceView<'a>>,
    now: Timestamp,
}

impl Scene<'_> {
    /// A page of it.
    fn page(&self, template: &'static str, title: &str, typed: &Typed) -> Page {
        let Self { offer, site, place, hold, service, now } = self;
        let mut page = Page::new(StatusCode::OK, title, template);
        let (address, query) = (held(&place.key, place.token), ServiceView::query(*service));
        page.put("offer", &OfferView::of(offer, site)).put("when", &when::sentence(&place.key));
        page.put("place", offer.calendar.place_name(place.key.number).unwrap_or_default());
        page.put("hold", &HoldView::of(hold, *now)).put("asks", &Asks::of(offer)).put("service", service).put("typed", typed);
        page.put("action", &format!("{address}{query}")).put("address", &address).put("query", &query);
        page
    }
}

/// The address of the details.
pub async fn details<S: Stores>(State(app): State<App<S>>, Path(parts): Parts, uri: Uri) -> Response {
    let back = back_to_times(&parts.0, &parts.1, Fields::query(&uri).get("servizio"));
    let answer = async {
        let (site, now) = (site(&app)?, app.now());
        let offer = offer(&site, &parts.0)?;
        let place = place(offer, &parts)?;
        let hold = match mine_still(&app, &place).await? {
            Ok(hold) => hold,
            Err(elsewhere) => return Ok(elsewhere),
        };
        let service = ServiceView::of(Fields::query(&uri).get("servizio"), offer, &site);
        let typed = Typed { reason: service.as_ref().map(|service| service.title.to_owned()).unwrap_or_default(), ..Typed::default() };
        let scene = Scene { offer, site: &site, place: &place, hold: &hold, service: service.as_ref(), now };
        let mut page = scene.page("dettagli.html", "I tuoi dati", &typed);
        page.put("errors", &Vec::<Wrong>::new());
        Ok(page.response(&site)?)
    };
    answered(&app, Some(back), answer.await)
}

/// What somebody sent from the details, or from the check.
pub async fn submit<S: Stores>(State(app): State<App<S>>, Path(parts): Parts, uri: Uri, body: Body) -> Response {
    let back = back_to_times(&parts.0, &parts.1, Fields::query(&uri).get("servizio"));
    let answer = async {
        let (site, now, fields) = (site(&app)?, app.now(), Fields::body(body).await?);
        let offer = offer(&site, &parts.0)?;
        let place = place(offer, &parts)?;
        let service = ServiceView::of(Fields::query(&uri).get("servizio"), offer, &site);
        let typed = Typed { reason: reason(&fields, offer, service.as_ref()), ..Typed::of(&fields) };
        let mut hold = match mine_still(&app, &place).await? {
            Ok(hold) => hold,
            Err(elsewhere) => return Ok(elsewhere),
        };
        if matches!(fields.get("passo"), "tempo" | "tempo-controllo") {
            hold = match desk::extend(app.store(), &place.key, place.token, now).await? {
                Extended::Until(hold) | Extended::Before(hold) => hold,
                Extended::Lost => return Err(Failure::Lost),
            };
        }
        let scene = Scene { offer, site: &site, place: &place, hold: &hold, service: service.as_ref(), now };
        let checked = typed.check(&offer.calendar);
        match (fields.get("passo"), checked) {
            ("conferma", Ok(details)) => match desk::confirm(app.store(), &offer.calendar, &place.key, place.token, details, app.key(), now).await? {
                Outcome::Booked(_) => {
                    app.outbox().notify_one();
                    Ok(see(&mine(place.token)))
                }
                Outcome::Lost => Err(Failure::Lost),
                Outcome::LimitReached => Err(Failure::LimitReached),
            },
            ("controlla" | "tempo-controllo", Ok(_)) => Ok(scene.page("controllo.html", "Controlla i dati", &typed).response(&site)?),
            (step, checked) => {
                let errors = if matches!(step, "correggi" | "tempo") { Vec::new() } else { checked.err().unwrap_or_default() };
                let mut page = scene.page("dettagli.html", "I tuoi dati", &typed);
                page.put("errors", &errors);
                if !errors.is_empty() {
                    page.wrong();
                }
                Ok(page.response(&site)?)
            }
        }
    };
    answered(&app, Some(back), answer.await)
}

/// What was typed; where no reason is asked, the service for which one comes.
fn reason(fields: &Fields, offer: &Offer, service: Option<&ServiceView<'_>>) -> String {
    let asked = offer.calendar.fields.contains(&Field::Reason);
    match service {
        Some(service) if !asked => service.title.to_owned(),
        _ if asked => fields.get("motivo").to_owned(),
        _ => String::new(),
    }
}

/// Gives the place back.
pub async fn leave<S: Stores>(State(app): State<App<S>>, Path(parts): Parts, uri: Uri) -> Response {
    let answer = async {
        let site = site(&app)?;
        let offer = offer(&site, &parts.0)?;
        let place = place(offer, &parts)?;
        app.store().release(&place.key, place.token.owner()).await?;
        let service = ServiceView::of(Fields::query(&uri).get("servizio"), offer, &site);
        Ok(see(&format!("/prenota/{}/giorni/{}", place.key.bookable, ServiceView::query(service.as_ref()))))
    };
    answered(&app, None, answer.await)
}
