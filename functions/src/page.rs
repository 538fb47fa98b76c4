// SPDX-License-Identifier: EUPL-1.2
//! A page that a function answers: a template of the theme in the site's own frame.

use crate::site::Site;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use tera::{Context, Value};

/// A page to be drawn.
pub struct Page {
    status: StatusCode,
    title: String,
    template: &'static str,
    context: Context,
}

impl Page {
    /// A page with this title, which its template sees as `title`.
    #[must_use]
    pub fn new(status: StatusCode, title: impl Into<String>, template: &'static str) -> Self {
        let mut page = Self { status, title: title.into(), template, context: Context::new() };
        let title = page.title.clone();
        page.put("title", &title);
        page
    }

    /// Gives the template a value.
    pub fn put(&mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> &mut Self {
        let value = Value::try_from_serializable(value).expect("views are texts, numbers and lists");
        self.context.insert_value(name, value);
        self
    }

    /// Says in the title that something does not fit, as official pages do.
    pub fn wrong(&mut self) -> &mut Self {
        self.title = format!("Errore: {}", self.title);
        self
    }

    /// Draws it.
    ///
    /// # Errors
    /// When the template does not fit.
    pub fn response(&self, site: &Site) -> Result<Response, tera::Error> {
        let main = site.draw(self.template, &self.context)?;
        let mut response = (self.status, Html(site.page(&self.title, &main))).into_response();
        response.headers_mut().extend(site.headers.clone());
        private(&mut response);
        Ok(response)
    }
}

/// Keeps a reply out of caches, and its address out of the next request.
pub fn private(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
}

/// Sends the browser on, to a page that can be reloaded.
#[must_use]
pub fn see(address: &str) -> Response {
    let mut response = Redirect::to(address).into_response();
    private(&mut response);
    response
}
