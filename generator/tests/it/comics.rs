// SPDX-License-Identifier: EUPL-1.2
//! Comics: where everything of a panel is, one picture to the pixel, captions, and a short film.
//! `BLESS=1 cargo test` writes what came out; look at it.
#![expect(clippy::disallowed_methods, reason = "tests read what is expected, and write it when they are told to")]

use crate::cases::{content, here, texts};
use comic::codes::{BlockKind, Depth, Device, Dye, Expression, Garment, Gaze, Hair, HairColour, Held, Icon, Large, Pose, Scene, Shot, Tone, Wish};
use comic::geometry::{Point, Rect};
use comic::layout::Shown;
use generator::comics::{Comics, Strip, Strips, comics};
use generator::film::encode::Ffmpeg;
use generator::film::frames::{Change, Count, frames};
use generator::film::projector::{Projector, When};
use generator::film::raster::paint;
use generator::film::shelf::Shelf;
use generator::film::{Films, files};
use generator::parse::DraftFiles;
use model::vocabulary::Coded;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

fn strips() -> Strips {
    let mut files = texts("tests/base");
    files.insert("fumetti/prova.yaml".to_owned(), std::fs::read(here("tests/comics/prova.yaml")).expect("the script is there"));
    let Comics { strips, faults, .. } = comics(&content(files), DraftFiles::Hidden);
    assert!(faults.is_empty(), "{faults:?}");
    strips
}

fn strip() -> Arc<Strip> {
    strips().into_values().next().expect("one comic")
}

/// Compares a text with what is expected of it.
fn expect(name: &str, found: &str) {
    let path = here("tests/comics").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, found).expect("the expectation can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{name}: `BLESS=1 cargo test comics` writes what came out");
}

fn place(Rect { x, y, width, height }: &Rect) -> String {
    format!("{x:.0} {y:.0} {width:.0}x{height:.0}")
}

#[test]
fn everything_is_where_it_was() {
    let strip = strip();
    let mut out = String::new();
    for (number, panel) in strip.board.script().panels.iter().enumerate() {
        let layout = strip.board.layout(number);
        let _ = writeln!(out, "vignetta {}", panel.id);
        for head in &layout.heads {
            let _ = writeln!(out, "  testa {}", place(&head.area()));
        }
        if let Some(caption) = &layout.caption {
            let _ = writeln!(out, "  narrazione {} {:?}", place(&caption.at), caption.lines);
        }
        if let Some(Shown::Screen { highlight: Some(block), glass, .. }) = &layout.shown {
            let _ = writeln!(out, "  schermo {} evidenzia {}", place(glass), place(block));
        }
        for balloon in &layout.balloons {
            let Point { x, y } = balloon.tip.expect("all speakers are in the picture");
            let _ = writeln!(out, "  fumetto {} {:?} coda {x:.0} {y:.0} {:?}", place(&balloon.at), balloon.tone, balloon.lines);
        }
        let time = &strip.board.timeline().panels[number];
        let _ = writeln!(out, "  fotogrammi {}-{} battute {:?}", time.span.start, time.span.end, time.lines.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>());
    }
    expect("posizioni.txt", &out);
    expect("sottotitoli.vtt", &strip.captions);
    expect("capitoli.vtt", &strip.chapters);
}

/// Whatever an editor may write is in the guide.
#[test]
fn the_guide_has_every_word() {
    fn words<T: Coded>(out: &mut Vec<&'static str>) {
        out.extend(T::ALL.iter().map(|value| value.code()));
    }
    let mut all = Vec::new();
    words::<Pose>(&mut all);
    words::<Expression>(&mut all);
    words::<Held>(&mut all);
    words::<Large>(&mut all);
    words::<Scene>(&mut all);
    words::<Hair>(&mut all);
    words::<HairColour>(&mut all);
    words::<Garment>(&mut all);
    words::<Dye>(&mut all);
    words::<Icon>(&mut all);
    words::<BlockKind>(&mut all);
    words::<Device>(&mut all);
    words::<Shot>(&mut all);
    words::<Depth>(&mut all);
    words::<Gaze>(&mut all);
    words::<Tone>(&mut all);
    words::<Wish>(&mut all);
    let guide = std::fs::read_to_string(here("../docs/fumetti.md")).expect("the guide is there");
    let missing: Vec<_> = all.into_iter().filter(|word| !guide.contains(&format!("`{word}`"))).collect();
    assert!(missing.is_empty(), "docs/fumetti.md does not have {missing:?}");
}

/// One picture, to the pixel; painters may differ by a shade at edges.
#[test]
fn one_panel_looks_as_it_did() {
    let painted = paint(&strip().board.picture(0).file(comic::geometry::CANVAS), 320, 180).expect("a drawing");
    let path = here("tests/comics/vignetta.png");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, painted.encode_png().expect("a picture")).expect("the expectation can be written");
    }
    let expected = image::open(&path).expect("the picture is there").into_rgba8();
    assert_eq!((expected.width(), expected.height()), (painted.width(), painted.height()));
    let far = painted.data().iter().zip(expected.as_raw()).filter(|(found, expected)| found.abs_diff(**expected) > 8).count();
    assert!(far < 40, "{far} of {} bytes differ", painted.data().len());
}

/// All frames as one hash, and how many there were.
fn all_frames(strip: &Strip) -> (blake3::Hash, Count) {
    let mut hasher = blake3::Hasher::new();
    let mut last: Vec<u8> = Vec::new();
    let mut take = |planes: &[u8], change: Change| {
        match change {
            Change::New => {
                last.clear();
                last.extend_from_slice(planes);
            }
            Change::Same => assert!(last == planes, "a frame that is said to be the same differs"),
        }
        hasher.update(planes);
        Ok(())
    };
    let count = frames(strip, &|_| None, &mut take, &mut |_| {}).expect("frames");
    (hasher.finalize(), count)
}

#[test]
fn the_same_script_gives_the_same_frames() {
    let strip = strip();
    let (one, count) = all_frames(&strip);
    assert_eq!(count.all, strip.board.timeline().frames());
    // Most frames repeat the one before, and something moves in every panel.
    assert!(count.new * 2 < count.all && count.new > 40, "{count:?}");
    let (other, _) = all_frames(&strips().into_values().next().expect("one comic"));
    assert_eq!(one, other);
}

/// A program that no machine has.
const NOBODY: &str = "questo-programma-non-esiste";

#[test]
fn without_ffmpeg_a_comic_is_published_without_film() {
    let folder = tempfile::tempdir().expect("a folder");
    let projector = Projector::new(Shelf::new(folder.path()), When::Now, Path::new(NOBODY), |line| panic!("{line}"));
    let strips = strips();
    assert!(projector.films(&strips, &|_| None).is_empty());
    assert_eq!(projector.left_out().len(), 1);
    let published: Vec<String> = files(&strips, &projector.films(&strips, &|_| None)).into_keys().collect();
    assert_eq!(published.iter().filter(|path| path.ends_with(".svg") || path.ends_with(".txt")).count(), published.len(), "{published:?}");
    assert!(Ffmpeg::find(Path::new(NOBODY)).is_none());
}

/// `scripts/ffmpeg.sh` installs ffmpeg before `make test`; on a machine without it this test has nothing to do.
#[test]
fn a_short_film_is_made_once() {
    let ffmpeg = Path::new("ffmpeg");
    if Ffmpeg::find(ffmpeg).is_none() {
        eprintln!("no ffmpeg with libx264 here: no film was made");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let strips = strips();
    let projector = Projector::new(Shelf::new(folder.path()), When::Now, ffmpeg, |line| assert!(!line.starts_with("avviso"), "{line}"));
    let films = projector.films(&strips, &|_| None);
    let film = films.values().next().expect("a film");
    assert_eq!(&film.mp4[4..8], b"ftyp", "no MP4");
    assert!(film.mp4.len() > 20_000 && film.mp4.len() < 600_000, "{} bytes", film.mp4.len());
    assert_eq!(&film.still[8..12], b"WEBP", "no still");
    assert!(film.webm.as_ref().is_none_or(|webm| webm.starts_with(&[0x1A, 0x45, 0xDF, 0xA3])), "no WebM");
    // The second time it is on the shelf: a projector that cannot make films has it too.
    let kept = Projector::new(Shelf::new(folder.path()), When::Later, Path::new(NOBODY), |line| panic!("{line}"));
    assert_eq!(kept.films(&strips, &|_| None).values().next().expect("kept").mp4, film.mp4);
    assert!(kept.left_out().is_empty());
    // What was laid down for ffmpeg is gone.
    let left: Vec<String> = std::fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    assert!(left.iter().all(|name| !name.ends_with(".nuovo")), "{left:?}");
    let never = Projector::new(Shelf::new(folder.path()), When::Never, Path::new(NOBODY), |line| panic!("{line}"));
    assert!(never.films(&strips, &|_| None).is_empty());
}
