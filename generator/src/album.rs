// SPDX-License-Identifier: EUPL-1.2
//! The door to the folder where finished pictures stay from one build to the next.
#![expect(clippy::disallowed_methods, reason = "this module is a door to the disk")]

use crate::picture::Kept;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder of finished pictures. It may be thrown away at any time.
#[derive(Debug)]
pub struct Album {
    folder: PathBuf,
}

impl Album {
    /// The album in a folder, which need not be there yet.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Half a picture is never seen: it gets its name when it is whole.
    fn keep(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        let mut unfinished = path.clone().into_os_string();
        unfinished.push(format!(".{}.nuovo", std::process::id()));
        std::fs::write(&unfinished, bytes)?;
        std::fs::rename(&unfinished, &path)
    }
}

impl Kept for Album {
    fn get(&self, name: &str) -> Option<Arc<[u8]>> {
        std::fs::read(self.folder.join(name)).ok().map(Arc::from)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        if let Err(error) = self.keep(name, bytes) {
            eprintln!("avviso: non riesco a tenere da parte l'immagine {name} ({error}): la prossima volta sarà rifatta");
        }
    }
}
