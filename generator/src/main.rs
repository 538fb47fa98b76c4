// SPDX-License-Identifier: EUPL-1.2
//! `sportello`: settings from the command line, then read → build → write or serve.

mod backup;
mod commands;
mod counter;
mod drawings;
mod preview;
mod production;

use clap::{Args, Parser, Subcommand};
use generator::album::Album;
use generator::build::SearchIndex;
use generator::film::projector::{Projector, Told, When};
use generator::film::shelf::Shelf;
use generator::hosting::{FunctionsUrl, Hosting, Listing};
use generator::parse::DraftFiles;
use generator::report::Format;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Lo sportello online di un Comune: dai testi al portale.
#[derive(Debug, Parser)]
#[command(version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Controlla i contenuti e dice tutto quello che non va
    Check {
        #[command(flatten)]
        source: Source,
        /// Come mostrare quello che non va
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Costruisce il sito
    Build {
        #[command(flatten)]
        source: Source,
        /// La cartella in cui scrivere il sito
        #[arg(long, default_value = "dist")]
        out: PathBuf,
        /// La cartella in cui scrivere quello che serve alle funzioni [predefinita: accanto a --out]
        #[arg(long)]
        out_functions: Option<PathBuf>,
        /// Come mostrare quello che non va
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Non scrive l'indice della ricerca: la pagina «Cerca» non trova nulla (serve per le misure)
        #[arg(long)]
        no_search: bool,
        /// Se fare i film dei fumetti: `never` mai, `auto` quando c'è ffmpeg, `require` sempre, o il sito non è scritto
        #[arg(long, value_enum, default_value_t = FilmPolicy::Auto)]
        films: FilmPolicy,
        /// L'indirizzo delle funzioni: chi pubblica il sito vi manda, firmate, le richieste che non hanno una pagina
        #[arg(long, value_parser = FunctionsUrl::parse)]
        functions_url: Option<FunctionsUrl>,
        /// Chiede ai motori di ricerca di non elencare le pagine: è un'anteprima
        #[arg(long)]
        noindex: bool,
        /// Dice quanto dura ogni passo
        #[arg(long)]
        timings: bool,
    },
    /// Costruisce il sito, lo mostra e lo aggiorna a ogni salvataggio; con --production lo mostra ai cittadini
    Serve {
        #[command(flatten)]
        production: production::Wanted,
        #[command(flatten)]
        source: Source,
        /// La porta: il sito è all'indirizzo http://127.0.0.1:PORTA
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// La cartella delle prenotazioni, dei messaggi e della chiave del server
        #[arg(long, default_value = DATA)]
        data: PathBuf,
        /// Quante segnalazioni, foto e simili può mandare un solo indirizzo in un minuto
        #[arg(long, value_name = "N", default_value_t = functions::app::REQUESTS_A_MINUTE)]
        limite: u32,
        /// Il server di posta, per esempio `smtp://utente@posta.example:587`; senza, i messaggi restano su /dev/posta
        #[arg(long)]
        smtp: Option<String>,
        /// Chi scrive ai cittadini (nell'anteprima, `prenotazioni@comune.example`)
        #[arg(long)]
        mittente: Option<String>,
        /// Il nome di chi scrive ai cittadini
        #[arg(long, default_value = "Sportello")]
        nome_mittente: String,
        /// Se fare i film dei fumetti, mentre il sito è già aperto: `never` mai, `auto` quando c'è ffmpeg, `require` sempre
        #[arg(long, value_enum, default_value_t = FilmPolicy::Auto)]
        films: FilmPolicy,
        /// Dice quanto dura ogni passo
        #[arg(long)]
        timings: bool,
    },
    /// Copia in un file le prenotazioni, le foto e la chiave del server, anche mentre il programma lavora
    Backup {
        /// Il file da scrivere, per esempio `copia.tar.gz`: contiene dati personali
        file: PathBuf,
        /// La cartella delle prenotazioni
        #[arg(long, default_value = DATA)]
        data: PathBuf,
    },
    /// Rimette una copia in una cartella vuota
    Restore {
        /// Il file scritto da `sportello backup`
        file: PathBuf,
        /// La cartella in cui rimettere i dati: vuota, o da creare
        #[arg(long)]
        into: PathBuf,
    },
    /// Crea un file nuovo da completare
    New {
        /// Che cosa: servizio, ufficio, luogo, notizia, evento, documento, pagina, prenotazione
        kind: String,
        /// Il nome nell'indirizzo: lettere minuscole, cifre e trattini
        id: String,
        /// La cartella dei contenuti
        #[arg(long, default_value = "content")]
        content: PathBuf,
        /// Il giorno di oggi (AAAA-MM-GG) [predefinito: quello del calendario]
        #[arg(long)]
        today: Option<jiff::civil::Date>,
    },
    /// Mostra i turni che si potranno prenotare, giorno per giorno
    Slots {
        /// Il nome del file, senza `.yaml`
        id: String,
        /// Il primo giorno (AAAA-MM-GG) [predefinito: oggi]
        #[arg(long)]
        from: Option<jiff::civil::Date>,
        /// L'ultimo giorno (AAAA-MM-GG) [predefinito: due settimane dopo il primo]
        #[arg(long)]
        to: Option<jiff::civil::Date>,
        #[command(flatten)]
        source: Source,
    },
    /// Disegna le vignette di un fumetto
    Fumetto {
        #[command(flatten)]
        wanted: drawings::Wanted,
        #[command(flatten)]
        source: Source,
    },
    /// Disegna tutti gli aspetti, le pose, le espressioni, le cose e gli sfondi dei fumetti
    Campionario {
        /// La cartella in cui scrivere le immagini
        #[arg(long, default_value = "docs/immagini")]
        out: PathBuf,
    },
    /// Gestisce le chiavi con cui gli uffici entrano in /operatori/
    Key {
        #[command(subcommand)]
        what: KeyCommand,
        /// La cartella delle prenotazioni
        #[arg(long, default_value = DATA, global = true)]
        data: PathBuf,
        #[command(flatten)]
        source: Source,
        /// La cartella delle funzioni di un sito già costruito: gli uffici si leggono da lì, senza i contenuti
        #[arg(long, global = true)]
        functions: Option<PathBuf>,
    },
    /// Scrive gli schemi JSON dei contenuti, per il programma con cui si scrive
    Schema {
        /// Un tipo solo: servizio, ufficio…; se manca, tutti
        kind: Option<String>,
        /// La cartella in cui scriverli; se manca, si stampano
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
enum KeyCommand {
    /// Crea una chiave per un ufficio, o per un'app, e la mostra una volta sola
    New {
        /// Il nome del file dell'ufficio, senza `.yaml`; con `--open311`, come si chiama l'app
        office: String,
        /// La chiave è di un'app che manda segnalazioni con Open311: non apre /operatori/
        #[arg(long)]
        open311: bool,
    },
    /// Elenca le chiavi
    List,
    /// Toglie una chiave
    Revoke {
        /// Il nome della chiave, come lo mostra `list`
        name: String,
    },
}

/// Whether films of comics are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FilmPolicy {
    /// No film is made or shown.
    Never,
    /// Films are made where ffmpeg is there.
    Auto,
    /// Without all films there is no site.
    Require,
}

/// Where bookings are kept when nobody says it.
const DATA: &str = "data";

/// What is read.
#[derive(Debug, Args)]
struct Source {
    /// La cartella dei contenuti
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// La cartella del tema
    #[arg(long, default_value = "themes/bergamo")]
    theme: PathBuf,
    /// L'indirizzo del sito [predefinito: quello di sito.yaml]
    #[arg(long)]
    base_url: Option<String>,
    /// Il giorno di oggi (AAAA-MM-GG) [predefinito: quello del calendario]
    #[arg(long)]
    today: Option<jiff::civil::Date>,
    /// La cartella delle immagini già pronte: si può cancellare
    #[arg(long, default_value = ".cache/immagini")]
    album: PathBuf,
    /// La cartella dei film già fatti: si può cancellare
    #[arg(long, default_value = ".cache/filmati")]
    film_shelf: PathBuf,
    /// Mostra anche le bozze: i file il cui nome comincia con `_`
    #[arg(long)]
    drafts: bool,
}

impl Source {
    fn album(&self) -> Album {
        Album::new(&self.album)
    }

    /// Makes films when `when` says so.
    fn projector(&self, when: When, told: Told) -> Projector {
        Projector::new(Shelf::new(&self.film_shelf), when, Path::new("ffmpeg"), told)
    }

    fn settings(&self, search: SearchIndex) -> generator::build::Settings {
        generator::build::Settings {
            base_url: self.base_url.as_ref().map(|url| url.trim_end_matches('/').to_owned()),
            today: self.today.unwrap_or_else(commands::today),
            drafts: if self.drafts { DraftFiles::Shown } else { DraftFiles::Hidden },
            search,
            hosting: Hosting::default(),
        }
    }
}

/// A variable of the environment, for secrets that have no place on a command line.
#[expect(clippy::disallowed_methods, reason = "the environment is read only here")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Check { source, format } => commands::check(&source, format),
        Command::Build { source, out, out_functions, format, no_search, films, functions_url, noindex, timings } => {
            let search = if no_search { SearchIndex::LeftOut } else { SearchIndex::Made };
            let listing = if noindex { Listing::Unlisted } else { Listing::Listed };
            let settings = generator::build::Settings { hosting: Hosting { functions: functions_url, listing }, ..source.settings(search) };
            commands::build(&source, &settings, &out, out_functions.as_deref(), format, films, timings)
        }
        Command::Serve { production, data, limite, smtp, mittente, nome_mittente, .. } if production.production => {
            let mail = production::Mail { smtp, sender: mittente, sender_name: nome_mittente, variable: variable("SPORTELLO_SMTP") };
            production::settings(production, data, limite, mail).and_then(|settings| production::serve(&settings))
        }
        Command::Serve { production: _, source, port, data, limite, smtp, mittente, nome_mittente, films, timings } => {
            let sender = mittente.unwrap_or_else(|| "prenotazioni@comune.example".to_owned());
            preview::serve(&source, port, &counter::Settings { data, smtp, sender, sender_name: nome_mittente, requests_a_minute: limite }, films, timings)
        }
        Command::Backup { file, data } => backup::backup(&file, &data),
        Command::Restore { file, into } => backup::restore(&file, &into),
        Command::Fumetto { wanted, source } => drawings::comic(&wanted, &source),
        Command::Campionario { out } => drawings::sheets(&out),
        Command::Key { what: KeyCommand::New { office, open311: true }, data, .. } => counter::new_app_key(&data, &office),
        Command::Key { what: KeyCommand::New { office, open311: false }, data, source, functions } => {
            let known = functions.map_or_else(|| commands::offices(&source), |built| counter::offices(&built));
            known.and_then(|known| counter::new_key(&data, &office, &known))
        }
        Command::Key { what: KeyCommand::List, data, .. } => counter::list_keys(&data),
        Command::Key { what: KeyCommand::Revoke { name }, data, .. } => counter::revoke_key(&data, &name),
        Command::New { kind, id, content, today } => commands::new(&kind, &id, &content, today),
        Command::Slots { id, from, to, source } => commands::slots(&id, from, to, &source),
        Command::Schema { kind, out } => commands::schema(kind.as_deref(), out.as_deref()),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("errore: {error:#}");
            ExitCode::from(2)
        }
    }
}
