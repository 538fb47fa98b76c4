// SPDX-License-Identifier: EUPL-1.2
//! Captions and chapters as WebVTT: at most two lines of 37 characters, in time with the lines of the script.

use crate::board::Board;
use crate::script::Exhibit;
use crate::timeline::{RATE, Span};
use std::fmt::Write as _;

/// The longest line of a caption, in characters: the guideline of public broadcasters.
pub const LINE: usize = 37;

/// A caption before it is divided.
struct Cue {
    span: Span,
    /// Who speaks; nobody for the narrator and for a list.
    who: Option<String>,
    text: String,
}

/// The captions of a film.
#[must_use]
pub fn captions(board: &Board) -> String {
    let mut out = String::from("WEBVTT\n\n");
    let mut before: Option<String> = None;
    let mut number = 1;
    for cue in cues(board) {
        // The name is said when the voice changes.
        let text = match &cue.who {
            Some(who) if before.as_ref() != Some(who) => format!("{who}: {}", cue.text),
            _ => cue.text.clone(),
        };
        before.clone_from(&cue.who);
        let blocks = blocks(&text);
        let all: usize = blocks.iter().map(|block| length(block)).sum();
        let (mut start, mut said) = (cue.span.start, 0);
        for block in blocks {
            said += length(&block);
            let end = cue.span.start + (u64::from(cue.span.frames()) * said as u64 / all.max(1) as u64) as u32;
            let words = block.iter().map(|line| escape(line)).collect::<Vec<_>>().join("\n");
            let words = match &cue.who {
                Some(who) => format!("<v {}>{words}</v>", escape(who)),
                None => format!("<i>{words}</i>"),
            };
            let _ = write!(out, "{number}\n{} --> {}\n{words}\n\n", stamp(start), stamp(end));
            (start, number) = (end, number + 1);
        }
    }
    out
}

/// The chapters of a film: the cover and each panel.
#[must_use]
pub fn chapters(board: &Board) -> String {
    let mut out = String::from("WEBVTT\n\n");
    let cover = board.timeline().cover;
    let _ = write!(out, "copertina\n{} --> {}\n{}\n\n", stamp(cover.start), stamp(cover.end), escape(board.script().title.as_str()));
    for (panel, time) in board.script().panels.iter().zip(&board.timeline().panels) {
        let _ = write!(out, "{}\n{} --> {}\n{}\n\n", panel.id.as_str(), stamp(time.span.start), stamp(time.span.end), escape(panel.title.as_str()));
    }
    out
}

fn cues(board: &Board) -> Vec<Cue> {
    let script = board.script();
    let mut cues = Vec::new();
    for (panel, time) in script.panels.iter().zip(&board.timeline().panels) {
        if let (Some(text), Some(span)) = (&panel.narration, time.narration) {
            cues.push(Cue { span, who: None, text: text.to_string() });
        }
        for (line, span) in panel.lines.iter().zip(&time.lines) {
            cues.push(Cue { span: *span, who: Some(script.cast[line.who].name.to_string()), text: line.text.to_string() });
        }
        if let Some(Exhibit::Checklist(list)) = &panel.exhibit {
            cues.extend(list.items.iter().zip(&time.items).map(|(item, span)| Cue { span: *span, who: None, text: item.spoken() }));
        }
    }
    cues
}

fn length(block: &[String]) -> usize {
    block.iter().map(|line| line.chars().count()).sum::<usize>().max(1)
}

/// Blocks of at most two lines, about as long as each other, cut after punctuation where that is near.
fn blocks(text: &str) -> Vec<Vec<String>> {
    let words: Vec<String> = text.split_whitespace().flat_map(broken).collect();
    let mut lines = lines(&words, LINE);
    // Even lines: the narrowest width that gives no more of them.
    for most in (LINE * 2 / 3..LINE).rev() {
        let narrower = self::lines(&words, most);
        if narrower.len() > lines.len() || narrower.iter().any(|line| line.chars().count() > LINE) {
            break;
        }
        lines = narrower;
    }
    lines.chunks(2).map(<[String]>::to_vec).collect()
}

/// A word that is longer than a line, in pieces.
fn broken(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(LINE).map(|piece| piece.iter().collect()).collect()
}

fn lines(words: &[String], most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.clone()),
        }
    }
    lines
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn stamp(frame: u32) -> String {
    let milliseconds = u64::from(frame) * 1000 / u64::from(RATE);
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    format!("{:02}:{:02}:{:02}.{rest:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::{LINE, blocks, stamp};

    #[test]
    fn texts_are_cut_into_two_lines() {
        let cut = |text: &str| blocks(text);
        assert_eq!(cut("Ciao."), [vec!["Ciao.".to_owned()]]);
        assert_eq!(cut("Teresa: Davide, la mia carta d'identità scade tra poco!"), [vec!["Teresa: Davide, la mia carta".to_owned(), "d'identità scade tra poco!".to_owned()]]);
        let long = "parola ".repeat(30);
        for block in cut(&long) {
            assert!(block.len() <= 2 && block.iter().all(|line| line.chars().count() <= LINE), "{block:?}");
        }
        assert!(cut(&"x".repeat(100)).iter().flatten().all(|line| line.len() <= LINE));
    }

    #[test]
    fn times_have_milliseconds() {
        assert_eq!(stamp(0), "00:00:00.000");
        assert_eq!(stamp(1966), "00:01:18.640");
    }
}
