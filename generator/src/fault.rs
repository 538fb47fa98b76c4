// SPDX-License-Identifier: EUPL-1.2
//! Faults: mistakes in the content, as values. Every text that an editor can read stands here,
//! once, behind a constructor that says what happened.
//!
//! Messages are in Italian: lower case, no full stop, backticks around what somebody wrote.

use crate::picture::PictureError;
use crate::span::Span;
use std::sync::Arc;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The site is not built.
    Error,
    /// The site is built; the text can be better.
    Warning,
}

/// A mistake with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fault {
    /// The file, as a path from the folder of the project.
    pub file: Arc<str>,
    /// Where in the file.
    pub span: Span,
    /// How bad it is.
    pub level: Level,
    /// A stable name of the kind of mistake.
    pub code: &'static str,
    /// What is wrong.
    pub title: String,
    /// What would mend it.
    pub hint: Option<String>,
}

/// The faults of one file while it is read.
#[derive(Debug)]
pub struct Faults {
    file: Arc<str>,
    list: Vec<Fault>,
}

impl Faults {
    /// No fault yet in this file.
    #[must_use]
    pub fn new(file: Arc<str>) -> Self {
        Self { file, list: Vec::new() }
    }

    /// Notes a fault of this file.
    pub fn add(&mut self, fault: impl FnOnce(&Arc<str>) -> Fault) {
        self.list.push(fault(&self.file));
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> &Arc<str> {
        &self.file
    }

    /// How many of them are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.list.iter().filter(|fault| fault.level == Level::Error).count()
    }

    /// How many were noted.
    #[must_use]
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// All that was noted, in the order of noting.
    #[must_use]
    pub fn into_list(self) -> Vec<Fault> {
        self.list
    }
}

/// Says "forse `x`", or what the choice is when nothing is near.
fn suggest(near: Option<&str>, all: &[&str]) -> Option<String> {
    match near {
        Some(near) => Some(format!("forse `{near}`")),
        None if (1..=12).contains(&all.len()) => Some(format!("i valori possibili sono {}", list(all))),
        None => None,
    }
}

/// `a`, `b` e `c`
fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} e {last}", head.join(", ")),
    }
}

/// What somebody wrote, short enough for a message.
fn short(text: &str) -> String {
    let mut out: String = text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(60).is_some() {
        out.push('…');
    }
    out
}

type File = Arc<str>;

/// The constructors.
impl Fault {
    fn error(file: &File, span: Span, code: &'static str, title: impl Into<String>) -> Self {
        Self { file: file.clone(), span, level: Level::Error, code, title: title.into(), hint: None }
    }

    fn warning(file: &File, span: Span, code: &'static str, title: impl Into<String>) -> Self {
        Self { level: Level::Warning, ..Self::error(file, span, code, title) }
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }

    /// The same fault at another level; plain-language faults follow the settings.
    #[must_use]
    pub fn at(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    // ── files ────────────────────────────────────────────────────────────────────────────────

    /// A file whose bytes are no UTF-8.
    pub fn not_utf8(file: &File, span: Span) -> Self {
        Self::error(file, span, "non-utf8", "il file non è scritto in UTF-8").hint("salvalo di nuovo scegliendo la codifica UTF-8")
    }

    /// A file in a folder that means nothing.
    pub fn unknown_folder(file: &File, folder: &str, near: Option<&str>, all: &[&str]) -> Self {
        let fault = Self::error(file, Span::FILE, "cartella-sconosciuta", format!("la cartella `{}` non è una di quelle dei contenuti", short(folder)));
        match near {
            Some(near) => fault.hint(format!("forse `{near}`")),
            None => fault.hint(format!("le cartelle sono {}", list(all))),
        }
    }

    /// A file at the top that means nothing.
    pub fn unknown_file(file: &File, near: Option<&str>) -> Self {
        Self::error(file, Span::FILE, "file-sconosciuto", "questo file non è uno di quelli dei contenuti").maybe_hint(near.map(|near| format!("forse `{near}`")))
    }

    /// A file with the wrong ending for its folder.
    pub fn wrong_extension(file: &File, wanted: &str) -> Self {
        Self::error(file, Span::FILE, "estensione-sbagliata", format!("in questa cartella i file finiscono in `.{wanted}`"))
    }

    /// A file that must be there.
    pub fn missing_file(file: &File) -> Self {
        Self::error(file, Span::FILE, "file-mancante", "questo file manca, e senza non si può costruire il sito")
    }

    /// A file whose name is no slug.
    pub fn bad_id(file: &File, span: Span, id: &str, suggestion: Option<&str>) -> Self {
        Self::error(file, span, "nome-non-valido", format!("`{}` non va bene come nome: servono lettere minuscole senza accenti, cifre e trattini singoli", short(id)))
            .maybe_hint(suggestion.map(|near| format!("forse `{near}`")))
    }

    /// A thing that two files define.
    pub fn duplicate_id(file: &File, span: Span, id: &str, first: &str) -> Self {
        Self::error(file, span, "nome-doppio", format!("il nome `{id}` c'è già in {first}")).hint("scegli un altro nome, oppure cancella uno dei due")
    }

    /// A picture that is too heavy.
    pub fn heavy_picture(file: &File, kilobytes: u64, limit: u32) -> Self {
        Self::error(file, Span::FILE, "immagine-troppo-grande", format!("l'immagine pesa {kilobytes} kB: il massimo è {limit} kB"))
            .hint("riducila prima di salvarla, oppure cambia `immagine_kb` in `sito.yaml`")
    }

    // ── YAML ─────────────────────────────────────────────────────────────────────────────────

    /// YAML that cannot be read. `info` is what the reader says, in English.
    pub fn bad_yaml(file: &File, span: Span, info: &str) -> Self {
        let known: [(&str, &str); 9] = [
            ("quoted scalar", "le virgolette aperte qui non si chiudono"),
            ("quote", "le virgolette non sono chiuse bene"),
            ("mapping values are not allowed", "qui non ci può essere un `:`; se fa parte del testo, metti il testo tra virgolette"),
            ("simple key", "manca il `:` dopo il nome della chiave"),
            ("tab", "qui c'è una tabulazione: per rientrare usa gli spazi"),
            ("block collection", "il rientro di questa riga non corrisponde a quello delle righe vicine"),
            ("block mapping", "il rientro di questa riga non corrisponde a quello delle righe vicine"),
            ("flow", "una parentesi `[` o `{` non è chiusa"),
            ("indent", "il rientro di questa riga non corrisponde a quello delle righe vicine"),
        ];
        let fault = Self::error(file, span, "yaml-non-valido", "qui il YAML non si capisce");
        match known.iter().find(|(sign, _)| info.contains(sign)) {
            Some((_, words)) => fault.hint(*words),
            None => fault.hint(format!("il lettore dice: {info}")),
        }
    }

    /// YAML that cannot be read, where the mistake was recognised.
    pub fn diagnosed_yaml(file: &File, span: Span, hint: &str) -> Self {
        Self::error(file, span, "yaml-non-valido", "qui il YAML non si capisce").hint(hint)
    }

    /// A text after which a comment stands: perhaps the rest of the text.
    pub fn text_before_comment(file: &File, span: Span) -> Self {
        Self::warning(file, span, "testo-perso", "quello che segue ` #` è un commento e non si vedrà").hint("se fa parte del testo, metti tutto il testo tra virgolette")
    }

    /// A file that is called a picture and is none.
    pub fn bad_picture(file: &File, error: &PictureError) -> Self {
        let hint = match error {
            PictureError::Unreadable => "salvalo di nuovo come PNG, JPEG o WebP",
            PictureError::TooLarge { .. } => "riducila prima di salvarla: 1600 punti di larghezza bastano",
        };
        Self::error(file, Span::FILE, "immagine-non-valida", error.to_string()).hint(hint)
    }

    /// An office that is part of nothing and is no body.
    pub fn office_without_parent(file: &File, span: Span) -> Self {
        Self::error(file, span, "ufficio-fuori-dall-albero", "manca la chiave `fa_parte_di`").hint("scrivi di quale ufficio fa parte; solo un ente può farne a meno")
    }

    /// A link to a point of a page that does not exist.
    pub fn dead_fragment(file: &File, span: Span, address: &str, near: Option<&str>) -> Self {
        Self::error(file, span, "punto-inesistente", format!("il collegamento `{}` non porta a nessun punto della pagina", short(address)))
            .maybe_hint(near.map(|near| format!("forse `{near}`")))
    }

    /// Marks of Markdown that would be shown as they are.
    pub fn stray_mark(file: &File, span: Span, mark: &str, hint: &str) -> Self {
        Self::error(file, span, "segno-di-markdown", format!("qui il segno `{mark}` resterebbe scritto nella pagina")).hint(hint)
    }

    /// A section that is there as another kind of heading.
    pub fn section_at_wrong_level(file: &File, span: Span, title: &str) -> Self {
        Self::error(file, span, "sezione-al-livello-sbagliato", format!("la sezione `{title}` deve avere due `#`")).hint(format!("scrivi `## {title}`"))
    }

    /// YAML that is good but not used here.
    pub fn unsupported_yaml(file: &File, span: Span, what: &str) -> Self {
        Self::error(file, span, "yaml-non-usato", format!("qui non si può usare {what}"))
    }

    /// A Markdown file without its block of keys.
    pub fn no_front_matter(file: &File) -> Self {
        Self::error(file, Span::new(1, 1, 1), "intestazione-mancante", "il file non comincia con il blocco delle chiavi")
            .hint("la prima riga deve essere `---`, poi le chiavi, poi un'altra riga `---`")
    }

    /// A block of keys that does not end.
    pub fn open_front_matter(file: &File) -> Self {
        Self::error(file, Span::new(1, 1, 3), "intestazione-aperta", "il blocco delle chiavi comincia qui e non finisce").hint("dopo l'ultima chiave metti una riga con `---`")
    }

    /// A key that this kind of file does not have.
    pub fn unknown_key(file: &File, span: Span, key: &str, near: Option<&str>, all: &[&str]) -> Self {
        Self::error(file, span, "chiave-sconosciuta", format!("la chiave `{}` non esiste", short(key))).hint(match near {
            Some(near) => format!("forse `{near}`"),
            None => format!("le chiavi sono {}", list(all)),
        })
    }

    /// A key that is there twice.
    pub fn duplicate_key(file: &File, span: Span, key: &str) -> Self {
        Self::error(file, span, "chiave-doppia", format!("la chiave `{}` c'è due volte", short(key)))
    }

    /// A key that must be there.
    pub fn missing_key(file: &File, span: Span, key: &str) -> Self {
        Self::error(file, span, "chiave-mancante", format!("manca la chiave `{key}`"))
    }

    /// A key without a value.
    pub fn empty_value(file: &File, span: Span, key: &str) -> Self {
        Self::error(file, span, "valore-vuoto", format!("la chiave `{}` è vuota", short(key))).hint("scrivi il valore, oppure togli la chiave")
    }

    /// An item of a list without a value.
    pub fn empty_item(file: &File, span: Span) -> Self {
        Self::error(file, span, "valore-vuoto", "una voce della lista è vuota")
    }

    /// Two keys of which exactly one must be there.
    pub fn one_of_two_keys(file: &File, span: Span, one: &str, other: &str) -> Self {
        Self::error(file, span, "una-di-due-chiavi", format!("serve una sola delle chiavi `{one}` e `{other}`"))
    }

    /// A value of the wrong kind.
    pub fn wrong_type(file: &File, span: Span, wanted: &str, found: &str) -> Self {
        let fault = Self::error(file, span, "tipo-sbagliato", format!("qui serve {wanted}, non {found}"));
        match (wanted, found.strip_prefix('`').and_then(|found| found.strip_suffix('`'))) {
            ("una lista", Some(word)) => fault.hint(format!("scrivi così: `[{word}]`")),
            ("un elenco di chiavi e valori", Some(_)) => fault.hint("vai a capo dopo `:` e scrivi una chiave per riga, con due spazi davanti"),
            _ => fault,
        }
    }

    /// A text of nothing.
    pub fn empty_text(file: &File, span: Span) -> Self {
        Self::error(file, span, "testo-vuoto", "il testo è vuoto")
    }

    /// A text that must be on one line.
    pub fn broken_line(file: &File, span: Span) -> Self {
        Self::error(file, span, "testo-su-piu-righe", "questo testo deve stare su una riga sola")
    }

    /// A short description that is too long.
    pub fn long_summary(file: &File, span: Span, length: usize) -> Self {
        Self::error(file, span, "descrizione-lunga", format!("la descrizione è di {length} caratteri: il massimo è {}", model::text::Summary::MAX))
    }

    /// A text over its limit.
    pub fn long_text(file: &File, span: Span, length: usize, limit: usize) -> Self {
        Self::error(file, span, "testo-lungo", format!("il testo è di {length} caratteri: il massimo è {limit}"))
    }

    /// A number outside its limits.
    pub fn out_of_range(file: &File, span: Span, number: &str, from: &str, to: &str) -> Self {
        Self::error(file, span, "numero-fuori-limite", format!("`{number}` non va bene: il numero va da {from} a {to}"))
    }

    /// A list over its limit.
    pub fn too_many_items(file: &File, span: Span, count: usize, limit: usize) -> Self {
        Self::error(file, span, "lista-lunga", format!("la lista ha {count} voci: il massimo è {limit}"))
    }

    /// A list that needs at least one item.
    pub fn empty_list(file: &File, span: Span, key: &str) -> Self {
        Self::error(file, span, "lista-vuota", format!("la lista `{key}` è vuota: serve almeno una voce"))
    }

    /// A date that is none.
    pub fn bad_date(file: &File, span: Span, text: &str) -> Self {
        Self::error(file, span, "data-sbagliata", format!("`{}` non è una data", short(text))).hint("scrivila così: 2026-03-31")
    }

    /// A date with time that is none.
    pub fn bad_date_time(file: &File, span: Span, text: &str) -> Self {
        Self::error(file, span, "data-sbagliata", format!("`{}` non è una data con l'ora", short(text))).hint("scrivila così: 2026-03-31T18:30")
    }

    /// A code that is not in its list.
    pub fn unknown_code(file: &File, span: Span, code: &str, near: Option<&str>, all: &[&str]) -> Self {
        let hint = suggest(near, all).unwrap_or_else(|| format!("i valori possibili sono {}", list(all)));
        Self::error(file, span, "valore-sconosciuto", format!("`{}` non è uno dei valori possibili", short(code))).hint(hint)
    }

    /// A day of every year that is none.
    pub fn bad_year_day(file: &File, span: Span, text: &str) -> Self {
        Self::error(file, span, "data-sbagliata", format!("`{}` non è un giorno di ogni anno", short(text))).hint("scrivi il mese e il giorno: `08-26`")
    }

    /// A range of hours that cannot be read.
    pub fn bad_hours(file: &File, span: Span, text: &str, error: &model::hours::HoursError) -> Self {
        use model::hours::HoursError as E;
        let (why, hint) = match error {
            E::Shape => ("servono i giorni, uno spazio e le ore".to_owned(), "scrivi così: `lun-ven 08:30-12:30`"),
            E::Day(day) => (format!("`{}` non è un giorno", short(day)), "i giorni sono `lun`, `mar`, `mer`, `gio`, `ven`, `sab` e `dom`"),
            E::Time(time) => (format!("`{}` non è un'ora", short(time)), "scrivi l'ora con due cifre: `08:30`"),
            E::Date(date) => (format!("`{}` non è una data", short(date)), "scrivi così: `lun-ven 08:30-12:30 dal 2027-01-07 al 2027-06-12`"),
            E::Backwards => ("la fine viene prima dell'inizio".to_owned(), "scrivi così: `lun-ven 08:30-12:30`"),
        };
        Self::error(file, span, "orario-sbagliato", format!("l'orario `{}` non va bene: {why}", short(text))).hint(hint)
    }

    /// A range of dates or times that ends before it begins.
    pub fn backwards(file: &File, span: Span) -> Self {
        Self::error(file, span, "fine-prima-dell-inizio", "la fine viene prima dell'inizio")
    }

    /// A position that is none.
    pub fn bad_position(file: &File, span: Span) -> Self {
        Self::error(file, span, "posizione-sbagliata", "una posizione è una lista di due numeri: prima la longitudine, poi la latitudine")
    }

    /// A ring that does not end where it began.
    pub fn open_ring(file: &File, span: Span) -> Self {
        Self::error(file, span, "confine-aperto", "questa linea non si chiude: servono almeno quattro posizioni, e l'ultima è uguale alla prima")
    }

    /// A boundary without anything inside.
    pub fn bad_boundary(file: &File, span: Span) -> Self {
        Self::error(file, span, "confine-vuoto", "questo confine non racchiude niente").hint("servono almeno tre posizioni diverse per ogni linea")
    }

    // ── meaning ──────────────────────────────────────────────────────────────────────────────

    /// A reference to nothing. `article` and `what` as in "l'ufficio", "il servizio".
    pub fn unknown_reference(file: &File, span: Span, what: &str, id: &str, near: Option<&str>) -> Self {
        Self::error(file, span, "riferimento-sconosciuto", format!("{what} `{}` non esiste", short(id))).maybe_hint(near.map(|near| format!("forse `{near}`")))
    }

    /// A choice without things to choose from.
    pub fn too_few_choices(file: &File, span: Span) -> Self {
        Self::error(file, span, "poche-scelte", "per scegliere servono almeno due risposte diverse")
    }

    /// Things to choose from where nobody chooses.
    pub fn needless_choices(file: &File, span: Span) -> Self {
        Self::error(file, span, "scelte-inutili", "qui le scelte non servono").hint("togli `scelte`, oppure scrivi `risposta: scelta`")
    }

    /// A rule that no report reaches, because rules before it take all of its reports.
    pub fn dead_route(file: &File, span: Span) -> Self {
        Self::error(file, span, "regola-irraggiungibile", "questa regola non serve mai: quelle prima prendono già tutte le sue segnalazioni")
            .hint("spostala più in alto, oppure toglila")
    }

    /// A rule about districts for a sub-type that has no place.
    pub fn route_without_place(file: &File, span: Span, kind: &str) -> Self {
        Self::error(file, span, "regola-senza-luogo", format!("il tipo `{kind}` non chiede dov'è il problema: nessuna segnalazione ha un quartiere"))
            .hint("togli `quartieri`, oppure scrivi `serve_posizione: sì` nel tipo")
    }

    /// An address of maps without the places of its numbers.
    pub fn bad_tiles(file: &File, span: Span) -> Self {
        Self::error(file, span, "indirizzo-della-mappa", "l'indirizzo della mappa comincia con `https://` e contiene `{z}`, `{x}` e `{y}`")
    }

    /// The same reference twice in one list.
    pub fn duplicate_reference(file: &File, span: Span, id: &str) -> Self {
        Self::error(file, span, "riferimento-doppio", format!("`{}` c'è due volte nella lista", short(id)))
    }

    /// A reference of a thing to itself.
    pub fn self_reference(file: &File, span: Span, id: &str) -> Self {
        Self::error(file, span, "riferimento-a-se-stesso", format!("`{id}` rimanda a sé stesso"))
    }

    /// A tree of offices that bites its tail.
    pub fn office_cycle(file: &File, span: Span, path: &str) -> Self {
        Self::error(file, span, "uffici-in-cerchio", format!("gli uffici fanno parte l'uno dell'altro in cerchio: {path}"))
    }

    /// A name that the official list does not have.
    pub fn not_official(file: &File, span: Span, what: &str, name: &str, near: Option<&str>) -> Self {
        Self::error(file, span, "nome-non-ufficiale", format!("`{}` non è {what} del modello ufficiale", short(name))).maybe_hint(near.map(|near| format!("forse `{near}`")))
    }

    /// A service that closed, still marked as active.
    pub fn past_closing(file: &File, span: Span, date: &str, today: &str) -> Self {
        Self::error(file, span, "termine-passato", format!("il termine {date} è passato (oggi è {today}) e il servizio è ancora attivo"))
            .hint("aggiorna la data, oppure scrivi `stato: sospeso` con il `motivo_stato`")
    }

    /// A suspended service that does not say why.
    pub fn missing_reason(file: &File, span: Span) -> Self {
        Self::error(file, span, "motivo-mancante", "il servizio è sospeso: scrivi perché nella chiave `motivo_stato`")
    }

    /// A reason for an active service.
    pub fn needless_reason(file: &File, span: Span) -> Self {
        Self::error(file, span, "motivo-di-troppo", "`motivo_stato` si scrive solo se `stato` è `sospeso`")
    }

    /// A step of a life event after which one does not know where to go.
    pub fn step_to_nowhere(file: &File, span: Span) -> Self {
        Self::error(file, span, "passo-senza-meta", "questo passo non porta da nessuna parte")
            .hint("indica un servizio, un ufficio o una prenotazione, oppure metti un collegamento nel testo")
    }

    /// A translation of a kind of page that has none.
    pub fn not_translated(file: &File) -> Self {
        Self::error(file, Span::FILE, "traduzione-non-prevista", "le pagine di questa cartella non si traducono").hint("in inglese ci sono i servizi e gli eventi della vita")
    }

    /// A translation of nothing.
    pub fn orphan_translation(file: &File, id: &str) -> Self {
        Self::error(file, Span::FILE, "traduzione-senza-originale", format!("manca la pagina italiana `{id}.md`"))
            .hint("una traduzione sta accanto al testo italiano e ne ha lo stesso nome")
    }

    /// A translation that was not read again when the Italian text was.
    pub fn stale_translation(file: &File, span: Span, date: &str) -> Self {
        Self::warning(file, span, "traduzione-vecchia", format!("il testo italiano è stato riletto il {date}, la traduzione no"))
            .hint("rileggila accanto all'italiano, poi scrivi la stessa data in `aggiornato`")
    }

    /// A translated life event with fewer or more steps.
    pub fn other_steps(file: &File, span: Span, there: usize, here: usize) -> Self {
        Self::error(file, span, "passi-diversi", format!("i passi sono {here}, ma nel testo italiano sono {there}")).hint("traduci tutti i passi, nello stesso ordine")
    }

    /// An address of this site that leads nowhere.
    pub fn dead_link(file: &File, span: Span, address: &str, near: Option<&str>) -> Self {
        Self::error(file, span, "collegamento-rotto", format!("il collegamento `{}` non porta a nessuna pagina", short(address)))
            .maybe_hint(near.map(|near| format!("forse `{near}`")))
    }

    /// An address that is neither of this site nor secure.
    pub fn bad_link(file: &File, span: Span, address: &str) -> Self {
        Self::error(file, span, "collegamento-sbagliato", format!("il collegamento `{}` non va bene", short(address)))
            .hint("comincia con `/` (una pagina di questo sito), `https://`, `mailto:` o `tel:`")
    }

    /// An address to report a weakness to that is none.
    pub fn bad_security_contact(file: &File, span: Span, address: &str) -> Self {
        Self::error(file, span, "contatto-di-sicurezza", format!("`{}` non è un contatto per la sicurezza", short(address))).hint("comincia con `mailto:` o con `https://`")
    }

    /// An address to report a weakness to that nobody has looked at again.
    pub fn old_security_contact(file: &File, span: Span, date: &str) -> Self {
        Self::warning(file, span, "contatto-scaduto", format!("il contatto per la sicurezza valeva fino al {date}"))
            .hint("controlla che qualcuno lo legga ancora, poi scrivi una data entro un anno")
    }

    /// An address of a page without its last slash.
    pub fn link_without_slash(file: &File, span: Span, address: &str) -> Self {
        Self::error(file, span, "collegamento-senza-barra", format!("il collegamento `{}` deve finire con `/`", short(address))).hint(format!("scrivi `{}/`", short(address)))
    }

    /// A file that is mentioned and is not there.
    pub fn missing_asset(file: &File, span: Span, path: &str, near: Option<&str>) -> Self {
        Self::error(file, span, "file-citato-mancante", format!("il file `{}` non c'è", short(path))).maybe_hint(near.map(|near| format!("forse `{near}`")))
    }

    /// A redirect from the address of a page.
    pub fn hiding_redirect(file: &File, span: Span, address: &str) -> Self {
        Self::error(file, span, "reindirizzamento-che-copre", format!("il reindirizzamento da `{}` nasconde la pagina che ha questo indirizzo", short(address)))
    }

    /// Two redirects from one address.
    pub fn duplicate_redirect(file: &File, span: Span, address: &str) -> Self {
        Self::error(file, span, "reindirizzamento-doppio", format!("da `{}` parte già un altro reindirizzamento", short(address)))
    }

    /// A path that does not begin with a slash, or has what a path cannot have.
    pub fn bad_path(file: &File, span: Span, path: &str) -> Self {
        Self::error(file, span, "percorso-sbagliato", format!("`{}` non è un percorso", short(path))).hint("comincia con `/` e non ha spazi, `?`, `#`, `..` né `%` da soli")
    }

    /// A host name that is none.
    pub fn bad_host(file: &File, span: Span, host: &str) -> Self {
        Self::error(file, span, "sito-sbagliato", format!("`{}` non è il nome di un sito", short(host))).hint("scrivilo così: `vecchio.comune.example`, senza `https://`")
    }

    /// A name that an address of the site already has.
    pub fn reserved_id(file: &File, span: Span, id: &str, address: &str) -> Self {
        Self::error(file, span, "indirizzo-occupato", format!("il nome `{id}` darebbe l'indirizzo `{address}`, che è già di un'altra pagina"))
            .hint("scegli un altro nome per il file")
    }

    /// Some kind of content without which the site cannot stand.
    pub fn nothing_of(file: &File, what: &str) -> Self {
        Self::error(file, Span::FILE, "contenuto-mancante", format!("il sito non ha nessun contenuto di questo tipo: {what}"))
    }

    /// A balloon of somebody who is not in the cast, and the like.
    pub fn not_in_cast(file: &File, span: Span, who: &str, near: Option<&str>) -> Self {
        Self::error(file, span, "personaggio-sconosciuto", format!("il personaggio `{}` non è tra i `personaggi`", short(who)))
            .maybe_hint(near.map(|near| format!("forse `{near}`")))
    }

    /// A bookable thing without any time.
    pub fn no_times(file: &File, span: Span) -> Self {
        Self::error(file, span, "senza-orari", "mancano gli orari: scrivi `orario` o `date`")
    }

    /// Two lines of a timetable with a common time.
    pub fn overlapping_hours(file: &File, span: Span, line: u32) -> Self {
        Self::error(file, span, "orari-sovrapposti", format!("questo orario si sovrappone a quello della riga {line}")).hint("ogni ora va scritta una volta sola")
    }

    /// A timetable in which no slot fits.
    pub fn empty_timetable(file: &File, span: Span) -> Self {
        Self::error(file, span, "mai-prenotabile", "con questi orari non si può prenotare mai")
            .hint("controlla che il turno stia dentro l'orario, e che le chiusure non coprano tutto")
    }

    /// A timetable that is over.
    pub fn past_timetable(file: &File, span: Span) -> Self {
        Self::warning(file, span, "date-passate", "tutte le date sono passate: non si può più prenotare").hint("scrivi le date nuove, oppure togli il file")
    }

    /// A time to come to an office that is shut.
    pub fn outside_office_hours(file: &File, span: Span, day: &str) -> Self {
        Self::warning(file, span, "ufficio-chiuso", format!("{day} l'ufficio non è aperto in tutte queste ore"))
            .hint("correggi l'orario qui o nel file dell'ufficio; se si va altrove scrivi `luogo`, se l'ufficio apre apposta `fuori_orario: sì`")
    }

    // ── comics ───────────────────────────────────────────────────────────────────────────────

    /// A colour that is none, or on which white letters cannot be read.
    pub fn bad_colour(file: &File, span: Span, text: &str) -> Self {
        Self::error(file, span, "colore-sbagliato", format!("`{}` non va bene come colore", short(text)))
            .hint("scrivi un colore scuro così: `\"#0066cc\"`; sopra ci sono scritte bianche")
    }

    /// A place on stage that is none.
    pub fn bad_stage_place(file: &File, span: Span, text: &str) -> Self {
        Self::error(file, span, "posto-sbagliato", format!("`{}` non è un posto in scena", short(text)))
            .hint("scrivi `sinistra`, `centro-sinistra`, `centro`, `centro-destra`, `destra` o una percentuale da `5%` a `95%`")
    }

    /// More than one thing drawn large.
    pub fn two_exhibits(file: &File, span: Span) -> Self {
        Self::error(file, span, "troppe-cose-grandi", "in una vignetta ci può essere una sola cosa tra `schermo`, `elenco` e `oggetto`").hint("dividi la vignetta in due")
    }

    /// Words under nothing.
    pub fn words_without_object(file: &File, span: Span) -> Self {
        Self::error(file, span, "scritta-senza-oggetto", "`scritta` si scrive solo insieme a `oggetto`")
    }

    /// Something pointed at that is no block of the screen.
    pub fn unknown_block(file: &File, span: Span, id: &str, near: Option<&str>) -> Self {
        Self::error(file, span, "parte-sconosciuta", format!("nessuno dei `blocchi` ha l'`id` `{}`", short(id))).maybe_hint(near.map(|near| format!("forse `{near}`")))
    }

    /// A balloon or a caption for which there is no place.
    pub fn no_room(file: &File, span: Span, length: usize) -> Self {
        Self::error(file, span, "non-ci-sta", format!("nella vignetta non c'è posto per questo testo di {length} caratteri"))
            .hint("accorcia il testo, dividilo in due vignette, oppure sposta o togli un personaggio")
    }

    /// Letters that cannot be drawn.
    pub fn missing_letters(file: &File, span: Span, letters: &[char]) -> Self {
        let letters: Vec<String> = letters.iter().map(char::to_string).collect();
        Self::error(
            file,
            span,
            "segni-non-disegnabili",
            format!("nei fumetti non si possono disegnare questi segni: {}", list(&letters.iter().map(String::as_str).collect::<Vec<_>>())),
        )
    }

    /// A screen with more than fits.
    pub fn screen_full(file: &File, span: Span, over: u32) -> Self {
        Self::error(file, span, "schermo-pieno", format!("i `blocchi` sono più alti dello schermo di {over} punti"))
            .hint("togli un blocco o accorcia un testo; un blocco è alto circa 60 punti")
    }

    /// A text that is wider than its place.
    pub fn text_too_wide(file: &File, span: Span, text: &str) -> Self {
        Self::error(file, span, "testo-largo", format!("il testo `{}` è più largo del suo posto", short(text))).hint("usa meno parole")
    }

    /// People who stand on the same spot.
    pub fn people_overlap(file: &File, span: Span) -> Self {
        Self::error(file, span, "personaggi-sovrapposti", "due personaggi stanno nello stesso posto").hint("cambia `posto`, per esempio `20%` e `80%`")
    }

    /// Somebody before what must be read.
    pub fn person_covers(file: &File, span: Span) -> Self {
        Self::error(file, span, "personaggio-che-copre", "questo personaggio copre quello che si deve leggere")
            .hint("metti il personaggio da una parte, per esempio `posto: 15%` o `posto: 87%`")
    }

    /// A text that must be read too fast.
    pub fn too_fast(file: &File, span: Span, speed: f64) -> Self {
        let (easy, hard) = (comic::problem::EASY, comic::problem::HARD);
        let said = format!("questo testo passa a {speed:.0} caratteri al secondo: se ne leggono bene al massimo {easy:.0}");
        let fault = if speed > hard { Self::error(file, span, "lettura-troppo-veloce", said) } else { Self::warning(file, span, "lettura-veloce", said) };
        fault.hint("togli o allunga `durata`, abbassa `velocita_lettura`, oppure accorcia il testo")
    }

    /// A line that is not read at a glance.
    pub fn long_balloon(file: &File, span: Span, length: usize) -> Self {
        let limit = comic::problem::LONG;
        Self::warning(file, span, "battuta-lunga", format!("la battuta è di {length} caratteri: meglio al massimo {limit}")).hint("dividila in due battute")
    }

    /// A recorded voice that is none.
    pub fn bad_voice(file: &File, span: Span, path: &str) -> Self {
        Self::error(file, span, "voce-non-valida", format!("`{}` non è una registrazione WAV che si può leggere", short(path)))
            .hint("salvala come WAV (PCM), al massimo di due minuti")
    }

    // ── Markdown ─────────────────────────────────────────────────────────────────────────────

    /// A heading that no sheet has.
    pub fn unknown_section(file: &File, span: Span, title: &str, near: Option<&str>, all: &[&str]) -> Self {
        Self::error(file, span, "sezione-sconosciuta", format!("la sezione `{}` non fa parte della scheda", short(title))).hint(match near {
            Some(near) => format!("forse `{near}`"),
            None => format!("le sezioni sono {}", list(all)),
        })
    }

    /// A section that is there twice.
    pub fn duplicate_section(file: &File, span: Span, title: &str) -> Self {
        Self::error(file, span, "sezione-doppia", format!("la sezione `{}` c'è due volte", short(title)))
    }

    /// A section without which a sheet is not complete.
    pub fn missing_section(file: &File, span: Span, title: &str) -> Self {
        Self::error(file, span, "sezione-mancante", format!("manca la sezione `## {title}`"))
    }

    /// A section of nothing.
    pub fn empty_section(file: &File, span: Span, title: &str) -> Self {
        Self::error(file, span, "sezione-vuota", format!("la sezione `{}` è vuota", short(title)))
    }

    /// Text before the first section of a sheet.
    pub fn text_before_sections(file: &File, span: Span) -> Self {
        Self::error(file, span, "testo-fuori-sezione", "questo testo viene prima della prima sezione").hint("mettilo sotto uno dei titoli `##` della scheda")
    }

    /// A body that must not be empty.
    pub fn empty_body(file: &File, span: Span) -> Self {
        Self::error(file, span, "testo-mancante", "dopo le chiavi manca il testo")
    }

    /// A heading that skips a level, or a first-level one.
    pub fn heading_order(file: &File, span: Span, found: u8, wanted: u8) -> Self {
        let marks = |n: u8| "#".repeat(n.into());
        Self::error(file, span, "ordine-dei-titoli", format!("qui il titolo è di livello {found} (`{}`): il livello giusto è {wanted}", marks(found)))
            .hint(format!("scrivi `{} ` prima del titolo", marks(wanted)))
    }

    /// A heading without text.
    pub fn empty_heading(file: &File, span: Span) -> Self {
        Self::error(file, span, "titolo-vuoto", "il titolo è vuoto")
    }

    /// A phrase that no text can include.
    pub fn unknown_phrase(file: &File, span: Span, name: &str, phrases: &str, near: Option<&str>) -> Self {
        Self::error(file, span, "frase-sconosciuta", format!("la frase `{}` non è in `{phrases}`", short(name))).maybe_hint(near.map(|near| format!("forse `{near}`")))
    }

    /// The name of a phrase that does not stand alone.
    pub fn misplaced_phrase(file: &File, span: Span, text: &str) -> Self {
        Self::error(file, span, "frase-fuori-posto", format!("`{}` non sta da sola: resterebbe scritta così nella pagina", short(text)))
            .hint("mettila in una riga sua, fuori dagli elenchi, con una riga vuota prima e una dopo")
    }

    /// A phrase that includes another.
    pub fn nested_phrase(file: &File, span: Span, text: &str) -> Self {
        Self::error(file, span, "frase-nella-frase", format!("una frase non ne può contenere un'altra: `{}`", short(text))).hint("chi scrive il testo può includerle tutte e due")
    }

    /// A heading in a text that stands under headings of any level, such as a phrase or a step.
    pub fn needless_heading(file: &File, span: Span) -> Self {
        Self::error(file, span, "titolo-di-troppo", "in questo testo non ci possono essere titoli").hint("il suo titolo è la chiave `titolo`; per dividerlo usa un elenco")
    }

    /// A phrase that nobody includes.
    pub fn unused_phrase(file: &File, span: Span, name: &str) -> Self {
        Self::warning(file, span, "frase-non-usata", format!("nessun testo include la frase `{}`", short(name)))
            .hint(format!("scrivi `{{{{ {name} }}}}` dove serve, oppure toglila"))
    }

    /// HTML in Markdown.
    pub fn raw_html(file: &File, span: Span, html: &str) -> Self {
        Self::error(file, span, "html-nel-testo", format!("nel testo c'è HTML: `{}`", short(html.trim()))).hint("usa solo Markdown; per scrivere il segno `<` metti `\\<`")
    }

    /// A picture without words for it.
    pub fn missing_alt(file: &File, span: Span, path: &str) -> Self {
        Self::error(file, span, "descrizione-immagine-mancante", format!("l'immagine `{}` non ha la descrizione", short(path)))
            .hint("scrivila tra le parentesi quadre: `![che cosa si vede](…)`")
    }

    /// A link without text.
    pub fn empty_link(file: &File, span: Span, address: &str) -> Self {
        Self::error(file, span, "collegamento-senza-testo", format!("il collegamento a `{}` non ha testo", short(address)))
    }

    // ── plain language (warnings unless `sito.yaml` says otherwise) ──────────────────────────

    /// A sheet that is hard to read.
    pub fn hard_sheet(file: &File, index: i64, limit: u32) -> Self {
        Self::warning(file, Span::FILE, "testo-difficile", format!("il testo è difficile: indice Gulpease {index}, serve almeno {limit}"))
            .hint("accorcia le frasi e usa parole più corte")
    }

    /// A paragraph that is hard to read.
    pub fn hard_paragraph(file: &File, span: Span, index: i64, limit: u32) -> Self {
        Self::warning(file, span, "paragrafo-difficile", format!("il paragrafo è difficile: indice Gulpease {index}, serve almeno {limit}"))
            .hint("accorcia le frasi e usa parole più corte")
    }

    /// A sentence that is too long.
    pub fn long_sentence(file: &File, span: Span, words: usize, limit: u32) -> Self {
        Self::warning(file, span, "frase-lunga", format!("la frase è di {words} parole: il massimo è {limit}")).hint("dividila in due")
    }

    /// A bureaucratic word.
    pub fn hard_word(file: &File, span: Span, word: &str, plain: &str) -> Self {
        Self::warning(file, span, "parola-difficile", format!("`{}` è una parola da ufficio", short(word))).hint(format!("scrivi piuttosto: {plain}"))
    }

    /// Words in capitals.
    pub fn capitals(file: &File, span: Span, text: &str) -> Self {
        Self::warning(file, span, "maiuscole", format!("`{}` è scritto tutto in maiuscole", short(text))).hint("le maiuscole si leggono male: scrivi in minuscolo")
    }

    /// A link that says nothing of where it leads.
    pub fn vague_link(file: &File, span: Span, text: &str) -> Self {
        Self::warning(file, span, "collegamento-vago", format!("`{}` non dice dove porta il collegamento", short(text))).hint("usa come testo il titolo della pagina")
    }

    // ── finished pages ───────────────────────────────────────────────────────────────────────

    /// A template that cannot be used.
    pub fn bad_template(file: &File, span: Span, message: &str) -> Self {
        Self::error(file, span, "modello-di-pagina", format!("il modello di pagina non va bene: {message}"))
    }

    /// A style sheet that no browser would understand.
    pub fn bad_style(file: &File, span: Span, message: &str) -> Self {
        Self::error(file, span, "foglio-di-stile", format!("il foglio di stile non va bene: {message}"))
    }

    /// A finished page that breaks a rule of the audit.
    pub fn audit(file: &File, span: Span, rule: &'static str, title: String, hint: Option<String>) -> Self {
        Self { file: file.clone(), span, level: Level::Error, code: rule, title, hint }
    }

    /// Two pages with one address.
    pub fn duplicate_address(file: &File, address: &str) -> Self {
        Self::error(file, Span::FILE, "indirizzo-doppio", format!("due pagine hanno l'indirizzo `{address}`"))
    }
}
