// SPDX-License-Identifier: EUPL-1.2
//! `sportello backup` and `sportello restore`: all that an installation keeps, in one archive and out of it again.

use crate::commands;
use crate::counter::{KEY, PHOTOS, STORE};
use anyhow::{Context as _, bail};
use domain::store::StoreError;
use generator::archive::{self, Cover};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Folders that are kept beside the store, when they are there.
const FOLDERS: [&str; 1] = [PHOTOS];

fn answered<T>(answer: Result<T, StoreError>) -> anyhow::Result<T> {
    answer.map_err(|error| anyhow::Error::from_boxed(error.0))
}

/// Writes the archive; the server may be at work.
pub fn backup(archive: &Path, data: &Path) -> anyhow::Result<ExitCode> {
    let store = data.join(STORE);
    if !store.exists() {
        bail!("in `{}` non ci sono prenotazioni da copiare: la cartella dei dati si indica con --data", data.display());
    }
    let copy = beside(archive);
    let written = answered(store::sqlite::copy(&store, &copy)).with_context(|| format!("non riesco a copiare `{}`", store.display())).and_then(|()| {
        // The store first: what it names was there before it.
        let mut files = vec![(STORE.to_owned(), copy.clone()), (KEY.to_owned(), data.join(KEY))];
        for folder in FOLDERS {
            files.extend(archive::files(&data.join(folder), folder)?);
        }
        Ok(archive::write(archive, &Cover::new(commands::now()), &files)?)
    });
    archive::discard(&copy);
    let count = written?;
    println!("copia scritta in {}: {count} file. Contiene dati personali e la chiave del server: conservala come loro", archive.display());
    Ok(ExitCode::SUCCESS)
}

/// Where the copy of the store stands until it is in the archive.
fn beside(archive: &Path) -> PathBuf {
    let mut name = archive.as_os_str().to_owned();
    name.push(format!(".{}.sqlite", std::process::id()));
    name.into()
}

/// Puts an archive into an empty folder.
pub fn restore(archive: &Path, into: &Path) -> anyhow::Result<ExitCode> {
    let fresh = !into.exists();
    let cover = archive::extract(archive, into)?;
    let store = into.join(STORE);
    if let Err(error) = answered(store::sqlite::verify(&store)) {
        archive::clear(into, fresh);
        return Err(error.context("le prenotazioni della copia non si possono usare: la cartella è rimasta vuota"));
    }
    println!("copia del {} rimessa in {}", cover.made, into.display());
    Ok(ExitCode::SUCCESS)
}
