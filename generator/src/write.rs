// SPDX-License-Identifier: EUPL-1.2
//! The door out: files are written only when they changed, each to a temporary name and then renamed,
//! so that nobody ever reads half a file; files that are no longer part of the site are removed.
#![expect(clippy::disallowed_methods, reason = "this module is the door to the disk")]

use crate::build::Files;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

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

/// The file that says that a folder is ours to tidy.
const MARK: &str = ".sportello";

/// Makes a folder hold exactly these files.
///
/// # Errors
/// When the folder holds files and was not made by this program, or the disk refuses. Files written
/// before the error are whole.
pub fn write(root: &Path, files: &Files) -> Result<Written, WriteError> {
    let fail = |deed| move |cause| WriteError { deed, path: root.to_owned(), cause };
    let ours = root.join(MARK).exists();
    let fresh = !ours && root.read_dir().map_or(true, |mut entries| entries.next().is_none());
    if !ours && !fresh {
        return Err(fail("usare la cartella")(io::Error::other("non è vuota e non è stata creata da sportello: svuotala o scegline un'altra con --out")));
    }
    std::fs::create_dir_all(root).map_err(fail("creare la cartella"))?;
    std::fs::write(root.join(MARK), "Questa cartella è scritta da sportello: i file in più vengono tolti.\n").map_err(fail("scrivere nella cartella"))?;
    for folder in folders(files) {
        let folder = root.join(folder);
        match std::fs::create_dir(&folder) {
            Err(cause) if !folder.is_dir() => return Err(WriteError { deed: "creare la cartella", path: folder, cause }),
            _ => {}
        }
    }
    if fresh {
        // Nobody reads a folder that has just been made: temporary names would only cost time.
        files.par_iter().try_for_each(|(path, bytes)| {
            let path = root.join(path);
            std::fs::write(&path, bytes).map_err(|cause| WriteError { deed: "scrivere", path, cause })
        })?;
        return Ok(Written { written: files.len(), unchanged: 0, removed: 0 });
    }
    let changed = files.par_iter().map(|(path, bytes)| write_file(&root.join(path), bytes)).collect::<Result<Vec<bool>, WriteError>>()?;
    let written = changed.iter().filter(|changed| **changed).count();
    Ok(Written { written, unchanged: files.len() - written, removed: tidy(root, files)? })
}

/// The folders of some files, each after the one it is in.
fn folders(files: &Files) -> BTreeSet<&Path> {
    let mut folders = BTreeSet::new();
    for path in files.keys() {
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

/// Whether the file had to be written.
fn write_file(path: &Path, bytes: &[u8]) -> Result<bool, WriteError> {
    let fail = |cause| WriteError { deed: "scrivere", path: path.to_owned(), cause };
    let same_length = std::fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
    if same_length && std::fs::read(path).is_ok_and(|found| found == bytes) {
        return Ok(false);
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".nuovo");
    let temporary = path.with_file_name(name);
    let done = std::fs::write(&temporary, bytes).and_then(|()| std::fs::rename(&temporary, path));
    if done.is_err() {
        // The old file is still whole; a temporary one that cannot be removed is tidied by the next build.
        let _ = std::fs::remove_file(&temporary);
    }
    done.map_err(fail).map(|()| true)
}

/// Removes what is not part of the site, and the folders that are empty then.
fn tidy(root: &Path, files: &Files) -> Result<usize, WriteError> {
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
        } else if name.as_os_str() != MARK && !name.to_str().is_some_and(|name| files.contains_key(name)) {
            std::fs::remove_file(path).map_err(fail)?;
            removed += 1;
        }
    }
    Ok(removed)
}
