// SPDX-License-Identifier: EUPL-1.2
//! The port to where photos are kept. A photo is put there before its report is sent, and forgotten after a day
//! unless a report keeps it. What is put there was drawn again by us: it holds no metadata.

use crate::store::Answer;
use crate::token::Token;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// Hours for which a photo waits for its report.
pub const DRAFT_HOURS: i64 = 24;

/// The name of a photo: 128 bits that nobody guesses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhotoId([u8; 16]);

/// A photo: JPEG in two sizes.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    /// To look at.
    pub full: Vec<u8>,
    /// For lists.
    pub small: Vec<u8>,
}

/// A photo that waits for its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draft {
    /// Its name.
    pub id: PhotoId,
    /// When it was put.
    pub at: Timestamp,
}

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// To look at.
    Full,
    /// For lists.
    Small,
}

/// Work that ends with an answer: the port is used behind a pointer, because where photos are kept is no
/// matter of the store.
pub type Work<'a, T> = Pin<Box<dyn Future<Output = Answer<T>> + Send + 'a>>;

/// Leave for a browser to send one photo straight to where photos arrive: a form that it fills in with the file.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Where the form goes.
    pub url: String,
    /// Its fields, which come before the file.
    pub fields: Vec<(String, String)>,
    /// The name of the field of the file.
    pub file: &'static str,
}

/// Where browsers send photos themselves, as they are. A function reads one, draws it again and discards it.
pub trait Arrivals: Send + Sync {
    /// Leave to send one photo, of so many bytes at most, for some minutes.
    fn ticket(&self, id: PhotoId, most: usize, now: Timestamp) -> Ticket;

    /// A photo as it was sent; `None` when it did not come.
    fn sent(&self, id: PhotoId) -> Work<'_, Option<Vec<u8>>>;

    /// Deletes a photo as it was sent; of one that is not there nothing happens.
    fn discard(&self, id: PhotoId) -> Work<'_, ()>;

    /// The origin that a page must be allowed to send to: `https://photos.example`.
    fn origin(&self) -> String;
}

/// Where photos are kept. Every adapter passes the contract of the crate `store`.
pub trait Photos: Send + Sync + 'static {
    /// Puts a photo, both sizes or none; put again it is the same. What is kept stays as it is.
    fn put(&self, id: PhotoId, photo: Photo) -> Work<'_, ()>;

    /// Keeps a photo for good; says whether it is there. Kept again it is the same: what was put under its name
    /// since then is thrown away.
    fn keep(&self, id: PhotoId) -> Work<'_, bool>;

    /// Whether somebody keeps a photo.
    fn is_kept(&self, id: PhotoId) -> Work<'_, bool>;

    /// A photo, kept or not; `None` when it is not there.
    fn get(&self, id: PhotoId, size: Size) -> Work<'_, Option<Vec<u8>>>;

    /// Deletes a photo, both sizes; of one that is not there nothing happens.
    fn remove(&self, id: PhotoId) -> Work<'_, ()>;

    /// The photos that were put before then and that nobody keeps.
    fn drafts(&self, before: Timestamp) -> Work<'_, Vec<Draft>>;

    /// Deletes the photos that were put before then and that nobody keeps; gives how many there were.
    fn forget(&self, before: Timestamp) -> Work<'_, usize>;

    /// Where browsers send photos themselves; `None` where every photo comes through a function.
    fn arrivals(&self) -> Option<&dyn Arrivals> {
        None
    }
}

impl PhotoId {
    /// The name of these random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// As it is written: letters and digits, so that it is no path.
    #[must_use]
    pub fn text(&self) -> String {
        Token::new(self.0).text()
    }

    /// Reads what is written.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Token::parse(text).map(|token| Self(token.bytes()))
    }
}

impl fmt::Debug for PhotoId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PhotoId(…)")
    }
}

impl fmt::Debug for Photo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Photo({} and {} bytes)", self.full.len(), self.small.len())
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ticket(…)")
    }
}

impl TryFrom<String> for PhotoId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("no name of a photo")
    }
}

impl From<PhotoId> for String {
    fn from(id: PhotoId) -> Self {
        id.text()
    }
}
