// SPDX-License-Identifier: EUPL-1.2
//! `sportello serve --production`: the site as `sportello build` wrote it, and the functions, behind a proxy of the
//! town's. Nothing is watched or built; SIGHUP reads the site again, SIGTERM ends all in order.

use crate::commands;
use crate::counter::{self, Counter};
use anyhow::{Context as _, bail};
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::store::Answer;
use functions::app::{Machine, World};
use functions::forwarded::{Proxies, forwarded};
use functions::journal::{Level, Line};
use generator::build::Files;
use generator::serve::live::{Live, Showing};
use generator::serve::metrics::{self, Metrics, Outbox, method_label};
use generator::serve::published::Published;
use generator::serve::{limits, router, run};
use generator::{read, write};
use http::{StatusCode, header};
use jiff::Timestamp;
use post::server::Server;
use serde_json::json;
use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;
use store::sqlite::{Overdue, Sqlite};
use tokio::sync::watch;

/// A message that waits longer is a reason to be called.
const LATE_SECONDS: u64 = 15 * 60;
/// What files of the site are counted as.
const FILE: &str = "file";

/// `--production`, and what belongs to it.
#[derive(Debug, clap::Args)]
pub struct Wanted {
    /// Mostra ai cittadini il sito già costruito con `sportello build`, dietro a un proxy: vedi docs/installazione.md
    #[arg(long, conflicts_with_all = ["Source", "port", "films", "timings"])]
    pub production: bool,
    /// Con --production: la cartella del sito
    #[arg(long, default_value = "dist", requires = "production")]
    site: PathBuf,
    /// Con --production: la cartella di quello che serve alle funzioni [predefinita: accanto a --site]
    #[arg(long, requires = "production")]
    functions: Option<PathBuf>,
    /// Con --production: l'indirizzo a cui il proxy trova il sito
    #[arg(long, default_value = "127.0.0.1:8080", requires = "production")]
    listen: SocketAddr,
    /// Con --production: l'indirizzo di /salute e /metriche, da non mostrare a tutti
    #[arg(long, default_value = "127.0.0.1:9180", requires = "production")]
    management: SocketAddr,
    /// Con --production: l'indirizzo del proxy, l'unico a cui si crede quando dice chi chiede; si può ripetere
    #[arg(long, requires = "production")]
    proxy: Vec<IpAddr>,
    /// Con --production: il file in cui sta il server di posta con la sua password
    #[arg(long, requires = "production")]
    smtp_file: Option<PathBuf>,
}

/// Who writes to citizens, and through which server.
pub struct Mail {
    /// The server, of the command line.
    pub smtp: Option<String>,
    /// The server, of the environment.
    pub variable: Option<String>,
    /// The sender's address.
    pub sender: Option<String>,
    /// The sender's name.
    pub sender_name: String,
}

/// What the command line and the environment say.
pub struct Settings {
    /// The site, as `sportello build` wrote it.
    pub site: PathBuf,
    /// What it wrote for the functions.
    pub functions: PathBuf,
    /// Where the proxy finds us.
    pub listen: SocketAddr,
    /// Where health and counts are told.
    pub management: SocketAddr,
    /// Whose `X-Forwarded-For` is believed.
    pub proxies: Vec<IpAddr>,
    /// The functions.
    pub counter: counter::Settings,
}

/// Puts together what is said, when it is enough.
pub fn settings(wanted: Wanted, data: PathBuf, requests_a_minute: u32, mail: Mail) -> anyhow::Result<Settings> {
    let Wanted { production: _, site, functions, listen, management, proxy: proxies, smtp_file } = wanted;
    let sender = mail.sender.context("in produzione serve --mittente: l'indirizzo da cui i cittadini ricevono i messaggi")?;
    let smtp = smtp(smtp_file.as_deref(), mail.variable, mail.smtp)?;
    let functions = functions.unwrap_or_else(|| commands::beside(&site));
    Ok(Settings { site, functions, listen, management, proxies, counter: counter::Settings { data, smtp: Some(smtp), sender, sender_name: mail.sender_name, requests_a_minute } })
}

/// The mail server: of a file, of the environment, or of the command line when there is no password in it.
fn smtp(file: Option<&Path>, variable: Option<String>, line: Option<String>) -> anyhow::Result<String> {
    let said = [file.is_some(), variable.is_some(), line.is_some()].into_iter().filter(|said| *said).count();
    if said > 1 {
        bail!("il server di posta è detto più volte: basta una fra --smtp-file, SPORTELLO_SMTP e --smtp");
    }
    if let Some(url) = &line
        && Server::parse(url).context("il server di posta non va bene")?.credentials.is_some()
    {
        bail!("una password non va nella riga di comando, dove la legge chiunque usi la macchina: mettila in un file e indicalo con --smtp-file");
    }
    let read = file.map(read::setting).transpose().context("il server di posta non si legge")?;
    read.or(variable).or(line).context("in produzione serve un server di posta: --smtp-file, SPORTELLO_SMTP o --smtp")
}

/// The machine, whose lines are JSON.
#[derive(Debug, Clone, Copy)]
struct Service;

impl World for Service {
    fn now(&self) -> Timestamp {
        Machine.now()
    }

    fn random(&self) -> [u8; 16] {
        Machine.random()
    }

    fn tell(&self, line: &Line) {
        // When nobody can read, there is nobody to tell.
        _ = writeln!(std::io::stderr(), "{}", line.json(self.now()));
    }
}

/// Serves until it is asked to end.
pub fn serve(settings: &Settings) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("il programma non può partire")?;
    runtime.block_on(run_until_asked(settings))?;
    Ok(ExitCode::SUCCESS)
}

async fn run_until_asked(settings: &Settings) -> anyhow::Result<()> {
    // From here on whoever asks it to end or to read again is heard.
    let (interrupted, hung_up) = (run::interrupted(), run::hung_up());
    let (site, functions) = published(&settings.site, &settings.functions)?;
    let metrics = Arc::new(Metrics::default());
    let counter = Counter::open(&settings.counter, Service)?.counted(metrics.clone());
    counter.publisher()(&functions)?;
    let live = Live::new(site);
    let public = run::listen(settings.listen).await?;
    let management = run::listen(settings.management).await?;
    let told = |what: &'static str, listener: &tokio::net::TcpListener| {
        let address = listener.local_addr().context("la porta non ha un indirizzo")?;
        Service.tell(&Line::new(Level::Info, "listening", format!("{what} su http://{address}")).with("address", address.to_string()));
        anyhow::Ok(())
    };
    told("il sito è", &public)?;
    told("salute e misure sono", &management)?;

    let routes = forwarded(counter.routes(), Proxies::new(&settings.proxies)).merge(router::public(live.clone()));
    let routes = routes.layer(from_fn_with_state(metrics.clone(), observed));
    let watched = Watched { store: counter.store().clone(), metrics };
    let (stop, stopping) = watch::channel(false);
    let asked = async {
        interrupted.await;
        Service.tell(&Line::new(Level::Info, "stopping", "mi fermo: finisco quello che ho cominciato"));
        stop.send_replace(true);
    };
    let (served, managed, (), ()) = tokio::join!(
        run::run(routes, public, limits::LONG_GRACE, run::told(stopping.clone())),
        run::run(watched.router(), management, limits::GRACE, run::told(stopping.clone())),
        counter.work(stopping.clone()),
        async {
            tokio::select! {
                () = asked => {}
                () = reload(settings, &counter, &live, hung_up) => {}
            }
        },
    );
    served.and(managed).context("il server si è fermato")?;
    counter.store().settle().await.map_err(|error| anyhow::Error::from_boxed(error.0)).context("l'archivio non si chiude")?;
    Service.tell(&Line::new(Level::Info, "stopped", "fermo"));
    Ok(())
}

/// What a build wrote: the site, and the files of the functions.
fn published(site: &Path, functions: &Path) -> anyhow::Result<(Showing, Files)> {
    let files = |folder: &Path| -> anyhow::Result<Files> {
        let tree = read::read(folder).with_context(|| format!("`{}` non si legge: prima serve `sportello build`", folder.display()))?;
        let ours = tree.files.into_iter().filter(|(path, _)| **path != *write::MARK);
        Ok(ours.map(|(path, file)| (path.to_string(), file.bytes)).collect())
    };
    let pages = files(site)?;
    if !pages.contains_key("index.html") {
        bail!("in `{}` non c'è un sito: prima serve `sportello build`", site.display());
    }
    Ok((Showing::Site(Arc::new(Published::new(pages)?)), files(functions)?))
}

/// Reads the site again whenever somebody asks; what cannot be used leaves all as it was.
async fn reload(settings: &Settings, counter: &Counter, live: &Live, first: impl Future<Output = ()>) {
    let publish = counter.publisher();
    first.await;
    loop {
        // Who asks while it reads is heard afterwards.
        let again = run::hung_up();
        let (site, functions) = (settings.site.clone(), settings.functions.clone());
        let read = tokio::task::spawn_blocking(move || published(&site, &functions)).await.context("la lettura si è interrotta");
        let done = read.flatten().and_then(|(site, functions)| publish(&functions).map(|()| live.publish(site)));
        Service.tell(&match done {
            Ok(()) => Line::new(Level::Info, "reloaded", "il sito nuovo è pubblicato"),
            Err(error) => Line::new(Level::Error, "reload-failed", format!("resta il sito di prima: {error:#}")),
        });
        again.await;
    }
}

/// Counts a request, and tells it without saying whose or of what it was.
async fn observed(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or(FILE, MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let (took, status) = (start.elapsed(), response.status());
    metrics.request(&route, &method, status, took);
    let level = if status.is_server_error() { Level::Error } else { Level::Info };
    let line = Line::new(level, "request", "").with("route", route).with("method", method_label(&method)).with("status", status.as_u16());
    Service.tell(&line.with("ms", (took.as_secs_f64() * 10_000.0).round() / 10.0));
    response
}

/// What health and counts are made of.
#[derive(Clone)]
struct Watched {
    store: Sqlite,
    metrics: Arc<Metrics>,
}

impl Watched {
    fn router(self) -> Router {
        Router::new().route("/salute", get(health)).route("/metriche", get(counts)).with_state(self)
    }

    async fn outbox(&self) -> Answer<Outbox> {
        let now = Service.now();
        let Overdue { count, oldest } = self.store.overdue(now).await?;
        let oldest_seconds = oldest.map_or(0, |oldest| u64::try_from(now.duration_since(oldest).as_secs()).unwrap_or_default());
        Ok(Outbox { waiting: count, oldest_seconds })
    }
}

/// Whether all is well: 200 or 503, and why.
async fn health(State(watched): State<Watched>) -> Response {
    let (writable, outbox) = (watched.store.writable().await, watched.outbox().await);
    let oldest = outbox.as_ref().ok().map(|outbox| outbox.oldest_seconds);
    let (store, messages) = (writable.is_ok() && outbox.is_ok(), oldest.is_some_and(|oldest| oldest < LATE_SECONDS));
    let well = store && messages;
    let said = json!({"well": well, "store": store, "messages": messages, "outbox_oldest_seconds": oldest});
    let status = if well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], said.to_string()).into_response()
}

async fn counts(State(watched): State<Watched>) -> Response {
    let outbox = watched.outbox().await.ok();
    ([(header::CONTENT_TYPE, metrics::TYPE), (header::CACHE_CONTROL, "no-store")], watched.metrics.text(outbox)).into_response()
}
