// SPDX-License-Identifier: EUPL-1.2
//! What help requests and ratings cost, as the engine counts it.

use crate::cost::{is_transaction, metered, size};
use crate::engine::patient_config;
use domain::feedback::help::{self, Deed, New, Question};
use domain::feedback::rating::{Aspect, Month, Rating, Vote};
use domain::feedback::store::{Feedback as _, NewRating, OfOffice};
use domain::person::Email;
use domain::report::store::Page;
use jiff::Timestamp;
use jiff::civil::date;

const KEY: &[u8] = b"of the tests";

fn at(second: i64) -> Timestamp {
    Timestamp::constant(1_795_000_000 + second, 123_456_789)
}

/// What people ask.
fn new() -> New {
    let question = Question {
        name: "Giovanna".to_owned(),
        surname: "Bernasconi".to_owned(),
        email: Email::parse("giovanna.bernasconi.1967@posta.example").expect("an address"),
        category: "anagrafe-e-stato-civile".to_owned(),
        service: Some("cie-primo-rilascio-rinnovo".to_owned()),
        text: "La mia carta d'identità scade a maggio, ma a marzo devo partire: posso rinnovarla adesso? Serve il vecchio documento?".to_owned(),
    };
    New { question, office: "anagrafe".to_owned(), keep_days: 180 }
}

#[tokio::test]
async fn a_help_request_is_one_write() {
    let (store, meter, table) = metered().await;
    let asked = help::ask(&store, &new(), "1", KEY, at(0)).await.expect("an answer");
    let [took] = meter.calls().try_into().expect("one call");
    let indexes: Vec<(&str, f64)> = took.indexes.iter().map(|(name, units)| (name.as_str(), *units)).collect();
    assert_eq!((took.operation, took.table, indexes), ("put", 1.0, vec![("by-due", 1.0), ("by-office", 1.0)]));
    let client = aws_sdk_dynamodb::Client::from_conf(patient_config().build());
    let items = client.scan().table_name(table).send().await.expect("an answer").items.expect("items");
    let sizes: Vec<usize> = items.iter().map(size).collect();
    println!("{sizes:?}");
    assert!(matches!(sizes[..], [512..1024]), "{sizes:?}");
    meter.calls();
    help::act(&store, "anagrafe", &asked.code, &Deed::Answer, 180, at(9)).await.expect("an answer").expect("a request");
    let calls = meter.calls();
    let said: Vec<(&str, f64)> = calls.iter().map(|call| (call.operation, call.table)).collect();
    assert_eq!(said, [("get", 1.0), ("put", 1.0)], "an answer is a read and a write");
    assert_eq!(calls[1].indexes.get("by-office"), Some(&2.0), "it goes from one list to the other");
}

#[tokio::test]
async fn a_rating_is_itself_and_its_mark() {
    let (store, meter, _) = metered().await;
    let day = date(2026, 11, 23);
    let rating = |number: u8| {
        let (vote, comment) = (Vote::new(2).expect("a vote"), "Non ho capito dove si paga.".to_owned());
        let rating = Rating { day, page: "/servizi/anagrafe/cie-primo-rilascio-rinnovo/".to_owned(), vote, aspect: Some(Aspect::Unclear), comment, delete_at: at(63_072_000) };
        NewRating { rating, id: [number; 16], mark: [number; 16], mark_until: at(60) }
    };
    for number in 1..=100 {
        assert!(store.rate(&rating(number), at(0)).await.expect("an answer"));
    }
    let calls = meter.calls();
    assert_eq!(calls.len(), 100);
    is_transaction(&calls[0], 4.0);
    assert_eq!(store.ratings(Month::of(day)).await.expect("an answer").len(), 100);
    let [read] = meter.calls().try_into().expect("one call");
    // A month is one query: a unit for four kilobytes.
    assert!(read.operation == "query" && read.table <= 10.0, "{read:?}");
}

#[tokio::test]
async fn a_list_of_help_requests_is_a_query_and_a_batch() {
    let (store, meter, _) = metered().await;
    for number in 0..20 {
        help::ask(&store, &new(), &number.to_string(), KEY, at(number)).await.expect("an answer");
    }
    meter.calls();
    let page = Page { since: Timestamp::MIN, before: None, most: 20 };
    assert_eq!(store.help_requests(&OfOffice::Open("anagrafe".to_owned()), &page).await.expect("an answer").len(), 20);
    let [query, batch] = meter.calls().try_into().expect("two calls");
    let whole: f64 = query.table + query.indexes.values().sum::<f64>();
    assert_eq!((query.operation, batch.operation), ("query", "batch"));
    assert!(whole <= 1.0 && batch.table <= 20.0, "{query:?} {batch:?}");
}
