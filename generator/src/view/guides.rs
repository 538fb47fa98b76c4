// SPDX-License-Identifier: EUPL-1.2
//! Guides: comics with their films, filmed tutorials, the list of both.

use super::cards::{bookable_link, comic_card, tutorial_card};
use super::shared::Shared;
use super::types::{Body, Card, ChapterView, ChecklistView, ComicPage, FilmFile, FilmView, Group, GroupedPage, Link, Page, PanelView, SpokenLine, TutorialPage};
use super::{Place, Planned, Studio, json_ld, titles};
use crate::address::{Address, fixed, section};
use crate::audit::PageKind;
use crate::comics::Strip;
use crate::film::{self, Film};
use comic::script::Panel;
use comic::timeline;
use model::comic::Comic;
use model::text::Line;
use model::tutorial::Tutorial;

/// Plans the pages of these parts.
pub fn plan<'v, 'a>(studio: &'v Studio<'a>, out: &mut Vec<Planned<'v, 'a>>) {
    let site = studio.maker.site;
    out.push(Planned::new(fixed::TUTORIALS, || guides(studio)));
    out.extend(site.tutorials.values().map(|one| Planned::new(Address::In(section::TUTORIALS, one.id.as_str()), || tutorial(studio, one))));
    for one in site.comics.values() {
        // Without an error every comic was drawn.
        if let Some(strip) = studio.maker.strips.get(&one.id) {
            out.push(Planned::new(Address::In(section::COMICS, one.id.as_str()), move || comic(studio, one, strip)));
        }
    }
}

/// How many guides the home page shows when the settings name none.
const SHOWN: usize = 3;

/// The guides of the home page.
pub fn featured<'a>(studio: &Studio<'a>) -> Vec<Card<'a>> {
    let site = studio.maker.site;
    if !site.settings.featured_comics.is_empty() {
        return site.settings.featured_comics.iter().map(|id| comic_card(&site.comics[id])).collect();
    }
    site.tutorials.values().map(tutorial_card).chain(site.comics.values().map(comic_card)).take(SHOWN).collect()
}

fn guides<'a>(studio: &Studio<'a>) -> Page<'a> {
    let site = studio.maker.site;
    let group = |title, id: &str, cards: Vec<Card<'a>>| Group { title, id: id.to_owned(), cards };
    let groups =
        [group("Fumetti", "fumetti", site.comics.values().map(comic_card).collect()), group("Tutorial filmati", "filmati", site.tutorials.values().map(tutorial_card).collect())];
    let body = GroupedPage { summary: titles::TUTORIALS.summary, groups: groups.into_iter().filter(|group| !group.cards.is_empty()).collect(), guide: None };
    studio.page("tutorial", PageKind::Other, fixed::TUTORIALS, &titles::TUTORIALS, Place::Top, Body::Tutorials(body))
}

fn below_guides<'a>() -> Place<'a> {
    Place::Below("", vec![Shared::part(Link { title: titles::TUTORIALS.title, url: fixed::TUTORIALS })])
}

fn tutorial<'a>(studio: &Studio<'a>, tutorial: &'a Tutorial) -> Page<'a> {
    let card = tutorial_card(tutorial);
    let film = tutorial.film.as_str();
    let body = TutorialPage {
        summary: card.summary,
        film,
        host: film.strip_prefix("https://").map(|rest| rest.split('/').next().unwrap_or(rest)),
        captions: tutorial.captions.as_str(),
        description: tutorial.description.as_str(),
        html: &tutorial.transcript.rendered,
        services: studio.maker.services(&tutorial.services),
    };
    studio.titled("filmato", PageKind::Other, card.url, card.title, card.summary, below_guides(), Body::Tutorial(body))
}

fn comic<'a>(studio: &Studio<'a>, comic: &'a Comic, strip: &'a Strip) -> Page<'a> {
    let card = comic_card(comic);
    let script = strip.board.script();
    let panels = script.panels.iter().enumerate().map(|(number, panel)| panel_view(strip, panel, number)).collect();
    let film = studio.maker.films.get(&comic.id).map(|film| film_view(comic, strip, film));
    let structured = json_ld::comic(studio.base_url, &studio.maker.site.settings, comic, strip, film.as_ref());
    let body = ComicPage {
        summary: card.summary,
        panels,
        text: film::text_address(&comic.id, strip),
        film,
        services: studio.maker.services(&comic.services),
        booking: booking(studio, comic),
        next: next(studio, comic),
    };
    let mut page = studio.titled("fumetto", PageKind::Other, card.url, card.title, card.summary, below_guides(), Body::Comic(body));
    page.head.json_ld.push(structured);
    page
}

fn panel_view<'a>(strip: &'a Strip, panel: &'a Panel, number: usize) -> PanelView<'a> {
    let cast = &strip.board.script().cast;
    let list = strip.checklist(number).map(|list| ChecklistView { title: list.title.as_str(), items: list.items.iter().map(comic::script::Item::spoken).collect() });
    PanelView {
        id: panel.id.as_str(),
        number: number + 1,
        title: panel.title.as_str(),
        description: panel.description.as_str(),
        narration: panel.narration.as_ref().map(Line::as_str),
        lines: panel.lines.iter().map(|line| SpokenLine { who: cast[line.who].name.as_str(), text: line.text.as_str() }).collect(),
        list,
        scene: &strip.panels[number].scene,
        bubbles: &strip.panels[number].bubbles,
    }
}

fn film_view<'a>(comic: &'a Comic, strip: &'a Strip, film: &Film) -> FilmView<'a> {
    let times = strip.board.timeline();
    let file = |ending: &str, kind: &'static str, name: &'static str, bytes: usize| FilmFile { url: film::film_address(&comic.id, film, ending), kind, name, size: size(bytes) };
    let files = film.webm.iter().map(|webm| file("webm", "video/webm", "WebM", webm.len())).chain([file("mp4", "video/mp4", "MP4", film.mp4.len())]).collect();
    let panels = strip.board.script().panels.iter().zip(&times.panels);
    FilmView {
        files,
        poster: film::cover_address(&comic.id, strip),
        captions: film::captions_address(&comic.id, strip),
        chapters_file: film::chapters_address(&comic.id, strip),
        length: length(times.seconds()),
        silent: strip.voices.is_empty(),
        chapters: panels.map(|(panel, time)| chapter(panel, timeline::seconds(time.span.start))).collect(),
    }
}

fn chapter(panel: &Panel, start: f64) -> ChapterView<'_> {
    let second = start.floor() as u32;
    ChapterView { title: panel.title.as_str(), second, clock: format!("{}:{:02}", second / 60, second % 60) }
}

/// "1 minuto e 18 secondi"
fn length(seconds: f64) -> String {
    let all = seconds.round() as u64;
    let count = |number: u64, one: &str, many: &str| if number == 1 { format!("1 {one}") } else { format!("{number} {many}") };
    match (all / 60, all % 60) {
        (0, seconds) => count(seconds, "secondo", "secondi"),
        (minutes, 0) => count(minutes, "minuto", "minuti"),
        (minutes, seconds) => format!("{} e {}", count(minutes, "minuto", "minuti"), count(seconds, "secondo", "secondi")),
    }
}

/// "1,4 MB"
fn size(bytes: usize) -> String {
    if bytes >= 950_000 { format!("{:.1} MB", bytes as f64 / 1e6).replace('.', ",") } else { format!("{} kB", bytes.div_ceil(1000)) }
}

/// Where what a comic teaches is booked: the one thing that can be, or the list of all.
fn booking<'a>(studio: &Studio<'a>, comic: &'a Comic) -> Option<Link<'a>> {
    let site = studio.maker.site;
    let bookables: Vec<_> = comic.services.iter().flat_map(|id| &site.services[id].bookables).collect();
    match bookables.as_slice() {
        [] => None,
        [one] => Some(bookable_link(&site.bookables[*one])),
        _ => {
            let service = comic.services.iter().find(|id| !site.services[*id].bookables.is_empty())?;
            Some(Link { title: site.services[service].title.as_str(), url: Address::In(section::SERVICES, service.as_str()) })
        }
    }
}

/// The comic that is named, or the one after this in the list, and at its end the first.
fn next<'a>(studio: &Studio<'a>, comic: &'a Comic) -> Option<Card<'a>> {
    let comics = &studio.maker.site.comics;
    let after = || comics.range::<model::slug::Slug, _>((std::ops::Bound::Excluded(&comic.id), std::ops::Bound::Unbounded)).next().map(|(_, next)| next);
    let next = comic.next.as_ref().map(|id| &comics[id]).or_else(after).or_else(|| comics.values().next())?;
    (next.id != comic.id).then(|| comic_card(next))
}
