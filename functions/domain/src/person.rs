// SPDX-License-Identifier: EUPL-1.2
//! Who somebody is, without saying it: limits for a person count keyed hashes of the fiscal code or of the
//! e-mail, never the code itself.
//!
//! The fiscal code: decree of the Ministry of Finance of 12 March 1974; omocodia and the check letter: decree
//! 13813 of 23 December 1976, articles 6 and 7.

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// Positions that hold digits; when two people would have one code, letters stand for some of them.
const DIGITS: [usize; 7] = [6, 7, 9, 10, 12, 13, 14];

/// The letters that stand for the digits from 0 to 9.
const OMOCODIA: &[u8; 10] = b"LMNPQRSTUV";

/// The value in odd positions of the digits and letters 0 to 25; both `0` and `A` are 1.
const ODD: [u32; 26] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/// Letters of the months, in order.
const MONTHS: &[u8; 12] = b"ABCDEHLMPRST";

/// The most characters of an e-mail address (RFC 5321, 4.5.3.1.3).
const EMAIL_LENGTH: usize = 254;

/// A fiscal code of sixteen characters, upper case, whose check letter is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FiscalCode(String);

/// Why a text is no fiscal code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FiscalCodeError {
    /// It has not sixteen letters and digits.
    Length,
    /// A letter stands where a digit belongs, or a digit where a letter does.
    Shape,
    /// The last letter does not go with the others: a slip of the finger.
    Check,
}

impl FiscalCode {
    /// Reads what somebody typed, in any case and with spaces.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, FiscalCodeError> {
        let code: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        let bytes = code.as_bytes();
        if bytes.len() != 16 || !bytes.iter().all(u8::is_ascii_alphanumeric) {
            return Err(FiscalCodeError::Length);
        }
        for (at, byte) in bytes.iter().enumerate() {
            let good = if DIGITS.contains(&at) { byte.is_ascii_digit() || OMOCODIA.contains(byte) } else { byte.is_ascii_uppercase() };
            if !good || (at == 8 && !MONTHS.contains(byte)) {
                return Err(FiscalCodeError::Shape);
            }
        }
        if check_letter(&bytes[..15]) == bytes[15] { Ok(Self(code)) } else { Err(FiscalCodeError::Check) }
    }

    /// As it was given out.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same person's code without omocodia: its digits as digits, its check letter left out.
    fn plain(&self) -> String {
        let digit = |byte: u8| OMOCODIA.iter().position(|letter| *letter == byte).map_or(char::from(byte), |digit| char::from(b'0' + digit as u8));
        self.0.bytes().take(15).enumerate().map(|(at, byte)| if DIGITS.contains(&at) { digit(byte) } else { char::from(byte) }).collect()
    }
}

fn check_letter(first: &[u8]) -> u8 {
    let value = |byte: u8| u32::from(if byte.is_ascii_digit() { byte - b'0' } else { byte - b'A' });
    // The law counts from one: the first character is odd.
    let sum: u32 = first.iter().enumerate().map(|(at, byte)| if at % 2 == 0 { ODD[value(*byte) as usize] } else { value(*byte) }).sum();
    b'A' + (sum % 26) as u8
}

impl TryFrom<String> for FiscalCode {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|error| format!("no fiscal code: {error:?}"))
    }
}

impl From<FiscalCode> for String {
    fn from(code: FiscalCode) -> Self {
        code.0
    }
}

/// An e-mail address that can be written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// Reads what somebody typed. Only what no server takes is refused: the message itself is the proof.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (local, host) = text.rsplit_once('@')?;
        let plain =
            |part: &str| !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')' | '\\' | '@'));
        let labels = host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
        (text.len() <= EMAIL_LENGTH && plain(local) && plain(host) && host.contains('.') && labels).then(|| Self(text.to_owned()))
    }

    /// As it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Email {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or_else(|| "no e-mail address".to_owned())
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

/// A person, as limits know them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonKey([u8; 16]);

impl PersonKey {
    /// The person with this fiscal code; without one, with this e-mail in lower case.
    #[must_use]
    pub fn of(key: &[u8], fiscal_code: Option<&FiscalCode>, email: &Email) -> Self {
        let hash = match fiscal_code {
            Some(code) => keyed(key, "fiscal-code", code.plain().as_bytes()),
            None => keyed(key, "email", email.as_str().to_lowercase().as_bytes()),
        };
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The person of these bytes.
    #[must_use]
    pub fn of_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

impl std::fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PersonKey({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

/// HMAC-SHA256 of a value of a kind: two kinds never have one hash.
#[must_use]
pub fn keyed(key: &[u8], kind: &str, value: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
    mac.update(kind.as_bytes());
    mac.update(b"\0");
    mac.update(value);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: &[u8] = b"of the tests";

    #[test]
    fn fiscal_codes() {
        // The example of the revenue agency, and its first forms of omocodia with their own check letters.
        for good in ["RSSMRA85T10A562S", "rss mra 85t10 a562s", "MRARSS80A01H501T"] {
            assert!(FiscalCode::parse(good).is_ok(), "{good}: {:?}", FiscalCode::parse(good));
        }
        for (wrong, error) in [
            ("", FiscalCodeError::Length),
            ("RSSMRA85T10A562", FiscalCodeError::Length),
            ("RSSMRA85T10A56è", FiscalCodeError::Length),
            ("RSSMRA85Z10A562S", FiscalCodeError::Shape),
            ("R5SMRA85T10A562S", FiscalCodeError::Shape),
            ("RSSMRA8AT10A562S", FiscalCodeError::Shape),
            ("RSSMRA85T10A562T", FiscalCodeError::Check),
            ("RSSMRA85T01A562S", FiscalCodeError::Check),
        ] {
            assert_eq!(FiscalCode::parse(wrong), Err(error), "{wrong}");
        }
    }

    /// The code with a letter in place of one digit, and the check letter that goes with it.
    fn homonym(code: &FiscalCode, at: usize) -> FiscalCode {
        let mut bytes = code.as_str().as_bytes()[..15].to_vec();
        bytes[at] = OMOCODIA[usize::from(bytes[at] - b'0')];
        bytes.push(check_letter(&bytes));
        FiscalCode::parse(&String::from_utf8(bytes).expect("letters")).expect("a code")
    }

    #[test]
    fn omocodia_is_the_same_person_and_a_keyed_hash_says_nothing() {
        let code = FiscalCode::parse("RSSMRA85T10A562S").expect("a code");
        let email = Email::parse("maria@posta.example").expect("an address");
        let person = PersonKey::of(KEY, Some(&code), &email);
        for at in DIGITS {
            assert_eq!(PersonKey::of(KEY, Some(&homonym(&code, at)), &email), person);
        }
        assert_ne!(PersonKey::of(b"another key", Some(&code), &email), person);
        assert_ne!(PersonKey::of(KEY, None, &email), person);
        assert_eq!(PersonKey::of(KEY, None, &email), PersonKey::of(KEY, None, &Email::parse(" MARIA@posta.example").expect("an address")));
    }

    #[test]
    fn addresses() {
        for good in ["a@b.it", "maria.rossi+comune@posta.example", "è@città.example", "o'neill@posta.example"] {
            assert!(Email::parse(good).is_some(), "{good}");
        }
        for wrong in ["", "a", "@b.it", "a@", "a@b", "a b@c.it", "a@b..it", "a@-b.it", "a@b.it\r\nBcc: c@d.it", "a@b@c.it", "<a@b.it>", &format!("{}@b.it", "a".repeat(250))] {
            assert!(Email::parse(wrong).is_none(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_found(at in 0usize..16, letter in proptest::sample::select(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".to_vec())) {
            let mut bytes = b"RSSMRA85T10A562S".to_vec();
            prop_assume!(bytes[at] != letter);
            bytes[at] = letter;
            prop_assert!(FiscalCode::parse(&String::from_utf8(bytes).expect("ASCII")).is_err());
        }

        #[test]
        fn no_text_makes_them_panic(text: String) {
            let _ = FiscalCode::parse(&text);
            let _ = Email::parse(&text);
        }
    }
}
