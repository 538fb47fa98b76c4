// SPDX-License-Identifier: EUPL-1.2
//! Criteria on what a single page says: C.SI.1.5 (topics) and C.SI.3.4 (licence).

use crate::audit::Expectation;
use crate::audit::facts::{Facts, Faults};
use crate::audit::mark::Mark;
use crate::audit::text::{collapse, excerpt, nearest, same};
use crate::audit::vocabulary::{LICENCE_TEXT, LICENCE_TITLE, TOPICS};

/// C.SI.1.5: every topic is one of the model.
pub(super) fn topics(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    const RULE: &str = "C.SI.1.5";
    if !facts.has_mark(Mark::TopicElement) {
        let title = "nella pagina non c'è nessun argomento".to_owned();
        let hint = "segna ogni argomento con `data-element=\"topic-element\"`";
        faults.add_with_hint(RULE, facts.nowhere(), title, hint);
    }
    for marked in facts.marked(Mark::TopicElement) {
        let text = facts.text_of(marked);
        if TOPICS.iter().any(|topic| same(topic, &text)) {
            continue;
        }
        let title = format!("l'argomento `{}` non è tra i 64 del modello", excerpt(&text));
        let straight = text.replace('’', "'");
        let hint = if TOPICS.iter().any(|topic| same(topic, &straight)) {
            Some("scrivi l'apostrofo dritto `'`".to_owned())
        } else {
            nearest(&text, &TOPICS).map(|topic| format!("forse `{topic}`"))
        };
        match hint {
            Some(hint) => faults.add_with_hint(RULE, marked.place.clone(), title, hint),
            None => faults.add(RULE, marked.place.clone(), title),
        }
    }
}

/// C.SI.3.4: the section on the licence has the official title and text.
pub(super) fn licence(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    const RULE: &str = "C.SI.3.4";
    match facts.marked(Mark::LegalNotesSection).next() {
        None => {
            let title = format!("manca la sezione `{LICENCE_TITLE}`");
            let hint = "segna il suo titolo con `data-element=\"legal-notes-section\"`";
            faults.add_with_hint(RULE, facts.nowhere(), title, hint);
        }
        Some(marked) => {
            let text = facts.text_of(marked);
            if text.trim() != LICENCE_TITLE {
                faults.add(RULE, marked.place.clone(), format!("il titolo `{}` deve essere `{LICENCE_TITLE}`", excerpt(&text)));
            }
        }
    }
    let bodies: String = facts.marked(Mark::LegalNotesBody).map(|marked| facts.text_of(marked)).collect();
    let Some(first) = facts.marked(Mark::LegalNotesBody).next() else {
        let title = "manca il testo della licenza".to_owned();
        let hint = "segnalo con `data-element=\"legal-notes-body\"`";
        faults.add_with_hint(RULE, facts.nowhere(), title, hint);
        return;
    };
    let canonical = |text: &str| collapse(text).to_lowercase().replace('\'', "’");
    let (own, official) = (canonical(&bodies), canonical(LICENCE_TEXT));
    if own != official {
        let words = own.split(' ').zip(official.split(' ')).find(|(own, official)| own != official);
        let hint = match words {
            Some((own, official)) => {
                format!("dice `{own}` dove il testo ufficiale dice `{official}`")
            }
            None => "il testo è più corto o più lungo di quello ufficiale".to_owned(),
        };
        let title = "il testo della licenza non è quello ufficiale".to_owned();
        faults.add_with_hint(RULE, first.place.clone(), title, hint);
    }
}
