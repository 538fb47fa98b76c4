// SPDX-License-Identifier: EUPL-1.2
//! From the raw form of a comic to its script: everybody on stage is in the cast, every panel has a name of its
//! own, every number is within its limits. Nothing stops at the first fault.

use super::exhibit;
use crate::context::Context;
use crate::decode::{Code, Spanned, nearest};
use crate::fault::{Fault, Faults};
use crate::raw::comic::{RawActor, RawBalloon, RawComic, RawLook, RawPanel};
use crate::raw::value;
use comic::codes::{Depth, Dye, Expression, Garment, Hair, HairColour, Pose, Shot, Tone};
use comic::script::{Actor, Character, Look, Panel, READING_SPEED, Script, Setting, Spoken};
use model::slug::Slug;
use model::text::Line;

/// Characters a second that an editor may ask for: faster ones are said to be too fast, slower ones last for ever.
const SPEEDS: (u32, u32) = (8, 30);
/// Seconds that a panel may last.
const SECONDS: (f64, f64) = (2.0, 120.0);
/// A comic has no more panels.
const PANELS: usize = 30;

/// What of a field is a code.
fn code<T: Copy>(field: &Option<Spanned<Code<T>>>) -> Option<T> {
    value(field).map(|code| code.0)
}

/// Who may be on stage: the names of the script.
pub(super) struct Cast<'f> {
    names: Vec<&'f str>,
}

impl Cast<'_> {
    fn find(&self, who: &Option<Spanned<Line>>, faults: &mut Faults) -> Option<usize> {
        let who = who.as_ref()?;
        let found = self.names.iter().position(|name| *name == who.value.as_str());
        if found.is_none() {
            let near = nearest(who.value.as_str(), self.names.iter().copied());
            faults.add(|file| Fault::not_in_cast(file, who.span, who.value.as_str(), near));
        }
        found
    }
}

/// Reads a script; `None` when something without which there is none is missing or wrong.
pub fn script(form: &RawComic, context: &Context, faults: &mut Faults) -> Option<Script> {
    let before = faults.errors();
    let members = value(&form.personaggi).map(|named| named.0.as_slice()).unwrap_or_default();
    let cast = Cast { names: members.iter().map(|(name, _)| name.value.as_str()).collect() };
    let characters: Vec<Character> = members.iter().filter_map(|(name, look)| character(name, &look.value, faults)).collect();
    let mut panels: Vec<Panel> = Vec::new();
    if let Some(list) = &form.vignette {
        if list.value.is_empty() {
            faults.add(|file| Fault::empty_list(file, list.span, "vignette"));
        } else if list.value.len() > PANELS {
            faults.add(|file| Fault::too_many_items(file, list.span, list.value.len(), PANELS));
        }
        for raw in &list.value {
            let Some(panel) = panel(raw, &cast, context, faults) else { continue };
            if panels.iter().any(|known| known.id == panel.id) {
                let file = faults.file().clone();
                faults.add(|path| Fault::duplicate_id(path, raw.span, panel.id.as_str(), &file));
                continue;
            }
            panels.push(panel);
        }
    }
    let reading_speed = match &form.velocita_lettura {
        Some(speed) => number(f64::from(speed.value), speed, (f64::from(SPEEDS.0), f64::from(SPEEDS.1)), faults)?,
        None => READING_SPEED,
    };
    let cover = match &form.copertina {
        Some(cover) => number(f64::from(cover.value), cover, (1.0, panels.len() as f64), faults).map(|_| cover.value as usize - 1),
        None => Some(panels.len().saturating_sub(1)),
    };
    let script = Script { title: value(&form.titolo)?.clone(), summary: value(&form.descrizione)?.clone(), reading_speed, cover: cover?, cast: characters, panels };
    // Places in the cast and in the list of panels are only right when all of them are there.
    (faults.errors() == before && !script.panels.is_empty()).then_some(script)
}

/// A number within limits, both included.
pub(super) fn number<T>(number: f64, field: &Spanned<T>, (from, to): (f64, f64), faults: &mut Faults) -> Option<f64> {
    if (from..=to).contains(&number) {
        return Some(number);
    }
    faults.add(|file| Fault::out_of_range(file, field.span, &number.to_string(), &from.to_string(), &to.to_string()));
    None
}

fn slug(field: &Spanned<Line>, faults: &mut Faults) -> Option<Slug> {
    let slug = Slug::parse(field.value.as_str()).ok();
    if slug.is_none() {
        let suggestion = Slug::suggest(field.value.as_str());
        faults.add(|file| Fault::bad_id(file, field.span, field.value.as_str(), suggestion.as_ref().map(Slug::as_str)));
    }
    slug
}

fn character(name: &Spanned<Line>, form: &RawLook, faults: &mut Faults) -> Option<Character> {
    slug(name, faults);
    let limited = |field: &Option<Spanned<f64>>, limits: (f64, f64), faults: &mut Faults| field.as_ref().map_or(Some(1.0), |field| number(field.value, field, limits, faults));
    let height = limited(&form.statura, (0.6, 1.1), faults);
    let build = limited(&form.corporatura, (0.85, 1.25), faults);
    let skin = form.pelle.as_ref().map_or(Some(2.0), |tone| number(f64::from(tone.value), tone, (1.0, 6.0), faults));
    let is = |field: &Option<Spanned<bool>>| value(field).copied().unwrap_or(false);
    let elderly = is(&form.anziano);
    let look = Look {
        skin: skin? as u8,
        hair: if is(&form.velo) { Hair::Veil } else { code(&form.capelli).unwrap_or(Hair::Short) },
        hair_colour: code(&form.colore_capelli).unwrap_or(if elderly { HairColour::Grey } else { HairColour::Brown }),
        veil: code(&form.colore_velo).unwrap_or(Dye::Sage),
        garment: code(&form.abito).unwrap_or(Garment::Shirt),
        colour: code(&form.colore).unwrap_or(Dye::Blue),
        below: code(&form.sotto).unwrap_or(Dye::Night),
        skirt: is(&form.gonna),
        glasses: is(&form.occhiali),
        beard: is(&form.barba),
        moustache: is(&form.baffi),
        earrings: is(&form.orecchini),
        cap: is(&form.cappello),
        badge: is(&form.tesserino),
        wheelchair: is(&form.carrozzina),
        cane: is(&form.bastone),
        elderly,
        build: build?,
        height: height?,
    };
    Some(Character { name: value(&form.nome)?.clone(), look })
}

fn panel(raw: &Spanned<RawPanel>, cast: &Cast<'_>, context: &Context, faults: &mut Faults) -> Option<Panel> {
    let form = &raw.value;
    let id = form.id.as_ref().and_then(|id| slug(id, faults));
    let setting = setting(raw, context, faults);
    let actors: Vec<Actor> = value(&form.personaggi).into_iter().flatten().filter_map(|actor| self::actor(&actor.value, cast, faults)).collect();
    let lines: Vec<Spoken> = value(&form.battute).into_iter().flatten().filter_map(|line| spoken(&line.value, cast, faults)).collect();
    let exhibit = exhibit::exhibit(form, faults);
    let seconds = form.durata.as_ref().and_then(|time| number(time.value, time, SECONDS, faults));
    let audio = form.audio.as_ref().and_then(|voice| exhibit::voice(voice, context, faults));
    Some(Panel {
        id: id?,
        title: value(&form.titolo)?.clone(),
        description: value(&form.descrizione)?.clone(),
        setting: setting?,
        shot: code(&form.inquadratura).unwrap_or(Shot::Medium),
        actors,
        narration: value(&form.narrazione).cloned(),
        lines,
        exhibit,
        seconds,
        audio,
    })
}

fn setting(raw: &Spanned<RawPanel>, context: &Context, faults: &mut Faults) -> Option<Setting> {
    match (&raw.value.sfondo, &raw.value.immagine) {
        (Some(scene), None) => Some(Setting::Scene(scene.value.0)),
        (None, Some(file)) => {
            let path = format!("/immagini/{}", file.value);
            if let Some(picture) = context.pictures.get(&path) {
                return Some(Setting::Picture(picture.fallback.clone()));
            }
            let near = nearest(&path, context.pictures.keys().map(String::as_str));
            faults.add(|shown| Fault::missing_asset(shown, file.span, &path[1..], near.map(|near| &near[1..])));
            None
        }
        (scene, _) => {
            // A word that is no scene was said already.
            let span = scene.as_ref().map_or(raw.span, |scene| scene.span);
            faults.add(|file| Fault::one_of_two_keys(file, span, "sfondo", "immagine"));
            None
        }
    }
}

fn actor(form: &RawActor, cast: &Cast<'_>, faults: &mut Faults) -> Option<Actor> {
    let who = cast.find(&form.chi, faults);
    let place = form.posto.as_ref()?;
    let at = place_on_stage(place.value.as_str());
    if at.is_none() {
        faults.add(|file| Fault::bad_stage_place(file, place.span, place.value.as_str()));
    }
    Some(Actor {
        who: who?,
        at: at?,
        depth: code(&form.piano).unwrap_or(Depth::Behind),
        pose: code(&form.posa).unwrap_or(Pose::Still),
        expression: code(&form.espressione).unwrap_or(Expression::Smile),
        held: code(&form.oggetto),
        gaze: code(&form.guarda),
    })
}

/// A named place or a percentage of the width, as a share of it.
fn place_on_stage(text: &str) -> Option<f64> {
    match text {
        "sinistra" => Some(0.20),
        "centro-sinistra" => Some(0.34),
        "centro" => Some(0.50),
        "centro-destra" => Some(0.66),
        "destra" => Some(0.80),
        other => other.strip_suffix('%')?.trim().parse::<f64>().ok().map(|percent| percent / 100.0).filter(|share| (0.05..=0.95).contains(share)),
    }
}

fn spoken(form: &RawBalloon, cast: &Cast<'_>, faults: &mut Faults) -> Option<Spoken> {
    let who = cast.find(&form.chi, faults);
    Some(Spoken { who: who?, text: value(&form.testo)?.clone(), tone: code(&form.tono).unwrap_or(Tone::Says), wish: code(&form.posizione) })
}
