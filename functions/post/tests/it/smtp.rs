// SPDX-License-Identifier: EUPL-1.2
//! Conversations of our client with a server on a real socket.

use crate::samples::{email, message, sender};
use crate::server::{Fault, PASSWORD, Server, Step, Tls, USER};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::Certificate;
use mail_parser::{MessageParser, MimeHeaders as _};
use post::message::{Message, WriteError};
use post::server::Security;
use post::smtp::Smtp;
use post::transport::{Cause, Post as _, PostError, Why};
use std::time::Duration;
use tokio::net::TcpListener;

/// Enough for a conversation on this machine that never waits.
const SHORT: Duration = Duration::from_secs(1);

fn client(server: &Server) -> Smtp {
    let setting = post::server::Server::parse(&format!("smtp://{}", server.address)).expect("a setting");
    Smtp::new(setting, sender()).expect("a client")
}

async fn send_to(fault: Fault) -> (Result<(), PostError>, Server) {
    let server = Server::start(&[fault]).await;
    let client = client(&server);
    let client = if matches!(fault, Fault::Silence(_)) { client.within(SHORT) } else { client };
    (client.send(&message()).await, server)
}

#[tokio::test]
async fn a_message_arrives_whole() {
    let (sent, server) = send_to(Fault::None).await;
    assert_eq!(sent, Ok(()));
    let arrived = server.arrived();
    assert_eq!(arrived.len(), 1);
    assert_eq!((arrived[0].from.as_str(), arrived[0].to.as_slice()), ("prenotazioni@comune.example", ["segreta@posta.example".to_owned()].as_slice()));
    let mail = MessageParser::new().parse(&arrived[0].data).expect("a message");
    assert_eq!(mail.message_id(), Some("cd23-4fgh.confirmed.2@comune.example"));
    assert_eq!(mail.subject(), Some(message().subject.as_str()));
    assert_eq!(mail.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
    // The second line is a lone full stop, which would end the message.
    assert_eq!(mail.body_text(0).expect("text").replace("\r\n", "\n").trim_end(), message().text.trim_end());
    assert_eq!(mail.body_html(0).expect("a page").trim_end(), message().html);
    let calendar = mail.attachment(0).expect("a calendar");
    assert_eq!(calendar.attachment_name(), Some("appuntamento.ics"));
    assert_eq!(calendar.text_contents(), message().calendar.as_ref().map(|file| file.text.as_str()));
    assert_eq!(server.lines(), ["EHLO comune.example", "MAIL FROM:<prenotazioni@comune.example>", "RCPT TO:<segreta@posta.example>", "DATA", "QUIT"]);
}

#[tokio::test]
async fn what_a_refusal_means_depends_on_when_it_comes() {
    let away = |step, code| Err(PostError::Away(Why { step, cause: Cause::Reply(code) }));
    let later = |step, code| Err(PostError::Later(Why { step, cause: Cause::Reply(code) }));
    let refused = |step, code| Err(PostError::Refused(Why { step, cause: Cause::Reply(code) }));
    for (at, code, text, expected) in [
        (Step::Greeting, 421, "too busy", away("connect", 421)),
        (Step::Greeting, 554, "go away", away("connect", 554)),
        (Step::Hello, 421, "shutting down", away("connect", 421)),
        (Step::Mail, 451, "local error", away("MAIL", 451)),
        (Step::Mail, 550, "sender unknown", away("MAIL", 550)),
        (Step::Recipient, 421, "shutting down", away("RCPT", 421)),
        (Step::Recipient, 451, "4.7.1 <segreta@posta.example> greylisted", later("RCPT", 451)),
        (Step::Recipient, 550, "5.1.1 <segreta@posta.example> unknown", refused("RCPT", 550)),
        (Step::Recipient, 552, "mailbox full", refused("RCPT", 552)),
        (Step::Recipient, 554, "5.7.1 relay access denied", later("RCPT", 554)),
        (Step::Recipient, 530, "authentication required", later("RCPT", 530)),
        (Step::Data, 421, "shutting down", away("DATA", 421)),
        (Step::Data, 451, "local error", later("DATA", 451)),
        (Step::End, 421, "shutting down", away("message", 421)),
        (Step::End, 452, "disk full", later("message", 452)),
        (Step::End, 552, "too big", refused("message", 552)),
        (Step::End, 550, "5.7.26 not signed", later("message", 550)),
    ] {
        let (sent, server) = send_to(Fault::Reply(at, code, text)).await;
        assert_eq!(sent, expected, "{at:?} {code} {text}");
        assert_eq!(server.arrived(), []);
        assert!(!format!("{sent:?} {}", sent.unwrap_err()).contains("segreta"), "an error names nobody");
        // The same client, when the server is well again.
        assert_eq!(client(&server).send(&message()).await, Ok(()));
        assert_eq!(server.arrived().len(), 1);
    }
}

#[tokio::test]
async fn a_server_that_is_not_there() {
    let port = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("an address").port();
    let setting = post::server::Server::parse(&format!("smtp://127.0.0.1:{port}")).expect("a setting");
    let sent = Smtp::new(setting, sender()).expect("a client").send(&message()).await;
    assert_eq!(sent, Err(PostError::Away(Why { step: "connect", cause: Cause::Connection })));
}

#[tokio::test]
async fn a_server_that_says_nothing_ends_by_time() {
    let steps = [(Step::Greeting, "connect"), (Step::Hello, "connect"), (Step::Mail, "MAIL"), (Step::Recipient, "RCPT"), (Step::Data, "DATA"), (Step::End, "message")];
    let mut all = tokio::task::JoinSet::new();
    for (at, step) in steps {
        all.spawn(async move {
            let (sent, _server) = send_to(Fault::Silence(at)).await;
            let why = Why { step, cause: Cause::TimeOut };
            // After the last word nobody knows; before it, nothing has gone.
            assert_eq!(sent, Err(if at == Step::End { PostError::Later(why) } else { PostError::Away(why) }));
        });
    }
    all.join_all().await;
}

#[tokio::test]
async fn a_connection_cut_before_the_last_answer_gives_the_same_message_twice() {
    let (sent, server) = send_to(Fault::Cut(Step::End)).await;
    assert!(matches!(sent, Err(PostError::Later(Why { step: "message", .. }))), "{sent:?}");
    assert_eq!(client(&server).send(&message()).await, Ok(()));
    let ids: Vec<Option<String>> = server.arrived().iter().map(|mail| MessageParser::new().parse(&mail.data).and_then(|mail| mail.message_id().map(str::to_owned))).collect();
    assert_eq!(ids, vec![Some("cd23-4fgh.confirmed.2@comune.example".to_owned()); 2]);
    for at in [Step::Greeting, Step::Hello, Step::Mail, Step::Recipient, Step::Data] {
        let (sent, server) = send_to(Fault::Cut(at)).await;
        assert!(matches!(sent, Err(PostError::Away(_) | PostError::Later(_))), "{at:?}: {sent:?}");
        assert_eq!(server.arrived(), []);
    }
}

#[tokio::test]
async fn addresses_that_the_server_cannot_write_to() {
    let server = Server::start(&[]).await;
    let send = async |to: &str| client(&server).send(&Message { to: email(to), ..message() }).await;
    assert_eq!(send("maria@città.example").await, Ok(()));
    assert_eq!(server.arrived()[0].to, ["maria@xn--citt-3na.example"]);
    assert_eq!(send("è@posta.example").await, Err(PostError::Refused(Why { step: "MAIL", cause: Cause::Unreadable })));
    assert_eq!(send("a..b@posta.example").await, Err(PostError::Refused(Why { step: "write", cause: Cause::Unwritable(WriteError::Address) })));
    assert_eq!(server.arrived().len(), 1);
}

/// A client that is told how to keep the conversation from others.
fn safe(server: &Server, security: Security, trusted: bool, password: &str) -> Smtp {
    let credentials = Some(Credentials::new(USER.to_owned(), password.to_owned()));
    let setting = post::server::Server { host: "localhost".to_owned(), port: server.address.port(), security, credentials };
    let authorities = trusted.then(|| Certificate::from_der(server.authority.clone()).expect("a certificate"));
    Smtp::trusting(setting, sender(), authorities.into_iter().collect()).expect("a client")
}

#[tokio::test]
async fn safe_conversations() {
    for (tls, security) in [(Tls::FromTheStart, Security::Tls), (Tls::WhenAsked, Security::StartTls)] {
        let server = Server::with(&[], tls).await;
        assert_eq!(safe(&server, security, true, PASSWORD).send(&message()).await, Ok(()));
        assert_eq!(server.arrived()[0].user.as_deref(), Some(USER));
        let refused = safe(&server, security, true, "wrong").send(&message()).await;
        assert_eq!(refused, Err(PostError::Away(Why { step: "AUTH", cause: Cause::Reply(535) })));
        let unknown = safe(&server, security, false, PASSWORD).send(&message()).await;
        assert!(matches!(unknown, Err(PostError::Away(Why { cause: Cause::Connection, .. }))), "{unknown:?}");
        assert_eq!(server.arrived().len(), 1);
    }
}

#[tokio::test]
async fn nothing_goes_in_clear_when_the_server_cannot_do_better() {
    let server = Server::start(&[]).await;
    let sent = safe(&server, Security::StartTls, true, PASSWORD).send(&message()).await;
    assert_eq!(sent, Err(PostError::Away(Why { step: "STARTTLS", cause: Cause::Protocol })));
    assert!(server.lines().iter().all(|line| line.starts_with("EHLO")), "{:?}", server.lines());
}
