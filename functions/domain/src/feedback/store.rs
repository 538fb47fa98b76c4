// SPDX-License-Identifier: EUPL-1.2
//! The port to a store of help requests and of ratings: one method a step, each atomic by itself. Every adapter
//! passes the contract of the crate `store`.

use super::help::HelpRequest;
use super::rating::{Month, Rating};
use crate::report::store::{Page, Written};
use crate::store::Answer;
use crate::token::Code;
use jiff::Timestamp;
use std::future::Future;

/// What came of a new help request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// It is there.
    New,
    /// The same was there before: this is it, as it is now.
    Before(Box<HelpRequest>),
    /// The code is another request's.
    CodeTaken,
}

/// Which help requests of an office, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfOffice {
    /// Those that wait for an answer.
    Open(String),
    /// Those that have one.
    Answered(String),
}

/// A rating, with what makes it one of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRating {
    /// The rating.
    pub rating: Rating,
    /// Its own name: chance, and nothing of who rated.
    pub id: [u8; 16],
    /// The hash of the request, by which it is known when it comes twice. It is kept apart, for a minute.
    pub mark: [u8; 16],
    /// Until when.
    pub mark_until: Timestamp,
}

/// A store of help requests and of ratings.
pub trait Feedback: Send + Sync + 'static {
    /// Takes a help request with its letters.
    fn ask(&self, request: &HelpRequest) -> impl Future<Output = Answer<Asked>> + Send;

    /// The help request with a code. It sees every write that was answered before it.
    fn help_request(&self, code: &Code) -> impl Future<Output = Answer<Option<HelpRequest>>> + Send;

    /// Writes a help request over the version before it.
    fn change_help(&self, request: &HelpRequest) -> impl Future<Output = Answer<Written>> + Send;

    /// Help requests of an office, the newest first. It may lag behind by a moment.
    fn help_requests(&self, which: &OfOffice, page: &Page) -> impl Future<Output = Answer<Vec<HelpRequest>>> + Send;

    /// Help requests with a letter that waits at `now`, the oldest letter first, so many at most.
    fn help_letters(&self, now: Timestamp, most: usize) -> impl Future<Output = Answer<Vec<HelpRequest>>> + Send;

    /// Takes a rating, unless one with its mark was taken and the mark stands at `now`; says whether it is new.
    fn rate(&self, new: &NewRating, now: Timestamp) -> impl Future<Output = Answer<bool>> + Send;

    /// The ratings of a month, in their own order.
    fn ratings(&self, month: Month) -> impl Future<Output = Answer<Vec<Rating>>> + Send;

    /// Deletes what is not to be kept any more at `now`; gives how many requests and ratings it was.
    fn forget_feedback(&self, now: Timestamp) -> impl Future<Output = Answer<usize>> + Send;
}
