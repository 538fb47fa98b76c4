// SPDX-License-Identifier: EUPL-1.2
//! The page that stands in for every page while the content has mistakes: all of them, each with
//! its place. Everything on it is escaped; nothing is inline.

use crate::serve::limits;
use std::fmt::Write as _;

/// What this page needs and no more.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// One fault, in the words of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultRow<'a> {
    /// `errore` or `avviso`.
    pub level: &'a str,
    /// What is wrong; what stands between backticks is shown as written text.
    pub title: String,
    /// File, line and column.
    pub place: String,
    /// The line of the file.
    pub line: Option<String>,
    /// The marks under the mistake, with the spaces before them.
    pub marks: Option<String>,
    /// What would mend it.
    pub hint: Option<String>,
}

/// The whole page. The server adds the script that reloads it when the content is mended.
#[must_use]
pub fn fault_page(rows: &[FaultRow<'_>]) -> String {
    let title = title(rows);
    let items: String = rows.iter().take(limits::FAULTS_SHOWN).map(item).collect();
    let more = match rows.len().saturating_sub(limits::FAULTS_SHOWN) {
        0 => String::new(),
        1 => "<p>Ce n'è un altro, che qui non si vede.</p>\n".to_owned(),
        hidden => format!("<p>Ce ne sono altri {hidden}, che qui non si vedono.</p>\n"),
    };
    format!(
        "<!doctype html>\n<html lang=\"it\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"/dev/errori.css\">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         <p>Correggi e salva: questa pagina si aggiorna da sola.</p>\n<ol>\n{items}</ol>\n{more}</main>\n</body>\n</html>\n"
    )
}

fn title(rows: &[FaultRow<'_>]) -> String {
    match rows.iter().filter(|row| row.level == "errore").count() {
        0 => "Il sito non si può mostrare".to_owned(),
        1 => "Il sito non si può mostrare: 1 errore da correggere".to_owned(),
        count => format!("Il sito non si può mostrare: {count} errori da correggere"),
    }
}

fn item(row: &FaultRow<'_>) -> String {
    let FaultRow { level, title, place, line, marks, hint } = row;
    let class = if *level == "errore" { "errore" } else { "avviso" };
    let mut out = format!("<li class=\"{class}\">\n<h2><span class=\"livello\">{}:</span> {}</h2>\n<p class=\"luogo\">{}</p>\n", escape(level), quoted(title), escape(place));
    if let Some(line) = line {
        let marks = marks.as_deref().map(|marks| format!("\n<span class=\"segno\" aria-hidden=\"true\">{}</span>", escape(marks))).unwrap_or_default();
        let _ = writeln!(out, "<pre tabindex=\"0\" role=\"group\" aria-label=\"Il punto del file\"><code>{}</code>{marks}</pre>", escape(line));
    }
    if let Some(hint) = hint {
        let _ = writeln!(out, "<p class=\"aiuto\">Suggerimento: {}</p>", quoted(hint));
    }
    out + "</li>\n"
}

/// Escaped, with pairs of backticks as `<code>`.
fn quoted(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return escape(text);
    }
    pieces.iter().enumerate().map(|(at, piece)| if at % 2 == 1 { format!("<code>{}</code>", escape(piece)) } else { escape(piece) }).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
