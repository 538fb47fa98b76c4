// SPDX-License-Identifier: EUPL-1.2
//! Reports: one item a report, who is told beside it, and a letter an item. All of one report is one partition;
//! the version stands in the condition of every write.

use crate::item::{self, BY_DUE, BY_KIND, BY_OFFICE, BY_TIME, GONE, Item};
use crate::key::Key;
use crate::read::Order;
use crate::write::{What, Write, Wrote};
use crate::{Dynamo, failed};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::report::Report;
use domain::report::store::{Page, Reports, Submitted, WaitingLetter, Which, Written};
use domain::report::subscriber::{Letter, Role, Subscriber};
use domain::store::Answer;
use domain::token::{Code, Owner};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// What waits in `by-due`: letters, reports to be erased, people to be forgotten.
const LETTER: &str = "letter";
const ERASE: &str = "erase";
const ASKED: &str = "asked";

/// Nothing is there.
pub(crate) const NEW: &str = "attribute_not_exists(pk)";

/// Something is there.
const KNOWN: &str = "attribute_exists(pk)";

/// The report is there, and its personal data are: of those whose data are deleted it says so, the oldest only by not
/// being due any more.
const TAKES: &str = "attribute_exists(due) AND attribute_not_exists(er)";

/// Nothing changes: a condition on the item, in a transaction with others.
const SAME: &str = "SET l = l";

/// In every case.
pub(crate) const ALWAYS: &str = "attribute_not_exists(pk) OR attribute_exists(pk)";

/// People who are forgotten in one go.
const AT_ONCE: usize = 500;

pub(crate) fn write(what: What, condition: &'static str, values: Vec<(&'static str, AttributeValue)>) -> Write {
    Write { what, condition, values }
}

pub(crate) fn json(value: &impl Serialize) -> Answer<AttributeValue> {
    serde_json::to_string(value).map(AttributeValue::S).map_err(|error| failed("writing an item", error.to_string()))
}

/// What an item holds. The words of serde_json would show a piece of the text, and are left out.
pub(crate) fn read<T: DeserializeOwned>(item: &Item) -> Answer<T> {
    item::is_known(item)?;
    let text = item.get("j").and_then(|value| value.as_s().ok());
    text.and_then(|text| serde_json::from_str(text).ok()).ok_or_else(|| failed("reading an item", "`j` is missing or odd"))
}

/// When, as indexes sort it: with the code, so that no two are the same.
pub(crate) fn moment(at: Timestamp, code: &str) -> AttributeValue {
    item::text(&format!("{:020}#{code}", at.as_nanosecond().max(0)))
}

/// The index of an office's reports.
fn of_office(office: &str, open: bool) -> String {
    format!("{office}#{}", if open { "open" } else { "ended" })
}

fn report_item(report: &Report) -> Answer<Item> {
    let mut out = item::begun(&Key::report(&report.code));
    let mut put = |name: &str, value: AttributeValue| out.insert(name.to_owned(), value);
    put("v", item::number(report.version));
    put("j", json(report)?);
    put("l", item::text("report"));
    put("q", moment(report.submitted, report.code.as_str()));
    put("ro", item::text(&of_office(&report.office, report.status.is_open())));
    if report.status.is_open() {
        put("rk", item::text(report.kind.as_str()));
    }
    if report.erased {
        put("er", AttributeValue::Bool(true));
    } else {
        put("w", item::text(ERASE));
        put("due", item::instant(report.erase_at));
    }
    Ok(out)
}

fn subscriber_item(subscriber: &Subscriber) -> Answer<Item> {
    let mut out = item::begun(&Key::subscriber(&subscriber.code, subscriber.owner));
    out.insert("j".to_owned(), json(subscriber)?);
    if let Role::Asked { until } = subscriber.role {
        let ends = [("u", item::instant(until)), ("w", item::text(ASKED)), ("due", item::instant(until)), (GONE, item::number(until.as_second() + 1))];
        out.extend(ends.map(|(name, value)| (name.to_owned(), value)));
    }
    Ok(out)
}

fn letter_item(letter: &Letter) -> Answer<Item> {
    let mut out = item::begun(&Key::letter(letter));
    let what = [("j", json(letter)?), ("w", item::text(LETTER)), ("due", item::instant(letter.at))];
    out.extend(what.map(|(name, value)| (name.to_owned(), value)));
    Ok(out)
}

fn letter_writes(letters: &[Letter]) -> Answer<Vec<Write>> {
    letters.iter().map(|letter| Ok(write(What::Put(letter_item(letter)?), ALWAYS, Vec::new()))).collect()
}

/// Writes a report over the version before it; `None` when there can be none.
fn over(report: &Report, item: Item) -> Option<Write> {
    let before = report.version.checked_sub(1)?;
    Some(write(What::Put(item), "v = :before", vec![(":before", item::number(before))]))
}

fn is_one(report: &Report, which: &Which) -> bool {
    let open = report.status.is_open();
    match which {
        Which::All => true,
        Which::OpenOfKind(kind) => open && report.kind == *kind,
        Which::OpenOfOffice(office) => open && report.office == *office,
        Which::EndedOfOffice(office) => !open && report.office == *office,
    }
}

impl Dynamo {
    /// One write, or several together: whether the first took place.
    async fn first_of(&self, writes: &[Write]) -> Answer<Wrote> {
        match writes {
            [alone] => self.write(alone).await,
            all => Ok(self.write_all(all).await?.into_iter().find(|wrote| *wrote != Wrote::Done).unwrap_or(Wrote::Done)),
        }
    }

    async fn reports_of(&self, keys: &[Key]) -> Answer<Vec<Report>> {
        self.items(keys).await?.iter().map(read).collect()
    }

    /// Deletes who is told of a report, and its letters.
    async fn forget_people(&self, code: &Code) -> Answer<()> {
        for prefix in ["S#", "L#"] {
            for item in self.beginning_with(Key::report(code).pk, prefix).await? {
                self.write(&write(What::Delete(Key::of(&item)?), ALWAYS, Vec::new())).await?;
            }
        }
        Ok(())
    }

    /// The end of an erasure: it is due no more.
    async fn erasure_is_done(&self, code: &Code) -> Answer<()> {
        self.forget_people(code).await?;
        self.write(&write(What::Change(Key::report(code), "REMOVE w, due"), KNOWN, Vec::new())).await.map(|_| ())
    }

    pub(crate) async fn due(&self, what: &str, now: Timestamp, most: usize) -> Answer<Vec<Key>> {
        let values = vec![(":due", item::text(what)), (":now", item::instant(now))];
        self.keys(BY_DUE, "w = :due AND due <= :now", values, most, Order::OldestFirst).await
    }

    async fn list_now(&self, which: &Which, page: &Page) -> Answer<Vec<Report>> {
        let (index, condition, part) = match which {
            Which::All => (BY_TIME, "l = :part AND q BETWEEN :since AND :before", "report".to_owned()),
            Which::OpenOfKind(kind) => (BY_KIND, "rk = :part AND q BETWEEN :since AND :before", kind.to_string()),
            Which::OpenOfOffice(office) => (BY_OFFICE, "ro = :part AND q BETWEEN :since AND :before", of_office(office, true)),
            Which::EndedOfOffice(office) => (BY_OFFICE, "ro = :part AND q BETWEEN :since AND :before", of_office(office, false)),
        };
        // `BETWEEN` takes both ends in: the report where the page before ended is read, and left out below.
        let before = page.before.as_ref().map_or_else(|| moment(Timestamp::MAX, "~"), |(at, code)| moment(*at, code.as_str()));
        let values = vec![(":part", item::text(&part)), (":since", moment(page.since, "")), (":before", before)];
        let keys = self.keys(index, condition, values, page.most.saturating_add(usize::from(page.before.is_some())), Order::NewestFirst).await?;
        let mut reports = self.reports_of(&keys).await?;
        // An index may lag: what it points at says what it is.
        let earlier = |report: &Report| page.before.as_ref().is_none_or(|(at, code)| (report.submitted, &report.code) < (*at, code));
        reports.retain(|report| is_one(report, which) && earlier(report));
        reports.sort_by(|a, b| (b.submitted, &b.code).cmp(&(a.submitted, &a.code)));
        reports.truncate(page.most);
        Ok(reports)
    }

    async fn letters_now(&self, now: Timestamp, most: usize) -> Answer<Vec<WaitingLetter>> {
        let keys = self.due(LETTER, now, most).await?;
        let mut letters: Vec<Letter> = self.items(&keys).await?.iter().map(read).collect::<Answer<_>>()?;
        letters.retain(|letter| letter.at <= now);
        letters.sort_by_key(|letter| letter.at);
        let codes: BTreeMap<&Code, Key> = letters.iter().map(|letter| (&letter.code, Key::report(&letter.code))).collect();
        let reports = self.reports_of(&codes.into_values().collect::<Vec<_>>()).await?;
        let reports: BTreeMap<Code, Report> = reports.into_iter().map(|report| (report.code.clone(), report)).collect();
        Ok(letters.into_iter().filter_map(|letter| Some(WaitingLetter { report: reports.get(&letter.code)?.clone(), letter })).collect())
    }
}

impl Reports for Dynamo {
    async fn submit(&self, report: &Report, reporter: Option<&Subscriber>, letters: &[Letter]) -> Answer<Submitted> {
        let mut items = vec![report_item(report)?];
        if let Some(reporter) = reporter {
            items.push(subscriber_item(reporter)?);
        }
        for letter in letters {
            items.push(letter_item(letter)?);
        }
        let writes: Vec<Write> = items.into_iter().map(|item| write(What::Put(item), NEW, Vec::new())).collect();
        match self.step(self.first_of(&writes)).await? {
            Wrote::Done => Ok(Submitted::New),
            Wrote::Refused(Some(item)) => {
                let known: Report = read(&item)?;
                Ok(if known.owner == report.owner { Submitted::Before(Box::new(known)) } else { Submitted::CodeTaken })
            }
            Wrote::Refused(None) => Err(failed("taking a report", "what refused it is not there")),
        }
    }

    async fn report(&self, code: &Code) -> Answer<Option<Report>> {
        self.step(async { self.item(&Key::report(code)).await?.as_ref().map(read).transpose() }).await
    }

    async fn change(&self, report: &Report, letters: &[Letter]) -> Answer<Written> {
        let Some(first) = over(report, report_item(report)?) else { return Ok(Written::Stale) };
        let writes = [vec![first], letter_writes(letters)?].concat();
        Ok(if self.step(self.first_of(&writes)).await? == Wrote::Done { Written::Done } else { Written::Stale })
    }

    async fn join(&self, report: &Report, into: &Report, letters: &[Letter]) -> Answer<Written> {
        let both = over(report, report_item(report)?).zip(over(into, report_item(into)?));
        let Some((first, second)) = both else { return Ok(Written::Stale) };
        let writes = [vec![first, second], letter_writes(letters)?].concat();
        Ok(if self.step(self.first_of(&writes)).await? == Wrote::Done { Written::Done } else { Written::Stale })
    }

    async fn list(&self, which: &Which, page: &Page) -> Answer<Vec<Report>> {
        self.step(self.list_now(which, page)).await
    }

    async fn subscribe(&self, subscriber: &Subscriber, letter: Option<&Letter>, now: Timestamp) -> Answer<bool> {
        let first = write(What::Put(subscriber_item(subscriber)?), "attribute_not_exists(pk) OR u <= :now", vec![(":now", item::instant(now))]);
        let takes = write(What::Change(Key::report(&subscriber.code), SAME), TAKES, Vec::new());
        let letters = letter_writes(letter.map(std::slice::from_ref).unwrap_or_default())?;
        Ok(self.step(self.first_of(&[vec![first, takes], letters].concat())).await? == Wrote::Done)
    }

    async fn confirm_subscriber(&self, code: &Code, owner: Owner) -> Answer<bool> {
        let confirm = async {
            let Some(item) = self.item(&Key::subscriber(code, owner)).await? else { return Ok(false) };
            let known: Subscriber = read(&item)?;
            if known.is_told() {
                return Ok(true);
            }
            let told = subscriber_item(&Subscriber { role: Role::Follower, ..known })?;
            Ok(self.write(&write(What::Put(told), KNOWN, Vec::new())).await? == Wrote::Done)
        };
        self.step(confirm).await
    }

    async fn unsubscribe(&self, code: &Code, owner: Owner) -> Answer<()> {
        let forget = async {
            self.write(&write(What::Delete(Key::subscriber(code, owner)), ALWAYS, Vec::new())).await?;
            for item in self.beginning_with(Key::report(code).pk, "L#").await? {
                let letter: Letter = read(&item)?;
                if letter.to == owner {
                    self.write(&write(What::Delete(Key::letter(&letter)), ALWAYS, Vec::new())).await?;
                }
            }
            Ok(())
        };
        self.step(forget).await
    }

    async fn subscribers(&self, code: &Code) -> Answer<Vec<Subscriber>> {
        self.step(async { self.beginning_with(Key::report(code).pk, "S#").await?.iter().map(read).collect() }).await
    }

    async fn letters(&self, now: Timestamp, most: usize) -> Answer<Vec<WaitingLetter>> {
        self.step(self.letters_now(now, most)).await
    }

    async fn claim_letter(&self, letter: &Letter, until: Timestamp) -> Answer<bool> {
        let next = Letter { at: until, attempts: letter.attempts + 1, ..letter.clone() };
        let values = vec![(":known", json(letter)?), (":next", json(&next)?), (":until", item::instant(until))];
        let wrote = self.step(self.write(&write(What::Change(Key::letter(letter), "SET j = :next, due = :until"), "j = :known", values))).await?;
        Ok(wrote == Wrote::Done)
    }

    async fn letter_sent(&self, letter: &Letter) -> Answer<()> {
        self.step(self.write(&write(What::Delete(Key::letter(letter)), ALWAYS, Vec::new()))).await.map(|_| ())
    }

    async fn due_for_erasure(&self, now: Timestamp, most: usize) -> Answer<Vec<Report>> {
        let look = async {
            let mut due = Vec::new();
            for report in self.reports_of(&self.due(ERASE, now, most).await?).await? {
                if report.erased {
                    // Somebody fell between the two halves of it.
                    self.erasure_is_done(&report.code).await?;
                } else if report.erase_at <= now {
                    due.push(report);
                }
            }
            due.sort_by_key(|report| report.erase_at);
            Ok(due)
        };
        self.step(look).await
    }

    async fn erase(&self, report: &Report) -> Answer<Written> {
        // Until people are forgotten too it stays due.
        let mut item = report_item(report)?;
        item.extend([("w".to_owned(), item::text(ERASE)), ("due".to_owned(), item::instant(report.erase_at))]);
        let Some(first) = over(report, item) else { return Ok(Written::Stale) };
        if self.step(self.write(&first)).await? != Wrote::Done {
            return Ok(Written::Stale);
        }
        self.step(self.erasure_is_done(&report.code)).await?;
        Ok(Written::Done)
    }

    async fn forget_unconfirmed(&self, now: Timestamp) -> Answer<usize> {
        let mut count = 0;
        for key in self.step(self.due(ASKED, now, AT_ONCE)).await? {
            let forget = write(What::Delete(key), "u <= :now", vec![(":now", item::instant(now))]);
            count += usize::from(self.step(self.write(&forget)).await? == Wrote::Done);
        }
        Ok(count)
    }
}
