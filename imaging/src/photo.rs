// SPDX-License-Identifier: EUPL-1.2
//! A citizen's photo. Its position is read first; then it is drawn again, and only that is kept: nothing of what
//! the camera, an editor or somebody else wrote into the file can be left.

use crate::decode::{Bounds, DecodeError, jpeg, scaled, upright};
use crate::exif::position;
use image::{DynamicImage, RgbImage};
use model::geo::Point;

/// Pixels of the longer side, at most.
pub const SIDE: u32 = 2048;

/// The same, of the small one.
pub const SMALL_SIDE: u32 = 360;

/// Bytes of a file, at most.
pub const BYTES: usize = 10 * 1024 * 1024;

/// More pixels than telephones take, fewer than fill the memory of a function: two are drawn at once, and one that
/// is turned upright is held twice.
const BOUNDS: Bounds = Bounds { pixels: 50_000_000, memory: 150_000_000 };

/// From 1 to 100.
const QUALITY: u8 = 80;

/// A photo as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// To look at: JPEG.
    pub full: Vec<u8>,
    /// For lists: JPEG.
    pub small: Vec<u8>,
    /// Where it was made, when the camera wrote it down.
    pub position: Option<Point>,
}

/// Draws a photo again. It takes a second of a processor, more for the largest.
///
/// # Errors
/// When it is no JPEG, PNG or WebP, or has too many pixels.
pub fn draw(bytes: &[u8]) -> Result<Drawn, DecodeError> {
    let (pixels, exif) = upright(bytes, BOUNDS)?;
    let full = fitted(&opaque(pixels), SIDE);
    let small = fitted(&full, SMALL_SIDE);
    Ok(Drawn { full: jpeg(&full, QUALITY)?, small: jpeg(&small, QUALITY)?, position: exif.as_deref().and_then(position) })
}

/// On white, where something shows through: JPEG knows nothing of it.
fn opaque(pixels: DynamicImage) -> DynamicImage {
    let DynamicImage::ImageRgba8(pixels) = pixels else { return pixels };
    let over = |colour: u8, alpha: u8| {
        let alpha = u16::from(alpha);
        u8::try_from((u16::from(colour) * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    let mut out = RgbImage::new(pixels.width(), pixels.height());
    for (to, from) in out.pixels_mut().zip(pixels.pixels()) {
        let [red, green, blue, alpha] = from.0;
        to.0 = [over(red, alpha), over(green, alpha), over(blue, alpha)];
    }
    out.into()
}

/// No side longer than that.
fn fitted(pixels: &DynamicImage, side: u32) -> DynamicImage {
    let (width, height) = (pixels.width(), pixels.height());
    let longer = width.max(height);
    if longer <= side {
        return pixels.clone();
    }
    let width = u64::from(width) * u64::from(side) / u64::from(longer);
    scaled(pixels, u32::try_from(width).unwrap_or(side).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exif::tests::block;
    use image::codecs::jpeg::JpegEncoder;
    use image::codecs::png::PngEncoder;
    use image::codecs::webp::WebPEncoder;
    use image::{ExtendedColorType, ImageEncoder, Rgba, RgbaImage};

    const SECRET: &[u8] = b"Canon EOS of Maria Rossi";

    fn pixels(width: u32, height: u32) -> Vec<u8> {
        (0..width * height).flat_map(|at| [(at % 251) as u8, (at % 13) as u8, 90]).collect()
    }

    fn exif() -> Vec<u8> {
        [block(true, false), SECRET.to_vec()].concat()
    }

    fn made(encoder: impl ImageEncoder, width: u32, height: u32) {
        let mut encoder = encoder;
        encoder.set_exif_metadata(exif()).expect("it holds what a camera says");
        encoder.write_image(&pixels(width, height), width, height, ExtendedColorType::Rgb8).expect("a picture");
    }

    /// The markers of a JPEG before its pixels.
    fn markers(jpeg: &[u8]) -> Vec<u8> {
        let (mut at, mut out) = (2, Vec::new());
        while jpeg[at + 1] != 0xDA {
            out.push(jpeg[at + 1]);
            at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
        }
        out
    }

    #[test]
    fn the_position_is_read_and_nothing_of_the_camera_is_left() {
        let mut files: [Vec<u8>; 3] = Default::default();
        made(JpegEncoder::new_with_quality(&mut files[0], 90), 3000, 1500);
        made(PngEncoder::new(&mut files[1]), 300, 200);
        made(WebPEncoder::new_lossless(&mut files[2]), 300, 200);
        for (file, size) in files.iter().zip([(2048, 1024), (300, 200), (300, 200)]) {
            assert!(file.windows(SECRET.len()).any(|part| part == SECRET), "the camera wrote it");
            let Drawn { full, small, position } = draw(file).expect("a photo");
            assert_eq!(position.map(|point| point.to_string()).as_deref(), Some("45.694100,9.671200"));
            for bytes in [&full, &small] {
                assert!(!bytes.windows(SECRET.len()).any(|part| part == SECRET) && !bytes.windows(4).any(|part| part == b"Exif"));
                // JFIF, tables, frame: no application data of anybody else, no comment.
                assert!(markers(bytes).iter().all(|marker| matches!(marker, 0xE0 | 0xDB | 0xC0 | 0xC4)), "{:x?}", markers(bytes));
            }
            let full = image::load_from_memory(&full).expect("a JPEG");
            let small = image::load_from_memory(&small).expect("a JPEG");
            assert_eq!((full.width(), full.height()), size);
            assert!(small.width().max(small.height()) <= SMALL_SIDE);
        }
    }

    /// Few bytes, few points, and eight bytes a point: the pixels would fill the memory of a function.
    #[test]
    fn pixels_that_take_too_much_memory_are_refused_before_they_are_drawn() {
        let side = 4_400;
        let mut file = Vec::new();
        let nothing = vec![0; side as usize * side as usize * 8];
        PngEncoder::new(&mut file).write_image(&nothing, side, side, ExtendedColorType::Rgba16).expect("a picture");
        assert!(file.len() < BYTES && u64::from(side * side) < BOUNDS.pixels, "{} bytes", file.len());
        assert_eq!(draw(&file), Err(DecodeError::TooLarge { width: side, height: side }));
    }

    #[test]
    fn what_shows_through_is_white() {
        let mut file = Vec::new();
        let clear = RgbaImage::from_pixel(20, 20, Rgba([0, 0, 0, 0]));
        clear.write_with_encoder(PngEncoder::new(&mut file)).expect("a picture");
        let drawn = image::load_from_memory(&draw(&file).expect("a photo").full).expect("a JPEG").into_rgb8();
        assert!(drawn.pixels().all(|pixel| pixel.0.iter().all(|colour| *colour > 250)));
    }

    #[test]
    fn bombs_and_other_files_are_refused() {
        // The head of a PNG of 50,000 × 50,000 pixels; its data would never come.
        let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bomb.extend([0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50, 8, 2, 0, 0, 0]);
        bomb.extend([0x98, 0xE7, 0x3C, 0x6A]);
        bomb.extend(b"\0\0\0\0IEND\xaeB`\x82");
        assert!(draw(&bomb).is_err());
        let mut gif = b"GIF89a\x01\0\x01\0\0\0\0;".to_vec();
        gif.extend([0; 100]);
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec();
        let zip = b"PK\x03\x04\x14\0".to_vec();
        for file in [gif, svg, zip, Vec::new(), vec![0xFF; 64], b"\xff\xd8\xff\xe0 not really".to_vec(), b"RIFF\x04\0\0\0WEBP".to_vec()] {
            assert_eq!(draw(&file), Err(DecodeError::Unreadable), "{file:?}");
        }
        let mut whole = Vec::new();
        made(JpegEncoder::new_with_quality(&mut whole, 90), 64, 64);
        for end in (0..whole.len()).step_by(7) {
            let _ = draw(&whole[..end]);
        }
        // A script after the end of the picture is not drawn.
        let polyglot = [whole.as_slice(), b"<script>alert(1)</script>PK\x03\x04"].concat();
        assert!(!draw(&polyglot).expect("a photo").full.windows(7).any(|part| part == b"<script"));
    }
}
