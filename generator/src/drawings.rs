// SPDX-License-Identifier: EUPL-1.2
//! `sportello fumetto` and `sportello campionario`: pictures of comics for those who write them.

use crate::Source;
use anyhow::{Context as _, bail};
use comic::art::Art;
use comic::geometry::{CANVAS, Rect};
use comic::sheet;
use generator::build::SearchIndex;
use generator::comics::{Comics, Strip, comics};
use generator::context::unknown_town;
use generator::decode::nearest;
use generator::fault::Level;
use generator::film::encode::Ffmpeg;
use generator::film::raster::paint;
use generator::film::shelf::Shelf;
use generator::report::{Format, report, summary};
use generator::{read, write};
use model::slug::Slug;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What of a comic is wanted.
#[derive(Debug, clap::Args)]
pub struct Wanted {
    /// Il nome del file, senza `.yaml`
    id: String,
    /// Il numero della vignetta, da 1; 0 è la copertina [predefinite: tutte]
    #[arg(long)]
    panel: Option<usize>,
    /// Il file da scrivere, che finisce in `.png` o `.svg` [predefinito: vignetta-N.png]
    #[arg(long)]
    out: Option<PathBuf>,
    /// Scrive anche il film, i sottotitoli e i capitoli in questa cartella
    #[arg(long)]
    film: Option<PathBuf>,
}

/// Draws panels of a comic.
pub fn comic(wanted: &Wanted, source: &Source) -> anyhow::Result<ExitCode> {
    let content = read::read(&source.content).context("i contenuti non si possono leggere")?;
    let Comics { strips, mentioned, faults } = comics(&content, source.settings(SearchIndex::LeftOut).drafts);
    let file = format!("fumetti/{}.yaml", wanted.id);
    let ours: Vec<_> = faults.into_iter().filter(|fault| fault.file.ends_with(&file)).collect();
    eprint!("{}", report(&ours, &|path| content.quote(path), Format::Text));
    let Some((id, strip)) = strips.iter().find(|(id, _)| id.as_str() == wanted.id) else {
        if ours.iter().any(|fault| fault.level == Level::Error) {
            eprintln!("{}: prima correggi gli errori", summary(&ours));
            return Ok(ExitCode::FAILURE);
        }
        let near = nearest(&wanted.id, strips.keys().map(Slug::as_str));
        bail!("non c'è un fumetto che si chiama `{}`{}", wanted.id, near.map(|near| format!("; forse `{near}`")).unwrap_or_default());
    };
    let count = strip.board.script().panels.len();
    let numbers = match wanted.panel {
        Some(number) if number > count => bail!("`{id}` ha {count} vignette: `{number}` non c'è"),
        Some(number) => number..=number,
        None if wanted.out.is_some() => bail!("per scrivere in un file solo scegli una vignetta con `--panel`"),
        None => 0..=count,
    };
    for number in numbers {
        let path = wanted.out.clone().unwrap_or_else(|| PathBuf::from(format!("vignetta-{number}.png")));
        let art = if number == 0 { strip.board.cover() } else { strip.board.picture(number - 1) };
        draw(&art, CANVAS, 1.0, &path)?;
        println!("{}", path.display());
    }
    if let Some(folder) = &wanted.film {
        film(strip, &|address| mentioned.get(address).cloned(), folder)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes the film of a comic in a folder.
fn film(strip: &Strip, mentioned: generator::film::Mentioned<'_>, folder: &Path) -> anyhow::Result<()> {
    let Some(ffmpeg) = Ffmpeg::find(Path::new("ffmpeg")) else { bail!("per fare un film serve ffmpeg con libx264: installalo, per esempio con `apt install ffmpeg`") };
    let bench = Shelf::new(folder).bench("film").context("non riesco a preparare la cartella")?;
    let count = ffmpeg.encode(strip, mentioned, &bench, &mut |_| {})?;
    for (name, text) in [("sottotitoli.vtt", &strip.captions), ("capitoli.vtt", &strip.chapters)] {
        write::replace(&folder.join(name), text.as_bytes())?;
    }
    for name in bench.give(folder).context("non riesco a spostare il film")? {
        println!("{}", name.display());
    }
    println!("{} fotogrammi, {} diversi, {:.2} s", count.all, count.new, strip.board.timeline().seconds());
    Ok(())
}

/// Draws the sheets of all looks, poses, expressions, things and scenes.
pub fn sheets(folder: &Path) -> anyhow::Result<ExitCode> {
    let sheets: [(&str, (Art, Rect)); 3] = [("personaggi", sheet::people()), ("cose", sheet::things()), ("sfondi", sheet::scenes(&unknown_town()))];
    for (name, (art, area)) in sheets {
        let path = folder.join(format!("fumetti-{name}.webp"));
        draw(&art, area, 0.5, &path)?;
        println!("{}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a drawing as the ending of the path wants it.
fn draw(art: &Art, area: Rect, scale: f64, path: &Path) -> anyhow::Result<()> {
    let svg = art.file(area);
    let side = |length: f64| (length * scale).round() as u32;
    let bytes = match path.extension().and_then(|ending| ending.to_str()) {
        Some("svg") => svg.into_bytes(),
        Some("png") => paint(&svg, side(area.width), side(area.height))?.encode_png().context("non riesco a scrivere il PNG")?,
        Some("webp") => {
            let painted = paint(&svg, side(area.width), side(area.height))?;
            let encoded = webp::Encoder::from_rgba(painted.data(), painted.width(), painted.height()).encode_simple(false, 80.0);
            encoded.map_err(|error| anyhow::anyhow!("non riesco a scrivere il WebP: {error:?}"))?.to_vec()
        }
        _ => bail!("`{}` deve finire in `.png`, `.webp` o `.svg`", path.display()),
    };
    write::replace(path, &bytes)?;
    Ok(())
}
