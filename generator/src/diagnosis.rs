// SPDX-License-Identifier: EUPL-1.2
//! Why a YAML text cannot be read, in an editor's words. A reader stops where it can no longer go on,
//! which is often a line after the mistake; this module looks for the mistake itself.

/// A mistake that is easily made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// Line from 0.
    pub line: usize,
    /// Column from 0, in characters.
    pub column: usize,
    /// Length in characters.
    pub length: usize,
    /// What to do.
    pub hint: &'static str,
}

/// Finds a kind of mistake in a line: column in bytes, length, what to do.
type Look = fn(&str) -> Option<(usize, usize, &'static str)>;

/// Looks through a text up to a line after the one (from 0) at which the reader stopped. The nearest
/// mistake before that place is the one that is said.
#[must_use]
pub fn diagnose(text: &str, stopped: usize) -> Option<Diagnosis> {
    let lines: Vec<&str> = text.lines().collect();
    let last = (stopped + 1).min(lines.len());
    let looks: [Look; 7] = [conflict, tab, no_space, odd_begin, after_quotes, open_quotes, open_bracket];
    (0..last).rev().take(4).find_map(|number| {
        let line = lines.get(number)?;
        let (column, length, hint) = looks.iter().find_map(|look| look(line))?;
        let column = line.get(..column).map_or(0, |before| before.chars().count());
        Some(Diagnosis { line: number, column, length, hint })
    })
}

fn conflict(line: &str) -> Option<(usize, usize, &'static str)> {
    let marked = ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
    marked.then_some((0, 7, "due versioni del file non sono state unite: tieni quella giusta e togli le righe con `<<<<<<<`, `=======` e `>>>>>>>`"))
}

fn tab(line: &str) -> Option<(usize, usize, &'static str)> {
    let indent = line.len() - line.trim_start().len();
    let at = line[..indent].find('\t').or_else(|| line.find(":\t").map(|at| at + 1))?;
    Some((at, 1, "qui c'è una tabulazione: usa gli spazi"))
}

/// The key and value of a line such as `titolo: …` or `- nome: …`.
fn value(line: &str) -> Option<(usize, &str)> {
    let start = line.len() - line.trim_start().trim_start_matches("- ").trim_start().len();
    let rest = &line[start..];
    let colon = rest.find(':')?;
    let is_key = colon > 0 && rest[..colon].bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    is_key.then(|| (start + colon + 1, &rest[colon + 1..]))
}

fn no_space(line: &str) -> Option<(usize, usize, &'static str)> {
    let (at, rest) = value(line)?;
    let first = rest.chars().next()?;
    (first != ' ' && first != '\t' && first != '/').then_some((at - 1, 1, "manca lo spazio dopo `:`"))
}

fn written(line: &str) -> Option<(usize, &str)> {
    let (at, rest) = value(line)?;
    let text = rest.trim_start();
    (!text.is_empty()).then(|| (at + rest.len() - text.len(), text))
}

fn odd_begin(line: &str) -> Option<(usize, usize, &'static str)> {
    let (at, text) = written(line)?;
    text.starts_with(['@', '`', '%', '*', '&', '!', ',']).then_some((at, 1, "un valore non può cominciare con questo segno: metti il valore tra virgolette"))
}

/// Where a text in quotes ends: the byte after the closing quote.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = characters.next() {
        if escaped {
            escaped = false;
        } else if quote == '"' && c == '\\' {
            escaped = true;
        } else if c == quote {
            if quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == '\'') {
                characters.next();
                continue;
            }
            return Some(at + 1);
        }
    }
    None
}

fn after_quotes(line: &str) -> Option<(usize, usize, &'static str)> {
    let (at, text) = written(line)?;
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let end = closing(text, quote)?;
    let rest = text[end..].trim_start();
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    let hint = if quote == '\'' {
        "l'apostrofo qui chiude il testo: metti il testo tra virgolette doppie `\"`"
    } else {
        "dopo le virgolette chiuse c'è altro testo: metti tutto il testo tra virgolette, e quelle interne scrivile «così»"
    };
    Some((at + end - 1, 1, hint))
}

fn open_quotes(line: &str) -> Option<(usize, usize, &'static str)> {
    let (at, text) = written(line)?;
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    closing(text, quote).is_none().then_some((at, 1, "le virgolette aperte qui non si chiudono"))
}

fn open_bracket(line: &str) -> Option<(usize, usize, &'static str)> {
    let (at, text) = written(line)?;
    let (open, close) = match text.chars().next()? {
        '[' => ('[', ']'),
        '{' => ('{', '}'),
        _ => return None,
    };
    let count = |wanted: char| text.chars().filter(|c| *c == wanted).count();
    (count(open) > count(close)).then_some((at, 1, "la parentesi aperta qui non è chiusa"))
}

#[cfg(test)]
mod tests {
    use super::diagnose;

    fn check(text: &str, stopped: usize, expected: Option<(usize, usize, &str)>) {
        let got = diagnose(text, stopped).map(|found| (found.line, found.column, found.hint));
        let fits = match (&got, expected) {
            (Some((line, column, hint)), Some(wanted)) => (*line, *column) == (wanted.0, wanted.1) && hint.contains(wanted.2),
            (None, None) => true,
            _ => false,
        };
        assert!(fits, "{text:?}: {got:?}, not {expected:?}");
    }

    #[test]
    fn the_mistake_is_said_and_not_where_the_reader_stopped() {
        check("titolo: a\ncanale:misto\ncosto: b\n", 2, Some((1, 6, "spazio dopo")));
        check("destinatari: [cittadini, lavoratori\nufficio: x\n", 1, Some((0, 13, "parentesi")));
        check("a: 1\n\tb: 2\n", 1, Some((1, 0, "tabulazione")));
        check("titolo: \"Prendere\" una bici\n", 0, Some((0, 17, "virgolette chiuse")));
        check("titolo: 'L'ufficio è qui'\n", 0, Some((0, 10, "apostrofo")));
        check("titolo: \"Prendere una bici\nufficio: x\n", 1, Some((0, 8, "non si chiudono")));
        check("titolo: @prova\n", 0, Some((0, 8, "cominciare")));
        check("<<<<<<< HEAD\ntitolo: a\n", 0, Some((0, 0, "unite")));
        check("titolo: a\nufficio: b\n", 1, None);
        check("", 5, None);
    }
}
