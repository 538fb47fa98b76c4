// SPDX-License-Identifier: EUPL-1.2
//! Help requests: a citizen asks, the office in charge is told, the citizen gets a copy; the office answers by
//! e-mail and says so. Everything is deleted so many days after the last change.

use super::store::{Asked, Feedback};
use crate::person::Email;
use crate::report::store::Written;
use crate::store::{Answer, StoreError};
use crate::token::{Code, Owner, Token};
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

/// Codes that are tried, and how often a change is tried while others write.
const ROUNDS: u32 = 8;

/// What a citizen asks, and who they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Name.
    pub name: String,
    /// Surname.
    pub surname: String,
    /// Where the answer goes.
    pub email: Email,
    /// The category of services, by id.
    pub category: String,
    /// The service, by id, when they know it.
    pub service: Option<String>,
    /// What they want to know.
    pub text: String,
}

/// A help request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpRequest {
    /// Its name, for the telephone and for letters.
    pub code: Code,
    /// What names the request that made it, hashed.
    pub owner: Owner,
    /// What is asked.
    pub question: Question,
    /// The office that answers, by id.
    pub office: String,
    /// When it came.
    pub asked: Timestamp,
    /// When it was answered, when it was.
    pub answered: Option<Timestamp>,
    /// Grows with every write.
    pub version: u32,
    /// Letters that wait.
    pub letters: Vec<HelpLetter>,
    /// When all of it is deleted.
    pub delete_at: Timestamp,
}

/// A letter about a help request, which waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpLetter {
    /// To whom.
    pub to: Recipient,
    /// The version of the request that caused it.
    pub version: u32,
    /// Not before.
    pub at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
}

/// To whom a letter goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recipient {
    /// To who asked: a copy.
    Citizen,
    /// To the office, by id: that there is something to answer.
    Office(String),
}

/// A letter that waits, with its request as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingHelp {
    /// The request.
    pub request: HelpRequest,
    /// Which of its letters.
    pub letter: HelpLetter,
}

impl HelpLetter {
    fn new(to: Recipient, version: u32, at: Timestamp) -> Self {
        Self { to, version, at, attempts: 0 }
    }

    fn is(&self, other: &Self) -> bool {
        self.to == other.to && self.version == other.version
    }
}

impl WaitingHelp {
    /// The name of the letter: the same at every attempt (RFC 5322, 3.6.4).
    #[must_use]
    pub fn id(&self) -> String {
        let to = if self.letter.to == Recipient::Citizen { "citizen" } else { "office" };
        format!("{}.help.{to}.{}", self.request.code.as_str().to_lowercase(), self.letter.version)
    }
}

impl HelpRequest {
    /// When the first of its letters is due.
    #[must_use]
    pub fn due(&self) -> Option<Timestamp> {
        self.letters.iter().map(|letter| letter.at).min()
    }
}

/// What is asked, of which office, and how long it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    /// What is asked.
    pub question: Question,
    /// The office that answers, by id.
    pub office: String,
    /// Days after the last change after which it is deleted.
    pub keep_days: u32,
}

fn delete_at(now: Timestamp, days: u32) -> Timestamp {
    now.saturating_add((i64::from(days) * 24).hours()).unwrap_or(Timestamp::MAX)
}

/// Takes a help request. `request` is the name of the request: asked twice, there is one.
///
/// # Errors
/// When the store does not answer.
pub async fn ask<F: Feedback>(store: &F, new: &New, request: &str, server_key: &[u8], now: Timestamp) -> Answer<HelpRequest> {
    for round in 0..ROUNDS {
        let token = Token::of_request(server_key, &format!("help\0{request}\0{round}"));
        let letters = vec![HelpLetter::new(Recipient::Citizen, 0, now), HelpLetter::new(Recipient::Office(new.office.clone()), 0, now)];
        let request = HelpRequest {
            code: token.code(),
            owner: token.owner(),
            question: new.question.clone(),
            office: new.office.clone(),
            asked: now,
            answered: None,
            version: 0,
            letters,
            delete_at: delete_at(now, new.keep_days),
        };
        match store.ask(&request).await? {
            Asked::New => return Ok(request),
            Asked::Before(known) => return Ok(*known),
            Asked::CodeTaken => {}
        }
    }
    Err(StoreError("no code is free".into()))
}

/// What an office does with a help request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// It has answered.
    Answer,
    /// There is more to answer.
    Reopen,
    /// It is another office's, by id.
    Assign(String),
}

/// Does it; done before it stays done. `None` when the office has no such request.
///
/// # Errors
/// When the store does not answer, or others change it all the time.
pub async fn act<F: Feedback>(store: &F, office: &str, code: &Code, deed: &Deed, keep_days: u32, now: Timestamp) -> Answer<Option<HelpRequest>> {
    for _ in 0..ROUNDS {
        let Some(known) = store.help_request(code).await?.filter(|known| known.office == office) else { return Ok(None) };
        let mut next = HelpRequest { version: known.version + 1, delete_at: delete_at(now, keep_days), ..known.clone() };
        match deed {
            Deed::Answer => next.answered = known.answered.or(Some(now)),
            Deed::Reopen => next.answered = None,
            Deed::Assign(to) if *to != known.office => {
                next.office.clone_from(to);
                next.answered = None;
                next.letters.push(HelpLetter::new(Recipient::Office(to.clone()), next.version, now));
            }
            Deed::Assign(_) => {}
        }
        if store.change_help(&next).await? == Written::Done {
            return Ok(Some(next));
        }
    }
    Err(busy())
}

fn busy() -> StoreError {
    StoreError("others change the help request all the time".into())
}

/// Letters that wait at `now`, the oldest first.
///
/// # Errors
/// When the store does not answer.
pub async fn waiting<F: Feedback>(store: &F, now: Timestamp, most: usize) -> Answer<Vec<WaitingHelp>> {
    let requests = store.help_letters(now, most).await?;
    let letters = requests.iter().flat_map(|request| request.letters.iter().map(|letter| WaitingHelp { request: request.clone(), letter: letter.clone() }));
    let mut due: Vec<WaitingHelp> = letters.filter(|waiting| waiting.letter.at <= now).collect();
    due.sort_by_key(|waiting| waiting.letter.at);
    due.truncate(most);
    Ok(due)
}

/// Claims a letter until then: of two who read the same letter one may send it.
///
/// # Errors
/// When the store does not answer, or others change the request all the time.
pub async fn claim<F: Feedback>(store: &F, waiting: &WaitingHelp, until: Timestamp) -> Answer<bool> {
    let claimed = |letter: &mut HelpLetter| {
        let free = *letter == waiting.letter;
        (letter.at, letter.attempts) = (until, letter.attempts + 1);
        free
    };
    with_letter(store, waiting, claimed).await
}

/// Changes the letter in the request as it is now; says whether it was there and to be changed.
async fn with_letter<F: Feedback>(store: &F, waiting: &WaitingHelp, change: impl Fn(&mut HelpLetter) -> bool + Send + Sync) -> Answer<bool> {
    for _ in 0..ROUNDS {
        let Some(mut next) = store.help_request(&waiting.request.code).await? else { return Ok(false) };
        let Some(letter) = next.letters.iter_mut().find(|letter| letter.is(&waiting.letter)) else { return Ok(false) };
        if !change(letter) {
            return Ok(false);
        }
        next.version += 1;
        if store.change_help(&next).await? == Written::Done {
            return Ok(true);
        }
    }
    Err(busy())
}

/// Forgets a letter: it was sent.
///
/// # Errors
/// When the store does not answer, or others change the request all the time.
pub async fn sent<F: Feedback>(store: &F, waiting: &WaitingHelp) -> Answer<()> {
    for _ in 0..ROUNDS {
        let Some(known) = store.help_request(&waiting.request.code).await? else { return Ok(()) };
        let left: Vec<HelpLetter> = known.letters.iter().filter(|letter| !letter.is(&waiting.letter)).cloned().collect();
        if left.len() == known.letters.len() || store.change_help(&HelpRequest { version: known.version + 1, letters: left, ..known }).await? == Written::Done {
            return Ok(());
        }
    }
    Err(busy())
}
