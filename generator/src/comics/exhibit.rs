// SPDX-License-Identifier: EUPL-1.2
//! What is drawn large in a panel (a screen, a list, a thing), and its recorded voice.

use super::script::number;
use crate::context::Context;
use crate::decode::{Spanned, nearest};
use crate::fault::{Fault, Faults};
use crate::raw::comic::{RawChecklist, RawPanel, RawScreen, RawScreenBlock};
use crate::raw::value;
use comic::codes::{BlockKind, Device, Icon};
use comic::script::{Block, Checklist, Exhibit, Item, Screen};
use model::text::Line;

/// The most parts of a block of a screen.
const PARTS: usize = 6;
/// Days of the calendar on a screen.
const DAYS: f64 = 10.0;

/// What is drawn large.
pub fn exhibit(form: &RawPanel, faults: &mut Faults) -> Option<Exhibit> {
    let spans = [form.schermo.as_ref().map(|it| it.span), form.elenco.as_ref().map(|it| it.span), form.oggetto.as_ref().map(|it| it.span)];
    if let [_, second, ..] = spans.into_iter().flatten().collect::<Vec<_>>()[..] {
        faults.add(|file| Fault::two_exhibits(file, second));
        return None;
    }
    if let (Some(words), None) = (&form.scritta, &form.oggetto) {
        faults.add(|file| Fault::words_without_object(file, words.span));
    }
    if let Some(form) = &form.schermo {
        return screen(&form.value, faults).map(Exhibit::Screen);
    }
    if let Some(form) = &form.elenco {
        return checklist(&form.value, faults).map(Exhibit::Checklist);
    }
    value(&form.oggetto).map(|code| Exhibit::Object(code.0, value(&form.scritta).cloned()))
}

fn checklist(form: &RawChecklist, faults: &mut Faults) -> Option<Checklist> {
    let list = form.voci.as_ref()?;
    if list.value.is_empty() {
        faults.add(|file| Fault::empty_list(file, list.span, "voci"));
    } else if list.value.len() > Checklist::MOST {
        faults.add(|file| Fault::too_many_items(file, list.span, list.value.len(), Checklist::MOST));
    }
    let item = |raw: &Spanned<crate::raw::comic::RawItem>| {
        Some(Item { icon: value(&raw.value.icona).map_or(Icon::Done, |code| code.0), text: value(&raw.value.testo)?.clone(), note: value(&raw.value.nota).cloned() })
    };
    Some(Checklist { title: value(&form.titolo)?.clone(), items: list.value.iter().filter_map(item).collect() })
}

fn screen(form: &RawScreen, faults: &mut Faults) -> Option<Screen> {
    let list = form.blocchi.as_ref()?;
    if list.value.is_empty() {
        faults.add(|file| Fault::empty_list(file, list.span, "blocchi"));
    }
    let names = || list.value.iter().filter_map(|block| value(&block.value.id).map(Line::as_str));
    let highlighted = form.evidenzia.as_ref().and_then(|wanted| {
        let found = list.value.iter().position(|block| value(&block.value.id) == Some(&wanted.value));
        if found.is_none() {
            let near = nearest(wanted.value.as_str(), names());
            faults.add(|file| Fault::unknown_block(file, wanted.span, wanted.value.as_str(), near));
        }
        found
    });
    let step = form.passo.as_ref().and_then(|pair| match pair.value.as_slice() {
        [step, of] if (1..=of.value).contains(&step.value) && of.value <= 20 => Some((step.value, of.value)),
        _ => {
            faults.add(|file| Fault::wrong_type(file, pair.span, "il passo e il numero dei passi, per esempio `[2, 3]`", "altro"));
            None
        }
    });
    let blocks: Vec<Block> = list.value.iter().filter_map(|raw| block(raw, faults)).collect();
    Some(Screen {
        device: value(&form.dispositivo).map_or(Device::Computer, |code| code.0),
        address: value(&form.indirizzo).cloned(),
        title: value(&form.titolo)?.clone(),
        step,
        blocks,
        highlighted,
    })
}

fn block(raw: &Spanned<RawScreenBlock>, faults: &mut Faults) -> Option<Block> {
    let form = &raw.value;
    let kind = value(&form.tipo)?.0;
    let needs_words = matches!(kind, BlockKind::Title | BlockKind::Text | BlockKind::Field | BlockKind::Button | BlockKind::Done | BlockKind::Notice | BlockKind::Switch);
    if needs_words && form.testo.is_none() {
        faults.add(|file| Fault::missing_key(file, raw.span, "testo"));
    }
    let has_parts = matches!(kind, BlockKind::Cards | BlockKind::Times | BlockKind::Choice | BlockKind::Steps);
    match &form.voci {
        None if has_parts => faults.add(|file| Fault::missing_key(file, raw.span, "voci")),
        Some(list) if list.value.is_empty() => faults.add(|file| Fault::empty_list(file, list.span, "voci")),
        Some(list) if list.value.len() > PARTS => faults.add(|file| Fault::too_many_items(file, list.span, list.value.len(), PARTS)),
        _ => {}
    }
    let parts: Vec<Line> = value(&form.voci).into_iter().flatten().map(|part| part.value.clone()).collect();
    let chosen = form.scelto.as_ref().and_then(|chosen| {
        let last = match kind {
            BlockKind::Days => DAYS - 1.0,
            BlockKind::Switch => 1.0,
            _ => parts.len().saturating_sub(1) as f64,
        };
        number(f64::from(chosen.value), chosen, (0.0, last), faults).map(|_| chosen.value as usize)
    });
    Some(Block { kind, text: value(&form.testo).cloned(), value: value(&form.valore).cloned(), parts, chosen })
}

/// How long a recorded voice is, in seconds.
pub fn voice(field: &Spanned<Line>, context: &Context, faults: &mut Faults) -> Option<f64> {
    let path = format!("/filmati/{}", field.value);
    match context.voices.get(&path) {
        Some(Some(seconds)) => Some(*seconds),
        Some(None) => {
            faults.add(|file| Fault::bad_voice(file, field.span, &path[1..]));
            None
        }
        None => {
            let near = nearest(&path, context.voices.keys().map(String::as_str));
            faults.add(|file| Fault::missing_asset(file, field.span, &path[1..], near.map(|near| &near[1..])));
            None
        }
    }
}
