// SPDX-License-Identifier: EUPL-1.2
//! Photos in memory. Its clock stands still: what is put there was put at the beginning.

use domain::report::photo::{Draft, Photo, PhotoId, Photos, Size, Work};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Photos, each with whether somebody keeps it.
#[derive(Debug)]
pub struct MemoryPhotos {
    now: Timestamp,
    photos: Mutex<BTreeMap<PhotoId, (Photo, bool)>>,
}

impl MemoryPhotos {
    /// No photos, at that time.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self { now, photos: Mutex::default() }
    }

    /// How many there are, kept or not.
    #[must_use]
    pub fn count(&self) -> usize {
        self.photos().len()
    }

    /// No thread panics while it holds the lock.
    fn photos(&self) -> MutexGuard<'_, BTreeMap<PhotoId, (Photo, bool)>> {
        self.photos.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Photos for MemoryPhotos {
    fn put(&self, id: PhotoId, photo: Photo) -> Work<'_, ()> {
        self.photos().entry(id).or_insert((photo, false));
        Box::pin(async { Ok(()) })
    }

    fn keep(&self, id: PhotoId) -> Work<'_, bool> {
        let found = self.photos().get_mut(&id).map(|(_, kept)| *kept = true).is_some();
        Box::pin(async move { Ok(found) })
    }

    fn is_kept(&self, id: PhotoId) -> Work<'_, bool> {
        let kept = self.photos().get(&id).is_some_and(|(_, kept)| *kept);
        Box::pin(async move { Ok(kept) })
    }

    fn get(&self, id: PhotoId, size: Size) -> Work<'_, Option<Vec<u8>>> {
        let found = self.photos().get(&id).map(|(photo, _)| if size == Size::Full { photo.full.clone() } else { photo.small.clone() });
        Box::pin(async move { Ok(found) })
    }

    fn remove(&self, id: PhotoId) -> Work<'_, ()> {
        self.photos().remove(&id);
        Box::pin(async { Ok(()) })
    }

    fn drafts(&self, before: Timestamp) -> Work<'_, Vec<Draft>> {
        let waiting = |(id, (_, kept)): (&PhotoId, &(Photo, bool))| (!kept && self.now < before).then_some(Draft { id: *id, at: self.now });
        let drafts = self.photos().iter().filter_map(waiting).collect();
        Box::pin(async move { Ok(drafts) })
    }

    fn forget(&self, before: Timestamp) -> Work<'_, usize> {
        let mut photos = self.photos();
        let all = photos.len();
        photos.retain(|_, (_, kept)| *kept || self.now >= before);
        let gone = all - photos.len();
        drop(photos);
        Box::pin(async move { Ok(gone) })
    }
}
