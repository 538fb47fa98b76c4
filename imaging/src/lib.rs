// SPDX-License-Identifier: EUPL-1.2
//! Pictures from outside. Nobody knows what is in them: a camera writes who, where and when, a bomb is a small
//! file with a thousand million pixels, and a name says nothing of what a file is.
//!
//! - [`decode`]: the kind by content, limits before the first pixel, upright as the photographer saw it.
//! - [`photo`]: a citizen's photo: its position, then the same drawn again without a word beside the pixels.
//! - [`exif`]: the position in what a camera writes, and nothing else of it.

pub mod decode;
pub mod exif;
pub mod photo;
