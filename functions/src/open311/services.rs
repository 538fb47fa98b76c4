// SPDX-License-Identifier: EUPL-1.2
//! Where the service is, what can be reported, and what is asked beside the usual.

use super::here;
use super::node::Node;
use super::reply::{Answer, Format, answered, unknown};
use crate::app::{App, Stores};
use crate::form::Fields;
use crate::segnala::typed::ANSWER;
use crate::site::Site;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::report::services::{Kind, Question, Services};
use http::Uri;
use model::report::AnswerType;

/// The name of the standard, as itself wants it.
const SPECIFICATION: &str = "http://wiki.open311.org/GeoReport_v2";

fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

/// `GET /open311/v2/discovery`
pub async fn discovery<S: Stores>(State(app): State<App<S>>, uri: Uri) -> Response {
    let answer = async {
        let site = app.site()?;
        here(&site, &Fields::query(&uri))?;
        Ok(("discovery", discovered(&site)))
    };
    let answer: Answer = answer.await;
    answered(&app, Format::of(&uri), answer)
}

fn discovered(site: &Site) -> Node {
    let office = site.help.as_ref().and_then(|help| site.offices.get(&help.office));
    let email = office.and_then(|office| office.email.as_ref()).map(|email| format!(", {email}")).unwrap_or_default();
    let help = format!("{}/assistenza/", site.base_url);
    let endpoint = Node::Map(vec![
        ("specification", text(SPECIFICATION)),
        ("url", Node::Text(format!("{}/open311/v2", site.base_url))),
        ("changeset", text(&site.built)),
        ("type", text("production")),
        ("formats", Node::List("format", vec![text("text/xml"), text("application/json")])),
    ]);
    Node::Map(vec![
        ("changeset", text(&site.built)),
        ("contact", Node::Text(format!("{}: {help}{email}", site.municipality))),
        ("key_service", Node::Text(format!("Chiedi una chiave da {help} e scrivi come si chiama la tua app"))),
        ("endpoints", Node::List("endpoint", vec![endpoint])),
    ])
}

/// `GET /open311/v2/services`
pub async fn list<S: Stores>(State(app): State<App<S>>, uri: Uri) -> Response {
    let answer = async {
        let site = app.site()?;
        let services = here(&site, &Fields::query(&uri))?;
        let kinds = services.categories.iter().flat_map(|category| &category.kinds).filter_map(|id| services.kinds.get(id));
        Ok(("services", Node::List("service", kinds.map(|kind| service(kind, services)).collect())))
    };
    let answer: Answer = answer.await;
    answered(&app, Format::of(&uri), answer)
}

fn service(kind: &Kind, services: &Services) -> Node {
    let category = services.category(kind);
    let days = if kind.promised_days == 1 { "1 giorno".to_owned() } else { format!("{} giorni", kind.promised_days) };
    Node::Map(vec![
        ("service_code", text(kind.id.as_str())),
        ("service_name", text(&kind.name)),
        ("description", Node::Text(format!("{}: {}. Risposta entro {days}.", category.name, kind.name))),
        ("metadata", Node::Flag(!kind.questions.is_empty())),
        ("type", text("realtime")),
        ("keywords", Node::Text(format!("{}, {}", category.name, kind.name).to_lowercase())),
        ("group", text(&category.name)),
    ])
}

/// `GET /open311/v2/services/<code>`
pub async fn definition<S: Stores>(State(app): State<App<S>>, Path(file): Path<String>, uri: Uri) -> Response {
    let answer = async {
        let site = app.site()?;
        let services = here(&site, &Fields::query(&uri))?;
        let (code, format) = Format::split(&file);
        let kind = services.kind(code).filter(|_| format.is_some()).ok_or_else(|| unknown(format!("service_code «{code}» non c'è: guarda /open311/v2/services.xml")))?;
        let attributes = kind.questions.iter().zip(1..).map(|(question, order)| attribute(question, order));
        Ok(("service_definition", Node::Map(vec![("service_code", text(kind.id.as_str())), ("attributes", Node::List("attribute", attributes.collect()))])))
    };
    let answer: Answer = answer.await;
    answered(&app, Format::of(&uri), answer)
}

fn attribute(question: &Question, order: u64) -> Node {
    let value = |key: &str| Node::Map(vec![("key", text(key)), ("name", text(key))]);
    let (datatype, help, values) = match question.answer {
        AnswerType::Text => ("string", Node::Text(format!("Al massimo {ANSWER} caratteri, su una riga")), Vec::new()),
        AnswerType::YesNo => ("singlevaluelist", Node::Nothing, vec![value("sì"), value("no")]),
        AnswerType::Choice => ("singlevaluelist", Node::Nothing, question.choices.iter().map(|choice| value(choice)).collect()),
    };
    Node::Map(vec![
        ("variable", Node::Flag(true)),
        ("code", text(&question.id)),
        ("datatype", text(datatype)),
        ("required", Node::Flag(question.required)),
        ("datatype_description", help),
        ("order", Node::Whole(order)),
        ("description", text(&question.text)),
        ("values", Node::List("value", values)),
    ])
}
