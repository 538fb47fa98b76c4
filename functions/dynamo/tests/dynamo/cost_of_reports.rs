// SPDX-License-Identifier: EUPL-1.2
//! What reports cost, as the engine counts it: one that comes, a change of state, the public list.

use crate::cost::{is_transaction, metered, size};
use crate::engine::patient_config;
use domain::person::Email;
use domain::report::history::{By, Entry, What};
use domain::report::status::Status;
use domain::report::store::{Page, Reports as _, Submitted, Which, Written};
use domain::report::subscriber::{Event, Letter, Role, Subscriber};
use domain::report::{Place, Report, Text, Visibility};
use domain::token::Token;
use jiff::Timestamp;
use model::geo::Point;
use model::slug::Slug;

fn at(second: i64) -> Timestamp {
    Timestamp::constant(1_795_000_000 + second, 123_456_789)
}

/// A report as people make them, and who made it.
fn report(who: u8) -> (Report, Subscriber) {
    let token = Token::new([who; 16]);
    let slug = |text: &str| Slug::parse(text).expect("a slug");
    let text = Text {
        subject: "Lampione spento davanti alla fermata".to_owned(),
        description: "Da tre sere il lampione davanti alla fermata del 6 è spento e non si vede il gradino. Anche quello dopo ogni tanto si spegne.".to_owned(),
        answers: Vec::new(),
    };
    let report = Report {
        code: token.code(),
        owner: token.owner(),
        kind: slug("lampione-spento"),
        place: Some(Place { address: Some("Via Broseta 112".to_owned()), point: Point::parse("45.694100,9.671200"), district: Some(slug("santa-lucia")) }),
        text,
        shown: Visibility::Waiting,
        photos: Vec::new(),
        office: "illuminazione-pubblica".to_owned(),
        status: Status::Received,
        joined: None,
        submitted: at(i64::from(who)),
        updated: at(i64::from(who)),
        closed: None,
        promised_days: 10,
        version: 0,
        history: vec![Entry { at: at(i64::from(who)), version: 0, by: By::Reporter, what: What::Submitted }],
        erase_at: at(31_536_000),
        erased: false,
    };
    let email = Email::parse("giovanna.bernasconi.1967@posta.example").expect("an address");
    let reporter = Subscriber::new(report.code.clone(), token, email, Role::Reporter, b"of the tests");
    (report, reporter)
}

fn moved(report: &Report, to: Status) -> Report {
    let mut next = report.clone();
    next.version += 1;
    next.history.push(Entry {
        at: at(100),
        version: next.version,
        by: By::Office(next.office.clone()),
        what: What::Moved { from: next.status, to, note: "Passiamo domani.".to_owned() },
    });
    next.status = to;
    next.erase_at = at(31_536_100);
    next
}

#[tokio::test]
async fn a_report_and_its_change_are_a_transaction_each() {
    let (store, meter, table) = metered().await;
    let (first, reporter) = report(1);
    assert_eq!(store.submit(&first, Some(&reporter), &[reporter.letter(Event::Received, 0, at(1))]).await.expect("an answer"), Submitted::New);
    let [submitted] = meter.calls().try_into().expect("one call");
    // The report, who made it and the letter are each less than a kilobyte.
    is_transaction(&submitted, 6.0);
    // Where the office has an address a letter goes there too.
    let (second, reporter_too) = report(2);
    let received = reporter_too.letter(Event::Received, 0, at(2));
    let office = Letter { event: Event::Office, to: Token::new([9; 16]).owner(), reporter: false, ..received.clone() };
    assert_eq!(store.submit(&second, Some(&reporter_too), &[received, office]).await.expect("an answer"), Submitted::New);
    let [submitted] = meter.calls().try_into().expect("one call");
    is_transaction(&submitted, 8.0);
    let taken = moved(&first, Status::Taken);
    assert_eq!(store.change(&taken, &[reporter.letter(Event::Changed, 1, at(100))]).await.expect("an answer"), Written::Done);
    let [told] = meter.calls().try_into().expect("one call");
    is_transaction(&told, 6.0);
    let mut seen = moved(&taken, Status::Taken);
    seen.shown = Visibility::Shown;
    assert_eq!(store.change(&seen, &[]).await.expect("an answer"), Written::Done);
    let [quiet] = meter.calls().try_into().expect("one call");
    assert_eq!((quiet.operation, quiet.table), ("put", 2.0), "letting through tells nobody: one write");
    let client = aws_sdk_dynamodb::Client::from_conf(patient_config().build());
    let items = client.scan().table_name(table).send().await.expect("an answer").items.expect("items");
    let mut sizes: Vec<usize> = items.iter().map(size).collect();
    sizes.sort_unstable();
    println!("{sizes:?}");
    let [.., report] = sizes[..] else { panic!("items") };
    assert!(sizes.len() == 8 && sizes[..7].iter().all(|size| *size < 1024) && report < 2048, "{sizes:?}");
}

#[tokio::test]
async fn the_public_list_is_a_query_and_a_batch() {
    let (store, meter, _) = metered().await;
    for who in 1..=40 {
        let (report, reporter) = report(who);
        store.submit(&report, Some(&reporter), &[reporter.letter(Event::Received, 0, at(1))]).await.expect("an answer");
    }
    meter.calls();
    let page = Page { since: Timestamp::MIN, before: None, most: 30 };
    assert_eq!(store.list(&Which::All, &page).await.expect("an answer").len(), 30);
    let [query, batch] = meter.calls().try_into().expect("two calls");
    let whole: f64 = query.table + query.indexes.values().sum::<f64>();
    assert_eq!((query.operation, batch.operation), ("query", "batch"));
    // Keys of an index are read as they are, half a unit for four kilobytes; a report is read consistently, one unit.
    assert!(whole <= 2.0 && batch.table <= 30.0, "{query:?} {batch:?}");
}
