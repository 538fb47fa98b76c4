// SPDX-License-Identifier: EUPL-1.2
//! Help requests and ratings, each made once for each name of a request.

use super::types::number;
use super::{Problems, answered, read, request_name, said};
use crate::app::{App, Stores};
use crate::assistenza::settings;
use crate::assistenza::typed::Typed as Help;
use crate::form::clean;
use crate::guard::count;
use crate::operatori::Client;
use crate::reply::{Failure, Wrong};
use crate::valutazione::{Typed as Rated, rate};
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use domain::feedback::help;
use domain::feedback::rating::Aspect;
use http::{HeaderMap, StatusCode};
use model::vocabulary::Coded as _;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A help request that somebody wants to make.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedHelp {
    /// Name.
    #[schema(min_length = 1, max_length = 80)]
    pub name: String,
    /// Surname.
    #[schema(min_length = 1, max_length = 80)]
    pub surname: String,
    /// Where the answer goes.
    #[schema(min_length = 3, max_length = 254)]
    pub email: String,
    /// The category of services, by id; a service says it by itself.
    #[serde(default)]
    pub category: Option<String>,
    /// The service, by id.
    #[serde(default)]
    pub service: Option<String>,
    /// The question.
    #[schema(min_length = 1, max_length = 600)]
    pub text: String,
    /// That the notice on privacy was read.
    pub privacy: bool,
}

/// A help request that was taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct HelpReply {
    /// Its name, for the telephone.
    #[schema(pattern = "^[2-9A-Z]{4}-[2-9A-Z]{4}$", example = "CD23-4FGH")]
    pub code: String,
    /// The office that answers.
    pub office: String,
}

/// A rating that somebody wants to give.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedRating {
    /// The page: its address on the site.
    #[schema(example = "/servizi/")]
    pub page: String,
    /// From 1 to 5.
    #[serde(deserialize_with = "number")]
    #[schema(minimum = 1, maximum = 5)]
    pub vote: u32,
    /// A fixed answer that goes with the vote: `chiare`, `complete`, `percorso`, `tecnica`, `altro-positivo` with 4
    /// and 5; `non-chiare`, `non-complete`, `non-percorso`, `non-tecnica`, `altro-negativo` with 1, 2 and 3.
    #[serde(default)]
    pub answer: Option<String>,
    /// In a few words, without personal data.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub comment: Option<String>,
}

/// A rating that was taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct RatingReply {
    /// The page.
    pub page: String,
    /// The vote.
    pub vote: u8,
}

fn plain(text: &str) -> String {
    clean(text).trim().to_owned()
}

fn perhaps(text: &Option<String>) -> String {
    text.as_deref().map(plain).unwrap_or_default()
}

/// Asks for help. The same `Idempotency-Key` gives the same request.
#[utoipa::path(
    post,
    path = "/api/v1/help-requests",
    tag = "help",
    params(("Idempotency-Key" = String, Header, description = "A name for the request, 16 to 100 visible characters of ASCII", pattern = "^[!-~]{16,100}$")),
    request_body = WantedHelp,
    responses((status = 201, body = HelpReply), Problems)
)]
pub async fn ask<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>, headers: HeaderMap, body: Body) -> Response {
    let client = client.map(|Extension(client)| client).unwrap_or_default();
    let answer = async {
        let site = app.site()?;
        let settings = settings(&site)?;
        let name = request_name(&headers)?.ok_or(Failure::NoRequestName)?;
        let wanted: WantedHelp = read(body).await?;
        let typed = Help {
            name: plain(&wanted.name),
            surname: plain(&wanted.surname),
            email: plain(&wanted.email),
            category: perhaps(&wanted.category),
            service: perhaps(&wanted.service),
            text: plain(&wanted.text),
            privacy: if wanted.privacy { "letta".to_owned() } else { String::new() },
            ..Help::default()
        };
        let new = typed.check(settings, &site).map_err(Failure::Invalid)?;
        count(&app, &client, "help").await?;
        let request = help::ask(app.feedback(), &new, &format!("api\0{name}"), app.key(), app.now()).await?;
        if request.question != new.question {
            return Err(Failure::RequestNameUsed);
        }
        app.help_letters().notify_one();
        Ok(said(StatusCode::CREATED, &HelpReply { code: request.code.to_string(), office: site.office_name(&request.office).to_owned() }))
    };
    answered(&app, answer.await)
}

/// Rates a page. The same `Idempotency-Key` within a minute counts once.
#[utoipa::path(
    post,
    path = "/api/v1/ratings",
    tag = "ratings",
    params(("Idempotency-Key" = String, Header, description = "A name for the request, 16 to 100 visible characters of ASCII", pattern = "^[!-~]{16,100}$")),
    request_body = WantedRating,
    responses((status = 201, body = RatingReply), Problems)
)]
pub async fn rating<S: Stores>(State(app): State<App<S>>, client: Option<Extension<Client>>, headers: HeaderMap, body: Body) -> Response {
    let client = client.map(|Extension(client)| client).unwrap_or_default();
    let answer = async {
        let site = app.site()?;
        let name = request_name(&headers)?.ok_or(Failure::NoRequestName)?;
        let wanted: WantedRating = read(body).await?;
        let typed = Rated { page: plain(&wanted.page), vote: wanted.vote.to_string(), aspect: perhaps(&wanted.answer), comment: perhaps(&wanted.comment).replace('\n', " ") };
        let fitting = typed.check(&site).map_err(Failure::Invalid)?;
        if fitting.aspect.map(Aspect::code).unwrap_or_default() != typed.aspect {
            return Err(Failure::Invalid(vec![Wrong { field: "motivo".into(), text: "Questa risposta non va con il voto".to_owned() }]));
        }
        count(&app, &client, "ratings").await?;
        rate(&app, &site, &fitting, &format!("api\0{name}"), app.now()).await?;
        Ok(said(StatusCode::CREATED, &RatingReply { page: fitting.page, vote: fitting.vote.number() }))
    };
    answered(&app, answer.await)
}
