// SPDX-License-Identifier: EUPL-1.2
//! What every handler gets: the store, the site, the world outside and the server's secret.

use crate::journal::Line;
use crate::reply::Failure;
use crate::site::Site;
use domain::desk::Asker;
use domain::feedback::store::Feedback;
use domain::office::Keys;
use domain::report::Report;
use domain::report::photo::Photos;
use domain::report::store::Reports;
use domain::store::Store;
use domain::token::Token;
use jiff::Timestamp;
use post::message::Sender;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{Mutex, Notify, Semaphore};

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
pub trait Stores: Store + Keys {
    /// Where reports are.
    type Reports: Reports;

    /// Where reports are: mostly the same store.
    fn reports(&self) -> &Self::Reports;

    /// Where help requests and ratings are.
    type Feedback: Feedback;

    /// Where help requests and ratings are: mostly the same store.
    fn feedback(&self) -> &Self::Feedback;
}

impl<S: Store + Keys + Reports + Feedback> Stores for S {
    type Reports = S;

    fn reports(&self) -> &S {
        self
    }

    type Feedback = S;

    fn feedback(&self) -> &S {
        self
    }
}

/// Requests of one kind from one source in a minute, at most: somebody who reports sends three or four.
pub const REQUESTS_A_MINUTE: u32 = 30;

/// Photos that are drawn at once: each takes a processor and a hundred megabytes.
const DRAWN_AT_ONCE: usize = 2;

/// Reports as they were read for open data, and when.
#[derive(Debug, Clone)]
pub struct Recent {
    /// When.
    pub at: Timestamp,
    /// The reports.
    pub reports: Arc<[Report]>,
}

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
    letters: Arc<Notify>,
    help_letters: Arc<Notify>,
    photos: Option<Arc<dyn Photos>>,
    drawing: Arc<Semaphore>,
    recent: Mutex<Option<Recent>>,
    requests_a_minute: u32,
}

impl<S> Clone for App<S> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone() }
    }
}

impl<S: Stores> App<S> {
    /// An application of these. It takes no photos: [`App::with_photos`] does.
    pub fn new(store: S, sites: Sites, world: impl World, key: ServerKey, sender: Sender) -> Self {
        Self::build(store, sites, world, key, sender, None, REQUESTS_A_MINUTE)
    }

    /// An application that keeps citizens' photos there, and takes so many requests from a source in a minute.
    pub fn with_photos(store: S, sites: Sites, world: impl World, key: ServerKey, sender: Sender, photos: Arc<dyn Photos>, requests_a_minute: u32) -> Self {
        Self::build(store, sites, world, key, sender, Some(photos), requests_a_minute)
    }

    fn build(store: S, sites: Sites, world: impl World, key: ServerKey, sender: Sender, photos: Option<Arc<dyn Photos>>, requests_a_minute: u32) -> Self {
        let (outbox, letters, help_letters, drawing) = (Arc::default(), Arc::default(), Arc::default(), Arc::new(Semaphore::new(DRAWN_AT_ONCE)));
        Self {
            inner: Arc::new(Inner {
                store,
                sites,
                world: Box::new(world),
                key,
                sender,
                outbox,
                letters,
                help_letters,
                photos,
                drawing,
                recent: Mutex::default(),
                requests_a_minute,
            }),
        }
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

    /// Where reports are.
    #[must_use]
    pub fn reports(&self) -> &S::Reports {
        self.inner.store.reports()
    }

    /// Where photos are kept, when they are taken.
    #[must_use]
    pub fn photos(&self) -> Option<&Arc<dyn Photos>> {
        self.inner.photos.as_ref()
    }

    /// Leave to draw a photo: whoever wants it waits for those before.
    #[must_use]
    pub fn drawing(&self) -> &Arc<Semaphore> {
        &self.inner.drawing
    }

    /// Requests of one kind that a source may make in a minute.
    #[must_use]
    pub fn requests_a_minute(&self) -> u32 {
        self.inner.requests_a_minute
    }

    /// Reports that were read for open data: whoever holds it reads for all who wait.
    #[must_use]
    pub fn recent(&self) -> &Mutex<Option<Recent>> {
        &self.inner.recent
    }

    /// Told whenever a letter about a report may be waiting.
    #[must_use]
    pub fn letters(&self) -> Arc<Notify> {
        self.inner.letters.clone()
    }

    /// Where help requests and ratings are.
    #[must_use]
    pub fn feedback(&self) -> &S::Feedback {
        self.inner.store.feedback()
    }

    /// Told whenever a letter about a help request may be waiting.
    #[must_use]
    pub fn help_letters(&self) -> Arc<Notify> {
        self.inner.help_letters.clone()
    }

    /// Told whenever a message may be waiting.
    #[must_use]
    pub fn outbox(&self) -> Arc<Notify> {
        self.inner.outbox.clone()
    }
}
