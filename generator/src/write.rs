// SPDX-License-Identifier: EUPL-1.2
//! The door out: files are written only when they changed, each to a temporary name and then renamed,
//! so that nobody ever reads half a file; files that are no longer part of the site are removed.
#![expect(clippy::disallowed_methods, reason = "this module is the door to the disk")]

use crate::build::{Files, Sink};
use ahash::AHashSet;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were already the same.
    pub unchanged: usize,
    /// Files that are gone.
    pub removed: usize,
}

/// Why something could not be written.
#[derive(Debug)]
pub struct WriteError {
    deed: &'static str,
    path: PathBuf,
    cause: io::Error,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "non riesco a {} `{}`", self.deed, self.path.display())
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// The file that says that a folder is ours to tidy; it is no part of the site.
pub const MARK: &str = ".sportello";

/// A folder that is made to hold exactly what it gets: the disk's [`Sink`].
///
/// A folder that was not there before is written directly: nobody reads it yet, and if the build fails
/// it is removed. In a folder that is read, files that are the same are left alone and others get a
/// temporary name; [`Folder::finish`] renames them all and removes what is gone.
pub struct Folder {
    root: PathBuf,
    fresh: bool,
    state: Mutex<State>,
}

/// What a folder has got so far.
#[derive(Default)]
struct State {
    /// Paths of all files.
    files: AHashSet<String>,
    /// Those that wait under a temporary name.
    waiting: Vec<String>,
    /// Folders that are surely there, by their path from the root.
    folders: AHashSet<String>,
    failed: Option<WriteError>,
}

/// The ending of temporary names.
const WAITING: &str = ".nuovo";

impl Folder {
    /// Opens a folder, or makes it.
    ///
    /// # Errors
    /// When the folder holds files and was not made by this program, or the disk refuses.
    pub fn open(root: &Path) -> Result<Self, WriteError> {
        let fail = |deed| move |cause| WriteError { deed, path: root.to_owned(), cause };
        let ours = root.join(MARK).exists();
        let fresh = !ours && root.read_dir().map_or(true, |mut entries| entries.next().is_none());
        if !ours && !fresh {
            return Err(fail("usare la cartella")(io::Error::other("non è vuota e non è stata creata da sportello: svuotala o scegline un'altra con --out")));
        }
        std::fs::create_dir_all(root).map_err(fail("creare la cartella"))?;
        std::fs::write(root.join(MARK), "Questa cartella è scritta da sportello: i file in più vengono tolti.\n").map_err(fail("scrivere nella cartella"))?;
        Ok(Self { root: root.to_owned(), fresh, state: Mutex::default() })
    }

    /// Puts everything in its place.
    ///
    /// # Errors
    /// The first thing that the disk refused.
    pub fn finish(self) -> Result<Written, WriteError> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = state.failed {
            discard(&self.root, self.fresh, &state.waiting);
            return Err(error);
        }
        for path in &state.waiting {
            let path = self.root.join(path);
            std::fs::rename(waiting(&path), &path).map_err(|cause| WriteError { deed: "scrivere", path, cause })?;
        }
        let removed = if self.fresh { 0 } else { tidy(&self.root, &state.files.iter().map(String::as_str).collect())? };
        let written = if self.fresh { state.files.len() } else { state.waiting.len() };
        Ok(Written { written, unchanged: state.files.len() - written, removed })
    }

    /// Leaves the folder as it was.
    pub fn abandon(self) {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        discard(&self.root, self.fresh, &state.waiting);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a file; whether it waits under a temporary name.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<bool, WriteError> {
        let path = self.root.join(name);
        let fail = |cause| WriteError { deed: "scrivere", path: path.clone(), cause };
        if let Some((folder, _)) = name.rsplit_once('/') {
            self.make(folder)?;
        }
        if self.fresh {
            return std::fs::write(&path, bytes).map_err(fail).map(|()| false);
        }
        let same_length = std::fs::metadata(&path).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
        if same_length && std::fs::read(&path).is_ok_and(|found| found == bytes) {
            return Ok(false);
        }
        std::fs::write(waiting(&path), bytes).map_err(fail).map(|()| true)
    }

    fn make(&self, name: &str) -> Result<(), WriteError> {
        if self.state().folders.contains(name) {
            return Ok(());
        }
        let folder = self.root.join(name);
        match std::fs::create_dir(&folder) {
            Err(_) if folder.is_dir() => {}
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                std::fs::create_dir_all(&folder).map_err(|cause| WriteError { deed: "creare la cartella", path: folder, cause })?
            }
            Err(cause) => return Err(WriteError { deed: "creare la cartella", path: folder, cause }),
            Ok(()) => {}
        }
        self.state().folders.insert(name.to_owned());
        Ok(())
    }
}

impl Sink for Folder {
    fn put(&self, path: &str, bytes: &[u8]) {
        let done = self.write(path, bytes);
        let mut state = self.state();
        state.files.insert(path.to_owned());
        match done {
            Ok(true) => state.waiting.push(path.to_owned()),
            Ok(false) => {}
            Err(error) => {
                state.failed.get_or_insert(error);
            }
        }
    }
}

/// The temporary name of a file.
fn waiting(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(WAITING);
    path.with_file_name(name)
}

/// Removes what an unfinished build left. What cannot be removed is tidied by the next one.
fn discard(root: &Path, fresh: bool, files: &[String]) {
    if fresh {
        let _ = std::fs::remove_dir_all(root);
        return;
    }
    for path in files {
        let _ = std::fs::remove_file(waiting(&root.join(path)));
    }
}

/// Writes a file, in place of one that is there.
///
/// # Errors
/// When the disk refuses.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let fail = |cause| WriteError { deed: "scrivere", path: path.to_owned(), cause };
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent).map_err(fail)?;
    }
    std::fs::write(path, bytes).map_err(fail)
}

/// Makes a folder hold exactly these files.
///
/// # Errors
/// As [`Folder::open`] and [`Folder::finish`].
pub fn write(root: &Path, files: &Files) -> Result<Written, WriteError> {
    let folder = Folder::open(root)?;
    files.par_iter().for_each(|(path, bytes)| folder.put(path, bytes));
    folder.finish()
}

/// The folders of some files, each after the one it is in.
fn folders<'f>(files: &BTreeSet<&'f str>) -> BTreeSet<&'f Path> {
    let mut folders = BTreeSet::new();
    for &path in files {
        for folder in Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
            if !folders.insert(folder) {
                break;
            }
        }
    }
    folders
}

/// Writes one file that nobody builds again, such as a new sheet.
///
/// # Errors
/// When the file is there already, or the disk refuses.
pub fn create(path: &Path, text: &str) -> Result<(), WriteError> {
    let fail = |cause| WriteError { deed: "creare", path: path.to_owned(), cause };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(fail)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::AlreadyExists => fail(io::Error::other("c'è già un file con questo nome")),
        _ => fail(cause),
    })?;
    file.write_all(text.as_bytes()).map_err(fail)
}

/// Makes a folder that only its owner opens, unless it is there.
///
/// # Errors
/// When the disk refuses.
pub fn private_folder(path: &Path) -> Result<(), WriteError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|cause| WriteError { deed: "creare", path: path.to_owned(), cause })
}

/// A secret that is made once: what stands in the file, or what `fresh` gives, in a file that only its owner
/// reads. Of two programs that begin at once both get the same.
///
/// # Errors
/// When the disk refuses.
pub fn secret(path: &Path, fresh: impl Fn() -> Vec<u8>) -> Result<Vec<u8>, WriteError> {
    let fail = |cause| WriteError { deed: "scrivere", path: path.to_owned(), cause };
    match std::fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        read => return read.map_err(fail),
    }
    let mut half = path.as_os_str().to_owned();
    half.push(format!(".{}", std::process::id()));
    let half = PathBuf::from(half);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&half).map_err(fail)?;
    file.write_all(&fresh()).and_then(|()| file.sync_all()).map_err(fail)?;
    // A link is refused when the name is taken: the first one stays.
    let linked = std::fs::hard_link(&half, path);
    std::fs::remove_file(&half).map_err(fail)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(fail(error)),
        _ => std::fs::read(path).map_err(fail),
    }
}

/// Removes what is not part of the site, and the folders that are empty then.
fn tidy(root: &Path, files: &BTreeSet<&str>) -> Result<usize, WriteError> {
    let known = folders(files);
    let mut removed = 0;
    for entry in walkdir::WalkDir::new(root).min_depth(1).contents_first(true) {
        let entry = entry.map_err(|error| WriteError { deed: "leggere", path: root.to_owned(), cause: error.into() })?;
        let path = entry.path();
        let fail = |cause| WriteError { deed: "togliere", path: path.to_owned(), cause };
        let name = path.strip_prefix(root).unwrap_or(path);
        if entry.file_type().is_dir() {
            if !known.contains(name) {
                std::fs::remove_dir(path).map_err(fail)?;
            }
        } else if name.as_os_str() != MARK && !name.to_str().is_some_and(|name| files.contains(name)) {
            std::fs::remove_file(path).map_err(fail)?;
            removed += 1;
        }
    }
    Ok(removed)
}
