// SPDX-License-Identifier: EUPL-1.2
//! The worker of a server: looks into the outbox when it is woken and every few seconds.

use crate::note::Note;
use crate::outbox::{Drained, Mail, Outbox, drain_while};
use crate::transport::Post;
use domain::store::Answer;
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::Notify;

/// Sends what waits until `stop` is done; the message that is being sent then is finished. Who confirms a
/// booking wakes it, and it looks every so often by itself: what was missed is found then. To drop it is
/// safe too: a message may go again, with the same name.
pub async fn run<S: Mail, P: Post>(outbox: &Outbox<'_, S, P>, wake: &Notify, every: Duration, stop: impl Future<Output = ()>) {
    let stopped = AtomicBool::new(false);
    let bell = Notify::new();
    let wanted = || !stopped.load(Ordering::Relaxed);
    let work = async {
        let mut known = Known { store: true, post: true };
        while wanted() {
            let drained = drain_while(outbox, &wanted).await;
            known.tell(&drained, outbox.log);
            if drained.is_ok_and(|drained| !drained.is_idle() && drained.away.is_none()) {
                continue;
            }
            tokio::select! {
                () = wake.notified() => {}
                () = bell.notified() => {}
                () = tokio::time::sleep(every) => {}
            }
        }
    };
    let end = async {
        stop.await;
        stopped.store(true, Ordering::Relaxed);
        bell.notify_one();
    };
    tokio::join!(work, end);
}

/// What is known to work: only a change is told.
struct Known {
    store: bool,
    post: bool,
}

impl Known {
    fn tell(&mut self, drained: &Answer<Drained>, log: &(dyn Fn(&Note) + Sync)) {
        if std::mem::replace(&mut self.store, drained.is_ok()) != drained.is_ok() {
            log(if drained.is_ok() { &Note::StoreBack } else { &Note::StoreAway });
        }
        let Ok(drained) = drained else { return };
        match drained.away {
            Some(why) if self.post => {
                self.post = false;
                log(&Note::Away(why));
            }
            None if !self.post && drained.sent + drained.refused + drained.later > 0 => {
                self.post = true;
                log(&Note::Back);
            }
            _ => {}
        }
    }
}
