// SPDX-License-Identifier: EUPL-1.2
//! The outbox: woken by the table's stream and by a schedule, it sends what waits.
#![recursion_limit = "256"]

use functions::message::write;
use lambda_http::lambda_runtime::{self, LambdaEvent, service_fn};
use post::note::Note;
use post::outbox::{Limits, Outbox, drain};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let (app, smtp) = (lambda::app().map_err(|error| format!("{error:#}"))?, lambda::smtp().map_err(|error| format!("{error:#}"))?);
    let send = service_fn(|_: LambdaEvent<serde_json::Value>| async {
        let (write, clock, log) = (|waiting: &_| write(&app, waiting), || app.now(), |note: &Note| eprintln!("{note}"));
        drain(&Outbox { store: app.store(), post: &smtp, write: &write, clock: &clock, log: &log, limits: Limits::default() }).await?;
        Ok::<_, lambda_http::Error>(())
    });
    lambda_runtime::run(send).await
}
