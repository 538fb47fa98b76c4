// SPDX-License-Identifier: EUPL-1.2
//! The port to a store of reports: one method a step, each atomic by itself. Every adapter passes the contract
//! of the crate `store`.

use super::Report;
use super::subscriber::{Letter, Subscriber};
use crate::store::Answer;
use crate::token::{Code, Owner};
use jiff::Timestamp;
use model::slug::Slug;
use std::future::Future;

/// What came of a new report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submitted {
    /// It is there.
    New,
    /// The same request was there before: this is its report, as it is now.
    Before(Box<Report>),
    /// The code is another report's.
    CodeTaken,
}

/// What came of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is done.
    Done,
    /// The report is not there any more, or not as it was.
    Stale,
}

/// Which reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// The open ones of a sub-type.
    OpenOfKind(Slug),
    /// Those of an office that are open, by id.
    OpenOfOffice(String),
    /// Those of an office that have ended, by id.
    EndedOfOffice(String),
}

/// A part of a list, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// From then on.
    pub since: Timestamp,
    /// Before this report: where the page before ended.
    pub before: Option<(Timestamp, Code)>,
    /// So many at most.
    pub most: usize,
}

/// A letter that waits, with the report as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingLetter {
    /// The letter.
    pub letter: Letter,
    /// The report.
    pub report: Report,
}

/// A store of reports.
pub trait Reports: Send + Sync + 'static {
    /// Takes a report, who made it when they said where to write, and the first letters: all of them or none.
    fn submit(&self, report: &Report, reporter: Option<&Subscriber>, letters: &[Letter]) -> impl Future<Output = Answer<Submitted>> + Send;

    /// The report with a code. It sees every write that was answered before it.
    fn report(&self, code: &Code) -> impl Future<Output = Answer<Option<Report>>> + Send;

    /// Writes a report over the version before it, with the letters of the change: all of them or none.
    fn change(&self, report: &Report, letters: &[Letter]) -> impl Future<Output = Answer<Written>> + Send;

    /// Writes a report that goes on in another over the version before it, and the other over the version before that,
    /// with the letters of the change: all of them or none. The other was open when it was read, and is still.
    fn join(&self, report: &Report, into: &Report, letters: &[Letter]) -> impl Future<Output = Answer<Written>> + Send;

    /// Reports, the newest first. It may lag behind by a moment.
    fn list(&self, which: &Which, page: &Page) -> impl Future<Output = Answer<Vec<Report>>> + Send;

    /// Takes somebody who is told, and perhaps a letter; says whether they are new. Of somebody who is there
    /// already, and does not wait any more for a confirmation that is out of time, nothing changes; nor when the
    /// report is not there, or its personal data are deleted: nobody comes to it any more.
    fn subscribe(&self, subscriber: &Subscriber, letter: Option<&Letter>, now: Timestamp) -> impl Future<Output = Answer<bool>> + Send;

    /// Notes that somebody confirmed; says whether they are there. Confirmed again they are confirmed.
    fn confirm_subscriber(&self, code: &Code, owner: Owner) -> impl Future<Output = Answer<bool>> + Send;

    /// Forgets somebody, and the letters that wait for them.
    fn unsubscribe(&self, code: &Code, owner: Owner) -> impl Future<Output = Answer<()>> + Send;

    /// Everybody who is told of a report, or is asked whether they want to be.
    fn subscribers(&self, code: &Code) -> impl Future<Output = Answer<Vec<Subscriber>>> + Send;

    /// Letters that wait at `now`, the oldest first, so many at most.
    fn letters(&self, now: Timestamp, most: usize) -> impl Future<Output = Answer<Vec<WaitingLetter>>> + Send;

    /// Claims a letter: whoever changes it from what was read may send it, until `until`.
    fn claim_letter(&self, letter: &Letter, until: Timestamp) -> impl Future<Output = Answer<bool>> + Send;

    /// Forgets a letter: it was sent.
    fn letter_sent(&self, letter: &Letter) -> impl Future<Output = Answer<()>> + Send;

    /// Reports whose personal data must go at `now`, so many at most.
    fn due_for_erasure(&self, now: Timestamp, most: usize) -> impl Future<Output = Answer<Vec<Report>>> + Send;

    /// Deletes everybody who is told of a report and every letter about it, then writes the report over the
    /// version before it. Done halfway it is due again.
    fn erase(&self, report: &Report) -> impl Future<Output = Answer<Written>> + Send;

    /// Forgets who did not confirm in time; gives how many they were.
    fn forget_unconfirmed(&self, now: Timestamp) -> impl Future<Output = Answer<usize>> + Send;
}
