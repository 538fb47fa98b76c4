// SPDX-License-Identifier: EUPL-1.2
//! The states of a report, and who may move it where: one function, from which the page of the docs is made.

use model::codes;
use model::vocabulary::Coded as _;
use std::fmt::Write as _;

codes! {
    /// How far a report is.
    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Status {
        /// It came, and nobody has looked at it.
        Received = "ricevuta", "Ricevuta";
        /// An office knows of it.
        Taken = "presa-in-carico", "Presa in carico";
        /// The office is at it.
        Working = "in-lavorazione", "In lavorazione";
        /// It is done.
        Resolved = "risolta", "Risolta";
        /// Nothing will be done, and it is said why.
        Dismissed = "chiusa-senza-intervento", "Chiusa senza intervento";
        /// Another body takes care of it, and it is said which.
        Forwarded = "inoltrata", "Inoltrata a un altro ente";
    }
}

codes! {
    /// Who moves a report.
    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Mover {
        /// The citizen who made it.
        Reporter = "cittadino", "chi ha segnalato";
        /// An office.
        Office = "ufficio", "l'ufficio";
    }
}

/// What a move needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing; a word to the citizen is welcome.
    Nothing,
    /// A reason.
    Reason,
}

impl Status {
    /// Whether something is still to be done.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Received | Self::Taken | Self::Working => true,
            Self::Resolved | Self::Dismissed | Self::Forwarded => false,
        }
    }
}

/// What a move needs; `None` when it is not allowed.
#[must_use]
pub fn transition(from: Status, to: Status, mover: Mover) -> Option<Needs> {
    use Status::{Dismissed, Forwarded, Received, Resolved, Taken, Working};
    match (mover, from, to) {
        (Mover::Office, Received, Taken) | (Mover::Office, Received | Taken, Working) => Some(Needs::Nothing),
        (Mover::Office, Taken | Working, Resolved) => Some(Needs::Nothing),
        (Mover::Office, Received | Taken | Working, Dismissed | Forwarded) => Some(Needs::Reason),
        // An office that was wrong says so.
        (Mover::Office, Resolved | Dismissed | Forwarded, Working) => Some(Needs::Reason),
        (Mover::Reporter, Resolved | Dismissed | Forwarded, Received) => Some(Needs::Reason),
        _ => None,
    }
}

/// Where somebody may move a report from there, in the order of the states.
pub fn moves(from: Status, mover: Mover) -> impl Iterator<Item = (Status, Needs)> {
    Status::ALL.iter().filter_map(move |to| Some((*to, transition(from, *to, mover)?)))
}

/// The table of all moves, as the docs have it.
#[must_use]
pub fn table() -> String {
    let mut out = String::from("| da | a | chi | serve un motivo |\n|---|---|---|---|\n");
    for from in Status::ALL {
        for mover in Mover::ALL {
            for (to, needs) in moves(*from, *mover) {
                let needs = if needs == Needs::Reason { "sì" } else { "no" };
                let _ = writeln!(out, "| {} | {} | {} | {needs} |", from.label(), to.label(), mover.label());
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_can_end_and_none_is_stuck() {
        for from in Status::ALL {
            assert_ne!(moves(*from, Mover::Office).count(), 0, "{from:?}");
            assert_eq!(moves(*from, Mover::Reporter).count(), usize::from(!from.is_open()), "{from:?}");
            assert_eq!(transition(*from, *from, Mover::Office), None, "{from:?}");
        }
        assert_eq!(transition(Status::Received, Status::Resolved, Mover::Office), None, "nobody resolves what nobody took");
    }
}
