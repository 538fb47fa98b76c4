// SPDX-License-Identifier: EUPL-1.2
//! The functions beside the preview: bookings and reports at work on this machine, with their store, their key,
//! photos and messages in one folder. `sportello key` makes the keys of offices in the same store.

use anyhow::{Context as _, bail};
use axum::extract::{Path as UrlPath, State};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Router};
use domain::feedback::store::Feedback as _;
use domain::office::{KeyId, Keys as _};
use domain::person::Email;
use domain::report::keep::sweep;
use domain::store::Store as _;
use functions::app::{App, Machine, ServerKey, Sites, World};
use functions::journal::{Level, Line};
use functions::keys;
use functions::operatori::Client;
use functions::site::{Site, check_templates};
use generator::build::Files;
use generator::read::read;
use generator::serve::metrics::Metrics;
use generator::serve::run;
use generator::write;
use http::StatusCode;
use jiff::SignedDuration;
use model::catalogue::Catalogue;
use post::folder::Folder;
use post::message::{Message, Sender};
use post::note::Note;
use post::outbox::{HelpLetters, Letters, Limits, Mail, Outbox, Writer};
use post::server::Server;
use post::smtp::Smtp;
use post::transport::{Post, PostError};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use store::sqlite::Sqlite;
use tokio::sync::{Notify, watch};

/// The name of the store's file.
pub const STORE: &str = "prenotazioni.sqlite";
/// The name of the file of the server's key.
pub const KEY: &str = "chiave";
/// The folder of messages.
const POST: &str = "posta";
/// The folder of photos.
pub const PHOTOS: &str = "foto";
/// How often the outbox is looked into, and what is over deleted.
const LOOK: Duration = Duration::from_secs(5);
const PURGE: Duration = Duration::from_secs(60 * 60);
/// How long messages stay in the folder.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Characters of the name of an app.
const APP_NAME: usize = 60;

/// What the counter needs to open.
pub struct Settings {
    /// The folder of its data.
    pub data: PathBuf,
    /// The mail server, as `smtp://…`; without one, messages stay in the folder.
    pub smtp: Option<String>,
    /// Who writes to citizens.
    pub sender: String,
    /// Their name.
    pub sender_name: String,
    /// Reports, photos and the like that one source may send in a minute.
    pub requests_a_minute: u32,
}

/// The functions, at work.
pub struct Counter {
    app: App<Sqlite>,
    sites: Sites,
    folder: Folder,
    smtp: Option<Smtp>,
    metrics: Option<Arc<Metrics>>,
}

impl Counter {
    /// Opens the store and reads the key, or makes them.
    pub fn open(settings: &Settings, world: impl World) -> anyhow::Result<Self> {
        let store = open_store(&settings.data)?;
        let key = key(&settings.data)?;
        let Some(address) = Email::parse(&settings.sender) else { bail!("`{}` non è un indirizzo e-mail", settings.sender) };
        let sender = Sender { name: settings.sender_name.clone(), address, reply_to: None };
        let folder = Folder::open(settings.data.join(POST), sender.clone()).context("la cartella dei messaggi non si apre")?;
        let smtp = settings.smtp.as_deref().map(|url| smtp(url, &sender)).transpose().context("il server di posta non va bene")?;
        let photos = store::photos::Folder::open(settings.data.join(PHOTOS)).context("la cartella delle foto non si apre")?;
        let sites = Sites::default();
        let app = App::with_photos(store, sites.clone(), world, key, sender, Arc::new(photos), settings.requests_a_minute);
        Ok(Self { app, sites, folder, smtp, metrics: None })
    }

    /// Counts messages here.
    pub fn counted(self, metrics: Arc<Metrics>) -> Self {
        Self { metrics: Some(metrics), ..self }
    }

    /// The store.
    pub fn store(&self) -> &Sqlite {
        self.app.store()
    }

    /// Uses what a build made.
    pub fn publisher(&self) -> impl Fn(&Files) -> anyhow::Result<()> + Send + Sync + use<> {
        let sites = self.sites.clone();
        move |files| {
            let files: BTreeMap<String, &[u8]> = files.iter().map(|(path, bytes)| (path.clone(), &**bytes)).collect();
            let site = check_templates(&files).and_then(|()| Site::read(&files));
            sites.publish(site.context("le pagine delle funzioni non si possono usare")?);
            Ok(())
        }
    }

    /// The routes of the functions.
    pub fn routes(&self) -> Router {
        functions::router::router(self.app.clone())
    }

    /// The same for the preview, and the page of messages that were not sent.
    pub fn router(&self) -> Router {
        let post = Router::new().route("/dev/posta", get(letters)).route("/dev/posta/{id}", get(letter)).with_state(self.folder.clone());
        self.routes().merge(post).layer(Extension(Client("127.0.0.1".to_owned())))
    }

    /// Sends what waits, and deletes what is over, until it is told to stop: a message that is being sent is finished.
    pub async fn work(&self, stop: watch::Receiver<bool>) {
        let purge = async {
            tokio::select! {
                () = self.purge() => {}
                () = run::told(stop.clone()) => {}
            }
        };
        tokio::join!(purge, async {
            match &self.smtp {
                Some(smtp) => self.send(smtp, stop.clone()).await,
                None => self.send(&self.folder, stop.clone()).await,
            }
        });
    }

    async fn send(&self, post: &impl Post, stop: watch::Receiver<bool>) {
        let app = &self.app;
        let (booking, letter) = (|waiting: &_| functions::message::write(app, waiting), |waiting: &_| functions::letter::write(app, waiting));
        let help_letter = |waiting: &_| functions::help_letter::write(app, waiting);
        let (letters, help_letters) = (Letters(app.reports()), HelpLetters(app.feedback()));
        let post = &Counted { post, metrics: self.metrics.as_deref() };
        tokio::join!(
            self.carry(app.store(), post, &booking, app.outbox(), stop.clone()),
            self.carry(&letters, post, &letter, app.letters(), stop.clone()),
            self.carry(&help_letters, post, &help_letter, app.help_letters(), stop)
        );
    }

    /// Carries what waits somewhere, until it is told to stop.
    async fn carry<M: Mail>(&self, mail: &M, post: &impl Post, write: &Writer<'_, M::Waiting>, wake: Arc<Notify>, stop: watch::Receiver<bool>) {
        let (clock, log) = (|| self.app.now(), |note: &Note| self.app.tell(&Line::new(Level::Warning, "message", note.to_string())));
        let outbox = Outbox { store: mail, post, write, clock: &clock, log: &log, limits: Limits::default() };
        post::worker::run(&outbox, &wake, LOOK, run::told(stop)).await;
    }

    async fn purge(&self) {
        loop {
            let now = self.app.now();
            if let Err(error) = self.app.store().purge(now).await {
                self.app.tell(&Line::new(Level::Error, "purge", format!("i dati scaduti non si cancellano: {}", error.0)));
            }
            if let Err(error) = sweep(self.app.reports(), self.app.photos().map(|photos| &**photos), now).await {
                self.app.tell(&Line::new(Level::Error, "purge", format!("i dati scaduti delle segnalazioni non si cancellano: {}", error.0)));
            }
            if let Err(error) = self.app.feedback().forget_feedback(now).await {
                self.app.tell(&Line::new(Level::Error, "purge", format!("le richieste di aiuto e i voti scaduti non si cancellano: {}", error.0)));
            }
            let (folder, before) = (self.folder.clone(), now.saturating_sub(KEPT).unwrap_or(now));
            if !matches!(tokio::task::spawn_blocking(move || folder.forget(before)).await, Ok(Ok(_))) {
                self.app.tell(&Line::new(Level::Error, "purge", "i messaggi vecchi non si cancellano"));
            }
            tokio::time::sleep(PURGE).await;
        }
    }
}

/// What carries messages, and counts what came of them.
struct Counted<'c, P> {
    post: &'c P,
    metrics: Option<&'c Metrics>,
}

impl<P: Post> Post for Counted<'_, P> {
    async fn send(&self, message: &Message) -> Result<(), PostError> {
        let sent = self.post.send(message).await;
        if let Some(metrics) = self.metrics {
            metrics.message(match sent {
                Ok(()) => "sent",
                Err(PostError::Refused(_)) => "refused",
                Err(PostError::Later(_)) => "later",
                Err(PostError::Away(_)) => "away",
            });
        }
        sent
    }
}

fn smtp(url: &str, sender: &Sender) -> anyhow::Result<Smtp> {
    Ok(Smtp::new(Server::parse(url)?, sender.clone())?)
}

fn open_store(data: &Path) -> anyhow::Result<Sqlite> {
    write::private_folder(data).context("la cartella dei dati non si può creare")?;
    let path = data.join(STORE);
    Sqlite::open(&path).map_err(|error| anyhow::Error::from_boxed(error.0)).with_context(|| format!("non riesco ad aprire {}", path.display()))
}

/// The server's key: made once, and never again, because old bookings need it.
fn key(data: &Path) -> anyhow::Result<ServerKey> {
    let path = data.join(KEY);
    let fresh = || [Machine.random(), Machine.random()].concat();
    let bytes = write::secret(&path, fresh).with_context(|| format!("non riesco a leggere {}", path.display()))?;
    ServerKey::new(&bytes).with_context(|| format!("{} è troppo corto: non è la chiave di questo programma", path.display()))
}

/// Makes a key for an office, and says it once.
pub fn new_key(data: &Path, office: &str, known: &[String]) -> anyhow::Result<ExitCode> {
    if !known.iter().any(|id| id == office) {
        let near = generator::decode::nearest(office, known.iter().map(String::as_str));
        bail!("l'ufficio `{office}` non esiste{}", near.map(|near| format!("; forse `{near}`")).unwrap_or_default());
    }
    println!("{}", waited(keys::make(&open_store(data)?, office, &Machine))?);
    Ok(ExitCode::SUCCESS)
}

/// The ids of the offices of a site that was built.
pub fn offices(built: &Path) -> anyhow::Result<Vec<String>> {
    let folder = || built.display();
    let tree = read(built).with_context(|| format!("`{}` non si legge: prima serve `sportello build`", folder()))?;
    let file = tree.files.get("catalogue.json").with_context(|| format!("in `{}` non c'è il catalogo", folder()))?;
    let catalogue: Catalogue = serde_json::from_slice(&file.bytes).with_context(|| format!("il catalogo di `{}` non è di questo programma", folder()))?;
    Ok(catalogue.offices.into_iter().map(|office| office.id).collect())
}

/// Makes a key for an app that sends reports, and says it once.
pub fn new_app_key(data: &Path, name: &str) -> anyhow::Result<ExitCode> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > APP_NAME || name.contains(char::is_control) {
        bail!("il nome di un'app ha da 1 a {APP_NAME} caratteri, su una riga");
    }
    println!("{}", waited(keys::make_for_app(&open_store(data)?, name, &Machine))?);
    Ok(ExitCode::SUCCESS)
}

/// Lists the keys: their names, which open nothing.
pub fn list_keys(data: &Path) -> anyhow::Result<ExitCode> {
    let keys = waited(keys::list(&open_store(data)?))?;
    println!("{}", keys.as_deref().unwrap_or("non ci sono chiavi: creane una con `sportello key new UFFICIO`"));
    Ok(ExitCode::SUCCESS)
}

/// Takes a key away: whoever is signed in with it is out at once.
pub fn revoke_key(data: &Path, name: &str) -> anyhow::Result<ExitCode> {
    let Some(id) = KeyId::parse(name) else { bail!("`{name}` non è il nome di una chiave: guarda `sportello key list`") };
    if !waited(open_store(data)?.revoke(id))? {
        bail!("la chiave `{name}` non c'è");
    }
    println!("chiave tolta");
    Ok(ExitCode::SUCCESS)
}

fn waited<T>(answer: impl Future<Output = domain::store::Answer<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("il programma non può partire")?;
    runtime.block_on(answer).map_err(|error| anyhow::Error::from_boxed(error.0)).context("l'archivio non risponde")
}

async fn letters(State(folder): State<Folder>) -> Response {
    let listed = tokio::task::spawn_blocking(move || folder.list()).await;
    let Ok(Ok(letters)) = listed else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let rows: String =
        letters.iter().map(|kept| format!("<li><a href=\"/dev/posta/{}\">{}</a> <small>{}</small></li>", escaped(&kept.id), escaped(&kept.subject), escaped(&kept.to))).collect();
    page("Messaggi non inviati", &format!("<p>Senza un server di posta i messaggi restano qui.</p><ul>{rows}</ul>"))
}

async fn letter(State(folder): State<Folder>, UrlPath(id): UrlPath<String>) -> Response {
    let read = tokio::task::spawn_blocking(move || folder.read(&id)).await;
    match read {
        Ok(Ok(Some(letter))) => {
            let calendar = letter.calendar.map(|text| format!("<h2>appuntamento.ics</h2><pre>{}</pre>", escaped(&text))).unwrap_or_default();
            // The private link is wanted here: this page exists only on the editor's machine.
            let text = linked(&escaped(&letter.text));
            page(&letter.kept.subject, &format!("<p>A: {}</p><pre>{text}</pre>{calendar}", escaped(&letter.kept.to)))
        }
        Ok(Ok(None)) => StatusCode::NOT_FOUND.into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Addresses alone on their line become links.
fn linked(text: &str) -> String {
    let lines = text.lines().map(|line| if line.starts_with("http") { format!("<a href=\"{line}\">{line}</a>\n") } else { format!("{line}\n") });
    lines.collect()
}

fn page(title: &str, body: &str) -> Response {
    let title = escaped(title);
    Html(format!("<!doctype html><html lang=\"it\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><main><h1>{title}</h1>{body}</main></html>"))
        .into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
