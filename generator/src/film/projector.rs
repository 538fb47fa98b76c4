// SPDX-License-Identifier: EUPL-1.2
//! Who decides whether a film is made now, later or not at all, and says what was left out.

use super::encode::{EncodeError, Ffmpeg, RECIPE};
use super::raster::{HEIGHT, WIDTH, paint};
use super::shelf::Shelf;
use super::{Film, Films, Mentioned, Reels};
use crate::comics::{Strip, Strips};
use comic::script::Setting;
use model::slug::Slug;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// When films are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Never, and none is shown.
    Never,
    /// While a build waits for them.
    Now,
    /// After it: those that are there are shown, the others are noted.
    Later,
}

/// A film that is to be made.
#[derive(Debug, Clone)]
pub struct Order {
    /// The name of the comic.
    pub id: Slug,
    strip: Arc<Strip>,
    key: String,
    /// The files that it mentions.
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Order {
    /// How much of it some frames are, in hundredths.
    #[must_use]
    pub fn percent(&self, frames: u32) -> u32 {
        frames * 100 / self.strip.board.timeline().frames().max(1)
    }
}

impl PartialEq for Order {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.key == other.key
    }
}

/// Makes films and keeps them.
#[derive(Debug)]
pub struct Projector {
    shelf: Shelf,
    when: When,
    program: PathBuf,
    /// The ffmpeg of that name, once it was needed: a town without new films is not kept waiting for its answer.
    ffmpeg: OnceLock<Option<Ffmpeg>>,
    left_out: Mutex<Vec<Order>>,
    told: Told,
}

/// What is told while films are made: a line.
pub type Told = fn(&str);

/// Quality of the still, from 0 to 100.
const QUALITY: f32 = 80.0;

impl Projector {
    /// A projector with a shelf, and with the ffmpeg of this name or path when it is there.
    #[must_use]
    pub fn new(shelf: Shelf, when: When, ffmpeg: &Path, told: Told) -> Self {
        Self { shelf, when, program: ffmpeg.to_owned(), ffmpeg: OnceLock::new(), left_out: Mutex::new(Vec::new()), told }
    }

    fn ffmpeg(&self) -> Option<&Ffmpeg> {
        self.ffmpeg.get_or_init(|| Ffmpeg::find(&self.program)).as_ref()
    }

    /// The films that the last build did without.
    #[must_use]
    pub fn left_out(&self) -> Vec<Order> {
        self.noted().clone()
    }

    /// Whether films can be made.
    #[must_use]
    pub fn has_ffmpeg(&self) -> bool {
        self.ffmpeg().is_some()
    }

    fn noted(&self) -> MutexGuard<'_, Vec<Order>> {
        self.left_out.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a film and keeps it. `told` hears how many frames are done.
    ///
    /// # Errors
    /// When it could not be made; without ffmpeg it cannot.
    pub fn make(&self, order: &Order, told: &mut dyn FnMut(u32)) -> Result<(), EncodeError> {
        let Some(ffmpeg) = self.ffmpeg() else { return Err(EncodeError::System(std::io::ErrorKind::NotFound.into())) };
        let bench = self.shelf.bench(&order.key)?;
        ffmpeg.encode(&order.strip, &|address| order.files.get(address).cloned(), &bench, told)?;
        let still = still(&order.strip)?;
        self.shelf.keep(&order.key, &bench, &still)?;
        Ok(())
    }

    fn make_now(&self, order: &Order, number: usize, of: usize) -> Option<Film> {
        let seconds = order.strip.board.timeline().seconds();
        (self.told)(&format!("film {number} di {of}: {} ({seconds:.0} s)", order.id));
        match self.make(order, &mut |_| {}) {
            Ok(()) => self.shelf.get(&order.key),
            Err(error) => {
                (self.told)(&format!("avviso: il film di `{}` non si può fare: {}", order.id, chain(&error)));
                None
            }
        }
    }
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        text = format!("{text}: {next}");
        cause = next.source();
    }
    text
}

impl Films for Projector {
    fn films(&self, strips: &Strips, mentioned: Mentioned<'_>) -> Reels {
        let mut reels = Reels::new();
        self.noted().clear();
        if self.when == When::Never {
            return reels;
        }
        let orders: Vec<Order> = strips.iter().map(|(id, strip)| order(id, strip, mentioned)).collect();
        let (mut missing, mut left_out) = (Vec::new(), Vec::new());
        for order in orders {
            match self.shelf.get(&order.key) {
                Some(film) => {
                    reels.insert(order.id, film);
                }
                None => missing.push(order),
            }
        }
        let of = missing.len();
        for (number, order) in missing.into_iter().enumerate() {
            let film = if self.when == When::Now && self.has_ffmpeg() { self.make_now(&order, number + 1, of) } else { None };
            match film {
                Some(film) => {
                    reels.insert(order.id, film);
                }
                None => left_out.push(order),
            }
        }
        *self.noted() = left_out;
        reels
    }
}

/// All that a film of a comic is made of.
fn order(id: &Slug, strip: &Arc<Strip>, mentioned: Mentioned<'_>) -> Order {
    let picture = |panel: &comic::script::Panel| match &panel.setting {
        Setting::Picture(address) => Some(address.clone()),
        Setting::Scene(_) => None,
    };
    let addresses = strip.board.script().panels.iter().filter_map(picture).chain(strip.voices.values().cloned());
    let files: BTreeMap<String, Arc<[u8]>> = addresses.filter_map(|address| mentioned(&address).map(|bytes| (address, bytes))).collect();
    let mut hasher = blake3::Hasher::new();
    hasher.update(RECIPE.as_bytes()).update(strip.hash.as_bytes());
    for (address, bytes) in &files {
        hasher.update(address.as_bytes()).update(blake3::hash(bytes).as_bytes());
    }
    Order { id: id.clone(), strip: strip.clone(), key: hasher.finalize().to_hex()[..32].to_owned(), files }
}

/// The cover as WebP.
fn still(strip: &Strip) -> Result<Vec<u8>, EncodeError> {
    let painted = paint(&strip.cover, WIDTH, HEIGHT).map_err(|error| EncodeError::Frames(error.into()))?;
    let encoded = webp::Encoder::from_rgba(painted.data(), WIDTH, HEIGHT).encode_simple(false, QUALITY);
    encoded.map(|bytes| bytes.to_vec()).map_err(|error| EncodeError::System(std::io::Error::other(format!("{error:?}"))))
}
