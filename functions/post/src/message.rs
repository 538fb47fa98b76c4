// SPDX-License-Identifier: EUPL-1.2
//! What is said to whom, and its form as MIME: text and HTML, of which a program shows one, and the calendar
//! file beside them.

use crate::ics::CalendarFile;
use domain::person::Email;
use jiff::Timestamp;
use lettre::address::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use std::fmt;
use std::time::SystemTime;

/// What the calendar file is called, as people see it.
const CALENDAR_NAME: &str = "appuntamento.ics";

/// The most characters of a message's name: it is part of a header and the name of a file.
const ID_LENGTH: usize = 120;

/// A message to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its name, the same at every attempt: `domain::booking::Due::id`.
    pub id: String,
    /// To whom.
    pub to: Email,
    /// When it was written.
    pub date: Timestamp,
    /// In a line.
    pub subject: String,
    /// For programs that show text.
    pub text: String,
    /// The same for those that show HTML: a whole page.
    pub html: String,
    /// The appointment, for the citizen's calendar.
    pub calendar: Option<CalendarFile>,
    /// Where one request, without a question, ends messages of this kind (RFC 8058).
    pub unsubscribe: Option<String>,
}

/// Who writes: a setting of the installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// As people see it.
    pub name: String,
    /// Where messages come from; its host is that of every `Message-ID`.
    pub address: Email,
    /// Where answers go, when somebody reads them.
    pub reply_to: Option<Email>,
}

/// Why a message cannot be written: no attempt will ever be better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteError {
    /// Its name is none.
    Id,
    /// The address is one that no server takes, though it looked like one.
    Address,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Id => "the message has no good name",
            Self::Address => "no server takes the address",
        })
    }
}

impl std::error::Error for WriteError {}

/// The message as it goes over the wire.
///
/// # Errors
/// When its name or an address cannot stand in a header.
pub fn render(message: &Message, sender: &Sender) -> Result<lettre::Message, WriteError> {
    let Message { id, to, date, subject, text, html, calendar, unsubscribe } = message;
    if !is_id(id) {
        return Err(WriteError::Id);
    }
    let from = address(&sender.address)?;
    let host = from.domain().to_owned();
    let mut builder = lettre::Message::builder()
        .message_id(Some(format!("<{id}@{host}>")))
        .date(SystemTime::from(*date))
        .from(Mailbox::new(Some(one_line(&sender.name)), from))
        .to(address(to)?.into())
        .subject(one_line(subject))
        // Nobody's absence note should answer (RFC 3834, 5).
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()));
    if let Some(reply_to) = &sender.reply_to {
        builder = builder.reply_to(address(reply_to)?.into());
    }
    if let Some(url) = unsubscribe {
        let header = |name, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
        builder = builder.raw_header(header("List-Unsubscribe", format!("<{}>", one_line(url))));
        builder = builder.raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    let said = MultiPart::alternative().singlepart(SinglePart::plain(text.clone())).singlepart(SinglePart::html(html.clone()));
    let whole = match calendar {
        Some(calendar) => MultiPart::mixed().multipart(said).singlepart(attachment(calendar)),
        None => said,
    };
    Ok(builder.multipart(whole).unwrap_or_else(|_| unreachable!("a message with a sender and a recipient is complete")))
}

/// Whether this can be the name of a message: what `domain::booking::Due::id` gives, and no path.
#[must_use]
pub fn is_id(id: &str) -> bool {
    let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    id.len() <= ID_LENGTH && id.starts_with(|c: char| c.is_ascii_alphanumeric()) && id.ends_with(|c: char| c.is_ascii_alphanumeric()) && !id.contains("..") && id.chars().all(known)
}

/// The address as servers know it: the host in letters that every server reads.
fn address(email: &Email) -> Result<Address, WriteError> {
    let (local, host) = email.as_str().rsplit_once('@').ok_or(WriteError::Address)?;
    let host = url::Host::parse(host).map_err(|_| WriteError::Address)?;
    Address::new(local, host.to_string()).map_err(|_| WriteError::Address)
}

fn attachment(calendar: &CalendarFile) -> SinglePart {
    let kind = format!("text/calendar; charset=utf-8; method={}; name={CALENDAR_NAME}", calendar.method.as_str());
    let kind = ContentType::parse(&kind).unwrap_or_else(|_| unreachable!("all of it is ours"));
    Attachment::new(CALENDAR_NAME.to_owned()).body(calendar.text.clone(), kind)
}

/// What stands in a header: a line break in it would begin another one.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
