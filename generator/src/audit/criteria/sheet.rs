// SPDX-License-Identifier: EUPL-1.2
//! C.SI.1.3 and C.SI.2.2: a service sheet has all the voices of the model, in their order.

use crate::audit::Expectation;
use crate::audit::facts::{Facts, Faults};
use crate::audit::mark::Mark;
use crate::audit::text::is_content;
use crate::audit::vocabulary::SHEET_INDEX;

const RULE: &str = "C.SI.1.3";
/// Contacts have a criterion of their own.
const CONTACTS: &str = "C.SI.2.2";

/// What satisfies a voice of the sheet: one of these marks, with or without text.
struct Section {
    name: &'static str,
    rule: &'static str,
    /// Marks whose text must say something.
    texts: &'static [Mark],
    /// Marks that need only be there.
    present: &'static [Mark],
}

#[rustfmt::skip]
const SECTIONS: [Section; 12] = [
    Section { name: "Titolo", rule: RULE, texts: &[Mark::ServiceTitle], present: &[] },
    Section { name: "Descrizione", rule: RULE, texts: &[Mark::ServiceDescription], present: &[] },
    Section { name: "Stato", rule: RULE, texts: &[], present: &[Mark::ServiceStatus] },
    Section { name: "Argomenti", rule: RULE, texts: &[Mark::ServiceTopic], present: &[] },
    Section { name: "A chi è rivolto", rule: RULE, texts: &[Mark::ServiceAddressed], present: &[] },
    Section { name: "Come fare", rule: RULE, texts: &[Mark::ServiceHowTo], present: &[] },
    Section { name: "Cosa serve", rule: RULE, texts: &[Mark::ServiceNeeded], present: &[] },
    Section { name: "Cosa si ottiene", rule: RULE, texts: &[Mark::ServiceAchieved], present: &[] },
    Section {
        name: "Tempi e scadenze",
        rule: RULE,
        texts: &[Mark::ServiceCalendarText],
        present: &[Mark::ServiceCalendarList],
    },
    Section {
        name: "Accedi al servizio",
        rule: RULE,
        texts: &[],
        present: &[
            Mark::ServiceGenericAccess, Mark::ServiceOnlineAccess, Mark::ServiceBookingAccess,
        ],
    },
    Section { name: "Condizioni di servizio", rule: RULE, texts: &[], present: &[Mark::ServiceFile] },
    Section { name: "Contatti", rule: CONTACTS, texts: &[Mark::ServiceArea], present: &[] },
];

/// The eight voices of the index.
pub(super) fn index(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    let Some(list) = facts.marked(Mark::PageIndex).next() else {
        let title = "manca l'indice della scheda".to_owned();
        let hint = "segna la lista `<ul>` con `data-element=\"page-index\"`";
        faults.add_with_hint(RULE, facts.nowhere(), title, hint);
        return;
    };
    if !facts.has_mark(Mark::IndexVoice) {
        let title = "nell'indice della scheda non c'è nessuna voce".to_owned();
        let hint = "`data-element=\"page-index\"` va sulla lista, con i link in `ul > li > a`";
        faults.add_with_hint(RULE, list.place.clone(), title, hint);
        return;
    }
    let mut found = [false; SHEET_INDEX.len()];
    let mut last = 0;
    for marked in facts.marked(Mark::IndexVoice) {
        let text = facts.text_of(marked);
        let text = text.trim();
        let Some(voice) = SHEET_INDEX.iter().position(|voice| *voice == text) else {
            continue;
        };
        found[voice] = true;
        if voice < last {
            faults.add_with_hint(RULE, marked.place.clone(), format!("nell'indice la voce `{}` è fuori posto", SHEET_INDEX[voice]), format!("va prima di `{}`", SHEET_INDEX[last]));
        }
        last = last.max(voice);
    }
    for (voice, _) in SHEET_INDEX.iter().zip(found).filter(|(_, found)| !found) {
        let rule = if *voice == "Contatti" { CONTACTS } else { RULE };
        faults.add_with_hint(rule, list.place.clone(), format!("nell'indice manca la voce `{voice}`"), "il testo deve essere proprio questo, maiuscole comprese");
    }
}

/// The contents of the voices.
pub(super) fn sections(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    for section in &SECTIONS {
        let says = |mark| facts.marked(mark).any(|marked| is_content(&facts.text_of(marked)));
        let is_there = section.texts.iter().any(|&mark| says(mark)) || section.present.iter().any(|&mark| facts.has_mark(mark));
        if is_there {
            continue;
        }
        let marks = section.texts.iter().chain(section.present).map(|mark| mark.as_str());
        let hint = format!("segna l'elemento con `data-element=\"{}\"`", Vec::from_iter(marks).join("\"` o `data-element=\""));
        let title = format!("nella scheda manca `{}`, o è senza testo", section.name);
        let place = section.texts.iter().find_map(|&mark| facts.marked(mark).next());
        let place = place.map_or(facts.nowhere(), |marked| marked.place.clone());
        faults.add_with_hint(section.rule, place, title, hint);
    }
}

/// The category: what follows `Servizi` in the breadcrumb.
pub(super) fn breadcrumb(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    let steps: Vec<String> = facts.marked(Mark::Crumb).map(|m| plain(&facts.text_of(m))).collect();
    let steps: Vec<&String> = steps.iter().filter(|step| !step.is_empty()).collect();
    let category = steps.iter().position(|step| *step == "servizi").and_then(|i| steps.get(i + 1));
    if category.is_none_or(|category| category.len() < 3) {
        let marked = facts.marked(Mark::Breadcrumb).next();
        let place = marked.map_or(facts.nowhere(), |marked| marked.place.clone());
        faults.add_with_hint(
            RULE,
            place,
            "nel percorso della scheda manca la categoria dopo `Servizi`".to_owned(),
            "segna il percorso con `data-element=\"breadcrumb\"`, un `<li>` per ogni passo",
        );
    }
}

/// What the validator keeps of a step: ASCII letters, digits and spaces, in small letters.
fn plain(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == ' ');
    kept.collect::<String>().trim().to_ascii_lowercase()
}
