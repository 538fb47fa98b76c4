// SPDX-License-Identifier: EUPL-1.2
//! Films of comics. A build asks for a film and gets one that is finished, or none: making one takes a minute, so
//! who builds decides whether to wait ([`projector`]), and what is finished is kept by the hash of all it is made of.
//!
//! 1. [`raster`]: layers become pixels, each once.
//! 2. [`frames`]: for each frame, the layers that are seen at that moment; a frame like the one before is not made.
//! 3. [`encode`]: frames go to the system's ffmpeg.
//! 4. [`shelf`]: the folder where finished films stay.

pub mod encode;
pub mod frames;
pub mod projector;
pub mod raster;
pub mod shelf;
pub mod yuv;

use crate::build::Files;
use crate::comics::{Strip, Strips};
use comic::transcript;
use model::slug::Slug;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A finished film.
#[derive(Debug, Clone)]
pub struct Film {
    /// Letters that change with the film.
    pub key: String,
    /// H.264 in MP4, which plays everywhere.
    pub mp4: Arc<[u8]>,
    /// AV1 in WebM, which is smaller, where its encoder was there.
    pub webm: Option<Arc<[u8]>>,
    /// The cover as WebP, for search engines.
    pub still: Arc<[u8]>,
}

/// Finished films by the name of their comic.
pub type Reels = BTreeMap<Slug, Film>;

/// Files that comics mention, by address: pictures and recorded voices.
pub type Mentioned<'m> = &'m (dyn Fn(&str) -> Option<Arc<[u8]>> + Sync);

/// Who has films.
pub trait Films: Sync {
    /// The films of these comics that there are.
    fn films(&self, strips: &Strips, mentioned: Mentioned<'_>) -> Reels;
}

/// Nobody has films.
#[derive(Debug)]
pub struct NoFilms;

impl Films for NoFilms {
    fn films(&self, _: &Strips, _: Mentioned<'_>) -> Reels {
        Reels::new()
    }
}

/// Letters of a hash that tell two versions of a file apart.
fn short(hash: blake3::Hash) -> String {
    hash.to_hex()[..10].to_owned()
}

fn address(id: &Slug, what: &str, key: &str, ending: &str) -> String {
    format!("/assets/fumetti/{id}{what}.{key}.{ending}")
}

/// The cover as SVG.
#[must_use]
pub fn cover_address(id: &Slug, strip: &Strip) -> String {
    address(id, "-copertina", &short(strip.hash), "svg")
}

/// The captions.
#[must_use]
pub fn captions_address(id: &Slug, strip: &Strip) -> String {
    address(id, "-sottotitoli", &short(strip.hash), "vtt")
}

/// The chapters.
#[must_use]
pub fn chapters_address(id: &Slug, strip: &Strip) -> String {
    address(id, "-capitoli", &short(strip.hash), "vtt")
}

/// All of a comic in words.
#[must_use]
pub fn text_address(id: &Slug, strip: &Strip) -> String {
    address(id, "-testo", &short(strip.hash), "txt")
}

/// A file of a film: `mp4`, `webm` or `webp`.
#[must_use]
pub fn film_address(id: &Slug, film: &Film, ending: &str) -> String {
    address(id, "", &film.key, ending)
}

/// What is published of comics beside their pages.
#[must_use]
pub fn files(strips: &Strips, reels: &Reels) -> Files {
    let mut files = Files::new();
    let mut put = |address: String, bytes: Arc<[u8]>| {
        files.insert(address.trim_start_matches('/').to_owned(), bytes);
    };
    for (id, strip) in strips {
        put(cover_address(id, strip), strip.cover.as_bytes().into());
        put(text_address(id, strip), transcript::text(&strip.board).into_bytes().into());
        let Some(film) = reels.get(id) else { continue };
        put(captions_address(id, strip), strip.captions.as_bytes().into());
        put(chapters_address(id, strip), strip.chapters.as_bytes().into());
        put(film_address(id, film, "mp4"), film.mp4.clone());
        put(film_address(id, film, "webp"), film.still.clone());
        if let Some(webm) = &film.webm {
            put(film_address(id, film, "webm"), webm.clone());
        }
    }
    files
}
