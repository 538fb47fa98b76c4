// SPDX-License-Identifier: EUPL-1.2
//! Criteria on the home page: the menu (C.SI.1.6), the link to the topics (C.SI.1.5), and what the
//! footer must lead to (C.SI.2.3, 2.4, 3.2, 3.3, 3.4).

use super::{usable, usable_href};
use crate::audit::Expectation;
use crate::audit::address::{Address, classify};
use crate::audit::facts::{Facts, Faults, Marked, Within};
use crate::audit::mark::Mark;
use crate::audit::text::{excerpt, is_one_of, same};
use crate::audit::vocabulary::{ACCESSIBILITY_FORM, MENU, MenuVoice, REPORT_LABELS};

/// Most voices that a town may add to the menu.
const MOST_ADDED_VOICES: usize = 3;

/// C.SI.1.6: the four voices, once each, with their exact words, in order, inside the site.
pub(super) fn menu(facts: &Facts, expectation: &Expectation, faults: &mut Faults) {
    const RULE: &str = "C.SI.1.6";
    let mut last = 0;
    for voice in &MENU {
        let mut found = facts.marked(voice.mark);
        let Some(marked) = found.next() else {
            let title = format!("nel menu manca la voce `{}`", voice_name(voice));
            let hint = format!("segnala con `data-element=\"{}\"`", voice.mark.as_str());
            faults.add_with_hint(RULE, facts.nowhere(), title, hint);
            continue;
        };
        for second in found {
            faults.add_with_hint(
                RULE,
                second.place.clone(),
                format!("`data-element=\"{}\"` compare due volte nella pagina", voice.mark.as_str()),
                "lascialo solo nel menu principale",
            );
        }
        check_voice(facts, voice, marked, expectation, faults);
        if marked.place.start < last {
            let title = format!("la voce di menu `{}` è fuori posto", voice_name(voice));
            let hint = "l'ordine è Amministrazione, Novità, Servizi, Vivere il comune";
            faults.add_with_hint(RULE, marked.place.clone(), title, hint);
        }
        last = last.max(marked.place.start);
    }
    if let Some(extra) = facts.marked(Mark::CustomSubmenu).nth(MOST_ADDED_VOICES) {
        let title = "il menu ha più di tre voci aggiunte".to_owned();
        faults.add(RULE, extra.place.clone(), title);
    }
}

fn check_voice(facts: &Facts, voice: &MenuVoice, marked: &Marked, expectation: &Expectation, faults: &mut Faults) {
    const RULE: &str = "C.SI.1.6";
    let text = facts.text_of(marked);
    let is_exact = match voice.text.strip_suffix(' ') {
        None => same(&text, voice.text),
        Some(_) => {
            let text = text.trim().to_lowercase();
            text.strip_prefix(&voice.text.to_lowercase()).is_some_and(|town| !town.is_empty())
        }
    };
    if !is_exact {
        faults.add_with_hint(
            RULE,
            marked.place.clone(),
            format!("la voce di menu `{}` deve essere `{}`", excerpt(&text), voice_name(voice)),
            "anche il testo nascosto conta: per la pagina aperta usa `aria-current`",
        );
    }
    let title = match usable_href(marked).map(|href| classify(href, expectation)) {
        Some(Address::Own { .. }) => return,
        Some(Address::External | Address::Unencrypted) => "porta fuori dal sito",
        _ => "non porta a una pagina",
    };
    let title = format!("la voce di menu `{}` {title}", voice_name(voice));
    faults.add(RULE, marked.place.clone(), title);
}

fn voice_name(voice: &MenuVoice) -> &'static str {
    if voice.text.ends_with(' ') { "Vivere il comune" } else { voice.text }
}

/// C.SI.1.5: the home page leads to the topics.
pub(super) fn topics_link(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    if usable(facts, Mark::AllTopics).is_none() {
        faults.add_with_hint("C.SI.1.5", facts.nowhere(), "manca il link alla pagina degli argomenti".to_owned(), "segnalo con `data-element=\"all-topics\"`");
    }
}

/// C.SI.2.3: the footer leads to the frequent questions.
pub(super) fn faq(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    let Some(marked) = in_footer(facts, Mark::Faq, "C.SI.2.3", "alle domande frequenti", faults) else {
        return;
    };
    let text = facts.text_of(marked).to_lowercase();
    if !text.contains("faq") && !text.contains("domande frequenti") {
        faults.add_with_hint(
            "C.SI.2.3",
            marked.place.clone(),
            format!("il link alle domande frequenti dice `{}`", excerpt(&facts.text_of(marked))),
            "deve contenere `FAQ` o `domande frequenti`",
        );
    }
}

/// C.SI.2.4: the footer leads to the reports.
pub(super) fn report(facts: &Facts, expectation: &Expectation, faults: &mut Faults) {
    const RULE: &str = "C.SI.2.4";
    let what = "per segnalare un disservizio";
    let Some(marked) = in_footer(facts, Mark::ReportInefficiency, RULE, what, faults) else {
        return;
    };
    let text = facts.text_of(marked);
    if !is_one_of(&text, &REPORT_LABELS) {
        faults.add_with_hint(
            RULE,
            marked.place.clone(),
            format!("il link per segnalare un disservizio dice `{}`", excerpt(&text)),
            "deve dire `Segnala disservizio`, senza altro testo",
        );
    }
    let href = usable_href(marked).unwrap_or_default();
    let is_reachable = match classify(href, expectation) {
        Address::Other => {
            href.strip_prefix("mailto:").and_then(|address| address.split('?').next()?.split_once('@')).is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        }
        Address::Own { .. } | Address::External => true,
        _ => false,
    };
    if !is_reachable {
        let title = format!("`{href}` non è una pagina né un indirizzo di posta");
        faults.add(RULE, marked.place.clone(), title);
    }
}

/// C.SI.3.2: the footer leads to the accessibility statement.
pub(super) fn accessibility(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    const RULE: &str = "C.SI.3.2";
    let what = "alla dichiarazione di accessibilità";
    let Some(marked) = in_footer(facts, Mark::AccessibilityLink, RULE, what, faults) else {
        return;
    };
    let href = usable_href(marked).unwrap_or_default();
    if !href.contains(ACCESSIBILITY_FORM) {
        faults.add_with_hint(
            RULE,
            marked.place.clone(),
            format!("la dichiarazione di accessibilità non sta in `{href}`"),
            format!("il link deve portare a `{ACCESSIBILITY_FORM}`"),
        );
    }
}

/// C.SI.3.3: the footer leads to the privacy notice, with a whole address.
pub(super) fn privacy(facts: &Facts, expectation: &Expectation, faults: &mut Faults) {
    const RULE: &str = "C.SI.3.3";
    let what = "all'informativa sulla privacy";
    let Some(marked) = in_footer(facts, Mark::PrivacyPolicyLink, RULE, what, faults) else {
        return;
    };
    let href = usable_href(marked).unwrap_or_default();
    let is_whole = match classify(href, expectation) {
        Address::External => href.starts_with("https:"),
        Address::Own { is_absolute, .. } => is_absolute,
        _ => false,
    };
    if !is_whole {
        faults.add_with_hint(RULE, marked.place.clone(), format!("l'indirizzo dell'informativa `{href}` non è intero"), "scrivilo con `https://` e il nome del sito");
    }
}

/// C.SI.3.4: the footer leads to the legal notes.
pub(super) fn legal_notes(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    in_footer(facts, Mark::LegalNotes, "C.SI.3.4", "alle note legali", faults);
}

/// The usable link with this mark in the footer, or a fault.
fn in_footer<'f, 'a>(facts: &'f Facts<'a>, mark: Mark, rule: &'static str, what: &str, faults: &mut Faults) -> Option<&'f Marked<'a>> {
    let found = facts.marked(mark).find(|marked| marked.within.has(Within::FOOTER) && usable_href(marked).is_some());
    if found.is_none() {
        faults.add_with_hint(rule, facts.nowhere(), format!("nel piè di pagina manca il link {what}"), format!("segnalo con `data-element=\"{}\"`", mark.as_str()));
    }
    found
}
