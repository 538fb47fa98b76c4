// SPDX-License-Identifier: EUPL-1.2
//! What citizens are written, and when.

use crate::town::{Town, token};
use domain::store::Store as _;
use functions::message::write;
use post::message::Message;

/// Takes every message that waits, in the order of the store.
async fn drained(town: &Town) -> Vec<Message> {
    let mut messages = Vec::new();
    loop {
        let waiting = town.app.store().waiting(town.app.now(), 10).await.expect("a store");
        if waiting.is_empty() {
            return messages;
        }
        for waiting in waiting {
            messages.push(write(&town.app, &waiting).expect("it can be written").expect("there is something to say"));
            town.app.store().sent(&waiting).await.expect("a store");
        }
    }
}

#[tokio::test]
async fn every_change_is_said_with_the_private_link_and_the_calendar() {
    let town = Town::new();
    let mine = town.book("2026-11-26", "0900", "Maria & \"Co\" 🦊").await;
    let code = token(&mine).code();
    let messages = drained(&town).await;
    let [confirmed] = &messages[..] else { panic!("one message: {messages:?}") };
    assert_eq!(confirmed.id, format!("{}.confirmed.0", code.as_str().to_lowercase()));
    assert_eq!((confirmed.to.as_str(), confirmed.subject.as_str()), ("maria@posta.example", "Prenotazione confermata: Sportello facile, giovedì 26 novembre 2026, ore 09:00"));
    assert!(confirmed.text.contains("Ciao Maria & \"Co\" 🦊,") && confirmed.text.contains(&format!("https://comune.example{mine}\n")), "{}", confirmed.text);
    assert!(confirmed.html.contains("Maria &amp; ") && confirmed.html.contains("Un documento"), "{}", confirmed.html);
    assert!(confirmed.calendar.as_ref().is_some_and(|file| file.text.contains("METHOD:PUBLISH") && file.text.contains("SEQUENCE:0")));
    town.post(&format!("{mine}sposta/2026-11-27/"), &[("richiesta", &town.app.fresh().text()), ("ora", "1000")]).await;
    town.post(&format!("{mine}disdici/"), &[]).await;
    let messages = drained(&town).await;
    let ids: Vec<String> = messages.iter().map(|message| message.id.replace(&code.as_str().to_lowercase(), "…")).collect();
    assert_eq!(ids, ["….moved.1", "….cancelled.2"]);
    assert!(messages[1].calendar.as_ref().is_some_and(|file| file.text.contains("METHOD:CANCEL") && file.text.contains("SEQUENCE:2")), "{:?}", messages[1].calendar);
    assert!(!messages[1].text.contains("/prenota/_mia/"), "nothing is left to see: {}", messages[1].text);
}
