// SPDX-License-Identifier: EUPL-1.2
//! Days and times. Choosing a time holds a place: the form names its request, so that a second click finds the
//! place of the first.

use super::view::{DayLine, OfferView, ServiceView, TimeLine};
use super::{answered, back_to_days, back_to_times, held, mine, offer, site};
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::page::{Page, see};
use crate::reply::Failure;
use crate::site::Offer;
use crate::when;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::desk::{self, Availability, Held};
use domain::store::Found;
use domain::token::Token;
use futures_util::future::try_join_all;
use http::{StatusCode, Uri};
use jiff::Timestamp;
use jiff::civil::Date;
use model::words;

/// Days of one page: two working weeks.
pub const DAYS_SHOWN: usize = 10;

/// The days from one on with what is free, and the day with which the next page begins.
pub async fn from<S: Stores>(app: &App<S>, offer: &Offer, from: Option<Date>, now: Timestamp) -> Result<(Vec<(Date, Vec<Availability>)>, Option<Date>), Failure> {
    let calendar = &offer.calendar;
    let mut days: Vec<Date> = calendar.days(now).filter(|day| from.is_none_or(|from| *day >= from)).take(DAYS_SHOWN + 1).collect();
    let later = (days.len() > DAYS_SHOWN).then(|| days.pop()).flatten();
    let looked = days.iter().map(|day| async { Ok::<_, Failure>((*day, desk::availability(app.store(), calendar, *day, now).await?)) });
    Ok((try_join_all(looked).await?, later))
}

/// `/prenota/<id>/giorni/`
pub async fn days<S: Stores>(State(app): State<App<S>>, Path(id): Path<String>, uri: Uri) -> Response {
    let answer = async {
        let (site, now, query) = (site(&app)?, app.now(), Fields::query(&uri));
        let offer = offer(&site, &id)?;
        let service = ServiceView::of(query.get("servizio"), offer, &site);
        let end = ServiceView::query(service.as_ref());
        let (days, later) = from(&app, offer, when::day(query.get("dal")), now).await?;
        let days: Vec<DayLine> = days.iter().map(|(day, slots)| DayLine::of(*day, slots, format!("/prenota/{id}/{day}/{end}"), now)).collect();
        let joined = if end.is_empty() { "?" } else { "&" };
        let mut page = Page::new(StatusCode::OK, format!("Scegli il giorno: {}", offer.calendar.title), "giorni.html");
        page.put("offer", &OfferView::of(offer, &site)).put("service", &service).put("days", &days);
        page.put("later", &later.map(|day| format!("/prenota/{id}/giorni/{end}{joined}dal={day}")));
        page.put("first_page", &query.get("dal").is_empty()).put("moving", &false);
        Ok(page.response(&site)?)
    };
    answered(&app, None, answer.await)
}

/// `/prenota/<id>/<day>/`
pub async fn times<S: Stores>(State(app): State<App<S>>, Path((id, day)): Path<(String, String)>, uri: Uri) -> Response {
    let answer = async {
        let (site, now) = (site(&app)?, app.now());
        let offer = offer(&site, &id)?;
        let day = when::day(&day).ok_or(Failure::NotFound)?;
        let service = ServiceView::of(Fields::query(&uri).get("servizio"), offer, &site);
        let slots = desk::availability(app.store(), &offer.calendar, day, now).await?;
        let times: Vec<TimeLine<'_>> = slots.iter().map(|slot| TimeLine::of(slot, offer)).collect();
        let mut page = Page::new(StatusCode::OK, format!("Scegli l'orario: {}", words::weekday_date(day)), "orari.html");
        page.put("offer", &OfferView::of(offer, &site)).put("times", &times).put("day", &words::weekday_date(day));
        page.put("back", &format!("/prenota/{id}/giorni/{}", ServiceView::query(service.as_ref())));
        page.put("service", &service).put("request", &app.fresh().text()).put("moving", &false);
        Ok(page.response(&site)?)
    };
    answered(&app, Some(back_to_days(&id, &uri)), answer.await)
}

/// The form of `/prenota/<id>/<day>/`
pub async fn choose<S: Stores>(State(app): State<App<S>>, Path((id, day)): Path<(String, String)>, body: Body) -> Response {
    let fields = match Fields::body(body).await {
        Ok(fields) => fields,
        Err(failure) => return failure.page(&app, Some(back_to_times(&id, &day, ""))),
    };
    let back = back_to_times(&id, &day, fields.get("servizio"));
    let answer = async {
        let (site, now) = (site(&app)?, app.now());
        let offer = offer(&site, &id)?;
        let day = when::day(&day).ok_or(Failure::NotFound)?;
        let time = when::time(fields.get("ora")).ok_or(Failure::NoSlot)?;
        let number = fields.get("posto").parse().ok();
        let service = ServiceView::of(fields.get("servizio"), offer, &site);
        let token = token_of(&app, "web", &[fields.get("richiesta"), &id, &day.to_string(), fields.get("ora"), fields.get("posto")]);
        // Somebody who gave a booking back and goes back to the form of old begins anew.
        let token = match desk::find(app.store(), &token.code(), token).await? {
            Some(Found::Standing(..)) => return Ok(see(&mine(token))),
            Some(Found::Closed(_)) => app.fresh(),
            None => token,
        };
        match desk::hold(app.store(), &offer.calendar, day, time, number, app.asker(token), now).await? {
            Held::Yours(key, _) => Ok(see(&(held(&key, token) + &ServiceView::query(service.as_ref())))),
            Held::Booked(..) => Ok(see(&mine(token))),
            Held::Taken => Err(Failure::Taken),
            Held::NoSlot => Err(Failure::NoSlot),
        }
    };
    answered(&app, Some(back), answer.await)
}

/// The token of a request that names itself; of one that does not, a fresh one.
pub fn token_of<S: Stores>(app: &App<S>, kind: &str, parts: &[&str]) -> Token {
    match parts.first() {
        Some(name) if Token::parse(name).is_some() => Token::of_request(app.key(), &format!("{kind}\0{}", parts.join("\0"))),
        _ => app.fresh(),
    }
}
