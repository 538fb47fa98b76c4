// SPDX-License-Identifier: EUPL-1.2
//! What others have reported nearby, before one sends the same. It never says where a report is that no office has
//! let through.

use super::public_url;
use crate::app::{App, Stores};
use crate::guard::count;
use crate::operatori::Client;
use crate::reply::Failure;
use domain::report::Report;
use domain::report::citizen;
use domain::report::services::Kind;
use jiff::Timestamp;
use model::geo::Point;
use model::vocabulary::Coded as _;
use serde::Serialize;

/// Reports nearby that are shown, at most.
const NEAR: usize = 3;

/// A report nearby.
#[derive(Debug, Serialize)]
pub(super) struct NearView {
    url: String,
    code: String,
    status: &'static str,
    /// "a circa 40 metri, da 3 giorni"; where nobody may know where it is, "nelle vicinanze, da 3 giorni"
    where_when: String,
    /// Its subject, when everybody may read it.
    subject: Option<String>,
}

impl NearView {
    fn of(near: &citizen::Near, now: Timestamp) -> Self {
        let report: &Report = &near.report;
        let place = match near.metres.map(|metres| (metres / 10.0).round() * 10.0) {
            None => "nelle vicinanze".to_owned(),
            Some(metres) if metres < 10.0 => "qui".to_owned(),
            Some(metres) => format!("a circa {metres} metri"),
        };
        let days = match report.days(now) {
            0 => "da oggi".to_owned(),
            1 => "da ieri".to_owned(),
            days => format!("da {days} giorni"),
        };
        Self {
            url: public_url(&report.code),
            code: report.code.to_string(),
            status: report.status.label(),
            where_when: format!("{place}, {days}"),
            subject: report.public_text().map(|text| text.subject.clone()),
        }
    }
}

/// What is near. It is counted apart from what is sent, and whoever asks all the time goes on without it: nobody is
/// kept from reporting.
pub(super) async fn near<S: Stores>(app: &App<S>, client: &Client, kind: &Kind, point: Option<Point>, now: Timestamp) -> Result<Vec<NearView>, Failure> {
    let Some(point) = point.filter(|_| kind.needs_place) else { return Ok(Vec::new()) };
    match count(app, client, "near").await {
        Err(Failure::TooMany) => return Ok(Vec::new()),
        counted => counted?,
    }
    Ok(citizen::near(app.reports(), kind, point).await?.iter().take(NEAR).map(|near| NearView::of(near, now)).collect())
}
