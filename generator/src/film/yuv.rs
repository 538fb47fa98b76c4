// SPDX-License-Identifier: EUPL-1.2
//! From RGB to the planes that encoders want: Y'CbCr 4:2:0, BT.709, limited range. Done here, a frame that is shown
//! for ten seconds is converted once and not 250 times.

use resvg::tiny_skia::Pixmap;

/// Fractions of 2^16.
const fn fixed(number: f64) -> i32 {
    (number * 65536.0 + if number < 0.0 { -0.5 } else { 0.5 }) as i32
}

const Y: [i32; 3] = [fixed(0.182_586), fixed(0.614_231), fixed(0.062_007)];
const CB: [i32; 3] = [fixed(-0.100_644), fixed(-0.338_572), fixed(0.439_216)];
const CR: [i32; 3] = [fixed(0.439_216), fixed(-0.398_942), fixed(-0.040_274)];

fn dot(weights: [i32; 3], pixel: [i32; 3]) -> i32 {
    weights[0] * pixel[0] + weights[1] * pixel[1] + weights[2] * pixel[2]
}

/// Bytes of the planes of a picture whose sides are even.
#[must_use]
pub fn length(width: u32, height: u32) -> usize {
    width as usize * height as usize * 3 / 2
}

/// Writes the planes of a picture without transparency.
pub fn planes(picture: &Pixmap, out: &mut Vec<u8>) {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    out.clear();
    out.resize(length(picture.width(), picture.height()), 0);
    let (luma, chroma) = out.split_at_mut(width * height);
    let (blue, red) = chroma.split_at_mut(width * height / 4);
    let data = picture.data();
    for (row, line) in data.chunks_exact(width * 4).enumerate() {
        for (out, pixel) in luma[row * width..].iter_mut().zip(line.chunks_exact(4)) {
            *out = ((dot(Y, [i32::from(pixel[0]), i32::from(pixel[1]), i32::from(pixel[2])]) + 32_768 + (16 << 16)) >> 16) as u8;
        }
    }
    for row in 0..height / 2 {
        let (upper, lower) = (&data[row * 2 * width * 4..][..width * 4], &data[(row * 2 + 1) * width * 4..][..width * 4]);
        let at = row * width / 2;
        let squares = upper.chunks_exact(8).zip(lower.chunks_exact(8));
        for ((blue, red), (upper, lower)) in blue[at..].iter_mut().zip(&mut red[at..]).zip(squares) {
            let sum = |channel: usize| i32::from(upper[channel]) + i32::from(upper[channel + 4]) + i32::from(lower[channel]) + i32::from(lower[channel + 4]);
            let square = [sum(0), sum(1), sum(2)];
            *blue = ((dot(CB, square) + (2 << 16) + (128 << 18)) >> 18) as u8;
            *red = ((dot(CR, square) + (2 << 16) + (128 << 18)) >> 18) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::planes;
    use resvg::tiny_skia::{Color, Pixmap};

    #[test]
    fn colours_of_the_standard() {
        // BT.709, limited range: white, black, red, green, blue.
        for (rgb, yuv) in
            [([255, 255, 255], [235, 128, 128]), ([0, 0, 0], [16, 128, 128]), ([255, 0, 0], [63, 102, 240]), ([0, 255, 0], [173, 42, 26]), ([0, 0, 255], [32, 240, 118])]
        {
            let mut picture = Pixmap::new(4, 2).expect("a small picture");
            picture.fill(Color::from_rgba8(rgb[0], rgb[1], rgb[2], 255));
            let mut out = Vec::new();
            planes(&picture, &mut out);
            assert_eq!(out.len(), 12);
            assert_eq!([out[0], out[8], out[10]], yuv, "{rgb:?}");
            assert!(out[..8].iter().all(|y| *y == yuv[0]));
        }
    }
}
