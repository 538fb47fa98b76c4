// SPDX-License-Identifier: EUPL-1.2
//! Replies, and what of them must be the same however the functions run.

use http::HeaderMap;
use std::collections::BTreeMap;

/// A reply.
#[derive(Debug, Clone)]
pub struct Said {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Vec<u8>,
}

/// A reply without what is different each time.
#[derive(Debug, PartialEq, Eq)]
pub struct Compared {
    /// Its status.
    pub status: u16,
    /// Headers, but for those of a connection.
    pub headers: BTreeMap<String, Vec<String>>,
    /// The body; secrets and moments are replaced by a word.
    pub text: String,
}

impl Said {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    /// Without what is different each time.
    pub fn compared(&self) -> Compared {
        let mut headers = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in &self.headers {
            // They belong to a connection and its moment, not to the reply.
            if !["date", "content-length", "connection", "transfer-encoding"].contains(&name.as_str()) {
                headers.entry(name.as_str().to_owned()).or_default().push(timeless(value.to_str().expect("text")));
            }
        }
        Compared { status: self.status, headers, text: timeless(&self.text()) }
    }
}

/// Replaces what looks like a secret (26 digits of base 32), a code, an instant, or seconds that are left.
fn timeless(text: &str) -> String {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
        let (before, after) = rest.split_at(start);
        let end = after.find(|c| !word(c)).unwrap_or(after.len());
        // A full stop is not of the word, and the colons of an instant are.
        let end = if after.as_bytes()[..end].get(10) == Some(&b'T') { after.find('Z').map_or(end, |at| at + 1) } else { after[..end].trim_end_matches('.').len() };
        let (found, tail) = after.split_at(end);
        out.push_str(before);
        out.push_str(if is_secret(found) {
            "SECRET"
        } else if is_stamp(found) {
            "STAMP"
        } else if is_code(found) {
            "CODE"
        } else if is_instant(found) {
            "INSTANT"
        } else if out.ends_with("data-secondi=\"") {
            "SECONDS"
        } else {
            found
        });
        rest = tail;
    }
    out + rest
}

fn is_secret(text: &str) -> bool {
    text.len() == 26 && text.bytes().all(|byte| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(&byte))
}

/// When a form was begun, signed.
fn is_stamp(text: &str) -> bool {
    text.split_once('.').is_some_and(|(second, signature)| second.bytes().all(|byte| byte.is_ascii_digit()) && is_secret(signature))
}

fn is_code(text: &str) -> bool {
    text.len() == 9 && text.bytes().enumerate().all(|(at, byte)| if at == 4 { byte == b'-' } else { byte.is_ascii_alphanumeric() })
}

fn is_instant(text: &str) -> bool {
    let time = |at: usize| text.as_bytes()[at] == b'T' && text.ends_with('Z');
    (text.len() == 16 && time(8)) || (text.len() > 18 && time(10))
}

#[test]
fn only_what_changes_is_replaced() {
    let text = "a <b data-secondi=\"599\"> abcdefghijklmnopqrstuvwxyz 2026-11-22T09:00:00.123Z 2026-11-22 10 posti 7KVV-THYQ. DTSTAMP:20261122T092003Z 1795000000.abcdefghijklmnopqrstuvwxyz";
    assert_eq!(timeless(text), "a <b data-secondi=\"SECONDS\"> SECRET INSTANT 2026-11-22 10 posti CODE. DTSTAMP:INSTANT STAMP");
}
