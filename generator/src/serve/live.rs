// SPDX-License-Identifier: EUPL-1.2
//! What is shown now. Whoever builds publishes; whoever serves looks; browsers that listen are woken.

use crate::serve::{compress::Compressor, limits, published::Published};
use bytes::Bytes;
use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    sync::{Arc, PoisonError, RwLock},
};
use tokio::sync::{Semaphore, watch};

/// What the build gave.
#[derive(Debug, Clone)]
pub enum Showing {
    /// The site.
    Site(Arc<Published>),
    /// The finished HTML of the page of faults, see [`crate::serve::faults::fault_page`].
    Faults(String),
}

/// What is shown, shared by the server and the watcher. Clones are the same thing.
#[derive(Debug, Clone)]
pub struct Live {
    now: Arc<watch::Sender<Arc<Moment>>>,
    /// One for each start of the server, so that pages of another start are known as old.
    start: u64,
    pub(super) compressor: Arc<Compressor>,
    pub(super) listeners: Arc<Semaphore>,
}

/// One publication and what was found out about it.
#[derive(Debug)]
pub(super) struct Moment {
    /// Its name: different for each publication and each start.
    pub edition: String,
    number: u64,
    /// The site; while there are faults, the last good one.
    pub site: Option<Arc<Published>>,
    /// The page of faults, if there are any.
    pub faults: Option<Bytes>,
    tags: RwLock<HashMap<String, blake3::Hash>>,
}

impl Live {
    /// Begins with this.
    #[must_use]
    pub fn new(showing: Showing) -> Self {
        let start = RandomState::new().hash_one(());
        Self {
            now: Arc::new(watch::Sender::new(Arc::new(Moment::new(start, 1, None, showing)))),
            start,
            compressor: Arc::default(),
            listeners: Arc::new(Semaphore::new(limits::LISTENERS)),
        }
    }

    /// Shows this from now on, and tells the browsers.
    pub fn publish(&self, showing: Showing) {
        let mut old = None;
        self.now.send_modify(|now| {
            let new = Moment::new(self.start, now.number + 1, now.site.clone(), showing);
            old = Some(std::mem::replace(now, Arc::new(new)));
        });
        // Ten thousand pages take a while to forget: nobody waits for it.
        drop(old);
    }

    /// What is shown now.
    pub(super) fn now(&self) -> Arc<Moment> {
        self.now.borrow().clone()
    }

    /// Says when something is published.
    pub(super) fn subscribe(&self) -> watch::Receiver<Arc<Moment>> {
        self.now.subscribe()
    }
}

impl Moment {
    fn new(start: u64, number: u64, last: Option<Arc<Published>>, showing: Showing) -> Self {
        let (site, faults) = match showing {
            Showing::Site(site) => (Some(site), None),
            Showing::Faults(page) => (last, Some(Bytes::from(page))),
        };
        Self { edition: format!("{start:016x}-{number}"), number, site, faults, tags: RwLock::default() }
    }

    /// The hash of a file that is served as it is, computed when it is first asked for.
    pub fn tag(&self, path: &str, body: &[u8]) -> blake3::Hash {
        if let Some(tag) = self.tags.read().unwrap_or_else(PoisonError::into_inner).get(path) {
            return *tag;
        }
        let tag = blake3::hash(body);
        self.tags.write().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), tag);
        tag
    }
}
