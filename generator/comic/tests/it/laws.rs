// SPDX-License-Identifier: EUPL-1.2
//! Laws that hold for any script: no balloon covers a face or leaves the frame, the order of the script is the order
//! of reading, what must be read is read slowly enough, and the same script gives the same drawing.

use comic::art::Lettering;
use comic::board::Board;
use comic::codes::{BlockKind, Depth, Device, Expression, Held, Icon, Large, Pose, Scene, Shot, Tone};
use comic::colour::BLUE;
use comic::geometry::CANVAS;
use comic::layout::{Layout, SAFE, Shown, reads_after};
use comic::problem::HARD;
use comic::script::{Actor, Block, Character, Checklist, Exhibit, Item, Panel, Screen, Script, Setting, Spoken, Town};
use comic::{sheet, timeline, vtt};
use model::slug::Slug;
use model::text::{Line, Summary};
use model::vocabulary::Coded;
use proptest::prelude::*;

fn line(text: &str) -> Line {
    Line::parse(text).expect("a line")
}

fn any_code<T: Coded + std::fmt::Debug>() -> impl Strategy<Value = T> {
    (0..T::ALL.len()).prop_map(|number| T::ALL[number])
}

/// Words as people say them, and now and then a very long one.
fn words(most: usize) -> impl Strategy<Value = Line> {
    let word = prop_oneof![20 => "[a-zàèéìòù]{1,9}", 1 => "[a-z]{18,30}"];
    prop::collection::vec(word, 1..=most).prop_map(|words| line(&words.join(" ")))
}

fn cast() -> Vec<Character> {
    sheet::looks().into_iter().map(|(name, look)| Character { name: line(name), look }).collect()
}

/// People at places that are apart, all of them different.
fn actors() -> impl Strategy<Value = Vec<Actor>> {
    let places = prop::sample::select(vec![vec![], vec![0.5], vec![0.2], vec![0.85], vec![0.2, 0.8], vec![0.3, 0.76], vec![0.16, 0.5, 0.84]]);
    places.prop_flat_map(|places| {
        let one = |at: f64, number: usize| {
            let who = (0..4_usize).prop_map(move |pick| number * 4 + pick);
            let held = prop::option::of(any_code::<Held>());
            (who, any_code::<Pose>(), any_code::<Expression>(), held, any_code::<Depth>()).prop_map(move |(who, pose, expression, held, depth)| Actor {
                who,
                at,
                depth,
                pose,
                expression,
                held,
                gaze: None,
            })
        };
        places.into_iter().enumerate().map(|(number, at)| one(at, number)).collect::<Vec<_>>()
    })
}

fn exhibit() -> impl Strategy<Value = Option<Exhibit>> {
    let block = (any_code::<BlockKind>(), words(4)).prop_map(|(kind, text)| Block { kind, parts: vec![text.clone()], text: Some(text), value: None, chosen: Some(0) });
    let screen = (any_code::<Device>(), prop::collection::vec(block, 1..4), any::<prop::sample::Index>()).prop_map(|(device, blocks, index)| {
        let highlighted = Some(index.index(blocks.len()));
        Exhibit::Screen(Screen { device, address: None, title: line("Comune"), step: Some((1, 3)), blocks, highlighted })
    });
    let item = (any_code::<Icon>(), words(3)).prop_map(|(icon, text)| Item { icon, text, note: None });
    let list = prop::collection::vec(item, 1..=Checklist::MOST).prop_map(|items| Exhibit::Checklist(Checklist { title: line("Che cosa porti"), items }));
    let object = any_code::<Large>().prop_map(|thing| Exhibit::Object(thing, None));
    prop_oneof![3 => Just(None), 1 => screen.prop_map(Some), 1 => list.prop_map(Some), 1 => object.prop_map(Some)]
}

fn panel() -> impl Strategy<Value = Panel> {
    let setting = any_code::<Scene>().prop_map(Setting::Scene);
    let narration = prop::option::of(words(6));
    let lines = prop::collection::vec((0..16_usize, words(12), any_code::<Tone>()), 0..4);
    (actors(), setting, any_code::<Shot>(), narration, lines, exhibit()).prop_map(|(actors, setting, shot, narration, lines, exhibit)| {
        // Mostly those who are on stage speak, now and then somebody who is not.
        let speaker = |pick: usize| actors.get(pick % (actors.len() + 1)).map_or(pick % 12, |actor| actor.who);
        let lines = lines.into_iter().map(|(pick, text, tone)| Spoken { who: speaker(pick), text, tone, wish: None }).collect();
        let (id, title) = (Slug::parse("uno").expect("a slug"), line("Uno"));
        Panel { id, description: title.clone(), title, setting, shot, actors, narration, lines, exhibit, seconds: None, audio: None }
    })
}

fn script(panels: Vec<Panel>) -> Script {
    Script { title: line("Una prova"), summary: Summary::parse("Una prova.").expect("short"), reading_speed: 14.0, cover: 0, cast: cast(), panels }
}

fn town() -> Town {
    Town { name: "Comune di Prova".to_owned(), colour: BLUE }
}

fn check(layout: &Layout) {
    for (number, balloon) in layout.balloons.iter().enumerate() {
        assert!(balloon.at.is_inside(&SAFE.grown(0.001)), "out of the frame: {balloon:?}");
        for head in &layout.heads {
            assert!(!balloon.at.meets(&head.area(), 0.0), "over a face: {balloon:?} {head:?}");
        }
        for earlier in &layout.balloons[..number] {
            assert!(!balloon.at.meets(&earlier.at, 0.0), "over a balloon: {balloon:?} {earlier:?}");
            assert!(reads_after(&earlier.at, &balloon.at), "read too early: {balloon:?} {earlier:?}");
        }
        if let Some(caption) = &layout.caption {
            assert!(!balloon.at.meets(&caption.at, 0.0) && reads_after(&caption.at, &balloon.at), "before the narrator: {balloon:?}");
        }
        if let Some(tip) = balloon.tip {
            assert!(!balloon.at.holds(tip), "the tail is inside: {balloon:?}");
        }
        let must_be_seen = match &layout.shown {
            Some(Shown::Screen { highlight, .. }) => *highlight,
            Some(Shown::Checklist(at)) => Some(*at),
            _ => None,
        };
        assert!(must_be_seen.is_none_or(|area| !balloon.at.meets(&area, 0.0)), "over what must be read: {balloon:?}");
    }
    if let Some(caption) = &layout.caption {
        assert!(caption.at.is_inside(&CANVAS));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// What can be laid out obeys the laws; what cannot is said, and nothing panics.
    #[test]
    fn layouts_obey(panel in panel()) {
        match Board::new(script(vec![panel]), town()) {
            Ok((board, _)) => {
                check(board.layout(0));
                let again = Board::new(board.script().clone(), town()).expect("as before").0;
                prop_assert_eq!(board.picture(0).svg(Lettering::Text), again.picture(0).svg(Lettering::Text));
                prop_assert_eq!(board.cover().file(CANVAS), again.cover().file(CANVAS));
            }
            Err(problems) => prop_assert!(problems.iter().any(|problem| !problem.is_warning())),
        }
    }

    /// Times follow each other, and nothing has to be read faster than people read.
    #[test]
    fn times_follow(panels in prop::collection::vec(panel(), 1..4), seconds in prop::option::of(2.0..30.0_f64)) {
        let mut panels = panels;
        panels[0].seconds = seconds;
        let script = script(panels);
        let (times, problems) = timeline::timeline(&script);
        let refused = problems.iter().any(|problem| !problem.is_warning());
        let mut now = times.cover.end;
        for (panel, time) in script.panels.iter().zip(&times.panels) {
            prop_assert_eq!(time.span.start, now);
            let texts: Vec<String> = panel.narration.iter().map(ToString::to_string).chain(panel.lines.iter().map(|line| line.text.to_string())).collect();
            for (text, span) in texts.iter().zip(time.narration.iter().chain(&time.lines)) {
                prop_assert!(span.start >= now && span.end > span.start && span.end <= time.span.end);
                prop_assert!(refused || text.chars().count() as f64 / span.seconds() <= HARD + 0.001);
                now = span.end;
            }
            for span in &time.items {
                prop_assert!(span.start >= now && span.end <= time.span.end);
                now = span.end;
            }
            now = time.span.end;
        }
        prop_assert_eq!(now, times.frames());
    }
}

/// Two people who say two sentences always find a place: the laws above are not kept by refusing everything.
#[test]
fn usual_panels_can_be_laid_out() {
    for scene in Scene::ALL {
        for pose in Pose::ALL {
            let actor = |who, at| Actor { who, at, depth: Depth::Behind, pose: *pose, expression: Expression::Smile, held: Some(Held::Card), gaze: None };
            let said = |who, text: &str| Spoken { who, text: line(text), tone: Tone::Says, wish: None };
            let panel = Panel {
                id: Slug::parse("uno").expect("a slug"),
                title: line("Uno"),
                description: line("Due persone."),
                setting: Setting::Scene(*scene),
                shot: Shot::Medium,
                actors: vec![actor(0, 0.24), actor(4, 0.77)],
                narration: Some(line("Giovedì, ore 10")),
                lines: vec![said(0, "Buongiorno, ho prenotato per le dieci e dieci."), said(4, "Buongiorno! Mi dà anche la foto e la tessera sanitaria?")],
                exhibit: None,
                seconds: None,
                audio: None,
            };
            let (board, warnings) = Board::new(script(vec![panel]), town()).unwrap_or_else(|problems| panic!("{scene:?} {pose:?}: {problems:?}"));
            assert!(warnings.is_empty());
            check(board.layout(0));
            // Each balloon is nearer to who speaks.
            let middles: Vec<f64> = board.layout(0).balloons.iter().map(|balloon| balloon.at.centre().x).collect();
            assert!(middles[0] < middles[1], "{scene:?} {pose:?}: {middles:?}");
        }
    }
}

/// Captions have at most two lines, each of them short, one after the other in time.
#[test]
fn captions_are_short() {
    let actor = Actor { who: 0, at: 0.2, depth: Depth::Behind, pose: Pose::Still, expression: Expression::Smile, held: None, gaze: None };
    let text = "Questa battuta è abbastanza lunga da non stare in due righe: infatti ne chiede almeno quattro.";
    let panel = Panel {
        id: Slug::parse("uno").expect("a slug"),
        title: line("Prima & dopo"),
        description: line("Una persona."),
        setting: Setting::Scene(Scene::Park),
        shot: Shot::Medium,
        actors: vec![actor],
        narration: Some(line("Un giorno <qualunque>")),
        lines: vec![Spoken { who: 0, text: line(text), tone: Tone::Says, wish: None }],
        exhibit: None,
        seconds: None,
        audio: None,
    };
    let (board, _) = Board::new(script(vec![panel]), town()).expect("it fits");
    let captions = vtt::captions(&board);
    assert!(captions.contains("<i>Un giorno &lt;qualunque&gt;</i>"), "{captions}");
    assert!(vtt::chapters(&board).contains("Prima &amp; dopo"));
    let mut last = "00:00:00.000".to_owned();
    for cue in captions.split("\n\n").skip(1).filter(|cue| !cue.is_empty()) {
        let lines: Vec<&str> = cue.lines().collect();
        assert!((3..=4).contains(&lines.len()), "{cue}");
        let (start, end) = lines[1].split_once(" --> ").expect("times");
        assert!(start >= last.as_str() && end > start, "{cue}");
        last = end.to_owned();
        for line in &lines[2..] {
            let mut words = (*line).to_owned();
            for tag in ["<v anziana>", "</v>", "<i>", "</i>"] {
                words = words.replace(tag, "");
            }
            assert!(words.replace("&lt;", "<").replace("&gt;", ">").chars().count() <= vtt::LINE, "{line}");
        }
    }
    assert!(captions.contains("anziana: Questa battuta"), "{captions}");
}
