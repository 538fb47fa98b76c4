// SPDX-License-Identifier: EUPL-1.2
//! The keys of offices: who may see the day's bookings; and of apps, which send reports. A key is a secret of 128 bits that is said once, when
//! it is made; the store knows its hash. A session is a signed note of the server, good while the key is.

use crate::person::keyed;
use crate::store::Answer;
use crate::token::{Owner, Token};
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::future::Future;

/// How long a session lasts, in hours: a working day.
const SESSION_HOURS: i64 = 10;

/// Tries to sign in, right or wrong, that one address may make in a minute.
pub const TRIES: u32 = 5;

/// The name of a key: half of its hash. It opens nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyId([u8; 16]);

/// Minutes for which a count is kept after its own.
pub const COUNTED_MINUTES: i64 = 60;

/// What a key opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// What an office sees and does.
    #[default]
    Office,
    /// Reports that an app sends by Open311.
    Open311,
}

/// A key, as a store knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeKey {
    /// The hash of the secret.
    pub secret: Owner,
    /// The office, by id; of an app, what it is called.
    pub office: String,
    /// When it was made.
    pub created: Timestamp,
    /// What it opens.
    #[serde(default)]
    pub purpose: Purpose,
}

/// Somebody who signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// With which key.
    pub key: KeyId,
    /// Until when.
    pub until: Timestamp,
}

/// Where keys are kept. Every adapter passes the contract of the crate `store`.
pub trait Keys: Send + Sync + 'static {
    /// Keeps a key.
    fn put_key(&self, key: &OfficeKey) -> impl Future<Output = Answer<()>> + Send;

    /// A key by its name; `None` when it was never made, or was revoked.
    fn key(&self, id: KeyId) -> impl Future<Output = Answer<Option<OfficeKey>>> + Send;

    /// All keys, the oldest first.
    fn keys(&self) -> impl Future<Output = Answer<Vec<OfficeKey>>> + Send;

    /// Forgets a key; says whether it was there.
    fn revoke(&self, id: KeyId) -> impl Future<Output = Answer<bool>> + Send;

    /// Counts a try to sign in by somebody in a minute; gives how many there are with this one. One step. It stays for
    /// an hour, so that what is counted by the hour is counted in its first minute.
    fn count_try(&self, who: [u8; 16], minute: i64) -> impl Future<Output = Answer<u32>> + Send;
}

impl OfficeKey {
    /// The key of this secret, for an office.
    #[must_use]
    pub fn new(secret: Token, office: String, created: Timestamp) -> Self {
        Self { secret: secret.owner(), office, created, purpose: Purpose::Office }
    }

    /// The key of this secret, for an app that sends reports.
    #[must_use]
    pub fn of_app(secret: Token, name: String, created: Timestamp) -> Self {
        Self { purpose: Purpose::Open311, ..Self::new(secret, name, created) }
    }

    /// Its name.
    #[must_use]
    pub fn id(&self) -> KeyId {
        KeyId::of(self.secret)
    }
}

/// A key that opens what offices see, by its name: an app's is none.
///
/// # Errors
/// When the store does not answer.
pub async fn office_key<K: Keys>(keys: &K, id: KeyId) -> Answer<Option<OfficeKey>> {
    Ok(keys.key(id).await?.filter(|key| key.purpose == Purpose::Office))
}

/// The key of a secret, for this purpose and no other.
///
/// # Errors
/// When the store does not answer.
pub async fn opened<K: Keys>(keys: &K, secret: Token, purpose: Purpose) -> Answer<Option<OfficeKey>> {
    let owner = secret.owner();
    Ok(keys.key(KeyId::of(owner)).await?.filter(|key| key.secret == owner && key.purpose == purpose))
}

impl KeyId {
    /// The name of the key with this hash.
    #[must_use]
    pub fn of(secret: Owner) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&secret.bytes()[..16]);
        Self(bytes)
    }

    /// As it is written.
    #[must_use]
    pub fn text(&self) -> String {
        Token::new(self.0).text()
    }

    /// Reads what is written.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Token::parse(text).map(|token| Self(token.bytes()))
    }

    /// The secret part of the address of an office's calendar feed: good while the key is.
    #[must_use]
    pub fn feed(&self, server_key: &[u8]) -> Token {
        signature(server_key, "feed", &self.0)
    }
}

fn signature(server_key: &[u8], kind: &str, value: &[u8]) -> Token {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&keyed(server_key, kind, value)[..16]);
    Token::new(bytes)
}

impl Session {
    /// A session that begins now.
    #[must_use]
    pub fn begin(key: KeyId, now: Timestamp) -> Self {
        let until = now.saturating_add(SESSION_HOURS.hours()).unwrap_or(now);
        Self { key, until: Timestamp::from_second(until.as_second()).unwrap_or(until) }
    }

    /// As a cookie holds it, signed.
    #[must_use]
    pub fn text(&self, server_key: &[u8]) -> String {
        let said = format!("{}.{}", self.key.text(), self.until.as_second());
        format!("{said}.{}", signature(server_key, "session", said.as_bytes()).text())
    }

    /// Reads a cookie: `None` when it is not signed by this server, or over.
    #[must_use]
    pub fn read(text: &str, server_key: &[u8], now: Timestamp) -> Option<Self> {
        let (said, signed) = text.rsplit_once('.')?;
        let signed = Token::parse(signed)?;
        // Hashes are compared, not secrets: how long it takes says nothing of the signature.
        if signed.owner() != signature(server_key, "session", said.as_bytes()).owner() {
            return None;
        }
        let (key, until) = said.split_once('.')?;
        let session = Self { key: KeyId::parse(key)?, until: Timestamp::from_second(until.parse().ok()?).ok()? };
        (session.until > now).then_some(session)
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({})", self.text())
    }
}

impl TryFrom<String> for KeyId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("no name of a key")
    }
}

impl From<KeyId> for String {
    fn from(id: KeyId) -> Self {
        id.text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_read_by_who_signed_it_and_ends() {
        let now: Timestamp = "2026-11-23T08:00:00Z".parse().expect("an instant");
        let later = |hours: i64| now.saturating_add(hours.hours()).expect("an instant");
        let id = OfficeKey::new(Token::new([3; 16]), "anagrafe".to_owned(), now).id();
        let session = Session::begin(id, now);
        let text = session.text(b"key");
        assert_eq!(Session::read(&text, b"key", later(9)), Some(session));
        assert_eq!(Session::read(&text, b"key", later(10)), None);
        assert_eq!(Session::read(&text, b"another", now), None);
        let longer = text.replace(&session.until.as_second().to_string(), &later(99).as_second().to_string());
        for wrong in [longer.as_str(), "", ".", "..", &text[1..]] {
            assert_eq!(Session::read(wrong, b"key", now), None, "{wrong}");
        }
    }
}
