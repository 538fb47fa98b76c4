// SPDX-License-Identifier: EUPL-1.2
//! All the files of a folder, in memory: what the door to the disk hands to the pure middle.

use crate::fault::Fault;
use crate::span::LineIndex;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A file with a hash of its bytes, by which the result of reading it may be kept.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The bytes.
    pub bytes: Arc<[u8]>,
    hash: OnceLock<blake3::Hash>,
}

impl SourceFile {
    /// A file of these bytes.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { hash: OnceLock::new(), bytes: bytes.into() }
    }

    /// BLAKE3 of the bytes, computed when it is first asked for: a build that remembers nothing needs few.
    #[must_use]
    pub fn hash(&self) -> blake3::Hash {
        *self.hash.get_or_init(|| blake3::hash(&self.bytes))
    }

    /// The text, when it is UTF-8; a byte-order mark at its beginning is left out.
    ///
    /// # Errors
    /// The fault to show, at the first byte that is wrong.
    pub fn text(&self, file: &Arc<str>) -> Result<&str, Box<Fault>> {
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
            Err(error) => {
                let good = std::str::from_utf8(&self.bytes[..error.valid_up_to()]).unwrap_or_default();
                let span = LineIndex::new(good, 1).span(good.len()..good.len());
                Err(Box::new(Fault::not_utf8(file, span)))
            }
        }
    }
}

/// The files of a folder by their path in it, with `/` between folders.
#[derive(Debug, Clone, Default)]
pub struct SourceTree {
    /// What stands before each path when it is shown: `content/`.
    pub prefix: String,
    /// The files.
    pub files: BTreeMap<Arc<str>, SourceFile>,
}

impl SourceTree {
    /// A tree of these texts, for tests.
    #[must_use]
    pub fn of(prefix: &str, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let files = files.into_iter().map(|(path, bytes)| (path.into(), SourceFile::new(bytes))).collect();
        Self { prefix: prefix.to_owned(), files }
    }

    /// The path as it is shown.
    #[must_use]
    pub fn shown(&self, path: &str) -> Arc<str> {
        format!("{}{path}", self.prefix).into()
    }

    /// The text of a file by the path that is shown, for quoting its lines.
    #[must_use]
    pub fn quote(&self, shown: &str) -> Option<String> {
        let file = self.files.get(shown.strip_prefix(self.prefix.as_str())?)?;
        let text = String::from_utf8_lossy(&file.bytes);
        Some(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
    }
}
