// SPDX-License-Identifier: EUPL-1.2
//! A town whose site is built, with a room that can be booked.

use super::inbox::Inbox;
use super::server::{Server, until};
use crate::cases::{here, texts, theme};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Every day, all day: whenever the test runs, there is room.
const ROOM: &str = "\
titolo: Sala prove
descrizione: Una sala da prenotare.
tipo: sala
ufficio: comune
posti: 1
orario:
  - lun-dom 08:00-20:00
durata_minuti: 30
aperto_festivi: true
preavviso_ore: 1
orizzonte_giorni: 30
disdetta_ore: 2
conserva_giorni: 30
";

/// What can be reported without saying where.
const REPORTS: &str = "\
categorie:
  - id: altro
    nome: Altro
    descrizione: Il resto.
    ufficio: comune
    serve_posizione: no
    giorni_promessi: 10
    tipi:
      - {id: altro, nome: Altro}
";

/// The frame of function pages.
const SHELL: &str = "<title>Sportello - Comune</title><main><!-- sportello:contenuto --></main>";

pub struct Town {
    folder: TempDir,
    inbox: Inbox,
}

impl Town {
    /// The town, and its server behind a proxy on this machine.
    pub fn open() -> (Self, Server) {
        let town = Self::new();
        let server = town.serve(&["--proxy", "127.0.0.1"]);
        (town, server)
    }

    /// Builds its site.
    pub fn new() -> Self {
        let town = Self { folder: tempfile::tempdir().expect("a folder"), inbox: Inbox::open() };
        let put = |path: String, bytes: &[u8]| {
            let path = town.folder().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        };
        for (path, bytes) in texts("tests/base") {
            put(format!("content/{path}"), &bytes);
        }
        put("content/prenotazioni/sala.yaml".to_owned(), ROOM.as_bytes());
        put("content/segnalazioni.yaml".to_owned(), REPORTS.as_bytes());
        for (path, bytes) in theme() {
            put(format!("themes/bergamo/{path}"), &bytes);
        }
        for entry in walkdir::WalkDir::new(here("../themes/bergamo/funzioni")) {
            let entry = entry.expect("a template");
            if entry.file_type().is_file() {
                let name = entry.path().strip_prefix(here("../themes/bergamo")).expect("inside").display().to_string();
                put(format!("themes/bergamo/{name}"), &fs::read(entry.path()).expect("a template"));
            }
        }
        let (code, said) = town.run(&["build", "--films", "never"]);
        assert_eq!(code, Some(0), "{said}");
        // The frame of the theme of tests is nobody's: functions want a title and room in it.
        fs::write(town.folder().join("dist-functions/shell.html"), SHELL).expect("the frame");
        town
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn data(&self) -> PathBuf {
        self.folder().join("data")
    }

    pub fn inbox(&self) -> &Inbox {
        &self.inbox
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sportello"));
        command.current_dir(self.folder()).stdin(Stdio::null()).env_remove("SPORTELLO_SMTP");
        command
    }

    /// Runs the program to its end: its code, and all that it says.
    pub fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = self.command().args(arguments).output().expect("the program starts");
        (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"))
    }

    /// A server on these data.
    pub fn serve_on(&self, data: &Path, arguments: &[&str]) -> Server {
        let secret = self.folder().join("posta.url");
        fs::write(&secret, self.inbox.url() + "\n").expect("a file");
        let mut command = self.command();
        command.args(["serve", "--production", "--listen", "127.0.0.1:0", "--management", "127.0.0.1:0", "--mittente", "sala@comune.example"]);
        Server::start(command.arg("--data").arg(data).arg("--smtp-file").arg(secret).args(arguments))
    }

    pub fn serve(&self, arguments: &[&str]) -> Server {
        self.serve_on(&self.data(), arguments)
    }

    /// What is said when these settings are refused.
    pub fn refused(&self, arguments: &[&str], variable: Option<&str>) -> (Option<i32>, String) {
        let mut command = self.command();
        command.args(["serve", "--production", "--listen", "127.0.0.1:0", "--management", "127.0.0.1:0"]).args(arguments);
        if let Some(value) = variable {
            command.env("SPORTELLO_SMTP", value);
        }
        let output = command.output().expect("the program starts");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    }

    /// The n-th slot of tomorrow and after: day and time.
    pub fn slot(&self, server: &Server, number: usize) -> (String, String) {
        let today = model::timetable::day_of(jiff::Zoned::now().timestamp());
        let (from, to) = (today.tomorrow().expect("a day"), today.saturating_add(jiff::Span::new().days(20)));
        let reply = server.get(&format!("/api/v1/bookables/sala/slots?from={from}&to={to}"));
        let said: Value = serde_json::from_str(reply.split_once("\r\n\r\n").expect("a body").1).unwrap_or_else(|error| panic!("{error}: {reply}"));
        let slot = &said["slots"][number];
        let text = |name: &str| slot[name].as_str().unwrap_or_else(|| panic!("no slot {number}: {said}")).to_owned();
        (text("day"), text("from"))
    }

    /// The letters, once there are so many.
    pub fn messages(&self, count: usize) -> Vec<String> {
        until("letters", || Some(self.inbox.letters()).filter(|letters| letters.len() >= count))
    }
}
