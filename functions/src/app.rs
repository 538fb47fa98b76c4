// SPDX-License-Identifier: EUPL-1.2
//! What every handler gets: the store, the site, the world outside and the server's secret.

use crate::journal::Line;
use crate::reply::Failure;
use crate::site::Site;
use domain::desk::Asker;
use domain::office::Keys;
use domain::store::Store;
use domain::token::Token;
use jiff::Timestamp;
use post::message::Sender;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Notify;

/// The clock, the dice and the journal: what a test must be able to choose.
pub trait World: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> Timestamp;

    /// Bytes that nobody can guess.
    fn random(&self) -> [u8; 16];

    /// Tells whoever runs the service.
    fn tell(&self, line: &Line) {
        eprintln!("{line}");
    }
}

/// The machine's own clock and random numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Machine;

impl World for Machine {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn random(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).unwrap_or_else(|error| unreachable!("the system has random numbers: {error}"));
        bytes
    }
}

/// The server's own secret: it signs sessions, seals tokens, and makes keyed hashes. It must not change while
/// there are bookings.
#[derive(Clone)]
pub struct ServerKey(Arc<[u8]>);

impl ServerKey {
    /// Fewest bytes of a key.
    pub const BYTES: usize = 32;

    /// A key of these bytes; `None` when they are too few.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Option<Self> {
        (bytes.len() >= Self::BYTES).then(|| Self(bytes.into()))
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerKey(…)")
    }
}

/// The site as it is now: the local server builds it again while functions answer.
#[derive(Debug, Clone, Default)]
pub struct Sites(Arc<RwLock<Option<Arc<Site>>>>);

impl Sites {
    /// Uses this one from now on.
    pub fn publish(&self, site: Site) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(site));
    }

    /// The site; `None` until the first good build.
    #[must_use]
    pub fn now(&self) -> Option<Arc<Site>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What a handler needs from a store.
pub trait Stores: Store + Keys {}
impl<S: Store + Keys> Stores for S {}

/// The application. Copies are the same one.
pub struct App<S> {
    inner: Arc<Inner<S>>,
}

struct Inner<S> {
    store: S,
    sites: Sites,
    world: Box<dyn World>,
    key: ServerKey,
    sender: Sender,
    outbox: Arc<Notify>,
}

impl<S> Clone for App<S> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone() }
    }
}

impl<S: Stores> App<S> {
    /// An application of these.
    pub fn new(store: S, sites: Sites, world: impl World, key: ServerKey, sender: Sender) -> Self {
        Self { inner: Arc::new(Inner { store, sites, world: Box::new(world), key, sender, outbox: Arc::default() }) }
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &S {
        &self.inner.store
    }

    /// The server's secret.
    #[must_use]
    pub fn key(&self) -> &[u8] {
        self.inner.key.bytes()
    }

    /// Who writes to citizens.
    #[must_use]
    pub fn sender(&self) -> &Sender {
        &self.inner.sender
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.inner.world.now()
    }

    /// A secret that nobody has.
    #[must_use]
    pub fn fresh(&self) -> Token {
        Token::new(self.inner.world.random())
    }

    /// Who asks, with the dice of this moment.
    #[must_use]
    pub fn asker(&self, token: Token) -> Asker {
        let random = self.inner.world.random();
        Asker { token, dice: u64::from_le_bytes(random[..8].try_into().unwrap_or_default()) }
    }

    /// Tells whoever runs the service.
    pub fn tell(&self, line: &Line) {
        self.inner.world.tell(line);
    }

    /// The site.
    ///
    /// # Errors
    /// Before the first good build.
    pub fn site(&self) -> Result<Arc<Site>, Failure> {
        self.inner.sites.now().ok_or(Failure::NoSite)
    }

    /// Told whenever a message may be waiting.
    #[must_use]
    pub fn outbox(&self) -> Arc<Notify> {
        self.inner.outbox.clone()
    }
}
