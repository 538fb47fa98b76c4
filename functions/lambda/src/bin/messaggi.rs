// SPDX-License-Identifier: EUPL-1.2
//! The outbox: woken by the table's stream and by a schedule, it sends what waits, and deletes what is over.
#![recursion_limit = "256"]

use domain::report::keep::sweep;
use lambda_http::lambda_runtime::{self, LambdaEvent, service_fn};
use post::note::Note;
use post::outbox::{Letters, Limits, Outbox, drain};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let (app, smtp) = (lambda::app().map_err(|error| format!("{error:#}"))?, lambda::smtp().map_err(|error| format!("{error:#}"))?);
    let send = service_fn(|_: LambdaEvent<serde_json::Value>| async {
        let (clock, log, limits) = (|| app.now(), |note: &Note| eprintln!("{note}"), Limits::default());
        let (booking, letter) = (|waiting: &_| functions::message::write(&app, waiting), |waiting: &_| functions::letter::write(&app, waiting));
        drain(&Outbox { store: app.store(), post: &smtp, write: &booking, clock: &clock, log: &log, limits }).await?;
        drain(&Outbox { store: &Letters(app.reports()), post: &smtp, write: &letter, clock: &clock, log: &log, limits }).await?;
        sweep(app.reports(), app.photos().map(|photos| &**photos), app.now()).await?;
        Ok::<_, lambda_http::Error>(())
    });
    lambda_runtime::run(send).await
}
