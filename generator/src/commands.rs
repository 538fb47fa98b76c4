// SPDX-License-Identifier: EUPL-1.2
//! The commands: they wire the doors to the pure middle, and say how it went.
//! Exit codes: 0 all is well, 1 the content has errors, 2 the command could not do its work.

use crate::{FilmPolicy, Source};
use anyhow::{Context as _, bail};
use functions::site::check_templates;
use generator::build::{Built, Made, SearchIndex, Settings};
use generator::fault::Level;
use generator::film::projector::{Projector, When};
use generator::report::{Format, report, summary};
use generator::source::SourceTree;
use generator::{read, scaffold, schema as schemas, write};
use jiff::ToSpan as _;
use jiff::civil::Date;
use model::bookable::Bookable;
use model::slug::Slug;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Today, in the zone of the machine.
#[expect(clippy::disallowed_methods, reason = "the clock is asked once, here, and handed on as a value")]
pub fn today() -> Date {
    jiff::Zoned::now().date()
}

/// This moment.
#[expect(clippy::disallowed_methods, reason = "the clock is asked once, here, and handed on as a value")]
pub fn now() -> jiff::Timestamp {
    jiff::Zoned::now().timestamp()
}

/// Checks and reports.
pub fn check(source: &Source, format: Format) -> anyhow::Result<ExitCode> {
    let content = read::read(&source.content).context("i contenuti non si possono leggere")?;
    let faults = generator::build::check_only(&content, &source.settings(SearchIndex::LeftOut));
    let mut text = report(&faults, &|path| content.quote(path), format);
    if format == Format::Text {
        text = text + &summary(&faults) + "\n";
    }
    say(&text)?;
    let bad = faults.iter().any(|fault| fault.level == Level::Error);
    Ok(if bad { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Builds and writes.
pub fn build(source: &Source, settings: &Settings, out: &Path, out_functions: Option<&Path>, format: Format, films: FilmPolicy, timings: bool) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let mut clock = Stages::new(start, timings);
    let (content, theme) = read_both(source)?;
    clock.end("read");
    let projector = source.projector(if films == FilmPolicy::Never { When::Never } else { When::Now }, |line| eprintln!("{line}"));
    let folder = write::Folder::open(out)?;
    let album = source.album();
    let built = generator::build::build(content, &theme, settings, Made { pictures: &album, films: &projector }, &folder, &mut |stage| clock.end(stage));
    show(&built, source, &theme, format)?;
    let Some(functions) = &built.functions else {
        folder.abandon();
        eprintln!("{}: il sito non è stato scritto", summary(&built.faults));
        return Ok(ExitCode::FAILURE);
    };
    let left_out = projector.left_out().len();
    if left_out > 0 && films == FilmPolicy::Require {
        folder.abandon();
        bail!("mancano {left_out} film{}: il sito non è stato scritto", without_ffmpeg(&projector));
    }
    if let Err(error) = check_templates(functions) {
        folder.abandon();
        return Err(error).context("un modello delle pagine delle funzioni ha un errore: il sito non è stato scritto");
    }
    let written = folder.finish()?;
    write::write(&out_functions.map_or_else(|| beside(out), Path::to_owned), functions)?;
    clock.end("write");
    if !built.faults.is_empty() {
        eprintln!("{}", summary(&built.faults));
    }
    if left_out > 0 {
        eprintln!("avviso: lasciati fuori {left_out} film{}; i fumetti si leggono lo stesso", without_ffmpeg(&projector));
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{} pagine in {seconds:.2} s ({} file scritti, {} già uguali, {} tolti)", built.pages, written.written, written.unchanged, written.removed);
    // The process ends here: giving every string back to the allocator one by one would only take time.
    std::mem::forget((theme, built));
    Ok(ExitCode::SUCCESS)
}

/// Why films are left out, when it is for want of ffmpeg.
fn without_ffmpeg(projector: &Projector) -> &'static str {
    if projector.has_ffmpeg() { "" } else { " (manca ffmpeg con libx264)" }
}

/// `dist` → `dist-functions`
pub fn beside(out: &Path) -> PathBuf {
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push("-functions");
    out.with_file_name(name)
}

/// Says on stderr how long each stage took, for `bench/`.
pub(crate) struct Stages {
    last: Instant,
    shown: bool,
}

impl Stages {
    pub(crate) fn new(start: Instant, shown: bool) -> Self {
        Self { last: start, shown }
    }

    pub(crate) fn end(&mut self, stage: &str) {
        let now = Instant::now();
        if self.shown {
            eprintln!("{stage} {:.1} ms", (now - self.last).as_secs_f64() * 1000.0);
        }
        self.last = now;
    }
}

pub(crate) fn read_both(source: &Source) -> anyhow::Result<(SourceTree, SourceTree)> {
    let content = read::read(&source.content).context("i contenuti non si possono leggere")?;
    let theme = read::read_theme(&source.theme).context("il tema non si può leggere")?;
    Ok((content, theme))
}

/// Shows the faults of a build. The content is read once more to quote its lines: the build let go of it.
fn show(built: &Built, source: &Source, theme: &SourceTree, format: Format) -> anyhow::Result<()> {
    if built.faults.is_empty() {
        return Ok(());
    }
    let content = read::read(&source.content).context("i contenuti non si possono leggere")?;
    let quote = |path: &str| content.quote(path).or_else(|| theme.quote(path)).or_else(|| built.faulty.get(path).cloned());
    eprint!("{}", report(&built.faults, &quote, format));
    Ok(())
}

/// Prints; whoever stops listening (`| head`) is no error.
fn say(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error).context("non riesco a scrivere la risposta"),
        _ => Ok(()),
    }
}

/// Begins a new file.
pub fn new(kind: &str, id: &str, content: &Path, day: Option<Date>) -> anyhow::Result<ExitCode> {
    let Ok(slug) = Slug::parse(id) else {
        let hint = Slug::suggest(id).map(|near| format!("; forse `{near}`")).unwrap_or_default();
        bail!("`{id}` non va bene come nome: servono lettere minuscole senza accenti, cifre e trattini singoli{hint}");
    };
    let Some((path, text)) = scaffold::scaffold(kind, &slug, day.unwrap_or_else(today)) else {
        bail!("`{kind}` non è un tipo di contenuto: i tipi sono {}", scaffold::kinds().collect::<Vec<_>>().join(", "));
    };
    let path = content.join(path);
    write::create(&path, &text)?;
    println!("creato {}: completalo, poi controlla con `sportello check`", path.display());
    Ok(ExitCode::SUCCESS)
}

/// The ids of the offices of the content.
pub fn offices(source: &Source) -> anyhow::Result<Vec<String>> {
    let content = read::read(&source.content).context("i contenuti non si possono leggere")?;
    let (site, faults) = generator::build::understood(&content, &source.settings(SearchIndex::LeftOut));
    let Some(site) = site else {
        eprint!("{}", report(&faults, &|path| content.quote(path), Format::Text));
        bail!("{}: prima correggi gli errori", summary(&faults));
    };
    Ok(site.offices.keys().map(ToString::to_string).collect())
}

/// Days that are shown when nobody says how many.
const SHOWN_DAYS: i64 = 13;

/// Days that are shown at most.
const MOST_DAYS: usize = 800;

/// Prints the slots of something that can be booked.
pub fn slots(id: &str, from: Option<Date>, to: Option<Date>, source: &Source) -> anyhow::Result<ExitCode> {
    let content = read::read(&source.content).context("i contenuti non si possono leggere")?;
    let settings = source.settings(SearchIndex::LeftOut);
    let (site, faults) = generator::build::understood(&content, &settings);
    let Some(site) = site else {
        eprint!("{}", report(&faults, &|path| content.quote(path), Format::Text));
        eprintln!("{}: prima correggi gli errori", summary(&faults));
        return Ok(ExitCode::FAILURE);
    };
    let Some((_, bookable)) = site.bookables.iter().find(|(slug, _)| slug.as_str() == id) else {
        let near = generator::decode::nearest(id, site.bookables.keys().map(Slug::as_str));
        bail!("non c'è niente da prenotare che si chiama `{id}`{}", near.map(|near| format!("; forse `{near}`")).unwrap_or_default());
    };
    let from = from.unwrap_or(settings.today);
    let to = to.unwrap_or_else(|| from.saturating_add(SHOWN_DAYS.days()));
    if to < from {
        bail!("l'ultimo giorno ({to}) viene prima del primo ({from})");
    }
    say(&slots_text(bookable, from.series(1.day()).take(MOST_DAYS).take_while(|day| *day <= to)))?;
    Ok(ExitCode::SUCCESS)
}

/// A line for each day on which something can be booked, or on which a holiday or a closure is why not.
fn slots_text(bookable: &Bookable, days: impl Iterator<Item = Date>) -> String {
    let Bookable { title, places, timetable, .. } = bookable;
    let count = places.count();
    let mut text = format!("{title}: {count} {} per turno\n", if count == 1 { "posto" } else { "posti" });
    let (mut open, mut all) = (0usize, 0usize);
    for day in days {
        let slots = timetable.slots(day);
        let said: Vec<String> = slots.iter().map(ToString::to_string).collect();
        let said = match timetable.shut(day) {
            _ if !said.is_empty() => said.join(" "),
            Some(why) => format!("chiuso: {why}"),
            None => continue,
        };
        open += usize::from(!slots.is_empty());
        all += slots.len();
        let _ = writeln!(text, "{:<32} {said}", model::words::weekday_date(day));
    }
    let _ = writeln!(text, "turni: {all}, posti: {}, giorni: {open}", all * count);
    text
}

/// Prints or writes schemas.
pub fn schema(kind: Option<&str>, out: Option<&Path>) -> anyhow::Result<ExitCode> {
    let names: Vec<&str> = match kind {
        Some(kind) => vec![kind],
        None => schemas::KINDS.iter().map(|(name, ..)| *name).collect(),
    };
    let mut files = generator::build::Files::new();
    for name in names {
        let Some(schema) = schemas::schema(name) else {
            bail!("`{name}` non è un tipo di contenuto: i tipi sono {}", schemas::KINDS.iter().map(|(name, ..)| *name).collect::<Vec<_>>().join(", "));
        };
        let text = serde_json::to_string_pretty(&schema).context("uno schema è un testo")? + "\n";
        files.insert(format!("{name}.schema.json"), text.into_bytes().into());
    }
    match out {
        Some(out) => {
            write::write(out, &files)?;
            println!("{} schemi in {}", files.len(), out.display());
        }
        None => {
            for text in files.values() {
                say(&String::from_utf8_lossy(text))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
