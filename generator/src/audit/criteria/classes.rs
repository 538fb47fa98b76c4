// SPDX-License-Identifier: EUPL-1.2
//! C.SI.1.2: at least 30 % of the different classes of a page are of Bootstrap Italia.

use crate::audit::Expectation;
use crate::audit::facts::{Facts, Faults};

/// Fewest classes of the library, in percent.
const FEWEST: usize = 30;

/// Counts the classes, rounding as the validator does.
pub(super) fn share(facts: &Facts, expectation: &Expectation, faults: &mut Faults) {
    let (Some(known), Some(classes)) = (expectation.known_classes, &facts.classes) else {
        return;
    };
    let all = classes.len();
    let found = classes.iter().filter(|class| known.contains(&***class)).count();
    let percent = (200 * found + all).checked_div(2 * all).unwrap_or(0);
    if percent < FEWEST {
        faults.add_with_hint(
            "C.SI.1.2",
            facts.nowhere(),
            format!("solo il {percent} % delle classi della pagina è di Bootstrap Italia"),
            format!("deve essere almeno il {FEWEST} %: {found} su {all} finora"),
        );
    }
}
