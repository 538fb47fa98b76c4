// SPDX-License-Identifier: EUPL-1.2
//! Pictures as citizens get them: upright, without what the camera wrote about who, where and when, in
//! several widths in WebP and once as JPEG (PNG, where something shows through) for older browsers.
//!
//! 1. [`look`] reads the head of a file: addresses and sizes are known before anything is drawn.
//! 2. [`develop`] makes the files. Their names hold a hash of the original and of the [`RECIPE`], so that
//!    what was made once is [`Kept`] and never made again.

use crate::markdown::escape;
use crate::source::SourceFile;
use image::{DynamicImage, ImageFormat};
use imaging::decode::{Bounds, DecodeError, Head, head, jpeg, scaled, upright};
use std::fmt::{self, Write as _};
use std::io::Cursor;
use std::sync::Arc;

/// Widths in pixels: a phone, a sharp phone, a column of text on a sharp screen, a whole screen.
pub const WIDTHS: [u32; 4] = [360, 720, 1080, 1600];

/// The width of the file for older browsers, at most.
const FALLBACK_WIDTH: u32 = 1080;

/// How wide a picture stands on a page, for the browser that chooses among the widths.
pub const SIZES: &str = "(min-width: 992px) 720px, 100vw";

/// More than any phone takes, less than fills the memory.
const BOUNDS: Bounds = Bounds { pixels: 50_000_000, memory: 512 * 1024 * 1024 };

/// From 0 to 100, of both forms.
const QUALITY: u8 = 80;

/// Changes when the same original must give other files.
const RECIPE: &[u8] = b"webp 80, jpeg 80, Lanczos 3";

/// Endings of pictures that are drawn again.
const DEVELOPED: [&str; 4] = ["png", "jpg", "jpeg", "webp"];

/// Endings of pictures that are published as they are: they move, or are small already.
const AS_THEY_ARE: [&str; 2] = ["avif", "gif"];

/// A picture that pages may show.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Picture {
    /// Pixels, upright.
    pub width: u32,
    /// Pixels, upright.
    pub height: u32,
    /// The address for browsers that know no WebP; the only one when it is published as it is.
    pub fallback: String,
    /// The same in WebP, from narrow to wide; none when it is published as it is.
    pub variants: Vec<Variant>,
}

/// One width of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Variant {
    /// Pixels.
    pub width: u32,
    /// Its address.
    pub address: String,
}

impl Picture {
    /// Whether other files than the original are published.
    #[must_use]
    pub fn is_developed(&self) -> bool {
        !self.variants.is_empty()
    }

    /// The widths as the attribute `srcset` wants them.
    #[must_use]
    pub fn srcset(&self) -> String {
        let mut out = String::new();
        for Variant { width, address } in &self.variants {
            let _ = write!(out, "{}{address} {width}w", if out.is_empty() { "" } else { ", " });
        }
        out
    }

    /// The markup of a picture in a text: it is loaded when it comes near.
    #[must_use]
    pub fn html(&self, alt: &str) -> String {
        let Self { width, height, fallback, .. } = self;
        let (alt, fallback) = (escape(alt), escape(fallback));
        let picture = format!(r#"<img src="{fallback}" alt="{alt}" width="{width}" height="{height}" loading="lazy" decoding="async">"#);
        if !self.is_developed() {
            return picture;
        }
        format!(r#"<picture><source type="image/webp" srcset="{}" sizes="{SIZES}">{picture}</picture>"#, self.srcset())
    }
}

/// Why a file is no picture that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureError {
    /// It cannot be read.
    Unreadable,
    /// It has more pixels than are drawn.
    TooLarge {
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
}

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("il file ha il nome di un'immagine, ma non si riesce a leggerlo"),
            Self::TooLarge { width, height } => write!(f, "l'immagine ha {width} × {height} punti: il massimo è {} milioni in tutto", BOUNDS.pixels / 1_000_000),
        }
    }
}

impl std::error::Error for PictureError {}

impl From<DecodeError> for PictureError {
    fn from(error: DecodeError) -> Self {
        match error {
            DecodeError::Unreadable => Self::Unreadable,
            DecodeError::TooLarge { width, height } => Self::TooLarge { width, height },
        }
    }
}

/// The files of a picture, each with the path at which it is published.
pub type Prints = Vec<(String, Arc<[u8]>)>;

/// Where finished pictures stay from one build to the next. Losing them costs time and nothing else.
pub trait Kept: Sync {
    /// The file of this name.
    fn get(&self, name: &str) -> Option<Arc<[u8]>>;
    /// Keeps a file.
    fn put(&self, name: &str, bytes: &[u8]);
}

/// Keeps nothing.
#[derive(Debug)]
pub struct NothingKept;

impl Kept for NothingKept {
    fn get(&self, _: &str) -> Option<Arc<[u8]>> {
        None
    }

    fn put(&self, _: &str, _: &[u8]) {}
}

/// What the file at this path of the content will be on pages; `None` when it has no picture's name.
///
/// # Errors
/// When it has, and is none.
pub fn look(path: &str, file: &SourceFile) -> Result<Option<Picture>, PictureError> {
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let ending = ending.to_lowercase();
    if AS_THEY_ARE.contains(&ending.as_str()) {
        let size = imagesize::blob_size(&file.bytes).map_err(|_| PictureError::Unreadable)?;
        let pixels = |side: usize| u32::try_from(side).map_err(|_| PictureError::Unreadable);
        return Ok(Some(Picture { width: pixels(size.width)?, height: pixels(size.height)?, fallback: format!("/{path}"), variants: Vec::new() }));
    }
    if !DEVELOPED.contains(&ending.as_str()) {
        return Ok(None);
    }
    let Head { width, height, alpha } = head(&file.bytes, BOUNDS)?;
    let base = format!("/assets/{}.{}", addressable(stem), name(file));
    let widest = width.min(WIDTHS[WIDTHS.len() - 1]);
    let widths = WIDTHS.into_iter().filter(|one| *one < widest).chain([widest]);
    let variants = widths.map(|width| Variant { width, address: format!("{base}-{width}.webp") }).collect();
    Ok(Some(Picture { width, height, fallback: format!("{base}.{}", if alpha { "png" } else { "jpg" }), variants }))
}

/// The files of a picture, by the paths that [`look`] gave them.
///
/// # Errors
/// When its pixels cannot be read.
pub fn develop(file: &SourceFile, picture: &Picture, kept: &dyn Kept) -> Result<Prints, PictureError> {
    let addresses = picture.variants.iter().map(|variant| variant.address.as_str()).chain([picture.fallback.as_str()]);
    let paths: Vec<String> = addresses.map(|address| address.trim_start_matches('/').to_owned()).collect();
    let known: Option<Vec<Arc<[u8]>>> = paths.iter().map(|path| kept.get(path)).collect();
    if let Some(known) = known {
        return Ok(paths.into_iter().zip(known).collect());
    }
    let (upright, _) = upright(&file.bytes, BOUNDS)?;
    let widths = picture.variants.iter().map(|variant| variant.width).chain([FALLBACK_WIDTH.min(picture.width)]);
    let mut out = Vec::with_capacity(paths.len());
    for (path, width) in paths.into_iter().zip(widths) {
        let bytes: Arc<[u8]> = printed(&scaled(&upright, width), &path)?.into();
        kept.put(&path, &bytes);
        out.push((path, bytes));
    }
    Ok(out)
}

/// The file that the ending of a path asks for.
fn printed(pixels: &DynamicImage, path: &str) -> Result<Vec<u8>, PictureError> {
    let (width, height) = (pixels.width(), pixels.height());
    let mut out = Vec::new();
    if path.ends_with(".webp") {
        let encoder = if pixels.color().has_alpha() { webp::Encoder::from_rgba } else { webp::Encoder::from_rgb };
        let encoded = encoder(pixels.as_bytes(), width, height).encode_simple(false, f32::from(QUALITY)).map_err(|_| PictureError::TooLarge { width, height })?;
        out.extend_from_slice(&encoded);
    } else if path.ends_with(".jpg") {
        out = jpeg(pixels, QUALITY)?;
    } else {
        pixels.write_to(&mut Cursor::new(&mut out), ImageFormat::Png).map_err(|_| PictureError::Unreadable)?;
    }
    Ok(out)
}

/// Ten letters that change with the original and with the recipe.
fn name(file: &SourceFile) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(file.hash().as_bytes()).update(RECIPE);
    hasher.finalize().to_hex()[..10].to_owned()
}

/// A path that may stand in `srcset`, where a space divides.
fn addressable(stem: &str) -> String {
    stem.chars().map(|c| if c.is_ascii_alphanumeric() || c == '/' { c.to_ascii_lowercase() } else { '-' }).collect()
}
