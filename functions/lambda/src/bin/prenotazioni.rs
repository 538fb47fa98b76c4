// SPDX-License-Identifier: EUPL-1.2
//! Bookings and reports over HTTP: pages, API and the offices' part.
#![recursion_limit = "256"]

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let routes = lambda::app().and_then(lambda::routes).map_err(|error| format!("{error:#}"))?;
    lambda_http::run(routes).await
}
