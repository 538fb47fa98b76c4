// SPDX-License-Identifier: EUPL-1.2
//! The life of a report, with the operations of the domain: it comes, is followed, two clerks are at it at once,
//! it ends, and what is personal goes by its day.

use super::{at, get};
use domain::person::Email;
use domain::report::citizen::{self, Confirmed, Followed, New, Reopened, Sent};
use domain::report::clerk::{self, Deed, Done, Order, Part, Refusal};
use domain::report::keep::{Swept, sweep};
use domain::report::services::Services;
use domain::report::status::Status;
use domain::report::store::Reports;
use domain::report::subscriber::{FOLLOWERS, Role, Subscriber};
use domain::report::{Place, Report, Text, Visibility};
use domain::token::{Code, Token};
use jiff::Timestamp;
use model::catalogue::{CatalogueReportCategory, CatalogueReportKind, CatalogueReports};
use model::geo::Point;
use std::future::Future;

/// The server's key of these examples.
const KEY: &[u8] = b"of the contract";

const DAY: i64 = 24 * 60 * 60;

/// One category with one sub-type, whose data are kept for ten days.
fn services() -> Services {
    let kind = CatalogueReportKind { id: "lampione".into(), name: "Lampione".into(), office: "luce".into(), needs_position: true, promised_days: 3, questions: Vec::new() };
    let category = CatalogueReportCategory { id: "strade".into(), name: "Strade".into(), office: "strade".into(), emergency_notice: false, kinds: vec![kind] };
    let reports = CatalogueReports { categories: vec![category], routes: Vec::new(), emergencies: Vec::new(), outside: None, keep_days: 10, boundary: Vec::new(), tiles: None };
    Services::read(&reports, &[]).unwrap_or_else(|error| panic!("{error}"))
}

fn email(name: &str) -> Email {
    Email::parse(&format!("{name}@posta.example")).unwrap_or_else(|| unreachable!("an address"))
}

async fn sent<R: Reports>(store: &R, services: &Services, request: &str, point: &str, now: Timestamp) -> Sent {
    let kind = services.kind("lampione").unwrap_or_else(|| unreachable!("it is there"));
    let place = Some(Place { address: Some("Via Broseta 12".to_owned()), point: Point::parse(point), district: None });
    let text = Text { subject: "Spento".to_owned(), description: "È buio.".to_owned(), answers: Vec::new() };
    let new = New { kind, place, text, photos: Vec::new(), email: Some(email("maria")) };
    get(citizen::submit(store, services, &new, request, KEY, now)).await
}

async fn act<R: Reports>(store: &R, services: &Services, office: &str, code: &Code, seen: u32, deed: Deed, now: Timestamp) -> Done {
    get(clerk::act(store, services, &Order { office, code, seen, deed }, KEY, now)).await
}

fn done(done: Done) -> Report {
    if let Done::Done(report) = done { *report } else { panic!("it is done: {done:?}") }
}

fn to(status: Status, note: &str) -> Deed {
    Deed::Move { to: status, note: note.to_owned() }
}

/// Everything, each time on an empty store.
///
/// # Panics
/// When the store does not do as it must.
pub async fn all<R: Reports, F: Future<Output = R>>(empty: impl Fn() -> F) {
    it_comes_and_is_found(&empty().await).await;
    two_clerks_at_once(&empty().await).await;
    who_follows_is_told(&empty().await).await;
    no_two_are_joined_into_each_other(&empty().await).await;
    nobody_is_lost_in_a_join(&empty().await).await;
    who_does_not_confirm_keeps_nobody_out(&empty().await).await;
    it_ends_and_is_opened_again(&empty().await).await;
    by_its_day_nothing_personal_is_left(&empty().await).await;
}

async fn it_comes_and_is_found<R: Reports>(store: &R) {
    let services = services();
    let first = sent(store, &services, "uno", "45.694100,9.671200", at(0)).await;
    assert!(!first.before && sent(store, &services, "uno", "45.694100,9.671200", at(5)).await.before);
    let far = sent(store, &services, "due", "45.696000,9.671200", at(1)).await;
    let kind = services.kind("lampione").unwrap_or_else(|| unreachable!("it is there"));
    let here = Point::parse("45.694200,9.671200").unwrap_or_else(|| unreachable!("a point"));
    let near: Vec<Code> = get(citizen::near(store, kind, here)).await.into_iter().map(|near| near.report.code).collect();
    assert_eq!(near, std::slice::from_ref(&first.report.code));
    for office in ["luce", "strade"] {
        let seen: Vec<Code> = get(clerk::list(store, &services, office, Part::Open, 10)).await.into_iter().map(|report| report.code).collect();
        assert_eq!(seen, [far.report.code.clone(), first.report.code.clone()], "{office}");
    }
    assert!(get(clerk::list(store, &services, "verde", Part::Open, 10)).await.is_empty());
    assert_eq!(get(citizen::mine(store, first.token)).await, Some(first.report));
    assert_eq!(get(citizen::mine(store, Token::new([9; 16]))).await, None);
}

async fn two_clerks_at_once<R: Reports>(store: &R) {
    let services = services();
    let code = sent(store, &services, "uno", "45.694100,9.671200", at(0)).await.report.code;
    let first = done(act(store, &services, "luce", &code, 0, to(Status::Taken, "Io"), at(1)).await);
    // The other one is told how it is, and nothing is overwritten.
    assert_eq!(act(store, &services, "strade", &code, 0, to(Status::Dismissed, "No"), at(2)).await, Done::Stale(Box::new(first.clone())));
    assert_eq!(get(store.report(&code)).await, Some(first.clone()));
    // A second click finds its deed done, also after others.
    assert_eq!(done(act(store, &services, "luce", &code, 0, to(Status::Taken, "Io"), at(3)).await).version, 1);
    done(act(store, &services, "strade", &code, 1, Deed::Note("Visto".to_owned()), at(4)).await);
    assert_eq!(done(act(store, &services, "luce", &code, 0, to(Status::Taken, "Io"), at(5)).await).version, 2);
    for (deed, refusal) in [
        (to(Status::Received, ""), Refusal::Move),
        (to(Status::Dismissed, ""), Refusal::Reason),
        (Deed::Photo(0, Visibility::Shown), Refusal::Photo),
        (Deed::Join(code.clone()), Refusal::Join),
    ] {
        assert_eq!(act(store, &services, "luce", &code, 2, deed, at(6)).await, Done::Refused(refusal));
    }
    assert_eq!(act(store, &services, "verde", &code, 2, Deed::Note("x".to_owned()), at(6)).await, Done::NotFound);
}

async fn who_follows_is_told<R: Reports>(store: &R) {
    let services = services();
    let code = sent(store, &services, "uno", "45.694100,9.671200", at(0)).await.report.code;
    for _ in 0..2 {
        assert_eq!(get(citizen::follow(store, &code, email("ugo"), KEY, at(1))).await, Followed::Asked);
    }
    assert_eq!(get(citizen::follow(store, &Token::new([9; 16]).code(), email("ugo"), KEY, at(1))).await, Followed::NotFound);
    let ugo = get(store.subscribers(&code)).await.into_iter().find(|one| one.email == email("ugo")).unwrap_or_else(|| panic!("he is asked"));
    done(act(store, &services, "luce", &code, 0, to(Status::Taken, ""), at(2)).await);
    assert!(get(store.confirm_subscriber(&code, ugo.owner)).await);
    done(act(store, &services, "luce", &code, 1, to(Status::Working, ""), at(3)).await);
    let mut letters: Vec<(String, u32)> =
        get(store.letters(at(9), 50)).await.into_iter().map(|waiting| (waiting.letter.email.as_str().to_owned(), waiting.letter.version)).collect();
    letters.sort();
    let of = |name: &str, version| (email(name).as_str().to_owned(), version);
    assert_eq!(letters, [of("maria", 0), of("maria", 1), of("maria", 2), of("ugo", 0), of("ugo", 2)]);
    // A duplicate takes along who is told of it.
    let second = sent(store, &services, "due", "45.694100,9.671200", at(4)).await.report.code;
    done(act(store, &services, "luce", &code, 2, Deed::Join(second.clone()), at(5)).await);
    let mut told: Vec<String> = get(store.subscribers(&second)).await.into_iter().filter(|one| one.is_told()).map(|one| one.email.as_str().to_owned()).collect();
    told.sort();
    told.dedup();
    assert_eq!(told, ["maria@posta.example", "ugo@posta.example"]);
}

async fn no_two_are_joined_into_each_other<R: Reports>(store: &R) {
    let services = services();
    for (first, second) in [("uno", "due"), ("quattro", "tre")] {
        let one = sent(store, &services, first, "45.694100,9.671200", at(0)).await.report.code;
        let two = sent(store, &services, second, "45.694100,9.671200", at(1)).await.report.code;
        let join = |from: &Code, into: &Code| {
            let (from, into, services) = (from.clone(), into.clone(), &services);
            async move { act(store, services, "luce", &from, 0, Deed::Join(into), at(2)).await }
        };
        // Two clerks at once: whoever is first, one of the two reports goes on.
        let (there, back) = tokio::join!(join(&one, &two), join(&two, &one));
        assert_eq!([&there, &back].into_iter().filter(|done| matches!(done, Done::Done(_))).count(), 1, "{there:?} {back:?}");
        let (closed, open) = if matches!(there, Done::Done(_)) { (&one, &two) } else { (&two, &one) };
        let now = async |code: &Code| get(store.report(code)).await.unwrap_or_else(|| panic!("it is there"));
        assert!(!now(closed).await.status.is_open() && now(open).await.status.is_open());
        assert_eq!(act(store, &services, "luce", open, now(open).await.version, Deed::Join(closed.clone()), at(3)).await, Done::Refused(Refusal::Join));
        // The clerk was wrong.
        assert_eq!(act(store, &services, "verde", closed, 1, Deed::Part, at(4)).await, Done::NotFound);
        let parted = done(act(store, &services, "strade", closed, 1, Deed::Part, at(4)).await);
        assert_eq!((parted.status, parted.closed, parted.joined), (Status::Received, None, None));
        assert_eq!(done(act(store, &services, "strade", closed, 1, Deed::Part, at(5)).await).version, 2, "a second click");
        assert_eq!(act(store, &services, "strade", closed, 2, Deed::Part, at(5)).await, Done::Refused(Refusal::Part));
    }
}

/// Lets so many follow a report, by name and number.
async fn followed<R: Reports>(store: &R, code: &Code, name: &str, many: usize) {
    for number in 0..many {
        let token = Token::of_request(KEY, &format!("{name}\0{number}"));
        let follower = Subscriber::new(code.clone(), token, email(&format!("{name}{number}")), Role::Follower, KEY);
        assert!(get(store.subscribe(&follower, None, at(1))).await);
    }
}

async fn nobody_is_lost_in_a_join<R: Reports>(store: &R) {
    let services = services();
    let [one, two, three] = ["uno", "due", "tre"].map(|name| sent(store, &services, name, "45.694100,9.671200", at(0)));
    let [one, two, three] = [one.await.report.code, two.await.report.code, three.await.report.code];
    followed(store, &one, "ada", 40).await;
    followed(store, &two, "ugo", 50).await;
    followed(store, &three, "leo", 51).await;
    // Maria made all of them: she is one.
    assert_eq!(act(store, &services, "luce", &one, 0, Deed::Join(three.clone()), at(2)).await, Done::Refused(Refusal::JoinFull));
    assert_eq!(get(store.subscribers(&three)).await.len(), 52, "nobody came along");
    done(act(store, &services, "luce", &one, 0, Deed::Join(two.clone()), at(2)).await);
    done(act(store, &services, "luce", &two, 1, to(Status::Taken, ""), at(3)).await);
    let letters = get(store.letters(at(9), 500)).await.into_iter().filter(|waiting| waiting.letter.code == two && waiting.letter.version == 2);
    let mut told: Vec<(String, bool)> = letters.map(|waiting| (waiting.letter.email.as_str().to_owned(), waiting.letter.reporter)).collect();
    told.sort();
    assert_eq!((told.len(), told.iter().filter(|(_, reporter)| *reporter).count()), (91, 1), "everybody, and who reported");
    told.dedup_by(|(one, _), (other, _)| one == other);
    assert_eq!(told.len(), 91, "everybody once");
}

async fn who_does_not_confirm_keeps_nobody_out<R: Reports>(store: &R) {
    let services = services();
    let code = sent(store, &services, "uno", "45.694100,9.671200", at(0)).await.report.code;
    for number in 0..FOLLOWERS + 5 {
        assert_eq!(get(citizen::follow(store, &code, email(&format!("altri{number}")), KEY, at(1))).await, Followed::Asked);
    }
    let asked = get(store.subscribers(&code)).await.into_iter().filter(|one| !one.is_told());
    let asked: Vec<Subscriber> = asked.collect();
    followed(store, &code, "ada", FOLLOWERS - 1).await;
    assert_eq!(get(citizen::confirm(store, &code, asked[0].owner)).await, Confirmed::Done);
    assert_eq!(get(citizen::confirm(store, &code, asked[0].owner)).await, Confirmed::Done);
    assert_eq!(get(citizen::confirm(store, &code, asked[1].owner)).await, Confirmed::Full);
    assert_eq!(get(citizen::confirm(store, &code, Token::new([9; 16]).owner())).await, Confirmed::NotFound);
    assert_eq!(get(citizen::follow(store, &code, email("ugo"), KEY, at(1))).await, Followed::Full);
    get(store.unsubscribe(&code, asked[0].owner)).await;
    assert_eq!(get(citizen::confirm(store, &code, asked[1].owner)).await, Confirmed::Done);
}

async fn it_ends_and_is_opened_again<R: Reports>(store: &R) {
    let services = services();
    let Sent { report, token, .. } = sent(store, &services, "uno", "45.694100,9.671200", at(0)).await;
    let again = |now| citizen::reopen(store, &services, token, "Non va", KEY, now);
    assert_eq!(get(again(at(1))).await, Reopened::TooLate, "it is open");
    done(act(store, &services, "luce", &report.code, 0, to(Status::Dismissed, "Privato"), at(0)).await);
    assert_eq!(get(again(at(30 * DAY + 1))).await, Reopened::TooLate);
    for _ in 0..2 {
        let Reopened::Done(open) = get(again(at(30 * DAY))).await else { panic!("it is open again") };
        assert_eq!((open.status, open.closed, open.version), (Status::Received, None, 2));
    }
    assert_eq!(get(citizen::reopen(store, &services, Token::new([9; 16]), "x", KEY, at(1))).await, Reopened::NotFound);
}

async fn by_its_day_nothing_personal_is_left<R: Reports>(store: &R) {
    let services = services();
    let Sent { report, token, .. } = sent(store, &services, "uno", "45.694100,9.671200", at(0)).await;
    let shown = sent(store, &services, "due", "45.694100,9.671200", at(0)).await.report;
    done(act(store, &services, "luce", &shown.code, 0, Deed::Text(Visibility::Shown), at(DAY)).await);
    assert_eq!(get(sweep(store, None, at(10 * DAY - 1))).await, Swept::default());
    assert_eq!(get(sweep(store, None, at(10 * DAY))).await.reports, 1);
    assert_eq!(get(sweep(store, None, at(11 * DAY))).await.reports, 1);
    assert_eq!(get(sweep(store, None, at(99 * DAY))).await, Swept::default());
    for code in [&report.code, &shown.code] {
        assert!(get(store.subscribers(code)).await.is_empty());
    }
    assert!(get(store.letters(at(99 * DAY), 50)).await.is_empty());
    let left = get(citizen::mine(store, token)).await.unwrap_or_else(|| panic!("the report stays"));
    assert_eq!((left.erased, &left.text, left.point()), (true, &Text::default(), None));
    // It is open still, and nothing personal comes to it any more.
    let other = sent(store, &services, "tre", "45.694100,9.671200", at(99 * DAY)).await.report.code;
    assert_eq!(get(citizen::follow(store, &report.code, email("ugo"), KEY, at(99 * DAY))).await, Followed::NotFound);
    for (code, seen, deed, refusal) in [
        (&report.code, left.version, Deed::Note("Ha telefonato Maria".to_owned()), Refusal::Erased),
        (&report.code, left.version, Deed::Join(other.clone()), Refusal::Erased),
        (&other, 0, Deed::Join(report.code.clone()), Refusal::Join),
    ] {
        assert_eq!(act(store, &services, "luce", code, seen, deed, at(99 * DAY)).await, Done::Refused(refusal));
    }
    assert!(get(store.subscribers(&report.code)).await.is_empty());
    let public = get(store.report(&shown.code)).await.unwrap_or_else(|| panic!("the report stays"));
    assert_eq!((public.erased, public.text.subject.as_str(), public.point().is_some()), (true, "Spento", true), "what everybody read stays");
}
