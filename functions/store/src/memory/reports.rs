// SPDX-License-Identifier: EUPL-1.2
//! Reports in memory.

use super::Memory;
use domain::report::Report;
use domain::report::store::{Page, Reports, Submitted, WaitingLetter, Which, Written};
use domain::report::subscriber::{Event, Letter, Role, Subscriber};
use domain::store::Answer;
use domain::token::{Code, Owner};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What names a letter.
type LetterKey = (Code, u32, Event, Owner);

/// The tables of reports.
#[derive(Debug, Default)]
pub struct Tables {
    reports: BTreeMap<Code, Report>,
    subscribers: BTreeMap<(Code, Owner), Subscriber>,
    letters: BTreeMap<LetterKey, Letter>,
}

fn key(letter: &Letter) -> LetterKey {
    (letter.code.clone(), letter.version, letter.event, letter.to)
}

impl Tables {
    fn put(&mut self, letters: &[Letter]) {
        self.letters.extend(letters.iter().map(|letter| (key(letter), letter.clone())));
    }

    /// Puts a report over the version before it.
    fn replace(&mut self, report: &Report) -> Written {
        match self.reports.get_mut(&report.code) {
            Some(known) if known.version + 1 == report.version => {
                *known = report.clone();
                Written::Done
            }
            _ => Written::Stale,
        }
    }
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

impl Reports for Memory {
    async fn submit(&self, report: &Report, reporter: Option<&Subscriber>, letters: &[Letter]) -> Answer<Submitted> {
        let tables = &mut self.tables().reports;
        match tables.reports.get(&report.code) {
            Some(known) if known.owner == report.owner => return Ok(Submitted::Before(Box::new(known.clone()))),
            Some(_) => return Ok(Submitted::CodeTaken),
            None => {}
        }
        tables.reports.insert(report.code.clone(), report.clone());
        if let Some(reporter) = reporter {
            tables.subscribers.insert((report.code.clone(), reporter.owner), reporter.clone());
        }
        tables.put(letters);
        Ok(Submitted::New)
    }

    async fn report(&self, code: &Code) -> Answer<Option<Report>> {
        Ok(self.tables().reports.reports.get(code).cloned())
    }

    async fn change(&self, report: &Report, letters: &[Letter]) -> Answer<Written> {
        let tables = &mut self.tables().reports;
        let written = tables.replace(report);
        if written == Written::Done {
            tables.put(letters);
        }
        Ok(written)
    }

    async fn join(&self, report: &Report, into: &Report, letters: &[Letter]) -> Answer<Written> {
        let tables = &mut self.tables().reports;
        let is_next = |next: &Report| tables.reports.get(&next.code).is_some_and(|known| known.version + 1 == next.version);
        if !is_next(report) || !is_next(into) {
            return Ok(Written::Stale);
        }
        tables.replace(report);
        tables.replace(into);
        tables.put(letters);
        Ok(Written::Done)
    }

    async fn list(&self, which: &Which, page: &Page) -> Answer<Vec<Report>> {
        let tables = self.tables();
        let before = |report: &Report| page.before.as_ref().is_none_or(|(at, code)| (report.submitted, &report.code) < (*at, code));
        let wanted = |report: &&Report| is_one(report, which) && report.submitted >= page.since && before(report);
        let mut found: Vec<Report> = tables.reports.reports.values().filter(wanted).cloned().collect();
        found.sort_by(|a, b| (b.submitted, &b.code).cmp(&(a.submitted, &a.code)));
        found.truncate(page.most);
        Ok(found)
    }

    async fn subscribe(&self, subscriber: &Subscriber, letter: Option<&Letter>, now: Timestamp) -> Answer<bool> {
        let tables = &mut self.tables().reports;
        let entry = (subscriber.code.clone(), subscriber.owner);
        let stands = |known: &Subscriber| !matches!(known.role, Role::Asked { until } if until <= now);
        let takes = tables.reports.get(&subscriber.code).is_some_and(|report| !report.erased);
        if !takes || tables.subscribers.get(&entry).is_some_and(stands) {
            return Ok(false);
        }
        tables.subscribers.insert(entry, subscriber.clone());
        tables.put(letter.map(std::slice::from_ref).unwrap_or_default());
        Ok(true)
    }

    async fn confirm_subscriber(&self, code: &Code, owner: Owner) -> Answer<bool> {
        let tables = &mut self.tables().reports;
        let Some(known) = tables.subscribers.get_mut(&(code.clone(), owner)) else { return Ok(false) };
        if !known.is_told() {
            known.role = Role::Follower;
        }
        Ok(true)
    }

    async fn unsubscribe(&self, code: &Code, owner: Owner) -> Answer<()> {
        let tables = &mut self.tables().reports;
        tables.subscribers.remove(&(code.clone(), owner));
        tables.letters.retain(|_, letter| letter.code != *code || letter.to != owner);
        Ok(())
    }

    async fn subscribers(&self, code: &Code) -> Answer<Vec<Subscriber>> {
        Ok(self.tables().reports.subscribers.values().filter(|subscriber| subscriber.code == *code).cloned().collect())
    }

    async fn letters(&self, now: Timestamp, most: usize) -> Answer<Vec<WaitingLetter>> {
        let tables = &self.tables().reports;
        let mut waiting: Vec<&Letter> = tables.letters.values().filter(|letter| letter.at <= now).collect();
        waiting.sort_by_key(|letter| letter.at);
        let with_report = |letter: &Letter| Some(WaitingLetter { report: tables.reports.get(&letter.code)?.clone(), letter: letter.clone() });
        Ok(waiting.into_iter().take(most).filter_map(with_report).collect())
    }

    async fn claim_letter(&self, letter: &Letter, until: Timestamp) -> Answer<bool> {
        let tables = &mut self.tables().reports;
        let Some(known) = tables.letters.get_mut(&key(letter)).filter(|known| *known == letter) else { return Ok(false) };
        (known.at, known.attempts) = (until, known.attempts + 1);
        Ok(true)
    }

    async fn letter_sent(&self, letter: &Letter) -> Answer<()> {
        self.tables().reports.letters.remove(&key(letter));
        Ok(())
    }

    async fn due_for_erasure(&self, now: Timestamp, most: usize) -> Answer<Vec<Report>> {
        let tables = self.tables();
        let mut due: Vec<Report> = tables.reports.reports.values().filter(|report| !report.erased && report.erase_at <= now).cloned().collect();
        due.sort_by_key(|report| report.erase_at);
        due.truncate(most);
        Ok(due)
    }

    async fn erase(&self, report: &Report) -> Answer<Written> {
        let tables = &mut self.tables().reports;
        let written = tables.replace(report);
        if written == Written::Done {
            tables.subscribers.retain(|_, subscriber| subscriber.code != report.code);
            tables.letters.retain(|_, letter| letter.code != report.code);
        }
        Ok(written)
    }

    async fn forget_unconfirmed(&self, now: Timestamp) -> Answer<usize> {
        let tables = &mut self.tables().reports;
        let before = tables.subscribers.len();
        tables.subscribers.retain(|_, known| !matches!(known.role, Role::Asked { until } if until <= now));
        Ok(before - tables.subscribers.len())
    }
}
