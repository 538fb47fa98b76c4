// SPDX-License-Identifier: EUPL-1.2
//! Replies and errors as the standard wants them: the format is the end of the address; an error is a list of codes
//! and sentences; 404 for what does not exist, 403 for a key, 400 for all else. The code in the body may say more.

use super::node::Node;
use crate::app::{App, Stores};
use crate::reply::{Failure, Wrong};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, Uri, header};

/// How a reply is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `text/xml`
    Xml,
    /// `application/json`
    Json,
}

/// Why a request is not done.
#[derive(Debug)]
pub enum Refused {
    /// The standard's own errors: a status, and sentences that people may read.
    Errors(StatusCode, Vec<String>),
    /// What may happen to any request.
    Failed(Failure),
}

/// What came of a request: the root of XML, and the tree.
pub type Answer = Result<(&'static str, Node), Refused>;

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<domain::store::StoreError> for Refused {
    fn from(error: domain::store::StoreError) -> Self {
        Self::Failed(Failure::Store(error))
    }
}

impl From<Vec<Wrong>> for Refused {
    fn from(wrong: Vec<Wrong>) -> Self {
        Self::Errors(StatusCode::BAD_REQUEST, wrong.into_iter().map(|wrong| wrong.text).collect())
    }
}

/// Something is missing or odd.
pub fn bad(sentence: impl Into<String>) -> Refused {
    Refused::Errors(StatusCode::BAD_REQUEST, vec![sentence.into()])
}

/// Something does not exist.
pub fn unknown(sentence: impl Into<String>) -> Refused {
    Refused::Errors(StatusCode::NOT_FOUND, vec![sentence.into()])
}

impl Format {
    /// A name and its format: `requests.json`; XML when it says none.
    #[must_use]
    pub fn split(name: &str) -> (&str, Option<Self>) {
        match name.rsplit_once('.') {
            Some((name, "xml")) => (name, Some(Self::Xml)),
            Some((name, "json")) => (name, Some(Self::Json)),
            _ => (name, None),
        }
    }

    /// The format of an address; XML, which every client reads, when it says none.
    #[must_use]
    pub fn of(uri: &Uri) -> Self {
        Self::split(uri.path()).1.unwrap_or(Self::Xml)
    }

    fn write(self, status: StatusCode, root: &str, node: &Node) -> Response {
        let (kind, body) = match self {
            Self::Xml => ("text/xml; charset=utf-8", node.xml(root)),
            Self::Json => ("application/json; charset=utf-8", node.json().to_string()),
        };
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        // All of it is public: scripts of any site may read it.
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        response
    }
}

/// The reply.
pub fn answered<S: Stores>(app: &App<S>, format: Format, answer: Answer) -> Response {
    let (status, code, sentences) = match answer {
        Ok((root, node)) => return format.write(StatusCode::OK, root, &node),
        Err(Refused::Errors(status, sentences)) => (status, status, sentences),
        Err(Refused::Failed(failure)) => {
            let status = if failure.status() == StatusCode::NOT_FOUND { StatusCode::NOT_FOUND } else { StatusCode::BAD_REQUEST };
            (status, failure.status(), vec![failure.sentence(app)])
        }
    };
    let error = |sentence: String| Node::Map(vec![("code", Node::Whole(u64::from(code.as_u16()))), ("description", Node::Text(sentence))]);
    format.write(status, "errors", &Node::List("error", sentences.into_iter().map(error).collect()))
}
