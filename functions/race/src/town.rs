// SPDX-License-Identifier: EUPL-1.2
//! A town to book in: an open day with so many places, a library with a few seats, counters with appointments.

use anyhow::Context as _;
use axum::Router;
use domain::person::Email;
use domain::report::photo::Photos;
use functions::app::{App, Machine, ServerKey, Sites, Stores};
use functions::router::router;
use functions::site::Site;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use model::catalogue::{Catalogue, CatalogueBookable, CatalogueDated, CatalogueOffice, CatalogueReportCategory, CatalogueReportKind, CatalogueReports, CatalogueWeekly, VERSION};
use model::timetable::day_of;
use post::message::Sender;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::memory::photos::MemoryPhotos;
use tokio::net::TcpListener;

/// The open day.
pub const OPEN_DAY: &str = "giornata";
/// The library.
pub const LIBRARY: &str = "biblioteca";
/// Counters with appointments, as an office has them: ten places every half hour, for two months.
pub const COUNTERS: &str = "sportelli";
/// Something that can be reported.
pub const PROBLEM: &str = "buca";
/// When the open day begins.
pub const TIME: &str = "10:00";

/// The day of the open day: in a week.
#[must_use]
pub fn open_day() -> Date {
    day_of(Timestamp::now()).saturating_add(7.days())
}

fn bookable(id: &str, places: u32) -> CatalogueBookable {
    CatalogueBookable {
        id: id.into(),
        title: id.into(),
        kind: "evento".into(),
        office: "comune".into(),
        address: None,
        organisation: "comune".into(),
        services: Vec::new(),
        place_names: None,
        places,
        weekly: Vec::new(),
        dates: Vec::new(),
        closures: Vec::new(),
        slot_minutes: None,
        open_on_holidays: true,
        releases: Vec::new(),
        reopen_minutes: 0,
        notice_hours: 0,
        horizon_days: 60,
        cancel_hours: 0,
        per_person: None,
        fields: Vec::new(),
        bring: Vec::new(),
        keep_days: 30,
    }
}

fn catalogue(places: u32) -> Catalogue {
    let dated = CatalogueDated { date: open_day().to_string(), from: TIME.into(), to: "18:00".into() };
    let morning = CatalogueWeekly { days: (1..=7).collect(), from: "09:00".into(), to: "13:00".into(), first: None, last: None };
    let weekly = CatalogueWeekly { days: (1..=7).collect(), from: "09:00".into(), to: "12:00".into(), first: None, last: None };
    Catalogue {
        version: VERSION,
        built: "2026-11-22".into(),
        base_url: "http://127.0.0.1".into(),
        municipality: "Comune di Prova".into(),
        headers: Vec::new(),
        patron: None,
        services: Vec::new(),
        offices: vec![CatalogueOffice { id: "comune".into(), name: "Comune".into(), email: None, address: None }],
        bookables: vec![
            CatalogueBookable { dates: vec![dated], ..bookable(OPEN_DAY, places) },
            CatalogueBookable { weekly: vec![weekly], slot_minutes: Some(60), ..bookable(LIBRARY, 4) },
            CatalogueBookable { weekly: vec![morning], slot_minutes: Some(30), ..bookable(COUNTERS, 10) },
        ],
        districts: Vec::new(),
        reports: Some(reports()),
        help: None,
        rating_days: 365,
        pages: Vec::new(),
    }
}

fn reports() -> CatalogueReports {
    let kind = CatalogueReportKind { id: PROBLEM.into(), name: "Buca".into(), office: "comune".into(), needs_position: true, promised_days: 30, questions: Vec::new() };
    let category = CatalogueReportCategory { id: "strade".into(), name: "Strade".into(), office: "comune".into(), emergency_notice: false, kinds: vec![kind] };
    CatalogueReports { categories: vec![category], routes: Vec::new(), emergencies: Vec::new(), outside: None, keep_days: 365, boundary: Vec::new(), tiles: None }
}

/// What a build writes for the functions, without templates.
///
/// # Errors
/// When the catalogue cannot be written.
pub fn files(places: u32) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    files.insert("catalogue.json".to_owned(), serde_json::to_vec(&catalogue(places))?);
    files.insert("shell.html".to_owned(), b"<title>Sportello - Comune</title><main><!-- sportello:contenuto --></main>".to_vec());
    Ok(files)
}

/// The functions on a store, for this town. All clients are this machine: nobody is held back.
///
/// # Errors
/// When the town is not understood.
pub fn app<S: Stores>(store: S, places: u32) -> anyhow::Result<App<S>> {
    app_with_photos(store, places, Arc::new(MemoryPhotos::new(Timestamp::now())), u32::MAX)
}

/// The same, with photos there and so many requests of a source in a minute.
///
/// # Errors
/// When the town is not understood.
pub fn app_with_photos<S: Stores>(store: S, places: u32, photos: Arc<dyn Photos>, requests_a_minute: u32) -> anyhow::Result<App<S>> {
    let sites = Sites::default();
    sites.publish(Site::read(&files(places)?)?);
    let key = ServerKey::new(&[9; ServerKey::BYTES]).context("the key is long enough")?;
    let address = Email::parse("prenotazioni@comune.example").context("an address")?;
    Ok(App::with_photos(store, sites, Machine, key, Sender { name: "Comune".to_owned(), address, reply_to: None }, photos, requests_a_minute))
}

/// Serves a router on a free port of this machine; gives its address.
///
/// # Errors
/// When there is no port.
pub async fn serve(router: Router) -> anyhow::Result<String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(format!("http://{address}"))
}

/// The functions on a store, on a port.
///
/// # Errors
/// When there is no port.
pub async fn serve_functions<S: Stores>(app: &App<S>) -> anyhow::Result<String> {
    serve(router(app.clone())).await
}
