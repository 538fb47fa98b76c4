// SPDX-License-Identifier: EUPL-1.2
//! The keys of offices and of apps, as whoever runs the service makes and lists them, wherever the store is. What is
//! said is Italian: the same words in the local program and beside AWS.

use crate::app::World;
use domain::office::{Keys, OfficeKey, Purpose};
use domain::store::Answer;
use domain::token::Token;

/// Makes a key for an office; what it says is said once.
///
/// # Errors
/// When the store does not answer.
pub async fn make<S: Keys>(store: &S, office: &str, world: &impl World) -> Answer<String> {
    let secret = Token::new(world.random());
    put(store, &OfficeKey::new(secret, office.to_owned(), world.now()), secret).await
}

/// Makes a key for an app that sends reports; what it says is said once.
///
/// # Errors
/// When the store does not answer.
pub async fn make_for_app<S: Keys>(store: &S, name: &str, world: &impl World) -> Answer<String> {
    let secret = Token::new(world.random());
    put(store, &OfficeKey::of_app(secret, name.to_owned(), world.now()), secret).await
}

async fn put<S: Keys>(store: &S, key: &OfficeKey, secret: Token) -> Answer<String> {
    store.put_key(key).await?;
    Ok(format!("chiave di `{}`: {}\nnome della chiave, per toglierla: {}\nConservala: non si può leggere di nuovo.", key.office, secret.text(), key.id().text()))
}

/// Lists the keys: their names, which open nothing. `None` when there is none.
///
/// # Errors
/// When the store does not answer.
pub async fn list<S: Keys>(store: &S) -> Answer<Option<String>> {
    let app = |key: &OfficeKey| if key.purpose == Purpose::Open311 { "app Open311: " } else { "" };
    let lines = store.keys().await?.into_iter().map(|key| format!("{}  {}  {}{}", key.id().text(), model::timetable::day_of(key.created), app(&key), key.office));
    let lines: Vec<String> = lines.collect();
    Ok((!lines.is_empty()).then(|| lines.join("\n")))
}
