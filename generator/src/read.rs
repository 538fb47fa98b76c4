// SPDX-License-Identifier: EUPL-1.2
//! The door in: a folder on the disk becomes a [`SourceTree`]. Nothing else opens the content.
#![expect(clippy::disallowed_methods, reason = "this module is the door to the disk")]

use crate::source::{SourceFile, SourceTree};
use rayon::prelude::*;
use std::fmt;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest file that is read, in bytes: films are the largest.
pub const MAX_BYTES: u64 = 200 * 1024 * 1024;

/// Room for a sheet: most files are read at once.
const USUAL_BYTES: usize = 16 * 1024;

/// Why a folder could not be read.
#[derive(Debug)]
pub struct ReadError {
    path: PathBuf,
    cause: io::Error,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "non riesco a leggere `{}`", self.path.display())
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// The folders of a theme that a build reads; what its style sheet is made from stands beside them.
pub const THEME: [&str; 4] = ["assets", "funzioni", "libreria", "templates"];

/// Reads a whole folder.
///
/// # Errors
/// When a file or folder cannot be read, or a file is larger than [`MAX_BYTES`].
pub fn read(root: &Path) -> Result<SourceTree, ReadError> {
    let mut paths = Vec::new();
    for entry in walkdir::WalkDir::new(root) {
        let entry = entry.map_err(|error| ReadError {
            path: error.path().unwrap_or(root).to_owned(),
            cause: error.into_io_error().unwrap_or_else(|| io::Error::other("un collegamento gira in cerchio")),
        })?;
        if entry.file_type().is_file() {
            paths.push(entry.into_path());
        }
    }
    // In the order of their bytes, which is that of the tree: component by component takes longer.
    paths.sort_unstable_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    let files = paths.par_iter().map(|path| Ok((relative(root, path), read_file(path)?))).collect::<Result<_, ReadError>>()?;
    Ok(SourceTree { prefix: prefix(root), files })
}

/// Reads the folders of a theme that a build needs.
///
/// # Errors
/// As [`read`].
pub fn read_theme(root: &Path) -> Result<SourceTree, ReadError> {
    root.metadata().map_err(|cause| ReadError { path: root.to_owned(), cause })?;
    let mut theme = SourceTree { prefix: prefix(root), ..SourceTree::default() };
    for folder in THEME {
        let path = root.join(folder);
        // A theme without templates is reported by what cannot find them.
        if path.is_dir() {
            theme.files.extend(read(&path)?.files.into_iter().map(|(name, file)| (format!("{folder}/{name}").into(), file)));
        }
    }
    Ok(theme)
}

/// Reads again only some files of a tree that was read before; those that are gone are taken out.
/// A folder is read again with all that is in it; paths outside the tree are none of its business.
///
/// # Errors
/// As [`read`].
pub fn refresh(root: &Path, tree: &mut SourceTree, changed: &[PathBuf]) -> Result<(), ReadError> {
    let absolute = root.canonicalize().map_err(|cause| ReadError { path: root.to_owned(), cause })?;
    for path in changed {
        let base = if path.starts_with(&absolute) { absolute.as_path() } else { root };
        if !path.starts_with(base) {
            continue;
        }
        if path.is_dir() {
            let inner = relative(base, path);
            let folder = if inner.is_empty() { String::new() } else { format!("{inner}/") };
            let found = read(path)?.files.into_iter().map(|(name, file)| (format!("{folder}{name}").into(), file));
            tree.files.retain(|known, _| !known.starts_with(&folder));
            tree.files.extend(found);
            continue;
        }
        let name = relative(base, path);
        if path.is_file() {
            let file = read_file(path)?;
            tree.files.insert(name, file);
        } else {
            let folder = format!("{name}/");
            tree.files.retain(|known, _| **known != *name && !known.starts_with(&folder));
        }
    }
    Ok(())
}

/// The longest setting, in bytes.
const SETTING_BYTES: usize = 4_096;

/// Reads a setting that stands in a file of its own, as secrets do: its first line, and there is no other.
///
/// # Errors
/// When it cannot be read, or is more or less than a line.
pub fn setting(path: &Path) -> Result<String, ReadError> {
    let fail = |why: &str| ReadError { path: path.to_owned(), cause: io::Error::other(why) };
    let file = read_file(path)?;
    let text = std::str::from_utf8(&file.bytes).map_err(|_| fail("non è scritto in UTF-8"))?.trim();
    match text.lines().count() {
        1 if text.len() <= SETTING_BYTES => Ok(text.to_owned()),
        _ => Err(fail("deve contenere una riga sola")),
    }
}

fn read_file(path: &Path) -> Result<SourceFile, ReadError> {
    let fail = |cause| ReadError { path: path.to_owned(), cause };
    // The system is asked nothing but the bytes: of thousands of small files, each question costs more than they do.
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    let read = std::fs::File::open(path).map_err(fail)?.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(fail)?;
    if read as u64 > MAX_BYTES {
        return Err(fail(io::Error::other(format!("il file è più grande di {} MB", MAX_BYTES / 1_048_576))));
    }
    Ok(SourceFile::new(bytes))
}

fn relative(root: &Path, path: &Path) -> Arc<str> {
    let inside = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { inside.into() } else { inside.replace(std::path::MAIN_SEPARATOR, "/").into() }
}

/// The folder as it is shown before paths: `content/`.
fn prefix(root: &Path) -> String {
    let shown = root.to_string_lossy();
    if shown.ends_with('/') { shown.into_owned() } else { format!("{shown}/") }
}
