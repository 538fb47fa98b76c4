// SPDX-License-Identifier: EUPL-1.2
//! Not a function: the tool with which whoever runs the service makes, lists and revokes the keys of offices and of Open311 apps in the
//! table `TABLE`, with credentials of their own. `LAMBDA_TASK_ROOT` is where `dist-functions/` is.
#![recursion_limit = "256"]

use anyhow::{Context as _, bail};
use domain::office::{KeyId, Keys as _};
use domain::store::Answer;
use functions::app::Machine;
use functions::keys;

const USAGE: &str = "chiavi new UFFICIO | chiavi new --open311 NOME | chiavi list | chiavi revoke NOME";

fn answered<T>(answer: Answer<T>) -> anyhow::Result<T> {
    answer.map_err(|error| anyhow::Error::from_boxed(error.0)).context("la tabella non risponde")
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let store = lambda::store()?;
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["new", office] => {
            if !lambda::site()?.offices.contains_key(office) {
                bail!("l'ufficio `{office}` non esiste");
            }
            println!("{}", answered(keys::make(&store, office, &Machine).await)?);
        }
        ["new", "--open311", name] => println!("{}", answered(keys::make_for_app(&store, name, &Machine).await)?),
        ["list"] => println!("{}", answered(keys::list(&store).await)?.as_deref().unwrap_or("non ci sono chiavi")),
        ["revoke", name] => {
            let Some(id) = KeyId::parse(name) else { bail!("`{name}` non è il nome di una chiave: guarda `chiavi list`") };
            if !answered(store.revoke(id).await)? {
                bail!("la chiave `{name}` non c'è");
            }
            println!("chiave tolta");
        }
        _ => bail!(USAGE),
    }
    Ok(())
}
