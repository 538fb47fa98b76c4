// SPDX-License-Identifier: EUPL-1.2
//! Bookings and reports over HTTP: pages, API and the offices' part.
#![recursion_limit = "256"]

use functions::router::router;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let app = lambda::app().map_err(|error| format!("{error:#}"))?;
    lambda_http::run(lambda::with_clients(router(app))).await
}
