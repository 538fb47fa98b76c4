// SPDX-License-Identifier: EUPL-1.2
//! Bookings over HTTP: pages, API and the clerk's day.
#![recursion_limit = "256"]

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let routes = lambda::app().and_then(|app| lambda::routes(app, functions::router::bookings)).map_err(|error| format!("{error:#}"))?;
    lambda_http::run(routes).await
}
