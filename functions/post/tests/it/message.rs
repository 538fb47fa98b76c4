// SPDX-License-Identifier: EUPL-1.2
//! Messages, as another program reads them.

use crate::samples::{appointment, email, message, now, sender};
use mail_parser::{MessageParser, MimeHeaders as _};
use post::ics::{Appointment, Status, file};
use post::message::{Message, Sender, WriteError, render};
use proptest::prelude::*;

fn wire(message: &Message, sender: &Sender) -> Vec<u8> {
    render(message, sender).expect("a message").formatted()
}

/// The header's names and unfolded values, read by hand.
fn headers(wire: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(wire);
    let head = text.split("\r\n\r\n").next().expect("a head").replace("\r\n ", " ").replace("\r\n\t", " ");
    head.split("\r\n").map(|line| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned())).expect("a header")).collect()
}

fn header(wire: &[u8], name: &str) -> String {
    let all: Vec<String> = headers(wire).into_iter().filter(|(known, _)| known == name).map(|(_, value)| value).collect();
    assert_eq!(all.len(), 1, "{name}: {all:?}");
    all[0].clone()
}

#[test]
fn what_stands_in_the_head() {
    let wire = wire(&message(), &sender());
    assert!(wire.is_ascii());
    assert_eq!(header(&wire, "Message-ID"), "<cd23-4fgh.confirmed.2@comune.example>");
    assert_eq!(header(&wire, "Date"), "Mon, 23 Nov 2026 11:00:00 +0000");
    assert_eq!(header(&wire, "Auto-Submitted"), "auto-generated");
    assert_eq!(header(&wire, "From"), "\"Comune di Prova\" <prenotazioni@comune.example>");
    assert_eq!(header(&wire, "Reply-To"), "anagrafe@comune.example");
    assert_eq!(header(&wire, "To"), "segreta@posta.example");
    let mail = MessageParser::new().parse(&wire).expect("a message");
    assert_eq!(mail.subject(), Some("Prenotazione confermata: giovedì 26 novembre, 9.30"));
}

#[test]
fn text_page_and_calendar() {
    let wire = wire(&message(), &sender());
    let mail = MessageParser::new().parse(&wire).expect("a message");
    let kinds: Vec<String> =
        mail.parts.iter().map(|part| part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default())).expect("a kind")).collect();
    assert_eq!(kinds, ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]);
    assert_eq!(mail.body_text(0).expect("text").replace("\r\n", "\n").trim_end(), message().text.trim_end());
    assert_eq!(mail.body_html(0).expect("a page").trim_end(), message().html);
    let calendar = mail.attachment(0).expect("an attachment");
    assert_eq!(calendar.attachment_name(), Some("appuntamento.ics"));
    let kind = calendar.content_type().expect("a kind");
    assert_eq!((kind.attribute("method"), kind.attribute("charset")), (Some("PUBLISH"), Some("utf-8")));
    assert_eq!(calendar.text_contents(), message().calendar.as_ref().map(|file| file.text.as_str()));
}

#[test]
fn a_cancelled_appointment_says_so_in_its_kind() {
    let cancelled = file(&Appointment { status: Status::Cancelled, ..appointment() }, &sender().address);
    let wire = wire(&Message { calendar: Some(cancelled), ..message() }, &sender());
    let mail = MessageParser::new().parse(&wire).expect("a message");
    let kind = mail.attachment(0).and_then(|part| part.content_type()).expect("a kind");
    assert_eq!(kind.attribute("method"), Some("CANCEL"));
}

#[test]
fn without_calendar_and_answers() {
    let wire = wire(&Message { calendar: None, ..message() }, &Sender { reply_to: None, ..sender() });
    assert!(headers(&wire).iter().all(|(name, _)| name != "Reply-To"));
    assert!(header(&wire, "Content-Type").starts_with("multipart/alternative;"));
    assert_eq!(MessageParser::new().parse(&wire).expect("a message").attachment_count(), 0);
}

#[test]
fn one_click_ends_them() {
    let url = "https://comune.example/segnala/CD23-4FGH/segui/x/basta/";
    let wire = wire(&Message { unsubscribe: Some(url.to_owned()), ..message() }, &sender());
    assert_eq!(header(&wire, "List-Unsubscribe"), format!("<{url}>"));
    assert_eq!(header(&wire, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    let without = self::wire(&message(), &sender());
    assert!(headers(&without).iter().all(|(name, _)| !name.starts_with("List-")));
}

#[test]
fn addresses_as_servers_read_them() {
    let check = |to: &str, expected: Result<&str, WriteError>| {
        let rendered = render(&Message { to: email(to), ..message() }, &sender());
        assert_eq!(rendered.map(|mail| mail.envelope().to()[0].to_string()), expected.map(str::to_owned), "{to}");
    };
    check("maria+comune@posta.example", Ok("maria+comune@posta.example"));
    check("o'neill@Posta.Example", Ok("o'neill@posta.example"));
    check("maria@città.example", Ok("maria@xn--citt-3na.example"));
    check("è@posta.example", Ok("è@posta.example"));
    check("a..b@posta.example", Err(WriteError::Address));
    check("a@po_%sta.example", Err(WriteError::Address));
}

#[test]
fn a_name_that_is_none_is_not_written() {
    for wrong in ["", ".", "..", "a/b", "a b", "../a", "a@b", "a>b", "A", "a\r\nBcc: c", "a..b", ".a", "a.", "è", &"a".repeat(121)] {
        assert_eq!(render(&Message { id: wrong.to_owned(), ..message() }, &sender()).map(drop), Err(WriteError::Id), "{wrong:?}");
    }
}

proptest! {
    #[test]
    fn nothing_written_becomes_a_header(subject in "(?s).{0,200}|[\"<>,;\\\\\r\n a-zè🦊]{0,300}", name in "(?s).{0,80}|[\"<>,;\\\\\r\n a-zè🦊]{0,80}") {
        let sent = wire(&Message { subject: subject.clone(), ..message() }, &Sender { name: name.clone(), ..sender() });
        let names: Vec<String> = headers(&sent).into_iter().map(|(name, _)| name).collect();
        let expected: Vec<String> = headers(&wire(&message(), &sender())).into_iter().map(|(name, _)| name).collect();
        prop_assert_eq!(names, expected);
        prop_assert!(sent.is_ascii());
        let mail = MessageParser::new().parse(&sent).expect("a message");
        let words = |text: &str| text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(words(mail.subject().unwrap_or_default()), words(&subject));
        let from = mail.from().and_then(|from| from.first()).expect("a sender");
        prop_assert_eq!(from.address(), Some("prenotazioni@comune.example"));
        prop_assert_eq!(words(from.name().unwrap_or_default()), words(&name));
        prop_assert_eq!(mail.to().and_then(|to| to.first()).and_then(|to| to.address()), Some("segreta@posta.example"));
        prop_assert_eq!(mail.date().map(|date| date.to_timestamp()), Some(now().as_second()));
    }

    #[test]
    fn bodies_arrive_as_they_were(text in "(?s)[^\r\0]{1,300}", html in "[^\r\0]{1,300}") {
        let sent = wire(&Message { text: text.clone(), html: html.clone(), ..message() }, &sender());
        prop_assert!(sent.split(|byte| *byte == b'\n').all(|line| line.len() <= 999 && line.iter().filter(|byte| **byte == b'\r').count() <= 1));
        let mail = MessageParser::new().parse(&sent).expect("a message");
        let plain = |text: &str| text.replace("\r\n", "\n").trim_end().to_owned();
        prop_assert_eq!(plain(mail.text_part(0).and_then(|part| part.text_contents()).unwrap_or_default()), plain(&text));
        prop_assert_eq!(plain(mail.html_part(0).and_then(|part| part.text_contents()).unwrap_or_default()), plain(&html));
    }
}
