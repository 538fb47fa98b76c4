// SPDX-License-Identifier: EUPL-1.2
//! A small town to ask: its catalogue, the theme's own templates, and a client.

use axum::body::{Body, to_bytes};
use axum::{Extension, Router};
use domain::office::{Keys as _, OfficeKey};
use domain::person::Email;
use domain::token::Token;
use functions::app::{App, ServerKey, Sites, World};
use functions::operatori::Client;
use functions::router::router;
use functions::site::{Site, check_templates};
use http::{HeaderMap, Method, Request, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use model::catalogue::{
    Catalogue, CatalogueBookable, CatalogueCategory, CatalogueDistrict, CatalogueEmergency, CatalogueHeader, CatalogueHelp, CatalogueOffice, CatalogueQuestion,
    CatalogueReportCategory, CatalogueReportKind, CatalogueReports, CatalogueRoute, CatalogueService, CatalogueTiles, CatalogueWeekly, VERSION,
};
use post::message::Sender;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use store::memory::Memory;
use store::memory::photos::MemoryPhotos;
use tower::ServiceExt as _;

/// Monday 23 November 2026, noon in Rome.
pub const NOW: &str = "2026-11-23T11:00:00Z";

/// A clock that a test moves, and dice that never give one number twice.
#[derive(Clone)]
pub struct Fake(Arc<Mutex<(Timestamp, u64)>>);

impl World for Fake {
    fn now(&self) -> Timestamp {
        self.0.lock().expect("no test panics here").0
    }

    fn random(&self) -> [u8; 16] {
        let mut state = self.0.lock().expect("no test panics here");
        state.1 += 1;
        let mut bytes = [7; 16];
        bytes[..8].copy_from_slice(&state.1.to_le_bytes());
        bytes
    }
}

pub struct Town {
    pub app: App<Memory>,
    pub photos: Arc<MemoryPhotos>,
    router: Router,
    world: Fake,
}

/// What came back.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// "" when it is no text.
    pub text: String,
    pub bytes: bytes::Bytes,
}

impl Reply {
    /// Where it sends the browser.
    pub fn location(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
        self.headers[header::LOCATION].to_str().expect("an address")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The value of an attribute that follows a text.
    pub fn after(&self, before: &str) -> &str {
        let rest = self.text.split_once(before).unwrap_or_else(|| panic!("`{before}` is not in {}", self.text)).1;
        rest.split('"').next().unwrap_or_default()
    }

    pub fn main(&self) -> &str {
        let rest = self.text.split_once("<main>").unwrap_or_else(|| panic!("no main in {}", self.text)).1;
        rest.split_once("</main>").expect("an end").0
    }
}

fn bookable(id: &str, office: &str) -> CatalogueBookable {
    let weekly = CatalogueWeekly { days: vec![1, 2, 3, 4, 5], from: "09:00".into(), to: "11:00".into(), first: None, last: None };
    CatalogueBookable {
        id: id.into(),
        title: format!("Sportello {id}"),
        kind: "appuntamento".into(),
        office: office.into(),
        address: None,
        organisation: "comune".into(),
        services: vec!["carta".into()],
        place_names: None,
        places: 2,
        weekly: vec![weekly],
        dates: Vec::new(),
        closures: Vec::new(),
        slot_minutes: Some(60),
        open_on_holidays: false,
        releases: Vec::new(),
        reopen_minutes: 15,
        notice_hours: 0,
        horizon_days: 30,
        cancel_hours: 12,
        per_person: None,
        fields: Vec::new(),
        bring: vec!["Un documento".into()],
        keep_days: 30,
    }
}

/// The catalogue: two desks of the registry, one with everything asked and a limit, and one of another office.
fn catalogue() -> Catalogue {
    let category = |id: &str, title: &str| CatalogueCategory { id: id.into(), title: title.into() };
    let office = |id: &str, name: &str| CatalogueOffice {
        id: id.into(),
        name: name.into(),
        email: (id != "biblioteca").then(|| format!("{id}@comune.example")),
        address: Some("Piazza Matteotti, 3".into()),
    };
    let strict = CatalogueBookable {
        fields: ["telefono", "codice-fiscale", "motivo", "numero-documenti"].map(str::to_owned).to_vec(),
        per_person: Some(1),
        place_names: Some(vec!["Tavolo 1".into(), "Tavolo 2".into()]),
        ..bookable("severo", "anagrafe")
    };
    Catalogue {
        version: VERSION,
        built: "2026-11-22".into(),
        base_url: "https://comune.example".into(),
        municipality: "Comune di Prova".into(),
        headers: vec![CatalogueHeader { name: "Content-Security-Policy".into(), value: "default-src 'self'; img-src 'self'".into() }],
        patron: None,
        services: vec![CatalogueService {
            id: "carta".into(),
            title: "Carta d'identità".into(),
            category: "anagrafe".into(),
            office: "anagrafe".into(),
            bookables: vec!["facile".into()],
        }],
        offices: vec![office("anagrafe", "Ufficio anagrafe"), office("biblioteca", "Biblioteca"), office("comune", "Comune di Prova")],
        bookables: vec![bookable("facile", "anagrafe"), strict, bookable("libri", "biblioteca")],
        districts: vec![
            CatalogueDistrict { id: "centro".into(), name: "Centro".into(), points: vec![[45_694_000, 9_671_000]] },
            CatalogueDistrict { id: "colli".into(), name: "Colli".into(), points: vec![[45_710_000, 9_650_000]] },
        ],
        reports: Some(reports()),
        help: Some(CatalogueHelp { office: "comune".into(), keep_days: 30, categories: vec![category("anagrafe", "Anagrafe"), category("tributi", "Tributi")] }),
        rating_days: 365,
        pages: ["/", "/servizi/", "/servizi/carta/"].map(str::to_owned).to_vec(),
    }
}

/// Two categories: one with a place and questions, one without; all lamps of the hills are the library's.
fn reports() -> CatalogueReports {
    let kind = |id: &str, name: &str, office: &str, needs_position| CatalogueReportKind {
        id: id.into(),
        name: name.into(),
        office: office.into(),
        needs_position,
        promised_days: 10,
        questions: Vec::new(),
    };
    let question = |id: &str, answer: &str, choices: &[&str], required| CatalogueQuestion {
        id: id.into(),
        text: format!("Domanda {id}"),
        answer: answer.into(),
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        required,
    };
    let lamp = CatalogueReportKind {
        questions: vec![question("quanti", "scelta", &["Uno", "Tanti"], true), question("palo", "testo", &[], false), question("acceso", "sì-no", &[], false)],
        ..kind("lampione", "Lampione spento", "anagrafe", true)
    };
    let category =
        |id: &str, name: &str, office: &str, kinds| CatalogueReportCategory { id: id.into(), name: name.into(), office: office.into(), emergency_notice: id == "strade", kinds };
    CatalogueReports {
        categories: vec![
            category("strade", "Strade", "comune", vec![lamp, kind("buca", "Buca", "anagrafe", true)]),
            category("servizi", "Servizi", "biblioteca", vec![kind("sito", "Il sito", "biblioteca", false)]),
        ],
        routes: vec![CatalogueRoute { kinds: vec!["lampione".into()], districts: vec!["colli".into()], office: "biblioteca".into() }],
        emergencies: vec![CatalogueEmergency { number: "112".into(), name: "Emergenze".into(), when: "Se c'è un pericolo.".into() }],
        outside: None,
        keep_days: 90,
        boundary: vec![vec![[45_660_000, 9_610_000], [45_660_000, 9_720_000], [45_740_000, 9_720_000], [45_740_000, 9_610_000]]],
        tiles: Some(CatalogueTiles { address: "https://mappe.example/{z}/{x}/{y}.png".into(), credit: "Chi disegna".into() }),
    }
}

/// The theme's own templates of function pages.
#[expect(clippy::disallowed_methods, reason = "the tests read the theme")]
fn templates(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("the theme has pages of functions") {
        let entry = entry.expect("an entry");
        let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            templates(&entry.path(), &name, files);
        } else {
            files.insert(name, std::fs::read(entry.path()).expect("a template"));
        }
    }
}

fn site() -> Site {
    let mut files = BTreeMap::new();
    templates(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../themes/bergamo/funzioni"), "templates", &mut files);
    files.insert("catalogue.json".into(), serde_json::to_vec(&catalogue()).expect("a catalogue"));
    files.insert("shell.html".into(), b"<title>Sportello - Comune di Prova</title><main><!-- sportello:contenuto --></main>".to_vec());
    check_templates(&files).expect("good templates");
    Site::read(&files).expect("a good site")
}

impl Town {
    pub fn new() -> Self {
        let world = Fake(Arc::new(Mutex::new((NOW.parse().expect("an instant"), 0))));
        let sites = Sites::default();
        sites.publish(site());
        let key = ServerKey::new(&[5; 32]).expect("long enough");
        let sender = Sender { name: "Comune di Prova".into(), address: Email::parse("prenotazioni@comune.example").expect("an address"), reply_to: None };
        let photos = Arc::new(MemoryPhotos::new(world.now()));
        let app = App::with_photos(Memory::default(), sites, world.clone(), key, sender, photos.clone(), 30);
        let router = router(app.clone()).layer(Extension(Client("192.0.2.1".into())));
        Self { app, photos, router, world }
    }

    /// Lets time pass.
    pub fn later(&self, minutes: i64) {
        let mut state = self.world.0.lock().expect("no test panics here");
        state.0 += SignedDuration::from_mins(minutes);
    }

    pub async fn ask(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.expect("a router answers");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 1 << 20).await.expect("a body");
        let text = String::from_utf8(bytes.to_vec()).unwrap_or_default();
        Reply { status, headers, text, bytes }
    }

    pub async fn get(&self, address: &str) -> Reply {
        self.ask(Request::get(address).body(Body::empty()).expect("a request")).await
    }

    pub async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Reply {
        self.send(address, fields, &[]).await
    }

    pub async fn send(&self, address: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Reply {
        let body: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut request = Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(Body::from(body)).expect("a request")).await
    }

    pub async fn json(&self, method: Method, address: &str, headers: &[(&str, &str)], body: Option<serde_json::Value>) -> Reply {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(body.map_or_else(Body::empty, |body| Body::from(body.to_string()))).expect("a request")).await
    }

    /// Holds a place as a citizen does; gives the address of the details.
    pub async fn hold(&self, day: &str, time: &str) -> String {
        let page = format!("/prenota/facile/{day}/");
        let times = self.get(&page).await;
        let request = times.after("name=\"richiesta\" value=\"").to_owned();
        self.post(&page, &[("richiesta", &request), ("ora", time)]).await.location().to_owned()
    }

    /// Books as a citizen does; gives the private address.
    pub async fn book(&self, day: &str, time: &str, name: &str) -> String {
        let details = self.hold(day, time).await;
        let confirmed = self.post(&details, &[("passo", "conferma"), ("nome", name), ("email", "maria@posta.example")]).await;
        confirmed.location().to_owned()
    }

    /// The secret of a new key of an office.
    pub async fn key(&self, office: &str) -> String {
        let secret = self.app.fresh();
        self.app.store().put_key(&OfficeKey::new(secret, office.to_owned(), self.app.now())).await.expect("a store");
        secret.text()
    }
}

/// The secret of a private address.
pub fn token(address: &str) -> Token {
    let text = address.strip_prefix("/prenota/_mia/").and_then(|rest| rest.strip_suffix('/')).expect("a private address");
    Token::parse(text).expect("a secret")
}
