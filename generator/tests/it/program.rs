// SPDX-License-Identifier: EUPL-1.2
//! The program as a person or a machine starts it: what it says, where, and how it ends.
//! 0 all is well, 1 the content has errors, 2 the work could not be done.
#![expect(clippy::disallowed_methods, reason = "these tests prepare folders for the program and look at what it wrote")]

use crate::cases::{Texts, here, texts, theme};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder with content and theme.
fn project(content: Texts) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |part: &str, files: Texts| {
        for (path, bytes) in files {
            let path = folder.path().join(part).join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
    };
    put("content", content);
    put("themes/bergamo", theme());
    folder
}

fn good() -> TempDir {
    project(texts("tests/base"))
}

/// A project with an error and a warning.
fn bad() -> TempDir {
    let mut files = texts("tests/base");
    files.insert("pagine/privacy.md".to_owned(), b"---\ntitolo: Privacy\ndescrizione: \"100%: prova\"\nx: 1\n---\n\nVedi [qui](/note-legali/).\n".to_vec());
    project(files)
}

fn run(folder: &Path, arguments: &str) -> Output {
    let arguments = arguments.split_whitespace();
    Command::new(env!("CARGO_BIN_EXE_sportello")).args(arguments).current_dir(folder).stdin(Stdio::null()).output().expect("the program starts")
}

/// Code, stdout, stderr.
fn said(folder: &Path, arguments: &str) -> (Option<i32>, String, String) {
    let output = run(folder, arguments);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const FAULTS: &str = "\
errore: la chiave `x` non esiste
  ┌ content/pagine/privacy.md:4:1
4 │ x: 1
  │ ^
  suggerimento: le chiavi sono `titolo`, `descrizione` e `modello`

avviso: `qui` non dice dove porta il collegamento
  ┌ content/pagine/privacy.md:7:6
7 │ Vedi [qui](/note-legali/).
  │      ^^^^^^^^^^^^^^^^^^^^
  suggerimento: usa come testo il titolo della pagina

";

#[test]
fn check_says_what_is_wrong() {
    assert_eq!(said(good().path(), "check --today 2026-11-21"), (Some(0), "0 errori, 0 avvisi\n".to_owned(), String::new()));
    let (code, out, err) = said(bad().path(), "check --today 2026-11-21");
    assert_eq!((code, out, err), (Some(1), format!("{FAULTS}1 errore, 1 avviso\n"), String::new()));
}

#[test]
fn warnings_are_no_failure() {
    let mut files = texts("tests/base");
    files.insert("pagine/privacy.md".to_owned(), b"---\ntitolo: Privacy\ndescrizione: Prova.\n---\n\nVedi [qui](/note-legali/).\n".to_vec());
    let (code, out, err) = said(project(files).path(), "check --today 2026-11-21");
    assert_eq!((code, out.lines().last(), err.as_str()), (Some(0), Some("0 errori, 1 avviso"), ""));
}

#[test]
fn check_speaks_to_machines() {
    let folder = bad();
    let (code, out, err) = said(folder.path(), "check --today 2026-11-21 --format json");
    let json: serde_json::Value = serde_json::from_str(&out).expect("stdout is one JSON document");
    assert_eq!((code, err.as_str(), &json["version"], json["faults"].as_array().map(Vec::len)), (Some(1), "", &1.into(), Some(2)));
    assert_eq!(json["faults"][0]["code"], "chiave-sconosciuta");
    let (code, out, err) = said(folder.path(), "check --today 2026-11-21 --format github");
    let expected = "\
::error file=content/pagine/privacy.md,line=4,col=1,endColumn=2,title=chiave-sconosciuta::la chiave `x` non esiste%0Asuggerimento: le chiavi sono `titolo`, `descrizione` e `modello`
::warning file=content/pagine/privacy.md,line=7,col=6,endColumn=26,title=collegamento-vago::`qui` non dice dove porta il collegamento%0Asuggerimento: usa come testo il titolo della pagina
";
    assert_eq!((code, out.as_str(), err.as_str()), (Some(1), expected, ""));
}

#[test]
fn build_writes_the_site_and_says_so_in_its_last_line() {
    let folder = good();
    let (code, out, err) = said(folder.path(), "build --today 2026-11-21");
    assert_eq!((code, err.as_str()), (Some(0), ""), "nothing is said on a pipe but the last line");
    let [line] = out.lines().collect::<Vec<_>>().try_into().expect("one line");
    let line: &str = line;
    let words: Vec<&str> = line.split(' ').collect();
    assert_eq!((words[1], words[2], words[4]), ("pagine", "in", "s"), "{line}");
    let pages: usize = words[0].parse().expect("a number of pages");
    assert!(line.contains(" già uguali, 0 tolti)"), "{line}");
    let site = generator::read::read(&folder.path().join("dist")).expect("the site");
    assert_eq!(site.files.keys().filter(|path| path.ends_with(".html")).count(), pages);
    assert!(folder.path().join("dist-functions/catalogue.json").exists());

    fs::remove_file(folder.path().join("content/pagine/privacy.md")).expect("a file");
    let (code, _, err) = said(folder.path(), "build --today 2026-11-21");
    assert_eq!((code, err.lines().last()), (Some(1), Some("1 errore, 0 avvisi: il sito non è stato scritto")));
    assert!(folder.path().join("dist/privacy/index.html").exists(), "the old site stays as it was");
}

#[test]
fn build_takes_its_folders_from_the_command_line() {
    let folder = good();
    let (code, ..) = said(folder.path(), "build --today 2026-11-21 --out a/sito --out-functions b/funzioni --base-url http://127.0.0.1:8080/");
    assert_eq!(code, Some(0));
    let catalogue = fs::read_to_string(folder.path().join("b/funzioni/catalogue.json")).expect("the catalogue");
    assert!(catalogue.contains("\"http://127.0.0.1:8080\""), "no slash at the end: {catalogue}");
    assert!(folder.path().join("a/sito/index.html").exists());
    assert!(!folder.path().join("dist").exists());
    let (code, ..) = said(folder.path(), "build --today 2026-11-21 --out a/sito");
    assert_eq!(code, Some(0));
    assert!(folder.path().join("a/sito-functions/shell.html").exists(), "beside the site");
}

/// What has no file goes to the functions, signed; without their address, nothing does.
#[test]
fn a_build_for_a_host_knows_where_the_functions_are() {
    let folder = good();
    let rules = |arguments: &str| {
        let (code, _, err) = said(folder.path(), &format!("build --today 2026-11-21 {arguments}"));
        assert_eq!((code, err.as_str()), (Some(0), ""));
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a file");
        (read("dist/_redirects"), read("dist/_headers"), read("dist-functions/catalogue.json"))
    };
    let (redirects, headers, catalogue) = rules("");
    assert!(!redirects.contains("200"), "{redirects}");
    assert!(!headers.contains("noindex") && !catalogue.contains("noindex"), "{headers}");

    let (with, headers, catalogue) = rules("--functions-url https://abc.example/prod/ --noindex");
    let proxies = "\
/api/*  https://abc.example/prod/api/:splat  200  signed=PROXY_SECRET
/assistenza/*  https://abc.example/prod/assistenza/:splat  200  signed=PROXY_SECRET
/open311/*  https://abc.example/prod/open311/:splat  200  signed=PROXY_SECRET
/operatori/*  https://abc.example/prod/operatori/:splat  200  signed=PROXY_SECRET
/prenota/*  https://abc.example/prod/prenota/:splat  200  signed=PROXY_SECRET
/segnala/*  https://abc.example/prod/segnala/:splat  200  signed=PROXY_SECRET
/valutazione  https://abc.example/prod/valutazione  200  signed=PROXY_SECRET
";
    assert_eq!(with, redirects + proxies);
    assert_eq!(headers.matches("\n  X-Robots-Tag: noindex\n").count(), 1, "{headers}");
    assert!(catalogue.contains(r#"{"name":"X-Robots-Tag","value":"noindex"}"#), "the functions say so too: {catalogue}");

    let (code, _, err) = said(folder.path(), "build --functions-url http://abc.example");
    assert_eq!(code, Some(2));
    assert!(err.contains("`http://abc.example` non è l'indirizzo delle funzioni"), "{err}");
}

#[test]
fn work_that_cannot_be_done_ends_with_two() {
    let folder = good();
    let check = |arguments: &str, expected: &str| {
        let (code, out, err) = said(folder.path(), arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments}: {err}");
        assert!(err.contains(expected), "{arguments}: {err}");
    };
    check("check --content nessuna", "errore: i contenuti non si possono leggere: non riesco a leggere `nessuna`: ");
    check("build --theme nessuno", "errore: il tema non si può leggere: non riesco a leggere `nessuno`: ");
    check("build --today 2026-11-21 --out content", "errore: non riesco a usare la cartella `content`: non è vuota e non è stata creata da sportello");
    check("new servizio Carta", "errore: `Carta` non va bene come nome: servono lettere minuscole senza accenti, cifre e trattini singoli; forse `carta`");
    check("new cosa carta", "errore: `cosa` non è un tipo di contenuto: i tipi sono servizio, evento-vita, ufficio, luogo, notizia, evento, documento, pagina, prenotazione");
    check("new servizio carta-identita", "errore: non riesco a creare `content/servizi/carta-identita.md`: ");
    check("schema cosa", "errore: `cosa` non è un tipo di contenuto: i tipi sono argomento, ");
    check("check --today domani", "--today");
    check("", "Usage");
}

/// A new file is a beginning: it is read without a word about its form, and what must still be
/// written is said.
#[test]
fn new_begins_a_file_of_each_kind() {
    for kind in generator::scaffold::kinds() {
        let folder = good();
        let (code, out, err) = said(folder.path(), &format!("new {kind} prova --today 2026-11-21"));
        assert_eq!((code, err.as_str()), (Some(0), ""), "{kind}");
        let path = out.strip_prefix("creato ").and_then(|rest| rest.split(':').next()).expect("the path is said");
        assert!(folder.path().join(path).exists(), "{out}");
        let (code, out, _) = said(folder.path(), "check --today 2026-11-21 --format json");
        let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(code, Some(1), "{kind}: what is half done is not published");
        for fault in json["faults"].as_array().expect("a list") {
            let mild = ["testo-vuoto", "lista-vuota", "sezione-vuota", "testo-mancante", "ufficio-fuori-dall-albero"];
            assert!(fault["file"] == path && mild.iter().any(|code| fault["code"] == *code), "{kind}: {fault}");
        }
    }
}

#[test]
fn slots_are_shown_day_by_day() {
    let with = |more: &[(&str, &str)]| {
        let mut files = texts("tests/base");
        files.extend(more.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())));
        project(files)
    };
    let file = "titolo: Sala prove\ndescrizione: Una sala.\ntipo: sala\nufficio: anagrafe\nposti: 1\nturno_intero: sì\npreavviso_ore: 0\norizzonte_giorni: 30\nconserva_giorni: 30\norario: [lun+mar 09:00-12:00]\ndate: [2026-12-13 10:00-11:00]\nchiusure: [{dal: 2026-12-14, motivo: Pulizie}]\n";
    let folder = with(&[("prenotazioni/sala.yaml", file)]);
    let (code, out, err) = said(folder.path(), "slots sala --from 2026-12-07 --to 2026-12-14");
    let expected = "Sala prove: 1 posto per turno\nlunedì 7 dicembre 2026           09:00-12:00\nmartedì 8 dicembre 2026          chiuso: Immacolata Concezione\ndomenica 13 dicembre 2026        10:00-11:00\nlunedì 14 dicembre 2026          chiuso: Pulizie\nturni: 2, posti: 2, giorni: 2\n";
    assert_eq!((code, out.as_str(), err.as_str()), (Some(0), expected, ""));
    let (code, _, err) = said(folder.path(), "slots sale");
    assert_eq!((code, err.as_str()), (Some(2), "errore: non c'è niente da prenotare che si chiama `sale`; forse `sala`\n"));
    let (code, _, err) = said(folder.path(), "slots sala --from 2026-12-07 --to 2026-12-06");
    assert_eq!((code, err.as_str()), (Some(2), "errore: l'ultimo giorno (2026-12-06) viene prima del primo (2026-12-07)\n"));
    let folder = with(&[("prenotazioni/sala.yaml", file), ("prenotazioni/altra.yaml", "titolo: Altra\n")]);
    let (code, out, err) = said(folder.path(), "slots sala");
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("content/prenotazioni/altra.yaml") && err.ends_with("prima correggi gli errori\n"), "{err}");
}

#[test]
fn schemas_are_printed_or_written() {
    let folder = good();
    let (code, out, err) = said(folder.path(), "schema servizio");
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((code, err.as_str(), &json["title"]), (Some(0), "", &"servizio (servizi/*.md)".into()));
    let (code, out, err) = said(folder.path(), "schema --out schemi");
    assert_eq!((code, out.as_str(), err.as_str()), (Some(0), "24 schemi in schemi\n", ""));
    let written = generator::read::read(&folder.path().join("schemi")).expect("the schemas");
    assert_eq!(written.files.keys().filter(|path| path.ends_with(".schema.json")).count(), 24);
}

#[test]
fn help_and_version_are_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (code, out, err) = said(folder.path(), "--version");
    assert_eq!((code, out, err), (Some(0), format!("sportello {}\n", env!("CARGO_PKG_VERSION")), String::new()));
    let (code, out, _) = said(folder.path(), "--help");
    assert_eq!(code, Some(0));
    for command in ["check", "build", "serve", "new", "slots", "schema"] {
        assert!(out.contains(&format!("  {command}")), "{command} is not in\n{out}");
    }
}

/// The words of the program do not depend on where the project lies.
#[test]
fn paths_are_shown_as_they_were_given() {
    let folder = bad();
    let content = folder.path().join("content");
    let (_, out, _) = said(here(".").as_path(), &format!("check --today 2026-11-21 --content {} --theme {}", content.display(), folder.path().join("themes/bergamo").display()));
    assert!(out.contains(&format!("  ┌ {}/pagine/privacy.md:4:1", content.display())), "{out}");
}
