// SPDX-License-Identifier: EUPL-1.2
//! R.SI.1.1: the JSON-LD of a service sheet has the fields of the model.

use crate::audit::Expectation;
use crate::audit::facts::{Facts, Faults};
use crate::audit::mark::Mark;
use crate::audit::vocabulary::METATAG_FIELDS;

/// Looks for each field by its path.
pub(super) fn fields(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    const RULE: &str = "R.SI.1.1";
    let Some((place, json)) = &facts.metatag else {
        // Unreadable JSON has its own finding.
        if !facts.has_mark(Mark::Metatag) {
            faults.add_with_hint(
                RULE,
                facts.nowhere(),
                "la scheda non ha i metadati del servizio".to_owned(),
                "aggiungi `<script data-element=\"metatag\" type=\"application/ld+json\">`",
            );
        }
        return;
    };
    let missing: Vec<_> = METATAG_FIELDS.iter().filter(|path| !json.has_text(path)).map(|path| format!("`{path}`")).collect();
    if !missing.is_empty() {
        let title = format!("nei metadati del servizio mancano {}", missing.join(", "));
        faults.add(RULE, place.clone(), title);
    }
}
