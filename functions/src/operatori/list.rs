// SPDX-License-Identifier: EUPL-1.2
//! The day as a table for other programs (RFC 4180).

use super::answered;
use super::day::{VisitView, of_office};
use super::session::signed;
use crate::app::{App, Stores};
use crate::page::private;
use crate::reply::Failure;
use crate::table;
use crate::when;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderValue, header};

const HEAD: [&str; 11] = ["ora", "che cosa", "posto", "codice", "nome", "e-mail", "telefono", "codice fiscale", "motivo", "documenti", "presenza"];

/// `/operatori/giorno/<day>/elenco.csv`
pub async fn csv<S: Stores>(State(app): State<App<S>>, Path(day): Path<String>, headers: HeaderMap) -> Response {
    let answer = async {
        let site = app.site()?;
        let signed = match signed(&app, &headers).await? {
            Ok(signed) => signed,
            Err(away) => return Ok(away),
        };
        let date = when::day(&day).ok_or(Failure::NotFound)?;
        let mut rows: Vec<[String; 11]> = Vec::new();
        for (offer, slots) in of_office(&app, &site, &signed.key.office, date).await? {
            let visits = slots.iter().flat_map(|slot| &slot.booked).map(|(key, booking)| VisitView::of(key, booking, offer));
            rows.extend(visits.map(|visit| row(&offer.calendar.title, visit)));
        }
        rows.sort();
        let table = table::csv(&HEAD, &rows).ok_or(Failure::Unreadable("L'elenco non si può scrivere."))?;
        // Spreadsheets know UTF-8 by its mark.
        let mut response = [b"\xEF\xBB\xBF".as_slice(), &table].concat().into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
        if let Ok(name) = HeaderValue::try_from(format!("attachment; filename=\"prenotazioni-{date}.csv\"")) {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
        }
        private(&mut response);
        Ok(response)
    };
    answered(&app, answer.await)
}

fn row(title: &str, visit: VisitView) -> [String; 11] {
    let VisitView { time, code, name, email, phone, fiscal_code, reason, documents, number, place, attended } = visit;
    let text = |value: Option<String>| value.unwrap_or_default();
    let attended = attended.map_or("", |attended| if attended { "presente" } else { "assente" }).to_owned();
    let place = place.unwrap_or_else(|| number.to_string());
    let documents = documents.map(|count| count.to_string()).unwrap_or_default();
    [time, title.to_owned(), place, code, name, email, text(phone), text(fiscal_code), text(reason), documents, attended]
}
