// SPDX-License-Identifier: EUPL-1.2
//! What every store of help requests and ratings must do, and the operations of the domain on it.

use super::{at, get, token};
use domain::feedback::help::{self, Deed, HelpRequest, New, Question, Recipient};
use domain::feedback::rating::{Aspect, Month, Rating, Vote};
use domain::feedback::store::{Asked, Feedback, NewRating, OfOffice};
use domain::person::Email;
use domain::report::store::{Page, Written};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::future::Future;
use std::sync::Arc;

/// The server's key of these examples.
const KEY: &[u8] = b"of the contract";

/// Days for which requests of these examples are kept.
const DAYS: u32 = 30;

const DAY: i64 = 24 * 60 * 60;

/// What somebody asks.
#[must_use]
pub fn question(who: u8) -> Question {
    Question {
        name: format!("Maria \"{who}\" 🦊"),
        surname: "D'Angelo".to_owned(),
        email: Email::parse(&format!("persona{who}@posta.example")).unwrap_or_else(|| unreachable!("an address")),
        category: "anagrafe".to_owned(),
        service: Some("carta".to_owned()),
        text: "Posso rinnovarla prima?\nScade a maggio.".to_owned(),
    }
}

fn new(who: u8, office: &str) -> New {
    New { question: question(who), office: office.to_owned(), keep_days: DAYS }
}

/// A rating of somebody: of two with one `mark` the first counts.
#[must_use]
pub fn rating(page: &str, day: Date, vote: u8, id: u8, mark: u8, now: i64) -> NewRating {
    let vote = Vote::new(vote).unwrap_or_else(|| unreachable!("a vote"));
    let rating = Rating { day, page: page.to_owned(), vote, aspect: Some(Aspect::Unclear), comment: "Non ho capito \"dove\" 🦊".to_owned(), delete_at: at(1_000_000) };
    NewRating { rating, id: [id; 16], mark: [mark; 16], mark_until: at(now + 60) }
}

async fn asked<F: Feedback>(store: &F, who: u8, office: &str, second: i64) -> HelpRequest {
    get(help::ask(store, &new(who, office), &who.to_string(), KEY, at(second))).await
}

fn page(most: usize) -> Page {
    Page { since: Timestamp::MIN, before: None, most }
}

/// Everything, each time on an empty store.
///
/// # Panics
/// When the store does not do as it must.
pub async fn all<F: Feedback, E: Future<Output = F>>(empty: impl Fn() -> E) {
    a_request_is_taken_once(&empty().await).await;
    lists_have_what_they_say(&empty().await).await;
    an_office_answers_and_gives_away(&empty().await).await;
    each_letter_is_sent_by_one(&empty().await).await;
    a_rating_counts_once(&empty().await).await;
    what_is_over_is_gone(&empty().await).await;
}

async fn a_request_is_taken_once<F: Feedback>(store: &F) {
    let first = asked(store, 1, "anagrafe", 0).await;
    assert_eq!((&first.question, first.asked, first.version, first.delete_at), (&question(1), at(0), 0, at(30 * DAY)));
    let again = get(help::ask(store, &New { office: "altro".to_owned(), ..new(1, "") }, "1", KEY, at(9))).await;
    assert_eq!(again, first, "the same request again");
    assert_eq!(get(store.help_request(&first.code)).await, Some(first.clone()));
    assert_eq!(get(store.help_request(&token(9).code())).await, None);
    assert_eq!(get(store.ask(&HelpRequest { owner: token(2).owner(), ..first.clone() })).await, Asked::CodeTaken);
    assert_eq!(get(store.ask(&first)).await, Asked::Before(Box::new(first.clone())));
    let next = HelpRequest { version: 1, answered: Some(at(3)), ..first.clone() };
    assert_eq!(get(store.change_help(&next)).await, Written::Done);
    assert_eq!(get(store.change_help(&next)).await, Written::Stale);
    assert_eq!(get(store.change_help(&first)).await, Written::Stale);
    let unknown = HelpRequest { code: token(9).code(), ..next.clone() };
    assert_eq!(get(store.change_help(&unknown)).await, Written::Stale, "it is not there");
    assert_eq!(get(store.help_request(&first.code)).await, Some(next));
}

async fn lists_have_what_they_say<F: Feedback>(store: &F) {
    let mut all = Vec::new();
    for who in 1..=4 {
        all.push(asked(store, who, if who == 4 { "tributi" } else { "anagrafe" }, i64::from(who)).await);
    }
    get(help::act(store, "anagrafe", &all[1].code, &Deed::Answer, DAYS, at(9))).await;
    let codes = |which: OfOffice, page: Page| async move { get(store.help_requests(&which, &page)).await.into_iter().map(|request| request.code).collect::<Vec<_>>() };
    let of = |numbers: &[usize]| numbers.iter().map(|number| all[*number].code.clone()).collect::<Vec<_>>();
    let open = || OfOffice::Open("anagrafe".to_owned());
    assert_eq!(codes(open(), page(10)).await, of(&[2, 0]));
    assert_eq!(codes(open(), page(1)).await, of(&[2]));
    assert_eq!(codes(open(), Page { before: Some((all[2].asked, all[2].code.clone())), ..page(10) }).await, of(&[0]));
    assert_eq!(codes(open(), Page { since: at(2), ..page(10) }).await, of(&[2]));
    assert_eq!(codes(OfOffice::Answered("anagrafe".to_owned()), page(10)).await, of(&[1]));
    assert_eq!(codes(OfOffice::Open("tributi".to_owned()), page(10)).await, of(&[3]));
    assert_eq!(codes(OfOffice::Open("nessuno".to_owned()), page(10)).await, of(&[]));
}

async fn an_office_answers_and_gives_away<F: Feedback>(store: &F) {
    let first = asked(store, 1, "anagrafe", 0).await;
    let act = |office: &'static str, deed: Deed, second: i64| {
        let code = first.code.clone();
        async move { get(help::act(store, office, &code, &deed, DAYS, at(second))).await }
    };
    assert_eq!(act("tributi", Deed::Answer, 5).await, None, "it is another office's");
    let answered = act("anagrafe", Deed::Answer, 10).await.unwrap_or_else(|| panic!("it is there"));
    assert_eq!((answered.answered, answered.delete_at), (Some(at(10)), at(10 + 30 * DAY)));
    let again = act("anagrafe", Deed::Answer, 20).await.unwrap_or_else(|| panic!("it is there"));
    assert_eq!(again.answered, Some(at(10)), "it was answered then");
    let given = act("anagrafe", Deed::Assign("tributi".to_owned()), 30).await.unwrap_or_else(|| panic!("it is there"));
    assert_eq!((given.office.as_str(), given.answered), ("tributi", None));
    assert_eq!(given.letters.last().map(|letter| &letter.to), Some(&Recipient::Office("tributi".to_owned())));
    assert_eq!(act("anagrafe", Deed::Answer, 40).await, None, "it is not theirs any more");
    let same = act("tributi", Deed::Assign("tributi".to_owned()), 50).await.unwrap_or_else(|| panic!("it is there"));
    assert_eq!(same.letters, given.letters, "who has it is not told again");
    act("tributi", Deed::Answer, 60).await;
    assert_eq!(act("tributi", Deed::Reopen, 70).await.and_then(|request| request.answered), None);
}

async fn each_letter_is_sent_by_one<F: Feedback>(store: &F) {
    let first = asked(store, 1, "anagrafe", 50).await;
    assert_eq!(get(help::waiting(store, at(49), 10)).await, []);
    let waiting = get(help::waiting(store, at(50), 10)).await;
    let [copy, told] = waiting.as_slice() else { panic!("two wait: {waiting:?}") };
    assert_eq!((&copy.letter.to, &told.letter.to), (&Recipient::Citizen, &Recipient::Office("anagrafe".to_owned())));
    assert_ne!(copy.id(), told.id());
    assert!(get(help::claim(store, copy, at(110))).await);
    assert!(!get(help::claim(store, copy, at(110))).await, "two cannot send it");
    assert!(get(help::claim(store, told, at(200))).await, "the other letter is another's work");
    get(help::sent(store, copy)).await;
    get(help::sent(store, copy)).await;
    assert_eq!(get(help::waiting(store, at(199), 10)).await, []);
    let [again] = get(help::waiting(store, at(200), 10)).await.try_into().unwrap_or_else(|all| panic!("one waits: {all:?}"));
    assert_eq!((again.letter.attempts, again.id()), (1, told.id()));
    get(help::sent(store, &again)).await;
    assert_eq!(get(store.help_letters(at(9_999), 10)).await, []);
    let left = get(store.help_request(&first.code)).await.unwrap_or_else(|| panic!("it is there"));
    assert_eq!((left.letters.as_slice(), left.delete_at), ([].as_slice(), first.delete_at), "letters are no change");
    assert!(!get(help::claim(store, &again, at(300))).await, "it was sent");
}

async fn a_rating_counts_once<F: Feedback>(store: &F) {
    let (november, december) = (date(2026, 11, 23), date(2026, 12, 1));
    let first = rating("/servizi/a/", november, 2, 1, 1, 0);
    assert!(get(store.rate(&first, at(0))).await);
    assert!(!get(store.rate(&NewRating { id: [9; 16], ..first.clone() }, at(59))).await, "the same within a minute");
    let later = NewRating { id: [2; 16], mark_until: at(120), ..first.clone() };
    assert!(get(store.rate(&later, at(60))).await, "somebody else may think the same");
    let other = rating("/", november, 5, 3, 3, 0);
    assert!(get(store.rate(&other, at(61))).await);
    assert!(get(store.rate(&rating("/", december, 5, 4, 4, 0), at(62))).await);
    let month = Month::of(november);
    let mut expected = vec![first.rating.clone(), first.rating, other.rating];
    expected.sort();
    assert_eq!(get(store.ratings(month)).await, expected);
    assert_eq!(get(store.ratings(Month::of(december))).await.len(), 1);
    assert_eq!(get(store.ratings(month.before(1))).await, []);
}

async fn what_is_over_is_gone<F: Feedback>(store: &F) {
    let (gone, kept) = (asked(store, 1, "anagrafe", 0).await, asked(store, 2, "anagrafe", 50).await);
    assert!(get(store.rate(&rating("/", date(2026, 11, 23), 5, 1, 1, 0), at(0))).await);
    assert_eq!(get(store.forget_feedback(at(999_999))).await, 0);
    assert_eq!(get(store.forget_feedback(at(1_000_000))).await, 1);
    assert_eq!(get(store.ratings(Month::of(date(2026, 11, 1)))).await, []);
    assert_eq!(get(store.forget_feedback(gone.delete_at)).await, 1);
    assert_eq!(get(store.help_request(&gone.code)).await, None);
    assert_eq!(get(store.help_requests(&OfOffice::Open("anagrafe".to_owned()), &page(10))).await, std::slice::from_ref(&kept));
    let waiting: Vec<_> = get(help::waiting(store, at(9_999_999), 10)).await.into_iter().map(|waiting| waiting.request.code).collect();
    assert_eq!(waiting, [kept.code.clone(), kept.code], "letters go with their request");
}

/// Many at once: each of `clients` asks twice and rates twice, and all answer and open again one request.
///
/// # Panics
/// When something was lost or counted twice.
pub async fn crowd<F: Feedback>(store: Arc<F>, clients: u8) {
    let common = asked(&*store, 250, "comune", 0).await;
    let day = date(2026, 11, 23);
    let tasks: Vec<_> = (1..=clients)
        .map(|who| {
            let (store, code) = (store.clone(), common.code.clone());
            tokio::spawn(async move {
                let twice = [asked(&*store, who, "anagrafe", 0).await, asked(&*store, who, "anagrafe", 1).await];
                assert_eq!(twice[0].code, twice[1].code, "{who} has one request");
                let (first, second) = (rating("/", day, 3, who, who, 0), rating("/", day, 3, who + 100, who, 0));
                assert_eq!([get(store.rate(&first, at(0))).await, get(store.rate(&second, at(1))).await], [true, false]);
                loop {
                    let seen = get(store.help_request(&code)).await.unwrap_or_else(|| panic!("it is there"));
                    let next = HelpRequest { version: seen.version + 1, ..seen };
                    if get(store.change_help(&next)).await == Written::Done {
                        return;
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap_or_else(|error| panic!("a client ends well: {error}"));
    }
    let last = get(store.help_request(&common.code)).await.unwrap_or_else(|| panic!("it is there"));
    assert_eq!(last.version, u32::from(clients), "no change is lost");
    assert_eq!(get(store.help_requests(&OfOffice::Open("anagrafe".to_owned()), &page(1000))).await.len(), usize::from(clients));
    assert_eq!(get(store.ratings(Month::of(day))).await.len(), usize::from(clients));
}
