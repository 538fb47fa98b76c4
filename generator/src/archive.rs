// SPDX-License-Identifier: EUPL-1.2
//! The archive of a backup: files under their names in a `tar.gz`, between a page that says what it is and a list
//! that says what must be in it. The list comes last: an archive that was cut has none.
//!
//! 1. [`write()`]: files as they are given, each read once; the archive has its name only when it is whole.
//! 2. [`extract`]: into an empty folder, all of it or nothing.
#![expect(clippy::disallowed_methods, reason = "this module is the door to the disk for backups")]

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Write as _};
use std::path::{Component, Path, PathBuf};

/// The form of archives that this program writes and reads.
pub const VERSION: u32 = 1;

/// What every archive of ours says.
const FORMAT: &str = "sportello-backup";
/// The first entry.
const COVER: &str = "copia.json";
/// The last entry.
const LIST: &str = "elenco.json";
/// The ending of an archive that is being written.
const HALF: &str = ".incompleto";
/// The longest cover or list, in bytes.
const LONGEST: u64 = 64 << 20;

/// What an archive is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    format: String,
    version: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// When.
    pub made: Timestamp,
}

impl Cover {
    /// Of an archive that this program writes.
    #[must_use]
    pub fn new(made: Timestamp) -> Self {
        Self { format: FORMAT.to_owned(), version: VERSION, program: env!("CARGO_PKG_VERSION").to_owned(), made }
    }
}

/// A file of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Listed {
    bytes: u64,
    blake3: String,
}

/// Files by their names in the archive.
type List = BTreeMap<String, Listed>;

/// What went wrong.
#[derive(Debug)]
pub enum ArchiveError {
    /// The disk refused.
    Disk {
        /// What was being done.
        deed: &'static str,
        /// With which file.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The archive is not whole, or not ours; in our own words.
    Broken(String),
    /// A newer program wrote it.
    Newer(u32),
    /// The folder is not empty.
    NotEmpty(PathBuf),
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk { deed, path, .. } => write!(f, "non riesco a {deed} `{}`", path.display()),
            Self::Broken(why) => write!(f, "la copia è rovinata: {why}"),
            Self::Newer(version) => write!(f, "la copia è stata fatta da un programma più nuovo: ha la forma {version}, questo programma legge fino alla {VERSION}"),
            Self::NotEmpty(path) => write!(f, "la cartella `{}` non è vuota: scegline una vuota, così non si perde nulla", path.display()),
        }
    }
}

impl std::error::Error for ArchiveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk { cause, .. } => Some(cause),
            Self::Broken(_) | Self::Newer(_) | Self::NotEmpty(_) => None,
        }
    }
}

fn disk<'p>(deed: &'static str, path: &'p Path) -> impl Fn(io::Error) -> ArchiveError + 'p {
    move |cause| ArchiveError::Disk { deed, path: path.to_owned(), cause }
}

fn broken(why: impl Into<String>) -> ArchiveError {
    ArchiveError::Broken(why.into())
}

/// A file that only its owner reads.
fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Files of a folder and its folders, by name; nothing when the folder is not there.
///
/// # Errors
/// When it cannot be read.
pub fn files(folder: &Path, name: &str) -> Result<Vec<(String, PathBuf)>, ArchiveError> {
    let mut found = Vec::new();
    if !folder.exists() {
        return Ok(found);
    }
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| disk("leggere", folder)(error.into()))?;
        if entry.file_type().is_file() {
            let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let inside = inside.to_str().ok_or_else(|| disk("leggere", entry.path())(io::Error::other("il nome non è scritto in UTF-8")))?;
            found.push((format!("{name}/{inside}"), entry.path().to_owned()));
        }
    }
    Ok(found)
}

/// Writes an archive of these files; a file that is gone when its turn comes is left out. Gives how many are in it.
///
/// # Errors
/// When the archive is there already, or the disk refuses: then there is none.
pub fn write(archive: &Path, cover: &Cover, files: &[(String, PathBuf)]) -> Result<usize, ArchiveError> {
    if archive.exists() {
        return Err(disk("scrivere", archive)(io::Error::other("c'è già un file con questo nome")));
    }
    let mut half = archive.as_os_str().to_owned();
    half.push(HALF);
    let half = PathBuf::from(half);
    let done = whole(&half, cover, files).and_then(|count| std::fs::rename(&half, archive).map(|()| count).map_err(disk("scrivere", archive)));
    if done.is_err() {
        discard(&half);
    }
    done
}

/// Takes away what is of no use. What cannot be taken away is in nobody's way: it has a name of its own.
pub fn discard(path: &Path) {
    let _ = std::fs::remove_file(path);
}

fn whole(path: &Path, cover: &Cover, files: &[(String, PathBuf)]) -> Result<usize, ArchiveError> {
    let fail = disk("scrivere", path);
    let file = private(path).map_err(&fail)?;
    let mut tar = tar::Builder::new(GzEncoder::new(file, Compression::default()));
    let made = u64::try_from(cover.made.as_second()).unwrap_or_default();
    let mut put = |name: &str, bytes: u64, reader: &mut dyn Read| {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes);
        header.set_mode(0o600);
        header.set_mtime(made);
        tar.append_data(&mut header, name, reader).map_err(&fail)
    };
    let cover = json(cover);
    put(COVER, cover.len() as u64, &mut cover.as_slice())?;
    let mut list = List::new();
    for (name, from) in files {
        let file = match File::open(from) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            open => open.map_err(disk("leggere", from))?,
        };
        let bytes = file.metadata().map_err(disk("leggere", from))?.len();
        let mut reader = Hashed { inner: file.take(bytes), hasher: blake3::Hasher::new() };
        put(name, bytes, &mut reader)?;
        if reader.hasher.count() != bytes {
            return Err(disk("leggere", from)(io::Error::other("è cambiato mentre lo leggevo")));
        }
        list.insert(name.clone(), Listed { bytes, blake3: reader.hasher.finalize().to_hex().to_string() });
    }
    let all = json(&list);
    put(LIST, all.len() as u64, &mut all.as_slice())?;
    let file = tar.into_inner().and_then(GzEncoder::finish).map_err(&fail)?;
    file.sync_all().map_err(&fail)?;
    Ok(list.len())
}

/// A reader whose bytes are hashed as they pass.
struct Hashed<R> {
    inner: R,
    hasher: blake3::Hasher,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..count]);
        Ok(count)
    }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec_pretty(value).unwrap_or_else(|error| unreachable!("these types are JSON: {error}"))
}

/// Puts the files of an archive into a folder that is empty, or not there yet.
///
/// # Errors
/// When the folder is not empty, the archive is broken or newer, or the disk refuses: then the folder is as before.
pub fn extract(archive: &Path, into: &Path) -> Result<Cover, ArchiveError> {
    let fresh = !into.exists();
    if !fresh && into.read_dir().map_err(disk("leggere", into))?.next().is_some() {
        return Err(ArchiveError::NotEmpty(into.to_owned()));
    }
    let file = File::open(archive).map_err(disk("leggere", archive))?;
    let mut tar = tar::Archive::new(GzDecoder::new(BufReader::new(file)));
    let mut entries = tar.entries().map_err(|error| broken(error.to_string()))?;
    let cover = cover(entries.next())?;
    let done = make_folder(into).and_then(|()| put(entries, into));
    if done.is_err() {
        clear(into, fresh);
    }
    done.map(|()| cover)
}

/// Takes away what was put into a folder that was empty, or not there.
pub fn clear(folder: &Path, fresh: bool) {
    if fresh {
        let _ = std::fs::remove_dir_all(folder);
        return;
    }
    // The folder itself stays whose it was.
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        let _ = if entry.path().is_dir() { std::fs::remove_dir_all(entry.path()) } else { std::fs::remove_file(entry.path()) };
    }
}

fn make_folder(path: &Path) -> Result<(), ArchiveError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(disk("creare", path))
}

type Entry<'a> = tar::Entry<'a, GzDecoder<BufReader<File>>>;

fn cover(first: Option<io::Result<Entry<'_>>>) -> Result<Cover, ArchiveError> {
    let Some(Ok(mut first)) = first else { return Err(broken("non è una copia fatta da sportello")) };
    let strange = || broken("non è una copia fatta da sportello");
    if first.path_bytes() != COVER.as_bytes() {
        return Err(strange());
    }
    // What a newer program writes may have more to say: first of all its number.
    let said: serde_json::Value = serde_json::from_slice(&short(&mut first)?).map_err(|_| strange())?;
    match (said["format"].as_str(), said["version"].as_u64().and_then(|version| u32::try_from(version).ok())) {
        (Some(FORMAT), Some(version)) if version > VERSION => Err(ArchiveError::Newer(version)),
        (Some(FORMAT), Some(_)) => serde_json::from_value(said).map_err(|_| strange()),
        _ => Err(strange()),
    }
}

fn short(entry: &mut Entry<'_>) -> Result<Vec<u8>, ArchiveError> {
    let mut bytes = Vec::new();
    let read = entry.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|error| broken(error.to_string()))?;
    if read as u64 > LONGEST { Err(broken("una parte è troppo lunga")) } else { Ok(bytes) }
}

/// Writes the files, and holds them against the list.
fn put<'a>(entries: impl Iterator<Item = io::Result<Entry<'a>>>, into: &Path) -> Result<(), ArchiveError> {
    let mut found = List::new();
    for entry in entries {
        let mut entry = entry.map_err(|error| broken(error.to_string()))?;
        let name = String::from_utf8(entry.path_bytes().into_owned()).map_err(|_| broken("un nome non è scritto in UTF-8"))?;
        if name == LIST {
            let list: List = serde_json::from_slice(&short(&mut entry)?).map_err(|_| broken("l'elenco dei file non si legge"))?;
            return compare(&list, &found);
        }
        let inside = Path::new(&name).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside || name.is_empty() || !entry.header().entry_type().is_file() {
            return Err(broken(format!("`{name}` non può stare in una copia")));
        }
        let path = into.join(&name);
        make_folder(path.parent().unwrap_or(into))?;
        let file = private(&path).map_err(disk("scrivere", &path))?;
        found.insert(name, copied(&mut entry, file, &path)?);
    }
    Err(broken("manca la fine"))
}

fn copied(entry: &mut Entry<'_>, mut file: File, path: &Path) -> Result<Listed, ArchiveError> {
    let mut reader = Hashed { inner: entry, hasher: blake3::Hasher::new() };
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = reader.read(&mut buffer).map_err(|error| broken(error.to_string()))?;
        if count == 0 {
            break;
        }
        file.write_all(&buffer[..count]).map_err(disk("scrivere", path))?;
    }
    file.sync_all().map_err(disk("scrivere", path))?;
    Ok(Listed { bytes: reader.hasher.count(), blake3: reader.hasher.finalize().to_hex().to_string() })
}

fn compare(list: &List, found: &List) -> Result<(), ArchiveError> {
    if let Some(name) = list.keys().find(|name| !found.contains_key(*name)) {
        return Err(broken(format!("manca `{name}`")));
    }
    match found.iter().find(|(name, file)| list.get(*name) != Some(file)) {
        Some((name, _)) => Err(broken(format!("`{name}` non è come era"))),
        None => Ok(()),
    }
}
