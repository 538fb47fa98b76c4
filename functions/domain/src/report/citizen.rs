// SPDX-License-Identifier: EUPL-1.2
//! What a citizen does: reports, looks whether somebody did so before, follows, opens again.

use super::history::{By, ENTRIES, Entry, What};
use super::keep::erase_at;
use super::photo::PhotoId;
use super::services::{Kind, Services};
use super::status::{Mover, Status, transition};
use super::store::{Page, Reports, Submitted, Which, Written};
use super::subscriber::{ASKED, Event, FOLLOWERS, LETTERS, Letter, Role, Subscriber};
use super::{Place, Report, ReportPhoto, Text, Visibility};
use crate::person::Email;
use crate::store::{Answer, StoreError};
use crate::token::{Code, Owner, Token};
use jiff::Timestamp;
use model::geo::Point;

/// Metres within which two reports of one sub-type may be the same.
pub const NEAR_METRES: f64 = 150.0;

/// Millionths of a degree of latitude on a side of a cell: some 200 metres.
const CELL: i32 = 1_800;

/// Open reports of a sub-type that are looked at.
const LOOKED_AT: usize = 500;

/// Codes that are tried before one says that the store is too full: each is taken once in a hundred thousand
/// million.
const CODES: u32 = 4;

/// A report that somebody wants to make. It was checked: it fits its sub-type.
#[derive(Debug, Clone)]
pub struct New<'k> {
    /// Its sub-type.
    pub kind: &'k Kind,
    /// Where it is.
    pub place: Option<Place>,
    /// What the citizen wrote.
    pub text: Text,
    /// Photos that were put before.
    pub photos: Vec<PhotoId>,
    /// Where to write; an app may not know it, and then nobody is told.
    pub email: Option<Email>,
}

/// A report that was made, and the secret of its link.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The report.
    pub report: Report,
    /// The secret.
    pub token: Token,
    /// Whether an earlier try made it.
    pub before: bool,
}

/// Makes a report. `request` is the name of the request: asked twice, there is one report.
///
/// # Errors
/// When the store does not answer.
pub async fn submit<R: Reports>(store: &R, services: &Services, new: &New<'_>, request: &str, server_key: &[u8], now: Timestamp) -> Answer<Sent> {
    for round in 0..CODES {
        let token = of_request(request, round, server_key);
        let report = report(services, new, token, now);
        let reporter = new.email.clone().map(|email| Subscriber::new(report.code.clone(), token, email, Role::Reporter, server_key));
        let received = reporter.as_ref().map(|reporter| reporter.letter(Event::Received, 0, now));
        let letters: Vec<Letter> = received.into_iter().chain(to_office(services, &report, server_key, now)).collect();
        match store.submit(&report, reporter.as_ref(), &letters).await? {
            Submitted::New => return Ok(Sent { report, token, before: false }),
            Submitted::Before(report) => return Ok(Sent { report: *report, token, before: true }),
            Submitted::CodeTaken => {}
        }
    }
    Err(StoreError("no code is free".into()))
}

/// Whether the report of an earlier try is what a request asks for: everything that does not change, and whom it is
/// told to as long as that is known. Otherwise somebody else used its name, and must not get its secret.
///
/// # Errors
/// When the store does not answer.
pub async fn is_same<R: Reports>(store: &R, report: &Report, new: &New<'_>) -> Answer<bool> {
    let New { kind, place, text, photos, email } = new;
    let said = report.kind == kind.id && report.place == *place && report.text == *text;
    if report.erased || !said || !report.photos.iter().map(|photo| photo.id).eq(photos.iter().copied()) {
        return Ok(false);
    }
    let known = store.subscribers(&report.code).await?.into_iter().find(|known| known.owner == report.owner);
    Ok(known.is_none_or(|known| email.as_ref() == Some(&known.email)))
}

/// The report that an earlier try of a request made.
///
/// # Errors
/// When the store does not answer.
pub async fn before<R: Reports>(store: &R, request: &str, server_key: &[u8]) -> Answer<Option<Report>> {
    for round in 0..CODES {
        let token = of_request(request, round, server_key);
        match store.report(&token.code()).await? {
            Some(report) if report.owner == token.owner() => return Ok(Some(report)),
            Some(_) => {}
            None => return Ok(None),
        }
    }
    Ok(None)
}

/// The secret of a report, and of the tries after it when its code is taken.
fn of_request(request: &str, round: u32, server_key: &[u8]) -> Token {
    Token::of_request(server_key, &format!("report\0{request}\0{round}"))
}

fn report(services: &Services, new: &New<'_>, token: Token, now: Timestamp) -> Report {
    let New { kind, place, text, photos, email: _ } = new;
    let district = place.as_ref().and_then(|place| place.district.as_ref());
    Report {
        code: token.code(),
        owner: token.owner(),
        kind: kind.id.clone(),
        office: services.office(kind, district),
        place: place.clone(),
        text: text.clone(),
        shown: Visibility::Waiting,
        photos: photos.iter().enumerate().map(|(slot, id)| ReportPhoto { id: *id, slot, shown: Visibility::Waiting }).collect(),
        status: Status::Received,
        joined: None,
        submitted: now,
        updated: now,
        closed: None,
        promised_days: kind.promised_days,
        version: 0,
        history: vec![Entry { at: now, version: 0, by: By::Reporter, what: What::Submitted }],
        erase_at: erase_at(services, now),
        erased: false,
    }
}

/// An open report that may be the same.
#[derive(Debug, Clone)]
pub struct Near {
    /// The report.
    pub report: Report,
    /// How far it is, in metres; `None` while nobody may know where it is.
    pub metres: Option<f64>,
}

/// Open reports of a sub-type near a point, the nearest first. Where one is that no office has let through is
/// nobody's business, and three answers would tell: of those only the cell counts in which they are, and those that
/// are hidden are left out.
///
/// # Errors
/// When the store does not answer.
pub async fn near<R: Reports>(store: &R, kind: &Kind, point: Point) -> Answer<Vec<Near>> {
    let page = Page { since: Timestamp::MIN, before: None, most: LOOKED_AT };
    let open = store.list(&Which::OpenOfKind(kind.id.clone()), &page).await?;
    let far = |report: Report| {
        let (metres, known) = match report.shown {
            Visibility::Shown => {
                let metres = report.public_place()?.point?.distance(point);
                (metres, Some(metres))
            }
            Visibility::Waiting => (coarse(report.point()?).distance(point), None),
            Visibility::Hidden => return None,
        };
        Some((metres, Near { metres: known, report }))
    };
    let mut near: Vec<(f64, Near)> = open.into_iter().filter_map(far).filter(|(metres, _)| *metres <= NEAR_METRES).collect();
    near.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    Ok(near.into_iter().map(|(_, near)| near).collect())
}

/// The middle of the cell of a grid in which a point is: nowhere in the cell is farther from it than what is near.
fn coarse(point: Point) -> Point {
    let middle = |micro: i32, step: i32| micro.div_euclid(step) * step + step / 2;
    let [latitude, longitude] = point.micro();
    let latitude = middle(latitude, CELL);
    // A degree of longitude is shorter, the farther north; one row of cells has one width.
    let wide = f64::from(CELL) / (f64::from(latitude) / 1_000_000.0).to_radians().cos().max(0.1);
    Point::of_micro(latitude, middle(longitude, wide as i32)).unwrap_or(point)
}

/// The report of a secret.
///
/// # Errors
/// When the store does not answer.
pub async fn mine<R: Reports>(store: &R, token: Token) -> Answer<Option<Report>> {
    Ok(store.report(&token.code()).await?.filter(|report| report.owner == token.owner()))
}

/// What came of asking to follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// A letter asks whether the address is theirs, unless it was asked before. Nobody learns who follows.
    Asked,
    /// As many follow it as a report may have.
    Full,
    /// There is no such report, or it has ended, or its personal data are deleted.
    NotFound,
}

/// Asks to be told of a report. One address is asked once.
///
/// # Errors
/// When the store does not answer.
pub async fn follow<R: Reports>(store: &R, code: &Code, email: Email, server_key: &[u8], now: Timestamp) -> Answer<Followed> {
    let Some(report) = store.report(code).await?.filter(|report| report.status.is_open() && !report.erased) else { return Ok(Followed::NotFound) };
    let known = store.subscribers(code).await?;
    let is_same = |subscriber: &Subscriber| subscriber.email.as_str().eq_ignore_ascii_case(email.as_str());
    if known.iter().any(|subscriber| subscriber.is_told() && is_same(subscriber)) {
        return Ok(Followed::Asked);
    }
    let asked = known.iter().filter(|subscriber| matches!(subscriber.role, Role::Asked { until } if until > now)).count();
    if is_full(&known) || asked >= ASKED {
        return Ok(Followed::Full);
    }
    let subscriber = Subscriber::asked(code.clone(), follower(code, &email, server_key), email, server_key, now);
    let letter = subscriber.letter(Event::Confirm, report.version, now);
    store.subscribe(&subscriber, Some(&letter), now).await?;
    Ok(Followed::Asked)
}

/// Whether as many are told of a report as may be: who follows it, and who made it.
fn is_full(known: &[Subscriber]) -> bool {
    known.iter().filter(|subscriber| subscriber.is_told()).count() > FOLLOWERS
}

/// What came of confirming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// They are told from now on, perhaps since an earlier try.
    Done,
    /// As many follow it as a report may have.
    Full,
    /// The secret is nobody's.
    NotFound,
}

/// Notes that somebody who was asked wants to follow.
///
/// # Errors
/// When the store does not answer.
pub async fn confirm<R: Reports>(store: &R, code: &Code, owner: Owner) -> Answer<Confirmed> {
    let known = store.subscribers(code).await?;
    match known.iter().find(|subscriber| subscriber.owner == owner) {
        None => Ok(Confirmed::NotFound),
        Some(subscriber) if !subscriber.is_told() && is_full(&known) => Ok(Confirmed::Full),
        Some(_) => Ok(if store.confirm_subscriber(code, owner).await? { Confirmed::Done } else { Confirmed::NotFound }),
    }
}

/// The secret of somebody who follows: one for each report and address.
pub(super) fn follower(code: &Code, email: &Email, server_key: &[u8]) -> Token {
    Token::of_request(server_key, &format!("follow\0{code}\0{}", email.as_str().to_lowercase()))
}

/// What came of opening a report again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reopened {
    /// It is open, perhaps since an earlier try.
    Done(Box<Report>),
    /// It is too late, or it cannot be opened again.
    TooLate,
    /// The secret opens nothing.
    NotFound,
}

/// Opens a report again, because it is not as it should be.
///
/// # Errors
/// When the store does not answer, or others change the report all the time.
pub async fn reopen<R: Reports>(store: &R, services: &Services, token: Token, reason: &str, server_key: &[u8], now: Timestamp) -> Answer<Reopened> {
    for _ in 0..CODES {
        let Some(before) = mine(store, token).await? else { return Ok(Reopened::NotFound) };
        if before.status == Status::Received && before.history.last().is_some_and(|entry| entry.by == By::Reporter && matches!(entry.what, What::Moved { .. })) {
            return Ok(Reopened::Done(Box::new(before)));
        }
        let allowed = transition(before.status, Status::Received, Mover::Reporter).is_some() && before.history.len() < ENTRIES;
        if !allowed || before.reopen_until().is_none_or(|until| until < now) {
            return Ok(Reopened::TooLate);
        }
        let what = What::Moved { from: before.status, to: Status::Received, note: reason.to_owned() };
        let mut next = changed(services, before, By::Reporter, what, now);
        (next.status, next.closed) = (Status::Received, None);
        let mut letters = letters(store, &next, now).await?;
        letters.extend(to_office(services, &next, server_key, now));
        if store.change(&next, &letters).await? == Written::Done {
            return Ok(Reopened::Done(Box::new(next)));
        }
    }
    Err(StoreError("others change the report all the time".into()))
}

/// The next version of a report, with what is the same in every change.
pub(super) fn changed(services: &Services, before: Report, by: By, what: What, now: Timestamp) -> Report {
    let mut next = before;
    next.version += 1;
    next.updated = now;
    next.erase_at = erase_at(services, now);
    next.history.push(Entry { at: now, version: next.version, by, what });
    next
}

/// A letter about the change to everybody who is told, who made the report first.
pub(super) async fn letters<R: Reports>(store: &R, report: &Report, now: Timestamp) -> Answer<Vec<Letter>> {
    let mut told = store.subscribers(&report.code).await?;
    told.sort_by_key(|subscriber| subscriber.role != Role::Reporter);
    Ok(told.iter().filter(|subscriber| subscriber.is_told()).take(LETTERS).map(|subscriber| subscriber.letter(Event::Changed, report.version, now)).collect())
}

/// A letter to the office in charge that it has something to do; none where it has no address. It says nothing of
/// the citizen, and nothing of what they wrote.
pub(super) fn to_office(services: &Services, report: &Report, server_key: &[u8], now: Timestamp) -> Option<Letter> {
    let email = services.desk(&report.office)?.clone();
    // Letters are known by whom they are to: an office has a name like everybody else. Its token opens nothing.
    let token = Token::of_request(server_key, &format!("office\0{}\0{}", report.code, report.office));
    let (code, version, to, sealed) = (report.code.clone(), report.version, token.owner(), token.seal(server_key));
    Some(Letter { code, version, event: Event::Office, to, sealed, email, reporter: false, at: now, attempts: 0 })
}
