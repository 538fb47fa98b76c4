// SPDX-License-Identifier: EUPL-1.2
//! The keys of offices in AWS: made by whoever runs the service, good at once, gone at once.

use crate::town::{Lambda, Town};
use http::Request;

async fn sign_in(town: &Town, lambda: &Lambda, secret: &str) -> u16 {
    let request = Request::post("/operatori/").header("x-nf-sign", town.signature()).header("x-nf-client-connection-ip", "192.0.2.3");
    lambda.ask(request.body(format!("chiave={secret}").into_bytes()).expect("a request")).await.status
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_is_made_used_and_revoked() {
    let town = Town::new().await;
    let lambda = town.lambda("prenotazioni").await;
    assert_eq!(town.keys(&lambda, &["list"]).await, ("non ci sono chiavi\n".to_owned(), true));
    let (made, well) = town.keys(&lambda, &["new", "comune"]).await;
    assert!(well, "{made}");
    let after = |words: &str| made.split_once(words).and_then(|(_, rest)| rest.lines().next()).expect(words).to_owned();
    let (secret, name) = (after("chiave di `comune`: "), after("nome della chiave, per toglierla: "));
    assert_eq!(sign_in(&town, &lambda, &secret).await, 303);
    let log = lambda.logged(&format!("offices: signed in with the key {name}")).await;
    assert!(!log.contains(&secret), "{log}");
    assert!(town.keys(&lambda, &["list"]).await.0.starts_with(&name));
    assert_eq!(town.keys(&lambda, &["revoke", &name]).await, ("chiave tolta\n".to_owned(), true));
    assert_eq!(sign_in(&town, &lambda, &secret).await, 422);
    for (words, fault) in [
        (vec!["new", "altrove"], "l'ufficio `altrove` non esiste"),
        (vec!["revoke", &name], "non c'è"),
        (vec!["revoke", "x"], "non è il nome di una chiave"),
        (vec![], "chiavi new UFFICIO"),
    ] {
        let (said, well) = town.keys(&lambda, &words).await;
        assert!(!well && said.contains(fault), "{words:?}: {said}");
    }
}
