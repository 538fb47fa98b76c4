// SPDX-License-Identifier: EUPL-1.2
//! The page of the docs about the states of a report is made from the code. `BLESS=1 cargo test` writes it anew.
#![expect(clippy::disallowed_methods, reason = "tests read and write the docs")]

use domain::report::REOPEN_DAYS;
use domain::report::status::table;
use std::path::Path;

fn page() -> String {
    format!(
        "<!-- SPDX-License-Identifier: EUPL-1.2 -->\n<!-- Made from functions/domain/src/report/status.rs by its test: BLESS=1 cargo test -p domain --test docs -->\n\n\
        # Gli stati di una segnalazione\n\n\
        Una segnalazione passa da uno stato all'altro solo così. Il motivo dell'ufficio, quando serve, si legge nella pagina pubblica; quello di chi riapre lo leggono gli uffici.\n\n{}\n\
        Chi ha segnalato può riaprire entro {REOPEN_DAYS} giorni dalla fine. Una segnalazione unita a un'altra non si riapre: continua l'altra.\n",
        table()
    )
}

#[test]
fn the_page_of_the_docs_says_what_the_code_does() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/stati-segnalazioni.md");
    if std::env::var("BLESS").is_ok() {
        std::fs::write(&path, page()).expect("the docs can be written");
    }
    assert_eq!(std::fs::read_to_string(&path).expect("the page is there"), page());
}
