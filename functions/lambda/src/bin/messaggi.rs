// SPDX-License-Identifier: EUPL-1.2
//! The outbox: woken by the table's stream and by a schedule, it sends what waits, and deletes what is over.
#![recursion_limit = "256"]

use domain::report::keep::sweep;
use lambda_http::lambda_runtime::{self, LambdaEvent, service_fn};
use post::note::Note;
use post::outbox::{Drained, HelpLetters, Letters, Limits, Outbox, drain};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let (app, smtp) = (lambda::app_with_photos().map_err(|error| format!("{error:#}"))?, lambda::smtp().map_err(|error| format!("{error:#}"))?);
    let send = service_fn(|event: LambdaEvent<serde_json::Value>| {
        let (app, smtp) = (&app, &smtp);
        async move {
            let (clock, log, limits) = (|| app.now(), |note: &Note| eprintln!("{note}"), Limits::default());
            let (booking, letter) = (|waiting: &_| functions::message::write(app, waiting), |waiting: &_| functions::letter::write(app, waiting));
            let bookings = Outbox { store: app.store(), post: smtp, write: &booking, clock: &clock, log: &log, limits };
            let reports = Letters(app.reports());
            let reports = Outbox { store: &reports, post: smtp, write: &letter, clock: &clock, log: &log, limits };
            let help_letter = |waiting: &_| functions::help_letter::write(app, waiting);
            let help = HelpLetters(app.feedback());
            let help = Outbox { store: &help, post: smtp, write: &help_letter, clock: &clock, log: &log, limits };
            // A booking's next message waits for its first; a day that an office shuts has more than one look takes.
            // What one outbox cannot read does not hold up the others, nor what is to be deleted.
            let mut failed = None;
            while lambda::has_time(event.context.deadline, app.now()) {
                let mut drained = Drained::default();
                for look in [drain(&bookings).await, drain(&reports).await, drain(&help).await] {
                    match look {
                        Ok(found) => drained = drained.and(found),
                        Err(error) => failed = Some(error),
                    }
                }
                if let Some(why) = drained.away {
                    // The alarm of `infra/alarms.yaml` looks for this line. It is no failure: the next sweep tries again.
                    log(&Note::Away(why));
                    break;
                }
                if drained.sent + drained.refused + drained.missing == 0 {
                    break;
                }
            }
            // What the table's stream brings is only to be sent; the schedule comes every five minutes.
            if event.payload.get("Records").is_none() {
                sweep(app.reports(), app.photos().map(|photos| &**photos), app.now()).await?;
            }
            failed.map_or(Ok(()), |error| Err(lambda_http::Error::from(error)))
        }
    });
    lambda_runtime::run(send).await
}
