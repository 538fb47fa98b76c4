// SPDX-License-Identifier: EUPL-1.2
//! The outbox: what a store has waiting is claimed, written, sent and marked as sent, in this order.
//!
//! A claim ends by itself, later with every attempt; so what was not sent is tried again, and what was sent
//! by somebody who then fell is sent again, with the same name. Two workers at once share the work.

use crate::message::Message;
use crate::note::Note;
use crate::transport::{Post, PostError, Why};
use domain::feedback::help::{self, WaitingHelp};
use domain::feedback::store::Feedback;
use domain::report::store::{Reports, WaitingLetter};
use domain::store::{Answer, Found, Store, Waiting};
use jiff::{SignedDuration, Timestamp};
use std::future::Future;

/// Where messages wait: a store of bookings is one, [`Letters`] of a store of reports is another,
/// [`HelpLetters`] the third.
pub trait Mail: Sync {
    /// A message that waits.
    type Waiting: Send + Sync;

    /// Messages that wait at `now`, the oldest first, so many at most.
    fn waiting(&self, now: Timestamp, most: usize) -> impl Future<Output = Answer<Vec<Self::Waiting>>> + Send;

    /// Claims a message: whoever changes it from what was read may send it, until `until`.
    fn claim(&self, waiting: &Self::Waiting, until: Timestamp) -> impl Future<Output = Answer<bool>> + Send;

    /// Marks a message as sent: it waits no more.
    fn sent(&self, waiting: &Self::Waiting) -> impl Future<Output = Answer<()>> + Send;

    /// Its name, the same at every attempt.
    fn id(waiting: &Self::Waiting) -> String;

    /// How often it was tried.
    fn attempts(waiting: &Self::Waiting) -> u32;
}

impl<S: Store> Mail for S {
    type Waiting = Waiting;

    async fn waiting(&self, now: Timestamp, most: usize) -> Answer<Vec<Waiting>> {
        Store::waiting(self, now, most).await
    }

    async fn claim(&self, waiting: &Waiting, until: Timestamp) -> Answer<bool> {
        Store::claim(self, waiting, until).await
    }

    async fn sent(&self, waiting: &Waiting) -> Answer<()> {
        Store::sent(self, waiting).await
    }

    fn id(waiting: &Waiting) -> String {
        let booking = match &waiting.found {
            Found::Standing(_, booking) => booking,
            Found::Closed(closed) => &closed.booking,
        };
        waiting.due.id(&booking.code)
    }

    fn attempts(waiting: &Waiting) -> u32 {
        waiting.due.attempts
    }
}

/// The letters about reports.
#[derive(Debug, Clone, Copy)]
pub struct Letters<'r, R>(pub &'r R);

impl<R: Reports> Mail for Letters<'_, R> {
    type Waiting = WaitingLetter;

    async fn waiting(&self, now: Timestamp, most: usize) -> Answer<Vec<WaitingLetter>> {
        self.0.letters(now, most).await
    }

    async fn claim(&self, waiting: &WaitingLetter, until: Timestamp) -> Answer<bool> {
        self.0.claim_letter(&waiting.letter, until).await
    }

    async fn sent(&self, waiting: &WaitingLetter) -> Answer<()> {
        self.0.letter_sent(&waiting.letter).await
    }

    fn id(waiting: &WaitingLetter) -> String {
        waiting.letter.id()
    }

    fn attempts(waiting: &WaitingLetter) -> u32 {
        waiting.letter.attempts
    }
}

/// The letters about help requests.
#[derive(Debug, Clone, Copy)]
pub struct HelpLetters<'f, F>(pub &'f F);

impl<F: Feedback> Mail for HelpLetters<'_, F> {
    type Waiting = WaitingHelp;

    async fn waiting(&self, now: Timestamp, most: usize) -> Answer<Vec<WaitingHelp>> {
        help::waiting(self.0, now, most).await
    }

    async fn claim(&self, waiting: &WaitingHelp, until: Timestamp) -> Answer<bool> {
        help::claim(self.0, waiting, until).await
    }

    async fn sent(&self, waiting: &WaitingHelp) -> Answer<()> {
        help::sent(self.0, waiting).await
    }

    fn id(waiting: &WaitingHelp) -> String {
        waiting.id()
    }

    fn attempts(waiting: &WaitingHelp) -> u32 {
        waiting.letter.attempts
    }
}

/// What writes a message from what waits.
pub type Writer<'a, W> = dyn Fn(&W) -> Result<Option<Message>, Why> + Sync + 'a;

/// An outbox and all it needs.
pub struct Outbox<'a, S: Mail, P> {
    /// Where messages wait.
    pub store: &'a S,
    /// What carries them.
    pub post: &'a P,
    /// Writes a message; `None` when there is nothing to say, as when the catalogue does not know any more
    /// what was booked. What cannot be written now, as when the theme has a fault, is tried again.
    pub write: &'a Writer<'a, S::Waiting>,
    /// What time it is.
    pub clock: &'a (dyn Fn() -> Timestamp + Sync),
    /// Who is told what is worth a line.
    pub log: &'a (dyn Fn(&Note) + Sync),
    /// How much and how often.
    pub limits: Limits,
}

/// How much is taken at once, and how long one waits before trying again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most messages that are taken at once.
    pub most: usize,
    /// Until the second attempt; then twice as long each time. More than any [`Post`] needs for a message.
    pub first: SignedDuration,
    /// The longest.
    pub longest: SignedDuration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { most: 50, first: SignedDuration::from_mins(1), longest: SignedDuration::from_hours(6) }
    }
}

/// What came of a look at the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drained {
    /// Messages that were sent.
    pub sent: usize,
    /// That are refused for good.
    pub refused: usize,
    /// With nothing to say.
    pub missing: usize,
    /// That will be tried again.
    pub later: usize,
    /// That somebody else has claimed.
    pub others: usize,
    /// Why nothing can be sent, when that is so: what else was waiting is left as it was.
    pub away: Option<Why>,
}

impl Drained {
    /// Whether there was nothing to do.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        *self == Self::default()
    }

    /// What came of this look and of another, together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let Self { sent, refused, missing, later, others, away } = other;
        Self {
            sent: self.sent + sent,
            refused: self.refused + refused,
            missing: self.missing + missing,
            later: self.later + later,
            others: self.others + others,
            away: self.away.or(away),
        }
    }
}

/// Looks into the outbox once, and sends what waits.
///
/// # Errors
/// When the store does not answer. A message may have been sent and not marked: it will go again.
pub async fn drain<S: Mail, P: Post>(outbox: &Outbox<'_, S, P>) -> Answer<Drained> {
    drain_while(outbox, &|| true).await
}

/// The same, for as long as somebody wants it: what is begun is finished.
pub(crate) async fn drain_while<S: Mail, P: Post>(outbox: &Outbox<'_, S, P>, wanted: &(dyn Fn() -> bool + Sync)) -> Answer<Drained> {
    let mut drained = Drained::default();
    for waiting in outbox.store.waiting((outbox.clock)(), outbox.limits.most).await? {
        if !wanted() || drained.away.is_some() {
            break;
        }
        deliver(outbox, &waiting, &mut drained).await?;
    }
    Ok(drained)
}

async fn deliver<S: Mail, P: Post>(outbox: &Outbox<'_, S, P>, waiting: &S::Waiting, drained: &mut Drained) -> Answer<()> {
    let Outbox { store, post, write, clock, log, limits } = outbox;
    let attempts = S::attempts(waiting);
    let now = clock();
    let until = now.saturating_add(back_off(attempts, limits)).unwrap_or(Timestamp::MAX);
    if !store.claim(waiting, until).await? {
        drained.others += 1;
        return Ok(());
    }
    let id = S::id(waiting);
    let message = match write(waiting) {
        Ok(Some(message)) => message,
        Ok(None) => {
            log(&Note::Missing { id });
            drained.missing += 1;
            return store.sent(waiting).await;
        }
        Err(why) => {
            log(&Note::Later { id, attempts: attempts + 1, why });
            drained.later += 1;
            return Ok(());
        }
    };
    match post.send(&message).await {
        Ok(()) => {
            drained.sent += 1;
            store.sent(waiting).await
        }
        Err(PostError::Refused(why)) => {
            log(&Note::Refused { id, why });
            drained.refused += 1;
            store.sent(waiting).await
        }
        Err(PostError::Later(why)) => {
            log(&Note::Later { id, attempts: attempts + 1, why });
            drained.later += 1;
            Ok(())
        }
        Err(PostError::Away(why)) => {
            drained.later += 1;
            drained.away = Some(why);
            Ok(())
        }
    }
}

/// How long a message rests after an attempt: twice as long each time.
fn back_off(attempts: u32, limits: &Limits) -> SignedDuration {
    let doubled = 1i32.checked_shl(attempts).filter(|factor| *factor > 0);
    doubled.and_then(|factor| limits.first.checked_mul(factor)).map_or(limits.longest, |wait| wait.min(limits.longest))
}
