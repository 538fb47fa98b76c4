// SPDX-License-Identifier: EUPL-1.2
//! The keys of offices, as whoever runs the service makes and lists them, wherever the store is. What is
//! said is Italian: the same words in the local program and beside AWS.

use crate::app::World;
use domain::office::{Keys, OfficeKey};
use domain::store::Answer;
use domain::token::Token;

/// Makes a key for an office; what it says is said once.
///
/// # Errors
/// When the store does not answer.
pub async fn make<S: Keys>(store: &S, office: &str, world: &impl World) -> Answer<String> {
    let secret = Token::new(world.random());
    let key = OfficeKey::new(secret, office.to_owned(), world.now());
    store.put_key(&key).await?;
    Ok(format!("chiave di `{office}`: {}\nnome della chiave, per toglierla: {}\nConservala: non si può leggere di nuovo.", secret.text(), key.id().text()))
}

/// Lists the keys: their names, which open nothing. `None` when there is none.
///
/// # Errors
/// When the store does not answer.
pub async fn list<S: Keys>(store: &S) -> Answer<Option<String>> {
    let lines: Vec<String> = store.keys().await?.iter().map(|key| format!("{}  {}  {}", key.id().text(), model::timetable::day_of(key.created), key.office)).collect();
    Ok((!lines.is_empty()).then(|| lines.join("\n")))
}
