// SPDX-License-Identifier: EUPL-1.2
//! The rules of `_headers`, as Netlify reads them.
//!
//! A path stands on a line of its own, its headers below it. `*` matches anything, slashes
//! included; `:name` matches one part; letter case and a last slash do not matter. A header that
//! one rule names twice gets both values, joined by a comma; of several rules that match, all
//! count, and for the same header the later one wins (so does Netlify's command line; write each
//! header in one matching rule only and the question does not arise).

use crate::serve::{
    limits,
    rules::{RuleFault, RulesError, lines},
};
use http::{HeaderMap, HeaderName, HeaderValue};

/// The name of the file.
pub const FILE: &str = "_headers";

/// Headers that Netlify sets by itself and does not take from the file.
const RESERVED: [&str; 15] = [
    "accept-ranges",
    "age",
    "allow",
    "alt-svc",
    "connection",
    "content-encoding",
    "content-length",
    "content-range",
    "date",
    "location",
    "server",
    "set-cookie",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// All rules, in the order of the file.
#[derive(Debug, Default)]
pub struct Headers {
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    pattern: Vec<Token>,
    headers: Vec<(HeaderName, String)>,
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    /// These characters, in small letters.
    Text(String),
    /// One part of a path: `:name`.
    Part,
    /// Anything: `*` inside a part.
    Any,
    /// Nothing, or a slash and anything: `*` as a whole part.
    Rest,
}

impl Headers {
    /// Reads the file.
    ///
    /// # Errors
    /// When a line is neither a path nor a header.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let mut rules: Vec<Rule> = Vec::new();
        for (line, text) in lines(text) {
            let wrong = |fault| RulesError { file: FILE, line, fault };
            if text.starts_with('/') {
                if rules.len() == limits::HEADER_RULES {
                    return Err(wrong(RuleFault::TooMany));
                }
                rules.push(Rule { pattern: pattern(text).map_err(wrong)?, headers: Vec::new() });
                continue;
            }
            let rule = rules.last_mut().ok_or_else(|| wrong(RuleFault::NoPath))?;
            let (name, value) = header(text).ok_or_else(|| wrong(RuleFault::BadHeader))?;
            if RESERVED.contains(&name.as_str()) {
                continue;
            }
            match rule.headers.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => *known = format!("{known}, {value}"),
                None => rule.headers.push((name, value)),
            }
        }
        Ok(Self { rules })
    }

    /// Puts the headers of all rules that match this path (without escapes) into a response.
    pub(super) fn apply(&self, path: &str, response: &mut HeaderMap) {
        let path = path.trim_end_matches('/').to_ascii_lowercase();
        for (name, value) in self.rules.iter().filter(|rule| matches(&rule.pattern, &path)).flat_map(|rule| &rule.headers) {
            if let Ok(value) = HeaderValue::from_str(value) {
                response.insert(name, value);
            }
        }
    }
}

/// `Name: value`
fn header(line: &str) -> Option<(HeaderName, String)> {
    let (name, value) = line.split_once(':')?;
    let (name, value) = (name.trim(), value.trim());
    if value.is_empty() || HeaderValue::from_str(value).is_err() {
        return None;
    }
    Some((name.parse().ok()?, value.to_owned()))
}

fn pattern(path: &str) -> Result<Vec<Token>, RuleFault> {
    if path.matches('*').count() > limits::STARS {
        return Err(RuleFault::BadStar);
    }
    if path.contains(char::is_whitespace) {
        return Err(RuleFault::BadSource);
    }
    let mut tokens = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if part == "*" {
            tokens.push(Token::Rest);
        } else if part.starts_with(':') {
            tokens.extend([Token::Text("/".to_owned()), Token::Part]);
        } else {
            let mut pieces = part.split('*').map(str::to_ascii_lowercase);
            tokens.push(Token::Text(format!("/{}", pieces.next().unwrap_or_default())));
            tokens.extend(pieces.flat_map(|piece| [Token::Any, Token::Text(piece)]));
        }
    }
    Ok(tokens)
}

fn matches(tokens: &[Token], text: &str) -> bool {
    let somewhere = |rest: &[Token], text: &str| text.char_indices().map(|(at, _)| at).chain([text.len()]).any(|at| matches(rest, &text[at..]));
    match tokens {
        [] => text.is_empty(),
        [Token::Text(wanted), rest @ ..] => text.strip_prefix(wanted.as_str()).is_some_and(|text| matches(rest, text)),
        [Token::Part, rest @ ..] => {
            let end = text.find('/').unwrap_or(text.len());
            end > 0 && matches(rest, &text[end..])
        }
        [Token::Any, rest @ ..] => somewhere(rest, text),
        [Token::Rest, rest @ ..] => matches(rest, text) || text.strip_prefix('/').is_some_and(|text| somewhere(rest, text)),
    }
}
