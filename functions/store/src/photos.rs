// SPDX-License-Identifier: EUPL-1.2
//! Photos in a folder: those that wait for their report in `attesa/`, the others in `tenute/`. Each is a file
//! that any program opens; its name says nothing.
#![expect(clippy::disallowed_methods, reason = "this module is the door to the folder of photos")]

use domain::report::photo::{Draft, Photo, PhotoId, Photos, Size, Work};
use domain::store::{Answer, StoreError};
use jiff::Timestamp;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where photos wait, and where they are kept.
const FOLDERS: [&str; 2] = ["attesa", "tenute"];

/// The two files of a photo. The small one is written first: where the large one is, both are.
const SIZES: [Size; 2] = [Size::Small, Size::Full];

/// A folder of photos.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Opens the folder, and makes it when it is not there.
    ///
    /// # Errors
    /// When the disk does not let us.
    pub fn open(path: PathBuf) -> io::Result<Self> {
        for folder in FOLDERS {
            fs::create_dir_all(path.join(folder))?;
        }
        Ok(Self { path })
    }

    /// Does a step on a thread that may wait for the disk.
    fn step<T: Send + 'static>(&self, step: impl FnOnce(&Path) -> io::Result<T> + Send + 'static) -> Work<'_, T> {
        let path = self.path.clone();
        Box::pin(async move {
            let done = tokio::task::spawn_blocking(move || step(&path)).await;
            let answer: Answer<io::Result<T>> = done.map_err(|error| StoreError(Box::new(error)));
            answer?.map_err(|error| StoreError(Box::new(error)))
        })
    }
}

fn file(path: &Path, folder: &str, id: PhotoId, size: Size) -> PathBuf {
    let name = match size {
        Size::Full => format!("{}.jpg", id.text()),
        Size::Small => format!("{}-piccola.jpg", id.text()),
    };
    path.join(folder).join(name)
}

/// What is not there is no error.
fn maybe<T>(done: io::Result<T>) -> io::Result<Option<T>> {
    match done {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The whole file or nothing.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let under = path.with_extension("nuova");
    fs::write(&under, bytes)?;
    fs::File::open(&under)?.sync_all()?;
    fs::rename(under, path)
}

fn remove(path: &Path, folder: &str, id: PhotoId) -> io::Result<()> {
    SIZES.into_iter().rev().try_for_each(|size| maybe(fs::remove_file(file(path, folder, id, size))).map(|_| ()))
}

/// Every file that waits since before then, with when it was written.
fn waiting(path: &Path, before: Timestamp) -> io::Result<Vec<(fs::DirEntry, Timestamp)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(path.join(FOLDERS[0]))? {
        let entry = entry?;
        // It may have been kept meanwhile.
        let Some(data) = maybe(entry.metadata())? else { continue };
        let written = Timestamp::try_from(data.modified()?).unwrap_or(Timestamp::MAX);
        if written < before {
            files.push((entry, written));
        }
    }
    Ok(files)
}

fn drafts(path: &Path, before: Timestamp) -> io::Result<Vec<Draft>> {
    let draft = |(entry, at): (fs::DirEntry, Timestamp)| Some(Draft { id: PhotoId::parse(entry.file_name().to_str()?.strip_suffix(".jpg")?)?, at });
    Ok(waiting(path, before)?.into_iter().filter_map(draft).collect())
}

fn forget(path: &Path, before: Timestamp) -> io::Result<usize> {
    let mut count = 0;
    for (entry, _) in waiting(path, before)? {
        if maybe(fs::remove_file(entry.path()))?.is_some() {
            count += usize::from(!entry.file_name().to_string_lossy().contains("-piccola"));
        }
    }
    Ok(count)
}

impl Photos for Folder {
    fn put(&self, id: PhotoId, photo: Photo) -> Work<'_, ()> {
        self.step(move |path| {
            write(&file(path, FOLDERS[0], id, Size::Small), &photo.small)?;
            write(&file(path, FOLDERS[0], id, Size::Full), &photo.full)
        })
    }

    fn keep(&self, id: PhotoId) -> Work<'_, bool> {
        self.step(move |path| {
            // What is kept was perhaps shown: nothing that came later takes its place.
            if file(path, FOLDERS[1], id, Size::Full).try_exists()? {
                return remove(path, FOLDERS[0], id).map(|()| true);
            }
            for size in SIZES {
                let kept = file(path, FOLDERS[1], id, size);
                if maybe(fs::rename(file(path, FOLDERS[0], id, size), &kept))?.is_none() && !kept.try_exists()? {
                    return Ok(false);
                }
            }
            Ok(true)
        })
    }

    fn is_kept(&self, id: PhotoId) -> Work<'_, bool> {
        self.step(move |path| file(path, FOLDERS[1], id, Size::Full).try_exists())
    }

    fn get(&self, id: PhotoId, size: Size) -> Work<'_, Option<Vec<u8>>> {
        self.step(move |path| {
            for folder in FOLDERS.into_iter().rev() {
                if let Some(bytes) = maybe(fs::read(file(path, folder, id, size)))? {
                    return Ok(Some(bytes));
                }
            }
            // Between the two looks it may have been kept.
            maybe(fs::read(file(path, FOLDERS[1], id, size)))
        })
    }

    fn remove(&self, id: PhotoId) -> Work<'_, ()> {
        self.step(move |path| FOLDERS.into_iter().try_for_each(|folder| remove(path, folder, id)))
    }

    fn drafts(&self, before: Timestamp) -> Work<'_, Vec<Draft>> {
        self.step(move |path| drafts(path, before))
    }

    fn forget(&self, before: Timestamp) -> Work<'_, usize> {
        self.step(move |path| forget(path, before))
    }
}
