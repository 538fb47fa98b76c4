// SPDX-License-Identifier: EUPL-1.2
//! C.SI.2.5 (pages) and C.SI.2.6 (sheets): the rating component, its parts and its exact words.
//! Which part shows after which rate needs a layout, and is left to a browser.

use crate::audit::Expectation;
use crate::audit::facts::{Facts, Faults, Marked, Within};
use crate::audit::mark::Mark;
use crate::audit::text::{excerpt, same};
use crate::audit::vocabulary::{FOLLOW_UPS, FollowUp, RATING_TITLE};

/// C.SI.2.5.
pub(super) fn page(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    check(facts, "C.SI.2.5", faults);
}

/// C.SI.2.6.
pub(super) fn sheet(facts: &Facts, _: &Expectation, faults: &mut Faults) {
    check(facts, "C.SI.2.6", faults);
}

/// The parts that need only be there, with what to say if they are not.
const PARTS: [(Mark, &str); 6] = [
    (Mark::FeedbackRate1, "manca il voto 1"),
    (Mark::FeedbackRate2, "manca il voto 2"),
    (Mark::FeedbackRate3, "manca il voto 3"),
    (Mark::FeedbackRate4, "manca il voto 4"),
    (Mark::FeedbackRate5, "manca il voto 5"),
    (Mark::FeedbackInputText, "manca il campo per il dettaglio"),
];

fn check(facts: &Facts, rule: &'static str, faults: &mut Faults) {
    let Some(component) = facts.marked(Mark::Feedback).next() else {
        faults.add_with_hint(rule, facts.nowhere(), "manca la valutazione della pagina".to_owned(), "segnala con `data-element=\"feedback\"`");
        return;
    };
    check_position(facts, component, rule, faults);
    let here = &component.place;
    let within = |mark: Mark, around: Within| facts.marked(mark).find(move |marked| marked.within.has(around));
    match within(Mark::FeedbackTitle, Within::FEEDBACK) {
        None => missing("manca la domanda iniziale", Mark::FeedbackTitle, here, rule, faults),
        Some(title) => check_text(facts, title, RATING_TITLE, rule, faults),
    }
    for (mark, name) in PARTS {
        if within(mark, Within::FEEDBACK).is_none() {
            missing(name, mark, here, rule, faults);
        }
    }
    for follow_up in &FOLLOW_UPS {
        check_follow_up(facts, follow_up, component, rule, faults);
    }
}

/// The component follows the title and the content; the official check sees the end of the page.
fn check_position(facts: &Facts, component: &Marked, rule: &'static str, faults: &mut Faults) {
    let start = component.place.start;
    let title = facts.headings.iter().find(|heading| heading.level == 1);
    let is_after_title = title.is_none_or(|title| title.place.start < start);
    let is_after_content = facts.marks.iter().filter(|marked| marked.mark.is_content() && !marked.within.has(Within::FOOTER)).all(|marked| marked.place.start < start);
    if !is_after_title || !is_after_content || component.within.has(Within::HEADER) {
        faults.add_with_hint(rule, component.place.clone(), "la valutazione della pagina viene prima del contenuto".to_owned(), "mettila in fondo, dopo il contenuto principale");
    }
}

fn check_follow_up(facts: &Facts, follow_up: &FollowUp, component: &Marked, rule: &'static str, faults: &mut Faults) {
    let Some(container) = facts.marked(follow_up.container).next() else {
        let name = format!("manca la parte {}", follow_up.name);
        missing(&name, follow_up.container, &component.place, rule, faults);
        return;
    };
    let around = match follow_up.container {
        Mark::FeedbackRatingPositive => Within::POSITIVE,
        _ => Within::NEGATIVE,
    };
    let inside = |mark| facts.marked(mark).filter(move |marked| marked.within.has(around));
    match inside(Mark::FeedbackRatingQuestion).next() {
        None => {
            let name = format!("manca la domanda della parte {}", follow_up.name);
            missing(&name, Mark::FeedbackRatingQuestion, &container.place, rule, faults);
        }
        Some(question) => check_text(facts, question, follow_up.question, rule, faults),
    }
    if inside(Mark::FeedbackRatingAnswer).next().is_none() {
        let name = format!("mancano le risposte della parte {}", follow_up.name);
        missing(&name, Mark::FeedbackRatingAnswer, &container.place, rule, faults);
    }
    for answer in inside(Mark::FeedbackRatingAnswer) {
        let text = facts.text_of(answer);
        if !follow_up.answers.iter().any(|official| same(official, &text)) {
            faults.add_with_hint(
                rule,
                answer.place.clone(),
                format!("la risposta `{}` non è tra quelle della parte {}", excerpt(&text), follow_up.name),
                format!("le risposte sono: {}", follow_up.answers.join("; ")),
            );
        }
    }
}

fn check_text(facts: &Facts, marked: &Marked, official: &str, rule: &'static str, faults: &mut Faults) {
    let text = facts.text_of(marked);
    if !same(&text, official) {
        faults.add(rule, marked.place.clone(), format!("la domanda `{}` deve essere `{official}`", excerpt(&text)));
    }
}

fn missing(what: &str, mark: Mark, place: &std::ops::Range<usize>, rule: &'static str, faults: &mut Faults) {
    faults.add_with_hint(rule, place.clone(), format!("alla valutazione della pagina {what}"), format!("segna l'elemento con `data-element=\"{}\"`", mark.as_str()));
}
