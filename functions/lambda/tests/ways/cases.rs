// SPDX-License-Identifier: EUPL-1.2
//! The table of requests: what citizens' browsers and programs send, in an order that tells a story.

use crate::same::Said;
use crate::town::Town;
use http::{Method, Request, header};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use race::town::{COUNTERS, LIBRARY, OPEN_DAY, PROBLEM, TIME, open_day};

/// After this one there is no booking any more.
pub const CANCELLED: &str = "cancelled";

/// A request.
pub struct Case {
    /// What it shows.
    pub name: &'static str,
    method: Method,
    /// `{…}` is what an earlier reply gave.
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    /// What must come.
    pub status: u16,
    /// A name for where the reply sends the browser.
    keeps: Option<&'static str>,
}

impl Case {
    fn new(name: &'static str, method: Method, path: impl Into<String>, status: u16) -> Self {
        Self { name, method, path: path.into(), headers: Vec::new(), body: Vec::new(), status, keeps: None }
    }

    fn get(name: &'static str, path: impl Into<String>, status: u16) -> Self {
        Self::new(name, Method::GET, path, status)
    }

    fn json(name: &'static str, method: Method, path: impl Into<String>, body: &serde_json::Value, status: u16) -> Self {
        Self { body: body.to_string().into_bytes(), ..Self::new(name, method, path, status) }.with("content-type", "application/json")
    }

    fn form(name: &'static str, path: impl Into<String>, fields: &[(&str, &str)], status: u16) -> Self {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes();
        Self { body, ..Self::new(name, Method::POST, path, status) }.with("content-type", "application/x-www-form-urlencoded")
    }

    fn multipart(name: &'static str, path: impl Into<String>, fields: &[(&str, &str)], file: &[u8], status: u16) -> Self {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        body.extend(b"--b\r\nContent-Disposition: form-data; name=\"foto_file\"; filename=\"a.jpg\"\r\n\r\n");
        body.extend(file);
        body.extend(b"\r\n--b--\r\n");
        Self { body, ..Self::new(name, Method::POST, path, status) }.with("content-type", "multipart/form-data; boundary=b")
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn keeps(mut self, name: &'static str) -> Self {
        self.keeps = Some(name);
        self
    }
}

/// What one way of running learnt from its replies.
#[derive(Default)]
pub struct Memory(Vec<(String, String)>);

impl Memory {
    /// What was learnt under a name.
    pub fn get(&self, name: &str) -> String {
        self.0.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("nothing gave `{name}`")).1.clone()
    }

    /// The request of a case, signed as the host does.
    pub fn request(&self, case: &Case, town: &Town) -> Request<Vec<u8>> {
        // A form has written the braces in its own way.
        let filled = |text: &str| self.0.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value).replace(&format!("%7B{name}%7D"), value));
        let mut request = Request::builder().method(case.method.clone()).uri(filled(&case.path));
        for (name, value) in &case.headers {
            request = request.header(*name, filled(value));
        }
        let request = request.header("x-nf-sign", town.signature()).header("x-nf-client-connection-ip", "192.0.2.1");
        let body = std::str::from_utf8(&case.body).map_or_else(|_| case.body.clone(), |text| filled(text).into_bytes());
        request.body(body).unwrap_or_else(|error| panic!("{}: {error}", case.name))
    }

    /// Keeps what a reply gave.
    pub fn keep(&mut self, case: &Case, said: &Said) {
        if let (Some(name), Some(location)) = (case.keeps, said.headers.get(header::LOCATION)) {
            self.0.push((name.to_owned(), location.to_str().expect("an address").to_owned()));
        }
        if let Ok(body) = serde_json::from_slice::<serde_json::Value>(&said.body) {
            for (field, value) in [("secret", &body["secret"]), ("code", &body["code"]), ("code", &body["report"]["code"])] {
                if let Some(value) = value.as_str().filter(|_| said.status == 201) {
                    self.0.insert(0, (field.to_owned(), value.to_owned()));
                }
            }
        }
        if let Some((_, rest)) = said.text().split_once("name=\"richiesta\" value=\"") {
            self.0.insert(0, ("request".to_owned(), rest.split('"').next().unwrap_or_default().to_owned()));
        }
    }
}

/// All of them.
pub fn all() -> Vec<Case> {
    let day = open_day().to_string();
    let details = serde_json::json!({"name": "Zoë \"Mimì\" Bianchi 🦊", "email": "zoe@posta.example"});
    let hold = serde_json::json!({"bookable": OPEN_DAY, "day": day, "time": TIME, "place": 1});
    let booking = serde_json::json!({"bookable": OPEN_DAY, "day": day, "time": TIME, "place": 1, "details": details});
    let named = |case: Case| case.with("idempotency-key", "the-name-of-a-request");
    let times = format!("/prenota/{COUNTERS}/{day}/");
    let person = |step| [("passo", step), ("nome", "Ugo D'Angelo"), ("email", "ugo@posta.example")];
    vec![
        Case::get("what can be booked", "/api/v1/bookables", 200),
        Case::get("the document of the API", "/api/v1/openapi.json", 200),
        Case::get("nothing of that name", "/api/v1/bookables/n%C3%A9ant", 404),
        Case::get("free places", format!("/api/v1/bookables/{OPEN_DAY}/slots?from={day}&to={day}"), 200),
        Case::get("a question that cannot be read", format!("/api/v1/bookables/{OPEN_DAY}/slots?from=ieri"), 422),
        Case::json("no JSON", Method::POST, "/api/v1/holds", &serde_json::Value::String("\u{1f98a}".into()), 400),
        Case { body: vec![b'{', 0xff, 0xfe], ..Case::json("no text", Method::POST, "/api/v1/holds", &hold, 400) },
        named(Case::json("held", Method::POST, "/api/v1/holds", &hold, 201)),
        named(Case::json("held again, the same", Method::POST, "/api/v1/holds", &hold, 201)),
        Case::json("taken", Method::POST, "/api/v1/holds", &hold, 409),
        named(Case::json("booked", Method::POST, "/api/v1/bookings", &booking, 201)).with("authorization", "Bearer {secret}"),
        named(Case::json("booked again, the same", Method::POST, "/api/v1/bookings", &booking, 201)).with("authorization", "Bearer {secret}"),
        Case::get("seen", "/api/v1/bookings/{code}", 200).with("authorization", "Bearer {secret}"),
        Case::get("not without the secret", "/api/v1/bookings/{code}", 401),
        Case::new(CANCELLED, Method::DELETE, "/api/v1/bookings/{code}", 204).with("authorization", "Bearer {secret}"),
        Case::get("days", format!("/prenota/{LIBRARY}/giorni/"), 200),
        Case::get("times", times.clone(), 200),
        Case::form("a place is chosen", times, &[("richiesta", "{request}"), ("ora", "0930"), ("posto", "2")], 303).keeps("details"),
        Case::get("details", "{details}", 200),
        Case::form("details with a fault", "{details}", &[("passo", "controlla"), ("nome", "Ugo"), ("email", "ugo")], 200),
        Case::form("confirmed", "{details}", &person("conferma"), 303).keeps("mine"),
        Case::get("my booking", "{mine}", 200),
        Case::get("my appointment as a file", "{mine}appuntamento.ics", 200),
        Case::get("an address that nobody has", "/prenota/_mia/aaaaaaaaaaaaaaaaaaaaaaaaaa/", 404),
        Case::get("clerks sign in", "/operatori/", 200).with("cookie", "__Host-sportello=nonsense; other=1"),
        Case::form("a key that is none", "/operatori/", &[("chiave", "nonsense")], 422),
        Case::form("from another site", "/operatori/", &[("chiave", "nonsense")], 403).with("sec-fetch-site", "cross-site"),
        Case::get("not without a session", format!("/operatori/giorno/{day}/"), 303),
        Case::new("a method that is not for it", Method::PUT, "/api/v1/holds", 405),
        Case::get("not ours", "/servizi/", 404),
        Case { body: vec![b'x'; 400_000], ..Case::form("too much", "/operatori/", &[], 413) },
    ]
}

/// A photo.
pub fn photo() -> Vec<u8> {
    let (side, mut bytes) = (400_u32, Vec::new());
    let pixels: Vec<u8> = (0..side * side).flat_map(|at| [(at % 251) as u8, 80, 90]).collect();
    JpegEncoder::new_with_quality(&mut bytes, 80).write_image(&pixels, side, side, ExtendedColorType::Rgb8).expect("a photo");
    bytes
}

/// Those about reports.
pub fn reports() -> Vec<Case> {
    let wish =
        serde_json::json!({"kind": PROBLEM, "subject": "Buca \"grande\" 🦊", "description": "Da ieri.", "email": "zoe@posta.example", "privacy": true, "address": "Via Broseta"});
    let named = |case: Case| case.with("idempotency-key", "the-name-of-a-report");
    let place = [("tipo", PROBLEM), ("passo", "dove"), ("indirizzo", "Via Broseta 12")];
    let told = [("tipo", PROBLEM), ("passo", "cosa"), ("indirizzo", "Via Broseta 12"), ("oggetto", "Buca"), ("descrizione", "Profonda.")];
    vec![
        Case::get("what can be reported", "/api/v1/report-kinds", 200),
        Case::get("nothing is reported yet", "/segnala/elenco/", 200),
        Case::get("the sub-types", "/segnala/nuova/", 200),
        Case::get("where", format!("/segnala/nuova/?tipo={PROBLEM}"), 200),
        Case::form("where, without a place", "/segnala/nuova/", &[("tipo", PROBLEM), ("passo", "dove")], 200),
        Case::form("what", "/segnala/nuova/", &place, 200),
        Case::multipart("who, with a photo", "/segnala/nuova/", &told, &photo(), 200),
        Case::multipart("no photo", "/segnala/nuova/", &told, b"<svg onload=alert(1)>", 200),
        Case::multipart("more than the function gets", "/segnala/nuova/", &told, &[0xFF; 4_450_000], 200),
        Case::json("without a name", Method::POST, "/api/v1/reports", &wish, 400),
        named(Case::json("reported", Method::POST, "/api/v1/reports", &wish, 201)),
        named(Case::json("reported again, the same", Method::POST, "/api/v1/reports", &wish, 201)),
        Case::get("seen", "/api/v1/reports/{code}", 200),
        Case::get("seen as a page", "/segnala/{code}/", 200),
        Case::get("seen by who made it", "/segnala/_mia/{secret}/", 200),
        Case::get("without its slash", "/segnala/{code}", 303),
        Case::form("followed", "/segnala/{code}/segui/", &[("email", "ugo@posta.example")], 303),
        Case::get("the list", "/segnala/elenco/", 200),
        Case::get("as a table", "/segnala/dati/segnalazioni.csv", 200),
        Case::get("as places", "/segnala/dati/segnalazioni.geojson", 200),
        Case::get("as a feed", "/segnala/dati/segnalazioni.atom", 200),
        Case::get("an address that nobody has", "/segnala/_mia/aaaaaaaaaaaaaaaaaaaaaaaaaa/", 404),
        Case::get("a photo that nobody sent", "/segnala/nuova/foto/aaaaaaaaaaaaaaaaaaaaaaaaaa/", 404),
        Case::get("clerks sign in first", "/operatori/segnalazioni/", 303),
        Case { body: b"no photo".to_vec(), ..Case::new("no photo for programs", Method::POST, "/api/v1/report-photos", 422) },
        Case::new("a photo that did not come", Method::POST, "/api/v1/report-photos/aaaaaaaaaaaaaaaaaaaaaaaaaa", 422),
        Case::new("a method that is not for it", Method::PUT, "/api/v1/reports", 405),
        Case { body: vec![b'x'; 400_000], ..Case::form("too much", "/segnala/nuova/", &[], 413) },
    ]
}
