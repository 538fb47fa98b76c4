// SPDX-License-Identifier: EUPL-1.2
//! The door to the folder where finished films stay from one build to the next, and where ffmpeg writes them.
#![expect(clippy::disallowed_methods, reason = "this module is a door to the disk")]

use super::Film;
use std::io;
use std::path::{Path, PathBuf};

/// A folder of finished films. It may be thrown away at any time, which costs minutes and nothing else.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
}

/// The files that ffmpeg writes and reads while a film is made; they are gone when it is put down.
#[derive(Debug)]
pub struct Bench {
    folder: PathBuf,
}

impl Shelf {
    /// The shelf in a folder, which need not be there yet.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    fn path(&self, key: &str, ending: &str) -> PathBuf {
        self.folder.join(format!("{key}.{ending}"))
    }

    /// A finished film.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Film> {
        let read = |ending: &str| std::fs::read(self.path(key, ending)).ok().map(Into::into);
        // The still is written last: with it all is there.
        Some(Film { still: read("webp")?, mp4: read("mp4")?, webm: read("webm"), key: key[..10.min(key.len())].to_owned() })
    }

    /// A place to make a film in.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn bench(&self, key: &str) -> io::Result<Bench> {
        let folder = self.folder.join(format!("{key}.{}.nuovo", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Ok(Bench { folder })
    }

    /// Keeps what was made.
    ///
    /// # Errors
    /// When a file cannot be moved or written.
    pub fn keep(&self, key: &str, bench: &Bench, still: &[u8]) -> io::Result<()> {
        let webm = bench.path("film.webm");
        if webm.is_file() {
            std::fs::rename(webm, self.path(key, "webm"))?;
        }
        std::fs::rename(bench.path("film.mp4"), self.path(key, "mp4"))?;
        let unfinished = bench.path("film.webp");
        std::fs::write(&unfinished, still)?;
        std::fs::rename(unfinished, self.path(key, "webp"))
    }
}

impl Bench {
    /// The path of a file.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Lays down a file for ffmpeg.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn lay(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let path = self.path(name);
        std::fs::write(&path, bytes)?;
        Ok(path)
    }
}

impl Bench {
    /// Moves what was made to a folder; gives the paths.
    ///
    /// # Errors
    /// When a file cannot be moved.
    pub fn give(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut moved = Vec::new();
        for name in ["film.mp4", "film.webm"] {
            if self.path(name).is_file() {
                std::fs::rename(self.path(name), folder.join(name))?;
                moved.push(folder.join(name));
            }
        }
        Ok(moved)
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("avviso: non riesco a togliere `{}` ({error})", self.folder.display());
        }
    }
}
