// SPDX-License-Identifier: EUPL-1.2
//! Help requests: one item each, with its version in the condition of every write. Ratings: an item each in the
//! partition of their month, written together with the mark that tells one that comes twice.

use crate::item::{self, BY_OFFICE, GONE, Item};
use crate::key::{Key, ratings};
use crate::read::Order;
use crate::reports::{ALWAYS, NEW, json, moment, read, write};
use crate::write::{What, Write, Wrote};
use crate::{Dynamo, failed};
use domain::feedback::help::HelpRequest;
use domain::feedback::rating::{Month, Rating};
use domain::feedback::store::{Asked, Feedback, NewRating, OfOffice};
use domain::report::store::{Page, Written};
use domain::store::Answer;
use domain::token::Code;
use jiff::Timestamp;

/// What waits in `by-due`.
const HELP: &str = "help";

/// The first whole second at which something is over: DynamoDB may delete it then.
fn gone(at: Timestamp) -> aws_sdk_dynamodb::types::AttributeValue {
    item::number(at.as_second() + i64::from(at.subsec_nanosecond() > 0))
}

/// The part of `by-office` with the help requests of an office.
fn of_office(office: &str, open: bool) -> String {
    format!("help#{office}#{}", if open { "open" } else { "answered" })
}

fn request_item(request: &HelpRequest) -> Answer<Item> {
    let mut out = item::begun(&Key::help(&request.code));
    let mut put = |name: &str, value| out.insert(name.to_owned(), value);
    put("v", item::number(request.version));
    put("j", json(request)?);
    put("ro", item::text(&of_office(&request.office, request.answered.is_none())));
    put("q", moment(request.asked, request.code.as_str()));
    put(GONE, gone(request.delete_at));
    if let Some(due) = request.due() {
        put("w", item::text(HELP));
        put("due", item::instant(due));
    }
    Ok(out)
}

fn is_one(request: &HelpRequest, which: &OfOffice) -> bool {
    match which {
        OfOffice::Open(office) => request.answered.is_none() && request.office == *office,
        OfOffice::Answered(office) => request.answered.is_some() && request.office == *office,
    }
}

impl Dynamo {
    async fn requests_of(&self, keys: &[Key]) -> Answer<Vec<HelpRequest>> {
        self.items(keys).await?.iter().map(read).collect()
    }

    async fn help_requests_now(&self, which: &OfOffice, page: &Page) -> Answer<Vec<HelpRequest>> {
        let part = match which {
            OfOffice::Open(office) => of_office(office, true),
            OfOffice::Answered(office) => of_office(office, false),
        };
        // `BETWEEN` takes both ends in: the request where the page before ended is read, and left out below.
        let before = page.before.as_ref().map_or_else(|| moment(Timestamp::MAX, "~"), |(at, code)| moment(*at, code.as_str()));
        let values = vec![(":part", item::text(&part)), (":since", moment(page.since, "")), (":before", before)];
        let most = page.most.saturating_add(usize::from(page.before.is_some()));
        let keys = self.keys(BY_OFFICE, "ro = :part AND q BETWEEN :since AND :before", values, most, Order::NewestFirst).await?;
        let mut found = self.requests_of(&keys).await?;
        // An index may lag: what it points at says what it is.
        let earlier = |request: &HelpRequest| page.before.as_ref().is_none_or(|(at, code)| (request.asked, &request.code) < (*at, code));
        found.retain(|request| is_one(request, which) && earlier(request));
        found.sort_by(|a, b| (b.asked, &b.code).cmp(&(a.asked, &a.code)));
        found.truncate(page.most);
        Ok(found)
    }

    async fn help_letters_now(&self, now: Timestamp, most: usize) -> Answer<Vec<HelpRequest>> {
        let mut found = self.requests_of(&self.due(HELP, now, most).await?).await?;
        found.retain(|request| request.due().is_some_and(|due| due <= now));
        found.sort_by_key(HelpRequest::due);
        Ok(found)
    }
}

impl Feedback for Dynamo {
    async fn ask(&self, request: &HelpRequest) -> Answer<Asked> {
        let wrote = self.step(self.write(&write(What::Put(request_item(request)?), NEW, Vec::new()))).await?;
        match wrote {
            Wrote::Done => Ok(Asked::New),
            Wrote::Refused(Some(item)) => {
                let known: HelpRequest = read(&item)?;
                Ok(if known.owner == request.owner { Asked::Before(Box::new(known)) } else { Asked::CodeTaken })
            }
            Wrote::Refused(None) => Err(failed("a help request", "what is there did not come")),
        }
    }

    async fn help_request(&self, code: &Code) -> Answer<Option<HelpRequest>> {
        self.step(async { self.item(&Key::help(code)).await?.as_ref().map(read).transpose() }).await
    }

    async fn change_help(&self, request: &HelpRequest) -> Answer<Written> {
        let Some(before) = request.version.checked_sub(1) else { return Ok(Written::Stale) };
        let over = write(What::Put(request_item(request)?), "v = :before", vec![(":before", item::number(before))]);
        Ok(if self.step(self.write(&over)).await? == Wrote::Done { Written::Done } else { Written::Stale })
    }

    async fn help_requests(&self, which: &OfOffice, page: &Page) -> Answer<Vec<HelpRequest>> {
        self.step(self.help_requests_now(which, page)).await
    }

    async fn help_letters(&self, now: Timestamp, most: usize) -> Answer<Vec<HelpRequest>> {
        self.step(self.help_letters_now(now, most)).await
    }

    async fn rate(&self, new: &NewRating, now: Timestamp) -> Answer<bool> {
        let mut mark = item::begun(&Key::mark(new.mark));
        mark.extend([("u".to_owned(), item::instant(new.mark_until)), (GONE.to_owned(), gone(new.mark_until))]);
        let mut rating = item::begun(&Key::rating(new));
        rating.extend([("j".to_owned(), json(&new.rating)?), (GONE.to_owned(), gone(new.rating.delete_at))]);
        let writes: [Write; 2] =
            [write(What::Put(mark), "attribute_not_exists(pk) OR u <= :now", vec![(":now", item::instant(now))]), write(What::Put(rating), ALWAYS, Vec::new())];
        Ok(self.step(self.write_all(&writes)).await?.iter().all(|wrote| *wrote == Wrote::Done))
    }

    async fn ratings(&self, month: Month) -> Answer<Vec<Rating>> {
        let mut found: Vec<Rating> = self.step(self.partition(ratings(month))).await?.iter().map(read).collect::<Answer<_>>()?;
        found.sort();
        Ok(found)
    }

    /// DynamoDB deletes by itself what has a time to live, some time after it; here it is done at once.
    async fn forget_feedback(&self, now: Timestamp) -> Answer<usize> {
        let second = item::number(now.as_second());
        let mut count = 0;
        for key in self.scan("gone <= :now", ":now", second.clone()).await? {
            let counts = key.pk.starts_with("H#") || key.pk.starts_with("V#");
            if counts || key.pk.starts_with("M#") {
                let wrote = self.write(&write(What::Delete(key), "gone <= :now", vec![(":now", second.clone())])).await?;
                count += usize::from(counts && wrote == Wrote::Done);
            }
        }
        Ok(count)
    }
}
