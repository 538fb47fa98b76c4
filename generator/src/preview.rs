// SPDX-License-Identifier: EUPL-1.2
//! `sportello serve`: builds, shows, watches, builds again. While there are faults it shows them, and
//! never a page that is not true any more.

use crate::commands::{Stages, read_both};
use crate::counter::{self, Counter};
use crate::{FilmPolicy, Source};
use anyhow::{Context as _, bail};
use functions::app::Machine;
use generator::album::Album;
use generator::build::{Built, Files, Made, Memory, SearchIndex, Settings, rebuild};
use generator::extra;
use generator::fault::Level;
use generator::film::projector::{Order, Projector, When};
use generator::report::{parts, summary};
use generator::serve::faults::{FaultRow, fault_page};
use generator::serve::live::{Live, Showing};
use generator::serve::published::Published;
use generator::serve::rules::RulesError;
use generator::serve::{limits, router, run, watch};
use generator::source::SourceTree;
use generator::{read, report};
use model::site::Site;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What the preview holds between two saves.
struct Workshop {
    content_root: PathBuf,
    theme_root: PathBuf,
    content: SourceTree,
    theme: SourceTree,
    settings: Settings,
    memory: Memory,
    album: Album,
    projector: Arc<Projector>,
    timings: bool,
    publish: Publish,
}

/// Gives the functions what a build made for them.
type Publish = Box<dyn Fn(&Files) -> anyhow::Result<()> + Send + Sync>;

/// Serves until it is interrupted.
pub fn serve(source: &Source, port: u16, counter: &counter::Settings, films: FilmPolicy, timings: bool) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().context("il programma non può partire")?;
    let listener = runtime.block_on(run::listen(SocketAddr::from((Ipv4Addr::LOCALHOST, port))))?;
    let address = listener.local_addr().context("la porta non ha un indirizzo")?;
    let (content, theme) = read_both(source)?;
    let mut settings = source.settings(SearchIndex::LeftOut);
    settings.base_url.get_or_insert_with(|| format!("http://{address}"));
    let counter = Counter::open(counter, Machine)?;
    let projector = Arc::new(source.projector(if films == FilmPolicy::Never { When::Never } else { When::Later }, |line| println!("{line}")));
    if films == FilmPolicy::Require && !projector.has_ffmpeg() {
        bail!("per fare i film serve ffmpeg con libx264");
    }
    let mut workshop = Workshop {
        content_root: source.content.clone(),
        theme_root: source.theme.clone(),
        content,
        theme,
        settings,
        memory: Memory::default(),
        album: source.album(),
        projector: projector.clone(),
        timings,
        publish: Box::new(counter.publisher()),
    };
    let live = Live::new(workshop.show()?);
    let workshop = Arc::new(Mutex::new(workshop));
    make_films(projector, workshop.clone(), live.clone());
    // The system names changed files by their whole path.
    let folders = read::THEME.iter().map(|folder| source.theme.join(folder)).filter(|folder| folder.is_dir());
    let roots = std::iter::once(source.content.clone()).chain(folders).map(|path| path.canonicalize()).collect::<Result<Vec<_>, _>>().context("le cartelle non si trovano più")?;
    let (watched, watcher) = (workshop.clone(), live.clone());
    let watching = watch::watch(&roots, move |changed| renew(&watched, &watcher, &changed)).context("non posso seguire i cambiamenti dei file")?;
    // What was saved during the first build, before anybody watched.
    renew(&workshop, &live, &roots);
    println!("il sito è su http://{address} (Ctrl-C per uscire)");
    let router = counter.router().merge(router::router(live));
    let (_at_work, working) = tokio::sync::watch::channel(false);
    let serving = async {
        tokio::select! {
            ended = run::run(router, listener, limits::GRACE, run::interrupted()) => ended,
            // It is dropped with all else: a message that was being sent goes again, with the same name.
            () = counter.work(working) => Ok(()),
        }
    };
    runtime.block_on(serving).context("il server si è fermato")?;
    drop(watching);
    Ok(ExitCode::SUCCESS)
}

/// Reads what changed and shows it. It is published before the next build may begin: an older site never takes the
/// place of a newer one.
fn renew(workshop: &Mutex<Workshop>, live: &Live, changed: &[PathBuf]) {
    let mut workshop = opened(workshop);
    match workshop.refresh(changed) {
        Ok(Some(showing)) => live.publish(showing),
        Ok(None) => {}
        Err(error) => eprintln!("errore: {error:#}"),
    }
}

/// The workshop, for one thread at a time.
fn opened(workshop: &Mutex<Workshop>) -> MutexGuard<'_, Workshop> {
    workshop.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How long it takes at most until somebody sees that a film is missing.
const PAUSE: Duration = Duration::from_secs(1);

/// Makes the films that are missing, one after the other, while the site is shown; a page has its film when that
/// is ready. What could not be made is not tried again until it changes.
fn make_films(projector: Arc<Projector>, workshop: Arc<Mutex<Workshop>>, live: Live) {
    if !projector.has_ffmpeg() {
        let count = projector.left_out().len();
        if count > 0 {
            eprintln!("avviso: lasciati fuori {count} film (manca ffmpeg con libx264); i fumetti si leggono lo stesso");
        }
        return;
    }
    std::thread::spawn(move || {
        let mut failed: Vec<Order> = Vec::new();
        loop {
            let missing = projector.left_out().into_iter().find(|order| !failed.contains(order));
            let Some(order) = missing else {
                std::thread::sleep(PAUSE);
                continue;
            };
            let mut next = 0;
            let made = projector.make(&order, &mut |frames| {
                let percent = order.percent(frames);
                if percent >= next {
                    println!("film `{}`: {percent}%", order.id);
                    next = percent / 25 * 25 + 25;
                }
            });
            let shown = made.map_err(anyhow::Error::from).and_then(|()| {
                let mut workshop = opened(&workshop);
                workshop.show().map(|showing| live.publish(showing))
            });
            match shown {
                Ok(()) => {}
                Err(error) => {
                    eprintln!("avviso: il film di `{}` non si può fare: {error:#}", order.id);
                    failed.push(order);
                }
            }
        }
    });
}

impl Workshop {
    /// Reads what changed; nothing to show when nothing did.
    fn refresh(&mut self, changed: &[PathBuf]) -> anyhow::Result<Option<Showing>> {
        let before = (fingerprint(&self.content), fingerprint(&self.theme));
        read::refresh(&self.content_root, &mut self.content, changed)?;
        read::refresh(&self.theme_root, &mut self.theme, changed)?;
        if (fingerprint(&self.content), fingerprint(&self.theme)) == before {
            return Ok(None);
        }
        self.show().map(Some)
    }

    fn show(&mut self) -> anyhow::Result<Showing> {
        let start = Instant::now();
        let mut stages = Stages::new(start, self.timings);
        let (built, files) =
            rebuild(&self.content, &self.theme, &self.settings, Made { pictures: &self.album, films: &*self.projector }, &mut self.memory, &mut |stage| stages.end(stage));
        let showing = match &built.functions {
            Some(functions) => {
                (self.publish)(functions)?;
                Showing::Site(Arc::new(published(files, built.site.clone())?))
            }
            None => Showing::Faults(self.page_of(&built)),
        };
        stages.end("publish");
        let time = start.elapsed().as_secs_f64() * 1000.0;
        let pages = built.functions.as_ref().map_or_else(|| "pagine ferme".to_owned(), |_| format!("{} pagine", built.pages));
        for fault in &built.faults {
            eprintln!("{}", report::text(fault, &|path| self.quote(&built, path)));
        }
        println!("{pages} in {time:.0} ms, {}", summary(&built.faults));
        Ok(showing)
    }

    fn quote(&self, built: &Built, path: &str) -> Option<String> {
        self.content.quote(path).or_else(|| self.theme.quote(path)).or_else(|| built.faulty.get(path).cloned())
    }

    fn page_of(&self, built: &Built) -> String {
        let errors = built.faults.iter().filter(|fault| fault.level == Level::Error);
        let rows: Vec<FaultRow<'_>> = errors
            .map(|fault| {
                let parts = parts(fault, &|path| self.quote(built, path));
                FaultRow { level: parts.level, title: fault.title.clone(), place: parts.place, line: parts.line, marks: parts.marks, hint: fault.hint.clone() }
            })
            .collect();
        fault_page(&rows)
    }
}

/// The files of a build. The index of the search is made when the search is first opened: it takes
/// longer than the pages of a save, and few saves are about it.
fn published(files: Files, site: Option<Arc<Site>>) -> Result<Published, RulesError> {
    let published = Published::new(files)?;
    let Some(site) = site else { return Ok(published) };
    Ok(published.with_late(extra::SEARCH, move || extra::search(&site).into_iter().map(|(path, bytes)| (path, bytes.into())).collect()))
}

/// A hash of all files of a tree.
fn fingerprint(tree: &SourceTree) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for (path, file) in &tree.files {
        hasher.update(path.as_bytes());
        hasher.update(file.hash().as_bytes());
    }
    hasher.finalize()
}
