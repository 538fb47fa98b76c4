// SPDX-License-Identifier: EUPL-1.2
//! What goes wrong, and how it is said: status codes live here. A citizen gets a plain sentence and a
//! reference, never the cause; the cause is logged once, here, with that reference and nothing personal.

use crate::app::{App, Stores};
use crate::journal::{Level, Line};
use crate::page::Page;
use axum::Json;
use axum::response::{IntoResponse as _, Response};
use domain::store::StoreError;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use std::borrow::Cow;
use std::error::Error;
use std::fmt::Write as _;
use utoipa::ToSchema;

/// Why a request is not done.
#[derive(Debug)]
pub enum Failure {
    /// There is nothing at this address, or the secret opens nothing.
    NotFound,
    /// Somebody else has the place.
    Taken,
    /// There is no such slot, or it cannot be booked now.
    NoSlot,
    /// The hold ended, and somebody else has the place.
    Lost,
    /// The person has as many bookings to come as one may have.
    LimitReached,
    /// It is too late to cancel or move.
    TooLate,
    /// What was sent does not fit.
    Invalid(Vec<Wrong>),
    /// What was sent cannot be read.
    Unreadable(&'static str),
    /// There is too much of it.
    TooLarge,
    /// No secret, or no key, was sent.
    Unauthorized,
    /// The request comes from another site.
    Foreign,
    /// The request does not come through the site's host.
    Unsigned,
    /// Too many tries.
    TooMany,
    /// The request has no name, by which it would be known when it comes twice.
    NoRequestName,
    /// The name of another request, which asked for something else.
    RequestNameUsed,
    /// The method is not for this address.
    Method,
    /// From this state a report does not go there.
    NotNow,
    /// A report has as many followers, or as many entries, as it may have.
    Full,
    /// The site is not built yet, or has faults.
    NoSite,
    /// The store did not answer.
    Store(StoreError),
    /// A page could not be drawn: a defect of ours.
    Page(tera::Error),
}

/// A field that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Wrong {
    /// Which, as the form names it.
    pub field: Cow<'static, str>,
    /// What to do, in plain Italian.
    pub text: String,
}

/// What a failure says, of which every kind has one.
struct Said {
    status: StatusCode,
    /// Stable, for programs.
    code: &'static str,
    title: &'static str,
    sentence: &'static str,
}

/// A failure as RFC 9457 wants it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// The kind of problem: `about:blank`, because `code` says it.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// In a few words.
    #[schema(example = "Il posto è già preso")]
    pub title: &'static str,
    /// HTTP status.
    #[schema(example = 409)]
    pub status: u16,
    /// The kind of problem, stable for programs.
    #[schema(example = "taken")]
    pub code: &'static str,
    /// What happened and what to do, in plain Italian.
    pub detail: String,
    /// The fields that do not fit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Wrong>,
    /// What to say when one asks for help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<tera::Error> for Failure {
    fn from(error: tera::Error) -> Self {
        Self::Page(error)
    }
}

impl Failure {
    fn said(&self) -> Said {
        let said = |status, code, title, sentence| Said { status, code, title, sentence };
        match self {
            Self::NotFound => said(StatusCode::NOT_FOUND, "not-found", "Non c'è niente qui", "L'indirizzo non è giusto, oppure i dati sono già stati cancellati."),
            Self::Taken => said(StatusCode::CONFLICT, "taken", "Il posto è già preso", "Qualcuno è arrivato prima di te: scegli un altro orario."),
            Self::NoSlot => said(StatusCode::NOT_FOUND, "no-slot", "Questo orario non si può prenotare", "L'orario non c'è, è passato, oppure non si può ancora prenotare."),
            Self::Lost => said(
                StatusCode::GONE,
                "lost",
                "Il posto non è più tuo",
                "Il tempo per confermare è finito e il posto è di un'altra persona, oppure l'ufficio lo ha chiuso. Scegli un altro orario.",
            ),
            Self::LimitReached => said(
                StatusCode::CONFLICT,
                "limit-reached",
                "Hai già una prenotazione",
                "Non puoi averne altre finché non passa quella che hai. Se non ti serve più, disdicila: trovi il link nel messaggio di conferma.",
            ),
            Self::TooLate => said(StatusCode::CONFLICT, "too-late", "È tardi per cambiare", "Non si può più disdire o spostare online: chiama l'ufficio."),
            Self::Invalid(_) => said(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "Controlla i dati", "Alcuni dati mancano o non vanno bene."),
            Self::Unreadable(what) => said(StatusCode::BAD_REQUEST, "unreadable", "La richiesta non si legge", what),
            Self::TooLarge => {
                said(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "La richiesta è troppo grande", "Hai inviato troppi dati: accorcia il testo, o manda una foto più piccola.")
            }
            Self::Unauthorized => said(StatusCode::UNAUTHORIZED, "unauthorized", "Serve la chiave", "La richiesta non ha la chiave che serve."),
            Self::Foreign => said(StatusCode::FORBIDDEN, "foreign", "La richiesta viene da un altro sito", "Torna alla pagina e riprova da lì."),
            Self::Unsigned => said(StatusCode::FORBIDDEN, "unsigned", "Questo indirizzo non è pubblico", "Apri il sito del Comune e riprova da lì."),
            Self::TooMany => said(StatusCode::TOO_MANY_REQUESTS, "too-many-tries", "Troppi tentativi", "Aspetta un minuto e riprova."),
            Self::NoRequestName => said(
                StatusCode::BAD_REQUEST,
                "idempotency-key-missing",
                "Manca Idempotency-Key",
                "Dai un nome alla richiesta, da 16 a 100 caratteri: se arriva due volte, vale una volta sola.",
            ),
            Self::RequestNameUsed => said(
                StatusCode::UNPROCESSABLE_ENTITY,
                "idempotency-key-reused",
                "Idempotency-Key è di un'altra richiesta",
                "Con questo nome è già arrivata una richiesta diversa: dai un nome nuovo a ogni richiesta nuova.",
            ),
            Self::NotNow => {
                said(StatusCode::CONFLICT, "not-now", "Adesso non si può", "La segnalazione non è in uno stato che lo permette: ricarica la pagina e guarda a che punto è.")
            }
            Self::Full => said(StatusCode::CONFLICT, "full", "Non c'è più posto", "Questa segnalazione è già seguita da troppe persone: guarda la sua pagina per sapere come va."),
            Self::Method => said(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "Qui non si può fare", "Questo indirizzo non accetta la richiesta."),
            Self::NoSite => said(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "Il servizio è fermo", "Riprova tra qualche minuto: quello che hai già confermato resta."),
            Self::Store(_) => said(
                StatusCode::SERVICE_UNAVAILABLE,
                "unavailable",
                "Il servizio non risponde",
                "Riprova tra un momento: quello che avevi già confermato resta, e non lo fai due volte.",
            ),
            Self::Page(_) => said(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Qualcosa non ha funzionato", "Riprova tra un momento. Se succede ancora, scrivici."),
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.said().status
    }

    /// Logs what only we can mend, and gives the reference under which it stands in the log.
    fn logged<S: Stores>(&self, app: &App<S>) -> Option<String> {
        let cause: &dyn Error = match self {
            Self::Store(error) => error,
            Self::Page(error) => error,
            _ => return None,
        };
        let reference = app.fresh().code().to_string();
        let mut line = format!("{reference} {}", cause);
        let mut source = cause.source();
        while let Some(next) = source {
            let _ = write!(line, ": {next}");
            source = next.source();
        }
        app.tell(&Line::new(Level::Error, "failure", line).with("reference", reference.as_str()));
        Some(reference)
    }

    /// In plain words, for formats that others made; what only we can mend is logged.
    pub fn sentence<S: Stores>(&self, app: &App<S>) -> String {
        let Said { title, sentence, .. } = self.said();
        let reference = self.logged(app).map(|reference| format!(" Riferimento: {reference}.")).unwrap_or_default();
        format!("{title}. {sentence}{reference}")
    }

    /// As JSON.
    pub fn problem<S: Stores>(self, app: &App<S>) -> Response {
        let Said { status, code, title, sentence } = self.said();
        let reference = self.logged(app);
        let errors = if let Self::Invalid(wrong) = self { wrong } else { Vec::new() };
        let problem = Problem { kind: "about:blank", title, status: status.as_u16(), code, detail: sentence.to_owned(), errors, reference };
        let mut response = (status, Json(problem)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }

    /// As a page, with a way back, and one to everything that can be booked.
    pub fn page<S: Stores>(self, app: &App<S>, back: Option<(String, &'static str)>) -> Response {
        self.page_of(app, back, ("/prenota/", "Tutto quello che puoi prenotare"))
    }

    /// As a page, with a way back, and one home.
    pub fn page_of<S: Stores>(self, app: &App<S>, back: Option<(String, &'static str)>, (home, words): (&'static str, &'static str)) -> Response {
        let Said { status, title, sentence, .. } = self.said();
        let reference = self.logged(app);
        let mut page = Page::new(status, title, "messaggio.html");
        page.put("text", &sentence).put("reference", &reference).put("back", &back.map(|(url, text)| Link { url, text }));
        page.put("home", &Link { url: home.to_owned(), text: words });
        let drawn = app.site().ok().and_then(|site| page.response(&site).ok());
        // Without a site, or without its template, there is still the sentence.
        drawn.unwrap_or_else(|| (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], format!("{title}. {sentence}\n")).into_response())
    }
}

/// A link of a page.
#[derive(Debug, Clone, Serialize)]
struct Link {
    url: String,
    text: &'static str,
}
