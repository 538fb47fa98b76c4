// SPDX-License-Identifier: EUPL-1.2
//! Pictures: what is published instead of what the camera made.

use generator::album::Album;
use generator::picture::{Kept, NothingKept, Picture, PictureError, WIDTHS, develop, look};
use generator::source::SourceFile;
use image::metadata::Orientation;
use image::{DynamicImage, ImageEncoder as _, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use std::sync::Arc;
use std::sync::Mutex;

/// Where the camera says it was: a reader of the file finds these letters.
const SECRET: &[u8] = b"GPS 45.7034, 9.6626";

/// Left half red, right half blue.
fn pixels(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) })
}

/// The TIFF block of a photo with one entry, the orientation, and a secret after it.
fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    block.extend([orientation, 0, 0, 0, 0, 0, 0]);
    block.extend(SECRET);
    block
}

fn photo(width: u32, height: u32, orientation: u8) -> SourceFile {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder.set_exif_metadata(exif(orientation)).expect("JPEG holds what a camera says");
    encoder.encode_image(&pixels(width, height)).expect("a JPEG");
    SourceFile::new(bytes)
}

fn seen(path: &str, file: &SourceFile) -> Picture {
    look(path, file).expect("a picture").expect("the name of a picture")
}

fn decoded(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).expect("a picture")
}

#[test]
fn a_photo_stands_upright_in_several_widths_and_says_nothing_of_its_camera() {
    // 6: turn it to the right to see it upright.
    let file = photo(2000, 1000, Orientation::Rotate90.to_exif());
    assert!(file.bytes.windows(SECRET.len()).any(|part| part == SECRET), "the original tells where it was made");
    let picture = seen("immagini/Città alta/foto.JPG", &file);
    assert_eq!((picture.width, picture.height), (1000, 2000));
    let made = develop(&file, &picture, &NothingKept).expect("it can be drawn");
    let forms: Vec<(ImageFormat, u32, u32)> = made
        .iter()
        .map(|(path, bytes)| {
            assert!(!bytes.windows(SECRET.len()).any(|part| part == SECRET), "{path}");
            let pixels = decoded(bytes);
            // What was at the left is on top now.
            let top = pixels.to_rgb8().get_pixel(pixels.width() / 2, pixels.height() / 10).0;
            assert!(top[0] > 150 && top[2] < 90, "{path}: {top:?}");
            (image::guess_format(bytes).expect("a form"), pixels.width(), pixels.height())
        })
        .collect();
    let webp = |width: u32| (ImageFormat::WebP, width, width * 2);
    assert_eq!(forms, [webp(360), webp(720), webp(1000), (ImageFormat::Jpeg, 1000, 2000)]);
    let base = &picture.fallback[..picture.fallback.len() - 4];
    assert!(base.starts_with("/assets/immagini/citt--alta/foto."), "{base}");
    assert_eq!(picture.srcset(), format!("{base}-360.webp 360w, {base}-720.webp 720w, {base}-1000.webp 1000w"));
}

#[test]
fn a_picture_is_never_made_larger_and_never_wider_than_a_screen() {
    let widths = |width| seen("immagini/a.jpg", &photo(width, 10, 1)).variants.iter().map(|variant| variant.width).collect::<Vec<_>>();
    assert_eq!(widths(40), [40]);
    assert_eq!(widths(360), [360]);
    assert_eq!(widths(361), [360, 361]);
    assert_eq!(widths(4000), WIDTHS);
}

#[test]
fn what_shows_through_still_does() {
    let mut bytes = Vec::new();
    let pixels = RgbaImage::from_pixel(20, 10, Rgba([10, 200, 10, 0]));
    image::codecs::png::PngEncoder::new(&mut bytes).write_image(&pixels, 20, 10, image::ExtendedColorType::Rgba8).expect("a PNG");
    let file = SourceFile::new(bytes);
    let picture = seen("immagini/stemma.png", &file);
    assert!(picture.fallback.ends_with(".png"), "{}", picture.fallback);
    for (path, bytes) in develop(&file, &picture, &NothingKept).expect("it can be drawn") {
        assert_eq!(decoded(&bytes).to_rgba8().get_pixel(3, 3).0[3], 0, "{path}");
    }
}

#[test]
fn what_cannot_be_drawn_is_said() {
    assert_eq!(look("immagini/a.txt", &SourceFile::new(b"?".to_vec())), Ok(None));
    for path in ["immagini/a.png", "immagini/a.jpg", "immagini/a.webp", "immagini/a.gif", "immagini/a.avif"] {
        assert_eq!(look(path, &SourceFile::new(b"<svg/>".to_vec())), Err(PictureError::Unreadable), "{path}");
    }
    // The head of a bomb: a few bytes that ask for ten thousand million pixels.
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bomb.extend(100_000u32.to_be_bytes());
    bomb.extend(100_000u32.to_be_bytes());
    bomb.extend([8, 2, 0, 0, 0]);
    let crc = crc(&bomb[12..29]);
    bomb.extend(crc.to_be_bytes());
    bomb.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
    assert_eq!(look("immagini/a.png", &SourceFile::new(bomb)), Err(PictureError::TooLarge { width: 100_000, height: 100_000 }));
    let whole = photo(800, 600, 1);
    let half = SourceFile::new(whole.bytes[..300].to_vec());
    assert_eq!(look("immagini/a.jpg", &half).and_then(|picture| develop(&half, &picture.expect("a name"), &NothingKept)).err(), Some(PictureError::Unreadable));
}

/// The checksum of a part of a PNG, bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 }))
}

/// Counts what is asked of another.
struct Counting<'k>(&'k dyn Kept, Mutex<Vec<bool>>);

impl Kept for Counting<'_> {
    fn get(&self, name: &str) -> Option<Arc<[u8]>> {
        let found = self.0.get(name);
        self.1.lock().expect("no panic").push(found.is_some());
        found
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        self.0.put(name, bytes);
    }
}

#[test]
fn what_was_drawn_once_is_kept_until_the_original_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let album = Album::new(&folder.path().join("nuova/cartella"));
    let file = photo(30, 20, 1);
    let picture = seen("immagini/a.jpg", &file);
    let first = develop(&file, &picture, &album).expect("it can be drawn");
    let counting = Counting(&album, Mutex::new(Vec::new()));
    // The pixels are gone: only what was kept can answer.
    let mut nothing = file.clone();
    assert_eq!(nothing.hash(), file.hash());
    nothing.bytes = Arc::from([]);
    assert_eq!(develop(&nothing, &picture, &counting), Ok(first));
    assert_eq!(*counting.1.lock().expect("no panic"), [true, true]);
    let other = photo(30, 20, 3);
    assert!(album.get(&seen("immagini/a.jpg", &other).fallback[1..]).is_none(), "another original has other names");
}

#[test]
fn an_album_that_cannot_be_written_costs_time_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = photo(30, 20, 1);
    #[expect(clippy::disallowed_methods, reason = "the test puts a file where a folder should be")]
    std::fs::write(folder.path().join("album"), b"").expect("a file");
    let album = Album::new(&folder.path().join("album"));
    let picture = seen("immagini/a.jpg", &file);
    assert_eq!(develop(&file, &picture, &album), develop(&file, &picture, &NothingKept));
}
