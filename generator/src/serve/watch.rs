// SPDX-License-Identifier: EUPL-1.2
//! Says which files changed on the disk, a burst at a time: an editor's program writes, renames and
//! touches for one "save".

use crate::serve::limits;
use notify::{
    Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _,
    event::{AccessKind, AccessMode, ModifyKind},
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::Instant,
};

/// Watches for as long as it lives. What a burst brought before is still handed over.
#[derive(Debug)]
pub struct Watching {
    _watcher: RecommendedWatcher,
}

/// Watches folders with all that is in them, and single files. `on_change` runs on a thread of its
/// own, never twice at one time; it gets sorted paths, or the watched paths themselves when the
/// system lost count. Hidden files and editors' copies do not count.
///
/// # Errors
/// When one of the paths cannot be watched.
pub fn watch(paths: &[PathBuf], on_change: impl FnMut(Vec<PathBuf>) + Send + 'static) -> notify::Result<Watching> {
    let (sender, receiver) = channel();
    // A closed channel means that nobody listens any more.
    let mut watcher = notify::recommended_watcher(move |event| _ = sender.send(event))?;
    for path in paths {
        // A file that is saved by renaming another over it is a new file: its folder sees that, it does not.
        match path.parent().filter(|_| path.is_file()) {
            Some(folder) if folder.as_os_str().is_empty() => watcher.watch(Path::new("."), RecursiveMode::NonRecursive)?,
            Some(folder) => watcher.watch(folder, RecursiveMode::NonRecursive)?,
            None => watcher.watch(path, RecursiveMode::Recursive)?,
        }
    }
    let roots = paths.to_vec();
    thread::spawn(move || hand_over(&receiver, &roots, on_change));
    Ok(Watching { _watcher: watcher })
}

fn hand_over(events: &Receiver<notify::Result<Event>>, roots: &[PathBuf], mut on_change: impl FnMut(Vec<PathBuf>)) {
    while let Ok(event) = events.recv() {
        let mut changed = paths_of(event, roots);
        if changed.is_empty() {
            continue;
        }
        let end = Instant::now() + limits::LONGEST_BURST;
        loop {
            let wait = limits::SETTLE.min(end.saturating_duration_since(Instant::now()));
            match events.recv_timeout(wait) {
                Ok(event) => changed.extend(paths_of(event, roots)),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
            if Instant::now() >= end {
                break;
            }
        }
        on_change(changed.into_iter().collect());
    }
}

/// The paths of an event that means a change. Reading is none; an error means that anything may have changed.
fn paths_of(event: notify::Result<Event>, roots: &[PathBuf]) -> BTreeSet<PathBuf> {
    let event = match event {
        Ok(event) if !event.need_rescan() => event,
        _ => return roots.iter().cloned().collect(),
    };
    let counts = match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(_)) => false,
        _ => true,
    };
    event.paths.into_iter().filter(|path| counts && roots.iter().any(|root| below(path, root).is_some_and(|inner| !is_noise(inner)))).collect()
}

/// The path from a root; `./x` and `x` are the same.
fn below<'p>(path: &'p Path, root: &Path) -> Option<&'p Path> {
    let plain = |path: &'p Path| path.strip_prefix(".").unwrap_or(path);
    plain(path).strip_prefix(root.strip_prefix(".").unwrap_or(root)).ok()
}

/// Hidden files and folders, and the copies that editors' programs keep beside a file.
fn is_noise(inner: &Path) -> bool {
    inner.components().any(|part| {
        let name = part.as_os_str().to_string_lossy();
        // vim makes and removes a file called 4913 to see whether it may.
        name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".tmp") || name == "4913"
    })
}
