// SPDX-License-Identifier: EUPL-1.2
//! Help requests and ratings in memory.

use super::Memory;
use domain::feedback::help::HelpRequest;
use domain::feedback::rating::{Month, Rating};
use domain::feedback::store::{Asked, Feedback, NewRating, OfOffice};
use domain::report::store::{Page, Written};
use domain::store::Answer;
use domain::token::Code;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The tables of help requests and ratings.
#[derive(Debug, Default)]
pub struct Tables {
    requests: BTreeMap<Code, HelpRequest>,
    ratings: BTreeMap<[u8; 16], Rating>,
    marks: BTreeMap<[u8; 16], Timestamp>,
}

fn is_one(request: &HelpRequest, which: &OfOffice) -> bool {
    match which {
        OfOffice::Open(office) => request.answered.is_none() && request.office == *office,
        OfOffice::Answered(office) => request.answered.is_some() && request.office == *office,
    }
}

impl Feedback for Memory {
    async fn ask(&self, request: &HelpRequest) -> Answer<Asked> {
        let tables = &mut self.tables().feedback;
        match tables.requests.get(&request.code) {
            Some(known) if known.owner == request.owner => return Ok(Asked::Before(Box::new(known.clone()))),
            Some(_) => return Ok(Asked::CodeTaken),
            None => {}
        }
        tables.requests.insert(request.code.clone(), request.clone());
        Ok(Asked::New)
    }

    async fn help_request(&self, code: &Code) -> Answer<Option<HelpRequest>> {
        Ok(self.tables().feedback.requests.get(code).cloned())
    }

    async fn change_help(&self, request: &HelpRequest) -> Answer<Written> {
        match self.tables().feedback.requests.get_mut(&request.code) {
            Some(known) if known.version + 1 == request.version => {
                *known = request.clone();
                Ok(Written::Done)
            }
            _ => Ok(Written::Stale),
        }
    }

    async fn help_requests(&self, which: &OfOffice, page: &Page) -> Answer<Vec<HelpRequest>> {
        let tables = self.tables();
        let before = |request: &HelpRequest| page.before.as_ref().is_none_or(|(at, code)| (request.asked, &request.code) < (*at, code));
        let wanted = |request: &&HelpRequest| is_one(request, which) && request.asked >= page.since && before(request);
        let mut found: Vec<HelpRequest> = tables.feedback.requests.values().filter(wanted).cloned().collect();
        found.sort_by(|a, b| (b.asked, &b.code).cmp(&(a.asked, &a.code)));
        found.truncate(page.most);
        Ok(found)
    }

    async fn help_letters(&self, now: Timestamp, most: usize) -> Answer<Vec<HelpRequest>> {
        let tables = self.tables();
        let mut due: Vec<(Timestamp, &HelpRequest)> =
            tables.feedback.requests.values().filter_map(|request| Some((request.due()?, request))).filter(|(due, _)| *due <= now).collect();
        due.sort_by_key(|(due, _)| *due);
        Ok(due.into_iter().take(most).map(|(_, request)| request.clone()).collect())
    }

    async fn rate(&self, new: &NewRating, now: Timestamp) -> Answer<bool> {
        let tables = &mut self.tables().feedback;
        if tables.marks.get(&new.mark).is_some_and(|until| *until > now) {
            return Ok(false);
        }
        tables.marks.insert(new.mark, new.mark_until);
        tables.ratings.insert(new.id, new.rating.clone());
        Ok(true)
    }

    async fn ratings(&self, month: Month) -> Answer<Vec<Rating>> {
        let mut found: Vec<Rating> = self.tables().feedback.ratings.values().filter(|rating| Month::of(rating.day) == month).cloned().collect();
        found.sort();
        Ok(found)
    }

    async fn forget_feedback(&self, now: Timestamp) -> Answer<usize> {
        let tables = &mut self.tables().feedback;
        let before = tables.requests.len() + tables.ratings.len();
        tables.requests.retain(|_, request| request.delete_at > now);
        tables.ratings.retain(|_, rating| rating.delete_at > now);
        tables.marks.retain(|_, until| *until > now);
        Ok(before - tables.requests.len() - tables.ratings.len())
    }
}
