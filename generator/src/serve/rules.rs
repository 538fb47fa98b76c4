// SPDX-License-Identifier: EUPL-1.2
//! What can be wrong in `_redirects` and `_headers`. The build writes both, so a wrong rule is a
//! mistake of the build or of the theme: it is said aloud, not skipped.

use std::{error::Error, fmt};

/// A line that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesError {
    /// `_redirects` or `_headers`.
    pub file: &'static str,
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    /// What is wrong with it.
    pub fault: RuleFault,
}

/// The ways in which a rule can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleFault {
    /// The file is not UTF-8.
    NotUtf8,
    /// More rules than the limit.
    TooMany,
    /// A source without a destination.
    NoTarget,
    /// A source that is neither a path nor a URL.
    BadSource,
    /// A destination that is neither a path nor a URL.
    BadTarget,
    /// A status that is none of the known ones.
    BadStatus,
    /// An asterisk in a place where it means nothing.
    BadStar,
    /// A rule that leads to its own source.
    Loop,
    /// Something of Netlify's that is not understood here: query parameters, countries, languages, roles.
    Unsupported,
    /// A header before the first path.
    NoPath,
    /// A line that is no `name: value`.
    BadHeader,
}

impl fmt::Display for RulesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.fault {
            RuleFault::NotUtf8 => "il file non è scritto in UTF-8",
            RuleFault::TooMany => "le regole sono troppe",
            RuleFault::NoTarget => "manca la destinazione",
            RuleFault::BadSource => "l'origine non è né un percorso né un indirizzo `https://`",
            RuleFault::BadTarget => "la destinazione non è né un percorso né un indirizzo `https://`",
            RuleFault::BadStatus => "il codice di stato non è tra quelli previsti",
            RuleFault::BadStar => "qui l'asterisco non si può usare",
            RuleFault::Loop => "la regola rimanda a sé stessa",
            RuleFault::Unsupported => "le condizioni dopo il codice di stato e i parametri prima della destinazione non si usano",
            RuleFault::NoPath => "prima di un'intestazione serve un percorso",
            RuleFault::BadHeader => "la riga non ha la forma `nome: valore`",
        };
        match self.line {
            0 => write!(f, "{}: {what}", self.file),
            line => write!(f, "{}:{line}: {what}", self.file),
        }
    }
}

impl Error for RulesError {}

/// The lines that count, with their numbers: trimmed, without comments and empty ones.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}
