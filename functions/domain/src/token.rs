// SPDX-License-Identifier: EUPL-1.2
//! Secrets and codes. A citizen has a token of 128 bits; a store knows only its hash; the code is short
//! enough for the telephone and opens nothing.
//!
//! Messages that are sent later carry the private link, so a booking keeps its token [`Sealed`]: whoever
//! reads the store alone learns nothing, the server's own key opens it.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// Letters and digits that nobody takes for each other, by eye or by ear. No vowels: no words.
const ALPHABET: &[u8; 24] = b"2345679CDFGHJKMNPQRTVWXY";

/// Characters of a code.
const CODE_LENGTH: usize = 8;

/// Characters of a token in an address: five bits each.
const TOKEN_LENGTH: usize = 26;

/// Digits of a token in an address.
const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// The secret with which a citizen confirms, sees, moves and cancels. It is never stored and never logged.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token([u8; 16]);

/// The hash of a [`Token`]: who has a place, as a store knows it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Owner([u8; 32]);

/// A [`Token`] that only the server's key opens: the token, masked by a keyed hash of its owner. No two tokens
/// have one mask, and a wrong key is noticed, because the owner is the token's hash.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sealed([u8; 16]);

/// What a citizen says at the counter: `CD23-4FGH`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

impl Token {
    /// The token of these random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The token of a request: asked twice, it is the same. `key` is the server's own secret.
    #[must_use]
    pub fn of_request(key: &[u8], request: &str) -> Self {
        let hash = crate::person::keyed(key, "request", request.as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> [u8; 16] {
        self.0
    }

    /// As it stands in an address.
    #[must_use]
    pub fn text(&self) -> String {
        let number = u128::from_be_bytes(self.0);
        (0..TOKEN_LENGTH).rev().map(|at| char::from(BASE32[((number >> (at * 5)) & 31) as usize])).collect()
    }

    /// Reads what stands in an address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != TOKEN_LENGTH {
            return None;
        }
        let mut number = 0u128;
        for byte in text.bytes() {
            let digit = BASE32.iter().position(|known| *known == byte)?;
            number = number.checked_mul(32)? | digit as u128;
        }
        Some(Self(number.to_be_bytes())).filter(|token| token.text() == text)
    }

    /// What a store knows of it.
    #[must_use]
    pub fn owner(&self) -> Owner {
        Owner(Sha256::digest(self.0).into())
    }

    /// As a booking keeps it.
    #[must_use]
    pub fn seal(&self, key: &[u8]) -> Sealed {
        Sealed(masked(self.0, key, self.owner()))
    }

    /// The code that goes with it.
    #[must_use]
    pub fn code(&self) -> Code {
        let hash = Sha256::new().chain_update(b"code").chain_update(self.0).finalize();
        let mut number = u64::from_be_bytes(hash[..8].try_into().unwrap_or_default());
        let mut text = String::with_capacity(CODE_LENGTH + 1);
        for at in 0..CODE_LENGTH {
            if at == CODE_LENGTH / 2 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[(number % 24) as usize]));
            number /= 24;
        }
        Code(text)
    }
}

impl Sealed {
    /// The token, with the key that sealed it.
    #[must_use]
    pub fn open(&self, key: &[u8], owner: Owner) -> Option<Token> {
        Some(Token(masked(self.0, key, owner))).filter(|token| token.owner() == owner)
    }
}

fn masked(bytes: [u8; 16], key: &[u8], owner: Owner) -> [u8; 16] {
    let mask = crate::person::keyed(key, "seal", &owner.0);
    std::array::from_fn(|at| bytes[at] ^ mask[at])
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

impl TryFrom<String> for Sealed {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Token::parse(&text).map(|token| Self(token.0)).ok_or("no sealed token")
    }
}

impl From<Sealed> for String {
    fn from(sealed: Sealed) -> Self {
        Token(sealed.0).text()
    }
}

/// A secret says nothing of itself.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl fmt::Debug for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Owner({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

impl Owner {
    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The owner of these bytes.
    #[must_use]
    pub fn of_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl Code {
    /// Reads what somebody typed: in any case, with or without the hyphen and spaces.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let letters: Vec<u8> = text.bytes().filter(|byte| !matches!(byte, b'-' | b' ')).map(|byte| byte.to_ascii_uppercase()).collect();
        let good = letters.len() == CODE_LENGTH && letters.iter().all(|byte| ALPHABET.contains(byte));
        let (first, second) = letters.split_at(CODE_LENGTH.min(letters.len()) / 2);
        good.then(|| Self(format!("{}-{}", String::from_utf8_lossy(first), String::from_utf8_lossy(second))))
    }

    /// `CD23-4FGH`
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Code {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or_else(|| format!("`{text}` is no code"))
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = Token::new([7; 16]).code();
        for typed in [code.to_string(), code.to_string().to_lowercase(), code.to_string().replace('-', " "), format!(" {code} ")] {
            assert_eq!(Code::parse(&typed), Some(code.clone()), "{typed}");
        }
        for wrong in ["", "CD23", "CD23-4FGHH", "CD23-4FG0", "CD23-4FGè", "ÀÀÀÀ"] {
            assert_eq!(Code::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_secret_is_not_said_by_accident() {
        assert_eq!(format!("{:?}", Token::new([0x61; 16])), "Token(…)");
    }

    proptest! {
        #[test]
        fn a_token_goes_through_an_address(bytes: [u8; 16]) {
            let token = Token::new(bytes);
            prop_assert_eq!(Token::parse(&token.text()), Some(token));
            prop_assert!(!token.text().contains(token.code().as_str()));
        }

        #[test]
        fn only_the_right_key_opens_what_is_sealed(bytes: [u8; 16]) {
            let token = Token::new(bytes);
            let sealed = token.seal(b"the key");
            prop_assert_eq!(sealed.open(b"the key", token.owner()), Some(token));
            prop_assert_eq!(sealed.open(b"another", token.owner()), None);
            prop_assert!(String::from(sealed) != token.text());
        }

        #[test]
        fn no_text_makes_it_panic(text: String) {
            if let Some(token) = Token::parse(&text) {
                prop_assert_eq!(token.text(), text.clone());
            }
            let _ = Code::parse(&text);
        }
    }
}
