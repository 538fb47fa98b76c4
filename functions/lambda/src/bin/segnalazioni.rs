// SPDX-License-Identifier: EUPL-1.2
//! Reports over HTTP: pages, API, photos, and what offices see of them.
#![recursion_limit = "256"]

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let routes = lambda::app_with_photos().and_then(|app| lambda::routes(app, functions::router::reports)).map_err(|error| format!("{error:#}"))?;
    lambda_http::run(routes).await
}
