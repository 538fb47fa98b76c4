// SPDX-License-Identifier: EUPL-1.2
//! What an office does with a report: one deed a change, on the version that the clerk saw.

use super::citizen::{changed, follower, letters, to_office};
use super::history::{By, ENTRIES, Entry, What};
use super::services::Services;
use super::status::{Mover, Needs, Status, transition};
use super::store::{Page, Reports, Which, Written};
use super::subscriber::{FOLLOWERS, Letter, Role, Subscriber};
use super::{Report, Visibility};
use crate::person::Email;
use crate::store::{Answer, StoreError};
use crate::token::Code;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Entries of a report that still takes in others: the rest is for what its office does.
const TAKEN: usize = ENTRIES / 2;

/// How often two reports are joined while others change the one that goes on.
const ROUNDS: u32 = 4;

/// What a clerk does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Moves it; everybody reads the note.
    Move {
        /// Where.
        to: Status,
        /// What to say; a reason where one is needed.
        note: String,
    },
    /// Writes something down for offices.
    Note(String),
    /// Lets text and place through, or hides them.
    Text(Visibility),
    /// Lets a photo through, or hides it.
    Photo(usize, Visibility),
    /// Says that it is the same as another, which goes on.
    Join(Code),
    /// Says that it is not the same after all: it is open again, as it was before.
    Part,
    /// Gives it to another office, by id.
    Assign(String),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// It is done, perhaps since an earlier try.
    Done(Box<Report>),
    /// Somebody changed the report since: this is how it is, and nothing was done.
    Stale(Box<Report>),
    /// The report is not one of the office's, or not there.
    NotFound,
    /// It cannot be done.
    Refused(Refusal),
}

/// Why something cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// From this state one does not go there.
    Move,
    /// It does not go on in another.
    Part,
    /// The other report has as many entries, or as many people who are told, as one may take in.
    JoinFull,
    /// A reason is missing.
    Reason,
    /// There is no such photo.
    Photo,
    /// The other report is not there, has ended, is the same one, is of another sub-type, or its personal data are
    /// deleted.
    Join,
    /// The report has as many entries as one may have.
    Full,
    /// Its personal data are deleted: there is nothing to show, and nothing personal comes to it any more.
    Erased,
}

/// Who does what to which version of which report.
#[derive(Debug, Clone)]
pub struct Order<'o> {
    /// The office of the clerk, by id.
    pub office: &'o str,
    /// The report.
    pub code: &'o Code,
    /// The version that the clerk saw.
    pub seen: u32,
    /// What is to be done.
    pub deed: Deed,
}

/// Does it.
///
/// # Errors
/// When the store does not answer.
pub async fn act<R: Reports>(store: &R, services: &Services, order: &Order<'_>, server_key: &[u8], now: Timestamp) -> Answer<Done> {
    let Order { office, code, seen, deed } = order;
    let seen_by = |report: &Report| services.may_see(office, &report.kind, &report.office);
    let Some(before) = store.report(code).await?.filter(seen_by) else { return Ok(Done::NotFound) };
    if before.version != *seen {
        return Ok(answer_to_late(before, order));
    }
    if before.history.len() >= ENTRIES {
        return Ok(Done::Refused(Refusal::Full));
    }
    let next = match apply(&before, deed, office) {
        Ok(what) => with(services, before, what, office, now),
        Err(refusal) => return Ok(Done::Refused(refusal)),
    };
    let told = matches!(deed, Deed::Move { .. } | Deed::Join(_) | Deed::Part);
    let mut letters = if told { letters(store, &next, now).await? } else { Vec::new() };
    if matches!(deed, Deed::Assign(_)) {
        letters.extend(to_office(services, &next, server_key, now));
    }
    let written = match deed {
        Deed::Join(into) => match join(store, services, &next, into, &letters, order, server_key, now).await? {
            Ok(written) => written,
            Err(refusal) => return Ok(Done::Refused(refusal)),
        },
        _ => store.change(&next, &letters).await?,
    };
    match written {
        Written::Done => Ok(Done::Done(Box::new(next))),
        Written::Stale => match store.report(code).await?.filter(seen_by) {
            Some(report) => Ok(answer_to_late(report, order)),
            None => Ok(Done::NotFound),
        },
    }
}

/// What is said of a version that is not the present one: a second click finds its deed done.
fn answer_to_late(report: Report, order: &Order<'_>) -> Done {
    let mine = report.history.iter().find(|entry| entry.version == order.seen + 1 && entry.by == By::Office(order.office.to_owned()));
    let same = mine.is_some_and(|entry| match (&order.deed, &entry.what) {
        (Deed::Move { to, note }, What::Moved { to: known, note: said, .. }) => to == known && note == said,
        (Deed::Note(text), What::Noted(known)) => text == known,
        (Deed::Text(shown), What::Text(known)) => shown == known,
        (Deed::Photo(number, shown), What::Photo { number: which, shown: known }) => number == which && shown == known,
        (Deed::Join(into), What::Joined { into: known, .. }) => into == known,
        (Deed::Part, What::Parted { .. }) => true,
        (Deed::Assign(to), What::Assigned { to: known, .. }) => to == known,
        _ => false,
    });
    if same { Done::Done(Box::new(report)) } else { Done::Stale(Box::new(report)) }
}

/// What a deed would change, when it may.
fn apply(before: &Report, deed: &Deed, office: &str) -> Result<What, Refusal> {
    let erased = || if before.erased { Err(Refusal::Erased) } else { Ok(()) };
    match deed {
        Deed::Move { to, note } => match transition(before.status, *to, Mover::Office) {
            // What went into another report is over.
            _ if before.joined.is_some() => Err(Refusal::Move),
            None => Err(Refusal::Move),
            Some(Needs::Reason) if note.is_empty() => Err(Refusal::Reason),
            Some(_) => Ok(What::Moved { from: before.status, to: *to, note: note.clone() }),
        },
        Deed::Note(text) if text.is_empty() => Err(Refusal::Reason),
        Deed::Note(text) => erased().map(|()| What::Noted(text.clone())),
        Deed::Text(shown) => erased().map(|()| What::Text(*shown)),
        Deed::Photo(number, shown) => {
            erased()?;
            before.photo(*number).map(|_| What::Photo { number: *number, shown: *shown }).ok_or(Refusal::Photo)
        }
        Deed::Join(into) if *into == before.code || !before.status.is_open() => Err(Refusal::Join),
        Deed::Join(into) => erased().map(|()| What::Joined { into: into.clone(), from: before.status }),
        Deed::Part => parted(before).ok_or(Refusal::Part),
        Deed::Assign(to) if *to == before.office => Err(Refusal::Move),
        Deed::Assign(to) => {
            let from = if before.office.is_empty() { office.to_owned() } else { before.office.clone() };
            Ok(What::Assigned { from, to: to.clone() })
        }
    }
}

/// What undoes a join: the report is as far as it was before.
fn parted(before: &Report) -> Option<What> {
    let into = before.joined.as_ref()?;
    let joined = |entry: &Entry| if let What::Joined { from, .. } = entry.what { Some(from) } else { None };
    let to = before.history.iter().rev().find_map(joined)?;
    Some(What::Parted { from: into.clone(), to })
}

/// The report after it.
fn with(services: &Services, before: Report, what: What, office: &str, now: Timestamp) -> Report {
    let mut next = changed(services, before, By::Office(office.to_owned()), what.clone(), now);
    match what {
        What::Moved { to, .. } => {
            next.status = to;
            next.closed = (!to.is_open()).then_some(now);
        }
        What::Text(shown) => next.shown = shown,
        What::Photo { number, shown } => {
            if let Some(photo) = next.photos.iter_mut().find(|photo| photo.slot == number) {
                photo.shown = shown;
            }
        }
        What::Joined { into, .. } => (next.status, next.closed, next.joined) = (Status::Dismissed, Some(now), Some(into)),
        What::Parted { to, .. } => (next.status, next.closed, next.joined) = (to, None, None),
        What::Assigned { to, .. } => next.office = to,
        What::Submitted | What::Noted(_) | What::Took(_) | What::Erased => {}
    }
    next
}

/// Writes both reports together: of two that are joined into each other at once, one stays open. Whoever is told of
/// one is told of the other from now on; that comes first, so that nobody is lost in between, and done twice it is
/// done once.
#[expect(clippy::too_many_arguments, reason = "one step of `act`, with all that it knows")]
async fn join<R: Reports>(
    store: &R,
    services: &Services,
    report: &Report,
    into: &Code,
    letters: &[Letter],
    order: &Order<'_>,
    server_key: &[u8],
    now: Timestamp,
) -> Answer<Result<Written, Refusal>> {
    for _ in 0..ROUNDS {
        let other = store.report(into).await?.filter(|other| other.status.is_open() && !other.erased && other.kind == report.kind);
        let Some(other) = other else { return Ok(Err(Refusal::Join)) };
        if other.history.len() >= TAKEN {
            return Ok(Err(Refusal::JoinFull));
        }
        let Some(new) = newcomers(store, &report.code, into).await? else { return Ok(Err(Refusal::JoinFull)) };
        for email in new {
            let token = follower(into, &email, server_key);
            // Whoever is asked about the other has said here that the address is theirs.
            if !store.subscribe(&Subscriber::new(into.clone(), token, email, Role::Follower, server_key), None, now).await? {
                store.confirm_subscriber(into, token.owner()).await?;
            }
        }
        let other = changed(services, other, By::Office(order.office.to_owned()), What::Took(report.code.clone()), now);
        if store.join(report, &other, letters).await? == Written::Done {
            return Ok(Ok(Written::Done));
        }
        // Which of the two was changed by somebody else?
        if store.report(&report.code).await?.is_none_or(|known| known.version != order.seen) {
            return Ok(Ok(Written::Stale));
        }
    }
    Err(StoreError("others change the other report all the time".into()))
}

/// Who is told of one report and not of the other; `None` when they are more than the other may take.
async fn newcomers<R: Reports>(store: &R, code: &Code, into: &Code) -> Answer<Option<Vec<Email>>> {
    let told = async |code: &Code| -> Answer<BTreeMap<String, Email>> {
        let told = store.subscribers(code).await?.into_iter().filter(Subscriber::is_told);
        Ok(told.map(|subscriber| (subscriber.email.as_str().to_lowercase(), subscriber.email)).collect())
    };
    let there = told(into).await?;
    let new: Vec<Email> = told(code).await?.into_iter().filter(|(name, _)| !there.contains_key(name)).map(|(_, email)| email).collect();
    Ok((there.len() + new.len() <= FOLLOWERS + 1).then_some(new))
}

/// Which of an office's reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Those that are open.
    Open,
    /// Those that have ended.
    Ended,
}

/// The reports that an office sees, the newest first, so many at most of each office.
///
/// # Errors
/// When the store does not answer.
pub async fn list<R: Reports>(store: &R, services: &Services, office: &str, part: Part, most: usize) -> Answer<Vec<Report>> {
    let page = Page { since: Timestamp::MIN, before: None, most };
    let mut out = Vec::new();
    for one in services.seen_by(office) {
        let which = match part {
            Part::Open => Which::OpenOfOffice(one),
            Part::Ended => Which::EndedOfOffice(one),
        };
        out.extend(store.list(&which, &page).await?);
    }
    out.retain(|report| services.may_see(office, &report.kind, &report.office));
    out.sort_by(|a, b| (b.submitted, &b.code).cmp(&(a.submitted, &a.code)));
    Ok(out)
}

/// A report, when the office sees it.
///
/// # Errors
/// When the store does not answer.
pub async fn report<R: Reports>(store: &R, services: &Services, office: &str, code: &Code) -> Answer<Option<Report>> {
    Ok(store.report(code).await?.filter(|report| services.may_see(office, &report.kind, &report.office)))
}

/// Whether something still waits for an office's eye.
#[must_use]
pub fn waits_for_eyes(report: &Report) -> bool {
    !report.erased && (report.shown == Visibility::Waiting || report.photos.iter().any(|photo| photo.shown == Visibility::Waiting))
}
