// SPDX-License-Identifier: EUPL-1.2
//! Compressed bodies, made when they are first asked for and kept by the hash of what they hold:
//! a file that a build left as it was is never compressed again.

use crate::serve::{coding::Coding, limits};
use bytes::Bytes;
use std::{
    collections::HashMap,
    io::Write as _,
    sync::{Arc, Mutex, PoisonError},
};

/// The compressed bodies that are kept.
#[derive(Debug, Default)]
pub(super) struct Compressor {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    bodies: HashMap<(blake3::Hash, Coding), Bytes>,
    bytes: usize,
}

impl Compressor {
    /// The body in this coding. `None` when it is not worth it, or cannot be done.
    pub async fn get(self: &Arc<Self>, body: &Bytes, hash: blake3::Hash, coding: Coding) -> Option<Bytes> {
        if coding == Coding::Identity || !(limits::SMALLEST_COMPRESSED..=limits::LARGEST_COMPRESSED).contains(&body.len()) {
            return None;
        }
        let kept = self.lock().bodies.get(&(hash, coding)).cloned();
        let compressed = if let Some(kept) = kept {
            kept
        } else {
            let (this, body) = (self.clone(), body.clone());
            tokio::task::spawn_blocking(move || this.make(&body, hash, coding)).await.ok()??
        };
        (compressed.len() < body.len()).then_some(compressed)
    }

    fn make(&self, body: &[u8], hash: blake3::Hash, coding: Coding) -> Option<Bytes> {
        let compressed = Bytes::from(compress(body, coding)?);
        let mut kept = self.lock();
        if kept.bytes + compressed.len() > limits::KEPT_BYTES {
            *kept = Kept::default();
        }
        if kept.bodies.insert((hash, coding), compressed.clone()).is_none() {
            kept.bytes += compressed.len();
        }
        Some(compressed)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn compress(body: &[u8], coding: Coding) -> Option<Vec<u8>> {
    const BUFFER: usize = 16 << 10;
    const WINDOW: u32 = 20;
    let out = Vec::with_capacity(body.len() / 4);
    match coding {
        Coding::Identity => None,
        Coding::Gzip => {
            let mut writer = flate2::write::GzEncoder::new(out, flate2::Compression::new(limits::GZIP_LEVEL));
            writer.write_all(body).ok()?;
            writer.finish().ok()
        }
        Coding::Brotli => {
            let mut writer = brotli::CompressorWriter::new(out, BUFFER, limits::BROTLI_QUALITY, WINDOW);
            writer.write_all(body).ok()?;
            Some(writer.into_inner())
        }
    }
}
