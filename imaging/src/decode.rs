// SPDX-License-Identifier: EUPL-1.2
//! From bytes to pixels, within limits.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::fmt;
use std::io::Cursor;

/// How much of a picture is too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The most pixels that are drawn.
    pub pixels: u64,
    /// Bytes that the pixels may take, as the file holds them. What a decoder needs beside them is as much again,
    /// and turning a picture upright holds it twice.
    pub memory: u64,
}

/// Why bytes are no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecodeError {
    /// They are neither JPEG nor PNG nor WebP, or break off.
    Unreadable,
    /// There are too many pixels.
    TooLarge {
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("no picture in JPEG, PNG or WebP"),
            Self::TooLarge { width, height } => write!(f, "{width} × {height} pixels are too many"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// What the head of a file says, before anything is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Pixels, upright.
    pub width: u32,
    /// Pixels, upright.
    pub height: u32,
    /// Whether something may show through.
    pub alpha: bool,
}

/// A decoder of a kind that we take, whose pixels are not too many.
fn decoder(bytes: &[u8], bounds: Bounds) -> Result<impl ImageDecoder + '_, DecodeError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| DecodeError::Unreadable)?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err(DecodeError::Unreadable);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(bounds.memory);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|_| DecodeError::Unreadable)?;
    let (width, height) = decoder.dimensions();
    // The limits of the library count what a decoder takes beside the pixels, not the pixels.
    if u64::from(width) * u64::from(height) > bounds.pixels || decoder.total_bytes() > bounds.memory {
        return Err(DecodeError::TooLarge { width, height });
    }
    Ok(decoder)
}

/// Reads the head.
///
/// # Errors
/// When it is no picture, or too large a one.
pub fn head(bytes: &[u8], bounds: Bounds) -> Result<Head, DecodeError> {
    let mut decoder = decoder(bytes, bounds)?;
    let ((width, height), alpha) = (decoder.dimensions(), decoder.color_type().has_alpha());
    let sideways = matches!(orientation(&mut decoder), Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH);
    Ok(if sideways { Head { width: height, height: width, alpha } } else { Head { width, height, alpha } })
}

/// The pixels as the photographer saw them, and what the camera wrote (TIFF) beside them.
///
/// # Errors
/// When it is no picture, or too large a one.
pub fn upright(bytes: &[u8], bounds: Bounds) -> Result<(DynamicImage, Option<Vec<u8>>), DecodeError> {
    let mut decoder = decoder(bytes, bounds)?;
    let orientation = orientation(&mut decoder);
    let exif = decoder.exif_metadata().ok().flatten();
    let mut pixels = DynamicImage::from_decoder(decoder).map_err(|_| DecodeError::Unreadable)?;
    pixels.apply_orientation(orientation);
    Ok((if pixels.color().has_alpha() { pixels.into_rgba8().into() } else { pixels.into_rgb8().into() }, exif))
}

fn orientation(decoder: &mut impl ImageDecoder) -> Orientation {
    decoder.orientation().unwrap_or(Orientation::NoTransforms)
}

/// The same, so many pixels wide.
#[must_use]
pub fn scaled(pixels: &DynamicImage, width: u32) -> DynamicImage {
    if width == pixels.width() {
        return pixels.clone();
    }
    let height = (u64::from(pixels.height()) * u64::from(width)).div_ceil(u64::from(pixels.width())).max(1);
    pixels.resize_exact(width, u32::try_from(height).unwrap_or(u32::MAX), FilterType::Lanczos3)
}

/// A JPEG of pixels that nothing shows through; `quality` goes from 1 to 100. It holds no metadata.
///
/// # Errors
/// When JPEG cannot be so large.
pub fn jpeg(pixels: &DynamicImage, quality: u8) -> Result<Vec<u8>, DecodeError> {
    let mut out = Vec::new();
    let too_large = |_| DecodeError::TooLarge { width: pixels.width(), height: pixels.height() };
    pixels.write_with_encoder(JpegEncoder::new_with_quality(&mut out, quality)).map_err(too_large)?;
    Ok(out)
}
