// SPDX-License-Identifier: EUPL-1.2
//! Messages in a folder, for a server without post: each is a file that any mail program opens, and the page
//! `/dev/posta` shows them. The same message again is the same file.
#![expect(clippy::disallowed_methods, reason = "this module is the door to the folder of messages")]

use crate::message::{Message, Sender, is_id, render};
use crate::transport::{Cause, Post, PostError, Why};
use jiff::Timestamp;
use mail_parser::{Addr, MessageParser, MimeHeaders as _};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the name of a message's file ends with.
const ENDING: &str = ".eml";

/// A folder of messages.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    sender: Sender,
}

/// A message in the folder, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub id: String,
    /// When it was written.
    pub date: Timestamp,
    /// To whom.
    pub to: String,
    /// In a line.
    pub subject: String,
}

/// A message in the folder, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// As a list shows it.
    pub kept: Kept,
    /// As text.
    pub text: String,
    /// As a page.
    pub html: String,
    /// The calendar file.
    pub calendar: Option<String>,
    /// As it would go over the wire.
    pub source: Vec<u8>,
}

impl Folder {
    /// Opens the folder, and makes it when it is not there.
    ///
    /// # Errors
    /// When the disk does not let us.
    pub fn open(path: PathBuf, sender: Sender) -> io::Result<Self> {
        fs::create_dir_all(&path)?;
        Ok(Self { path, sender })
    }

    /// All messages, the newest first.
    ///
    /// # Errors
    /// When the disk does not let us.
    pub fn list(&self) -> io::Result<Vec<Kept>> {
        let mut all = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let name = entry?.file_name();
            let id = name.to_str().and_then(|name| name.strip_suffix(ENDING));
            // A file that went meanwhile, or that is not ours, is no message.
            all.extend(id.map(|id| self.read(id)).transpose()?.flatten().map(|letter| letter.kept));
        }
        all.sort_by(|a: &Kept, b| (b.date, &b.id).cmp(&(a.date, &a.id)));
        Ok(all)
    }

    /// A message by its name: `None` when it is not there, or the name is none.
    ///
    /// # Errors
    /// When the disk does not let us.
    pub fn read(&self, id: &str) -> io::Result<Option<Letter>> {
        if !is_id(id) {
            return Ok(None);
        }
        match fs::read(self.file(id)) {
            Ok(source) => Ok(letter(id, source)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Deletes the messages that were written before; gives how many there were.
    ///
    /// # Errors
    /// When the disk does not let us.
    pub fn forget(&self, before: Timestamp) -> io::Result<usize> {
        let old: Vec<Kept> = self.list()?.into_iter().filter(|kept| kept.date < before).collect();
        for kept in &old {
            fs::remove_file(self.file(&kept.id))?;
        }
        Ok(old.len())
    }

    fn file(&self, id: &str) -> PathBuf {
        self.path.join(format!("{id}{ENDING}"))
    }
}

impl Post for Folder {
    async fn send(&self, message: &Message) -> Result<(), PostError> {
        // Invariant: a message that is rendered has a name that is no path.
        let mail = render(message, &self.sender).map_err(|error| PostError::Refused(Why { step: "write", cause: Cause::Unwritable(error) }))?;
        let (under, name) = (self.path.join(format!(".{}.new", message.id)), self.file(&message.id));
        let kept = tokio::task::spawn_blocking(move || keep(&under, &name, &mail.formatted())).await;
        let kept = kept.unwrap_or_else(|_| Err(io::ErrorKind::Interrupted.into()));
        kept.map_err(|error| PostError::Away(Why { step: "keep", cause: Cause::Disk(error.kind()) }))
    }
}

/// The whole message or nothing: whoever reads the folder never sees half of one.
fn keep(under: &Path, name: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(under, bytes)?;
    fs::rename(under, name)
}

fn letter(id: &str, source: Vec<u8>) -> Option<Letter> {
    let mail = MessageParser::new().parse(&source)?;
    let to = mail.to().and_then(|to| to.first()).and_then(Addr::address).unwrap_or_default().to_owned();
    let date = Timestamp::from_second(mail.date()?.to_timestamp()).ok()?;
    let kept = Kept { id: id.to_owned(), date, to, subject: mail.subject().unwrap_or_default().to_owned() };
    let calendar = mail.attachments().find(|part| part.content_type().is_some_and(|kind| kind.subtype() == Some("calendar")));
    let calendar = calendar.and_then(|part| part.text_contents()).map(str::to_owned);
    let (text, html) = (mail.body_text(0)?.into_owned(), mail.body_html(0)?.into_owned());
    drop(mail);
    Some(Letter { kept, text, html, calendar, source })
}
