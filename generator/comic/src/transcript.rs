// SPDX-License-Identifier: EUPL-1.2
//! The whole of a comic in words: what one sees, then who says what, panel by panel.

use crate::board::Board;
use crate::script::{Exhibit, Panel, Script};
use std::fmt::Write as _;

/// A panel in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its title.
    pub title: String,
    /// What one sees.
    pub scene: String,
    /// What is read: who says it, unless it is the narrator or a list, and the words.
    pub lines: Vec<(Option<String>, String)>,
}

/// A panel in words.
#[must_use]
pub fn passage(script: &Script, panel: &Panel) -> Passage {
    let mut lines: Vec<(Option<String>, String)> = panel.narration.iter().map(|text| (None, text.to_string())).collect();
    lines.extend(panel.lines.iter().map(|line| (Some(script.cast[line.who].name.to_string()), line.text.to_string())));
    if let Some(Exhibit::Checklist(list)) = &panel.exhibit {
        lines.push((None, format!("{}:", list.title)));
        lines.extend(list.items.iter().map(|item| (None, format!("- {}", item.spoken()))));
    }
    Passage { title: panel.title.to_string(), scene: panel.description.to_string(), lines }
}

/// A comic in words, as plain text.
#[must_use]
pub fn text(board: &Board) -> String {
    let script = board.script();
    let mut out = format!("{}\n{}\n", script.title, script.summary.as_str());
    for (number, panel) in script.panels.iter().enumerate() {
        let passage = passage(script, panel);
        let _ = write!(out, "\n{}. {}\n[{}]\n", number + 1, passage.title, passage.scene);
        for (who, words) in passage.lines {
            let _ = match who {
                Some(who) => writeln!(out, "{who}: {words}"),
                None => writeln!(out, "{words}"),
            };
        }
    }
    out
}
