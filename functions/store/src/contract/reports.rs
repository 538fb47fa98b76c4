// SPDX-License-Identifier: EUPL-1.2
//! What every store of reports must do.

use super::{at, get, slug, token};
use domain::person::Email;
use domain::report::history::{By, Entry, What};
use domain::report::photo::PhotoId;
use domain::report::status::Status;
use domain::report::store::{Page, Reports, Submitted, Which, Written};
use domain::report::subscriber::{Event, Letter, Role, Subscriber};
use domain::report::{AnswerGiven, Place, Report, ReportPhoto, Text, Visibility};
use model::geo::Point;
use std::future::Future;
use std::sync::Arc;

/// The server's key of these examples.
const KEY: &[u8] = b"of the contract";

/// A report of somebody, with everything filled in.
pub fn report(who: u8, submitted: i64) -> Report {
    let token = token(who);
    Report {
        code: token.code(),
        owner: token.owner(),
        kind: slug("lampione"),
        place: Some(Place { address: Some("Via Broseta 12".to_owned()), point: Point::parse("45.694100,9.671200"), district: Some(slug("centro")) }),
        text: Text {
            subject: "Lampione \"spento\" 🦊".to_owned(),
            description: "Da tre giorni.\nÈ buio.".to_owned(),
            answers: vec![AnswerGiven { id: "quanti".to_owned(), question: "Quanti?".to_owned(), answer: "Uno".to_owned() }],
        },
        shown: Visibility::Waiting,
        photos: vec![ReportPhoto { id: PhotoId::new([who; 16]), slot: 0, shown: Visibility::Waiting }],
        office: "strade".to_owned(),
        status: Status::Received,
        joined: None,
        submitted: at(submitted),
        updated: at(submitted),
        closed: None,
        promised_days: 10,
        version: 0,
        history: vec![Entry { at: at(submitted), version: 0, by: By::Reporter, what: What::Submitted }],
        erase_at: at(1_000_000),
        erased: false,
    }
}

/// Somebody who is told of a report.
pub fn subscriber(report: &Report, who: u8, role: Role) -> Subscriber {
    let email = Email::parse(&format!("persona{who}@posta.example")).unwrap_or_else(|| unreachable!("an address"));
    Subscriber::new(report.code.clone(), token(who), email, role, KEY)
}

/// The next version of a report.
pub fn moved(report: &Report, to: Status) -> Report {
    let mut next = report.clone();
    next.version += 1;
    next.status = to;
    next.closed = (!to.is_open()).then_some(at(500));
    next.history.push(Entry {
        at: at(500),
        version: next.version,
        by: By::Office("strade".to_owned()),
        what: What::Moved { from: report.status, to, note: "Ci siamo".to_owned() },
    });
    next
}

fn page(most: usize) -> Page {
    Page { since: at(0), before: None, most }
}

/// Takes a report, as it comes from a citizen.
async fn taken<R: Reports>(store: &R, who: u8, submitted: i64) -> Report {
    let report = report(who, submitted);
    let reporter = subscriber(&report, who, Role::Reporter);
    assert_eq!(get(store.submit(&report, Some(&reporter), &[reporter.letter(Event::Received, 0, at(submitted))])).await, Submitted::New);
    report
}

/// Everything, each time on an empty store.
///
/// # Panics
/// When the store does not do as it must.
pub async fn all<R: Reports, F: Future<Output = R>>(empty: impl Fn() -> F) {
    a_report_is_taken_once(&empty().await).await;
    a_change_is_of_the_version_that_was_seen(&empty().await).await;
    two_are_joined_together_or_not_at_all(&empty().await).await;
    lists_have_what_they_say(&empty().await).await;
    somebody_follows(&empty().await).await;
    a_letter_is_sent_by_one(&empty().await).await;
    nothing_personal_is_left(&empty().await).await;
}

async fn a_report_is_taken_once<R: Reports>(store: &R) {
    let first = taken(store, 1, 0).await;
    let mut again = report(1, 9);
    again.text.subject = "Altro".to_owned();
    let reporter = subscriber(&again, 1, Role::Reporter);
    let letter = reporter.letter(Event::Received, 0, at(9));
    assert_eq!(get(store.submit(&again, Some(&reporter), std::slice::from_ref(&letter))).await, Submitted::Before(Box::new(first.clone())));
    // Another citizen's report whose code happens to be the same.
    let other = Report { owner: token(2).owner(), ..again };
    let reporter = subscriber(&other, 2, Role::Reporter);
    assert_eq!(get(store.submit(&other, Some(&reporter), std::slice::from_ref(&letter))).await, Submitted::CodeTaken);
    assert_eq!(get(store.report(&first.code)).await, Some(first.clone()));
    assert_eq!(get(store.report(&token(3).code())).await, None);
    assert_eq!(get(store.subscribers(&first.code)).await, [subscriber(&first, 1, Role::Reporter)]);
    assert_eq!(get(store.letters(at(99), 10)).await.len(), 1, "what was not taken has no letter");
    // Nobody says where to write.
    let silent = report(5, 3);
    assert_eq!(get(store.submit(&silent, None, &[])).await, Submitted::New);
    assert_eq!(get(store.submit(&silent, None, &[])).await, Submitted::Before(Box::new(silent.clone())));
    assert_eq!(get(store.subscribers(&silent.code)).await, []);
    assert_eq!(get(store.letters(at(99), 10)).await.len(), 1);
    // The office is told, whether the citizen is or not.
    let told = report(6, 4);
    let office = Letter { event: Event::Office, reporter: false, ..subscriber(&told, 7, Role::Follower).letter(Event::Changed, 0, at(4)) };
    assert_eq!(get(store.submit(&told, None, std::slice::from_ref(&office))).await, Submitted::New);
    assert_eq!(get(store.submit(&told, None, std::slice::from_ref(&office))).await, Submitted::Before(Box::new(told.clone())));
    let letters: Vec<Letter> = get(store.letters(at(99), 10)).await.into_iter().filter(|waiting| waiting.report == told).map(|waiting| waiting.letter).collect();
    assert_eq!(letters, [office]);
}

async fn a_change_is_of_the_version_that_was_seen<R: Reports>(store: &R) {
    let first = taken(store, 1, 0).await;
    let (working, dismissed) = (moved(&first, Status::Working), moved(&first, Status::Dismissed));
    let told = subscriber(&first, 1, Role::Reporter);
    assert_eq!(get(store.change(&working, &[told.letter(Event::Changed, 1, at(500))])).await, Written::Done);
    assert_eq!(get(store.change(&dismissed, &[told.letter(Event::Changed, 1, at(501))])).await, Written::Stale);
    assert_eq!(get(store.change(&first, &[])).await, Written::Stale);
    assert_eq!(get(store.change(&moved(&report(9, 0), Status::Taken), &[])).await, Written::Stale, "it is not there");
    assert_eq!(get(store.report(&first.code)).await, Some(working.clone()));
    let waiting = get(store.letters(at(9_999), 10)).await;
    let said: Vec<_> = waiting.iter().map(|waiting| (waiting.letter.event, waiting.letter.at, waiting.report.version)).collect();
    assert_eq!(said, [(Event::Received, at(0), 1), (Event::Changed, at(500), 1)], "only the change that took place is told");
}

async fn two_are_joined_together_or_not_at_all<R: Reports>(store: &R) {
    let (one, two) = (taken(store, 1, 0).await, taken(store, 2, 1).await);
    let joined = |report: &Report, into: &Report| Report { joined: Some(into.code.clone()), ..moved(report, Status::Dismissed) };
    let took = |report: &Report| Report { status: Status::Received, closed: None, ..moved(report, Status::Taken) };
    let letter = subscriber(&one, 1, Role::Reporter).letter(Event::Changed, 1, at(500));
    let (first, second) = (joined(&one, &two), took(&two));
    assert_eq!(get(store.join(&first, &second, std::slice::from_ref(&letter))).await, Written::Done);
    assert_eq!((get(store.report(&one.code)).await, get(store.report(&two.code)).await), (Some(first.clone()), Some(second.clone())));
    // The other way round, by somebody who saw both before that; and with only one of them as it was.
    let told = subscriber(&two, 2, Role::Reporter).letter(Event::Changed, 1, at(500));
    for (report, into) in [(joined(&two, &one), took(&one)), (joined(&second, &one), took(&one)), (joined(&two, &first), took(&first))] {
        assert_eq!(get(store.join(&report, &into, std::slice::from_ref(&told))).await, Written::Stale);
    }
    assert_eq!((get(store.report(&one.code)).await, get(store.report(&two.code)).await), (Some(first), Some(second)));
    let said: Vec<Event> = get(store.letters(at(999), 10)).await.into_iter().map(|waiting| waiting.letter.event).collect();
    assert_eq!(said, [Event::Received, Event::Received, Event::Changed]);
}

async fn lists_have_what_they_say<R: Reports>(store: &R) {
    let mut all = Vec::new();
    for who in 1..=5 {
        all.push(taken(store, who, i64::from(who) * 10).await);
    }
    let ended = moved(&all[1], Status::Resolved);
    assert_eq!(get(store.change(&ended, &[])).await, Written::Done);
    let mut given = moved(&all[2], Status::Working);
    given.office = "verde".to_owned();
    assert_eq!(get(store.change(&given, &[])).await, Written::Done);
    let codes = |which: Which, page: Page| async move { get(store.list(&which, &page)).await.into_iter().map(|report| report.code).collect::<Vec<_>>() };
    let newest = |numbers: &[usize]| numbers.iter().map(|number| all[*number].code.clone()).collect::<Vec<_>>();
    assert_eq!(codes(Which::All, page(10)).await, newest(&[4, 3, 2, 1, 0]));
    assert_eq!(codes(Which::All, page(2)).await, newest(&[4, 3]));
    let after = Page { before: Some((all[3].submitted, all[3].code.clone())), ..page(2) };
    assert_eq!(codes(Which::All, after).await, newest(&[2, 1]));
    assert_eq!(codes(Which::All, Page { since: at(30), ..page(10) }).await, newest(&[4, 3, 2]));
    assert_eq!(codes(Which::OpenOfKind(slug("lampione")), page(10)).await, newest(&[4, 3, 2, 0]));
    assert_eq!(codes(Which::OpenOfKind(slug("buca")), page(10)).await, newest(&[]));
    assert_eq!(codes(Which::OpenOfOffice("strade".to_owned()), page(10)).await, newest(&[4, 3, 0]));
    assert_eq!(codes(Which::OpenOfOffice("verde".to_owned()), page(10)).await, newest(&[2]));
    assert_eq!(codes(Which::EndedOfOffice("strade".to_owned()), page(10)).await, newest(&[1]));
    let listed = get(store.list(&Which::EndedOfOffice("strade".to_owned()), &page(10))).await;
    assert_eq!(listed, [ended], "a list has whole reports");
}

async fn somebody_follows<R: Reports>(store: &R) {
    let first = taken(store, 1, 0).await;
    let asked = subscriber(&first, 2, Role::Asked { until: at(100) });
    let letter = asked.letter(Event::Confirm, 0, at(1));
    assert!(get(store.subscribe(&asked, Some(&letter), at(1))).await);
    assert!(!get(store.subscribe(&asked, Some(&letter), at(2))).await, "one address is asked once");
    assert!(!get(store.confirm_subscriber(&first.code, token(3).owner())).await);
    for _ in 0..2 {
        assert!(get(store.confirm_subscriber(&first.code, asked.owner)).await);
    }
    let mut told = vec![subscriber(&first, 1, Role::Reporter), Subscriber { role: Role::Follower, ..asked.clone() }];
    told.sort_by_key(|subscriber| subscriber.owner);
    assert_eq!(get(store.subscribers(&first.code)).await, told);
    assert!(!get(store.subscribe(&asked, None, at(200))).await, "who follows goes on");
    assert!(get(store.confirm_subscriber(&first.code, first.owner)).await);
    assert!(get(store.subscribers(&first.code)).await.contains(&subscriber(&first, 1, Role::Reporter)), "who reported stays who they are");
    // Who does not answer is forgotten, and may be asked again.
    let late = subscriber(&first, 3, Role::Asked { until: at(100) });
    assert!(get(store.subscribe(&late, None, at(1))).await);
    let again = subscriber(&first, 3, Role::Asked { until: at(300) });
    assert!(get(store.subscribe(&again, None, at(100))).await, "out of time");
    assert_eq!(get(store.forget_unconfirmed(at(299))).await, 0);
    assert_eq!(get(store.forget_unconfirmed(at(300))).await, 1);
    get(store.unsubscribe(&first.code, asked.owner)).await;
    get(store.unsubscribe(&first.code, asked.owner)).await;
    assert_eq!(get(store.subscribers(&first.code)).await, [subscriber(&first, 1, Role::Reporter)]);
    let left: Vec<Event> = get(store.letters(at(999), 10)).await.into_iter().map(|waiting| waiting.letter.event).collect();
    assert_eq!(left, [Event::Received], "letters go with whom they were for");
}

async fn a_letter_is_sent_by_one<R: Reports>(store: &R) {
    let first = taken(store, 1, 50).await;
    assert_eq!(get(store.letters(at(49), 10)).await, []);
    let [waiting] = get(store.letters(at(50), 10)).await.try_into().unwrap_or_else(|all| panic!("one waits: {all:?}"));
    assert_eq!(waiting.report, first);
    assert!(get(store.claim_letter(&waiting.letter, at(110))).await);
    assert!(!get(store.claim_letter(&waiting.letter, at(110))).await, "two cannot send it");
    assert_eq!(get(store.letters(at(109), 10)).await, []);
    let [again] = get(store.letters(at(110), 10)).await.try_into().unwrap_or_else(|all| panic!("one waits: {all:?}"));
    assert_eq!((again.letter.attempts, again.letter.id()), (1, waiting.letter.id()));
    assert!(get(store.claim_letter(&again.letter, at(200))).await);
    get(store.letter_sent(&again.letter)).await;
    get(store.letter_sent(&again.letter)).await;
    assert_eq!(get(store.letters(at(9_999), 10)).await, []);
}

async fn nothing_personal_is_left<R: Reports>(store: &R) {
    let first = taken(store, 1, 0).await;
    let kept = taken(store, 2, 0).await;
    let mut later = moved(&kept, Status::Taken);
    later.erase_at = at(2_000_000);
    assert_eq!(get(store.change(&later, &[])).await, Written::Done);
    get(store.subscribe(&subscriber(&first, 3, Role::Follower), None, at(1))).await;
    assert_eq!(get(store.due_for_erasure(at(999_999), 10)).await, []);
    assert_eq!(get(store.due_for_erasure(at(1_000_000), 10)).await, std::slice::from_ref(&first));
    let gone = domain::report::keep::erased(&first, at(1_000_000));
    let written = serde_json::to_string(&gone).unwrap_or_else(|error| panic!("{error}"));
    for word in ["Via Broseta", "spento", "buio", "45694100", "Uno"] {
        assert!(!written.contains(word), "{word}: {written}");
    }
    assert_eq!(get(store.erase(&gone)).await, Written::Done);
    assert_eq!(get(store.erase(&gone)).await, Written::Stale);
    assert_eq!(get(store.report(&first.code)).await, Some(gone));
    assert_eq!(get(store.subscribers(&first.code)).await, []);
    // Somebody was about to follow it when it happened, and nobody will come to delete them.
    for (code, role) in [(&first.code, Role::Follower), (&first.code, Role::Asked { until: at(3_000_000) }), (&report(8, 0).code, Role::Follower)] {
        let late = Subscriber { code: code.clone(), ..subscriber(&first, 4, role) };
        assert!(!get(store.subscribe(&late, Some(&late.letter(Event::Confirm, 0, at(1_000_000))), at(1_000_000))).await);
        assert_eq!(get(store.subscribers(code)).await, []);
    }
    let waiting: Vec<_> = get(store.letters(at(9_999_999), 10)).await.into_iter().map(|waiting| waiting.letter.code).collect();
    assert_eq!(waiting, [kept.code]);
    assert_eq!(get(store.due_for_erasure(at(1_999_999), 10)).await, []);
    assert_eq!(get(store.due_for_erasure(at(2_000_000), 10)).await, [later]);
}

/// Many at once: each of `clients` makes a report twice, and all try to move one and the same from the version
/// that they saw. Nothing is lost, and every change was made by one of them on what the one before it left.
///
/// # Panics
/// When something was lost or overwritten.
pub async fn crowd<R: Reports>(store: Arc<R>, clients: u8) {
    let common = taken(&*store, 250, 0).await;
    let tasks: Vec<_> = (1..=clients)
        .map(|who| {
            let (store, code) = (store.clone(), common.code.clone());
            tokio::spawn(async move {
                let mine = report(who, 0);
                let reporter = subscriber(&mine, who, Role::Reporter);
                let mut new = 0;
                for _ in 0..2 {
                    new += u32::from(get(store.submit(&mine, Some(&reporter), &[reporter.letter(Event::Received, 0, at(0))])).await == Submitted::New);
                }
                assert_eq!(new, 1, "{who} has one report");
                loop {
                    let seen = get(store.report(&code)).await.unwrap_or_else(|| panic!("it is there"));
                    let mut next = moved(&seen, if seen.status == Status::Taken { Status::Working } else { Status::Taken });
                    next.office = format!("ufficio-{who}");
                    if get(store.change(&next, &[])).await == Written::Done {
                        return;
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap_or_else(|error| panic!("a client ends well: {error}"));
    }
    let last = get(store.report(&common.code)).await.unwrap_or_else(|| panic!("it is there"));
    assert_eq!((last.version, last.history.len()), (u32::from(clients), usize::from(clients) + 1), "no change is lost");
    assert_eq!(get(store.list(&Which::All, &page(1000))).await.len(), usize::from(clients) + 1, "no report is lost");
}
