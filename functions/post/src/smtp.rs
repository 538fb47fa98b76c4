// SPDX-License-Identifier: EUPL-1.2
//! Messages over SMTP, one conversation each. What a refusal means depends on when it comes: before there is
//! a recipient it is about us, and nothing else would go either; after that it is about this message.

use crate::message::{Message, Sender, render};
use crate::server::{Security, Server};
use crate::transport::{Cause, Post, PostError, Why};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use std::future::Future;
use std::time::Duration;
use tokio::time::{Instant, timeout, timeout_at};

/// The time that a conversation may take: [`Post::send`] promises it.
const TIME: Duration = Duration::from_secs(30);

/// The time for a polite end.
const GOODBYE: Duration = Duration::from_secs(2);

/// The ways to say who we are.
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

/// An SMTP server.
#[derive(Clone)]
pub struct Smtp {
    server: Server,
    sender: Sender,
    tls: Option<TlsParameters>,
    time: Duration,
}

impl Smtp {
    /// Speaks to this server, as this sender.
    ///
    /// # Errors
    /// When the machine has no certificates to know the server by.
    pub fn new(server: Server, sender: Sender) -> Result<Self, Error> {
        Self::trusting(server, sender, Vec::new())
    }

    /// The same, for a server whose certificate was signed by an authority of the house.
    ///
    /// # Errors
    /// When the machine has no certificates to know the server by.
    pub fn trusting(server: Server, sender: Sender, authorities: Vec<Certificate>) -> Result<Self, Error> {
        let tls = match server.security {
            Security::Plain => None,
            Security::StartTls | Security::Tls => {
                let builder = TlsParameters::builder(server.host.clone());
                Some(authorities.into_iter().fold(builder, |builder, authority| builder.add_root_certificate(authority)).build()?)
            }
        };
        Ok(Self { server, sender, tls, time: TIME })
    }

    /// Gives a conversation less time.
    #[must_use]
    pub fn within(self, time: Duration) -> Self {
        Self { time: time.min(TIME), ..self }
    }

    async fn connect(&self, hello: &ClientId, until: Instant) -> Result<AsyncSmtpConnection, PostError> {
        let Server { host, port, security, credentials } = &self.server;
        let wrapper = self.tls.clone().filter(|_| *security == Security::Tls);
        let mut connection = step("connect", until, AsyncSmtpConnection::connect_tokio1((host.as_str(), *port), None, hello, wrapper, None)).await?;
        if let (Security::StartTls, Some(tls)) = (security, &self.tls) {
            step("STARTTLS", until, connection.starttls(tls.clone(), hello)).await?;
        }
        if let Some(credentials) = credentials {
            step("AUTH", until, connection.auth(&MECHANISMS, credentials)).await?;
        }
        Ok(connection)
    }
}

impl Post for Smtp {
    async fn send(&self, message: &Message) -> Result<(), PostError> {
        let until = Instant::now() + self.time;
        let mail = render(message, &self.sender).map_err(|error| PostError::Refused(Why { step: "write", cause: Cause::Unwritable(error) }))?;
        let hello = ClientId::Domain(mail.envelope().from().map_or("localhost", |from| from.domain()).to_owned());
        let mut connection = self.connect(&hello, until).await?;
        let result = transact(&mut connection, &mail, until).await;
        // However it goes, what was answered is answered.
        let _ = timeout(GOODBYE, connection.abort()).await;
        result
    }
}

async fn transact(connection: &mut AsyncSmtpConnection, mail: &lettre::Message, until: Instant) -> Result<(), PostError> {
    let bytes = mail.formatted();
    let mut parameters = Vec::new();
    if !bytes.is_ascii() {
        // Only an address is ever written beyond ASCII: everything else is encoded.
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(PostError::Refused(Why { step: "MAIL", cause: Cause::Unreadable }));
        }
        parameters.extend([MailParameter::SmtpUtfEight, MailParameter::Body(MailBodyParameter::EightBitMime)]);
    }
    step("MAIL", until, connection.command(Mail::new(mail.envelope().from().cloned(), parameters))).await?;
    for recipient in mail.envelope().to() {
        step("RCPT", until, connection.command(Rcpt::new(recipient.clone(), Vec::new()))).await?;
    }
    step("DATA", until, connection.command(Data)).await?;
    step("message", until, connection.message(&bytes)).await?;
    Ok(())
}

/// A step of a conversation, while there is time.
async fn step<T>(step: &'static str, until: Instant, doing: impl Future<Output = Result<T, Error>>) -> Result<T, PostError> {
    match timeout_at(until, doing).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(judged(step, &error)),
        // Whether the server has taken it is not known.
        Err(_) if step == "message" => Err(PostError::Later(Why { step, cause: Cause::TimeOut })),
        Err(_) => Err(PostError::Away(Why { step, cause: Cause::TimeOut })),
    }
}

fn judged(step: &'static str, error: &Error) -> PostError {
    let code = error.status().map(u16::from);
    let cause = match code {
        Some(code) => Cause::Reply(code),
        None if error.is_timeout() => Cause::TimeOut,
        None if error.is_response() || error.is_client() => Cause::Protocol,
        None => Cause::Connection,
    };
    let why = Why { step, cause };
    match (step, code) {
        ("RCPT" | "DATA" | "message", Some(500..)) if !is_about_us(error) => PostError::Refused(why),
        // The server shuts (RFC 5321, 3.8).
        (_, Some(421)) => PostError::Away(why),
        ("RCPT" | "DATA" | "message", Some(_)) | ("message", None) => PostError::Later(why),
        _ => PostError::Away(why),
    }
}

/// Whether a refusal is about who we are and what we may do, which somebody will set right: authentication
/// (RFC 4954, 6) and policy (RFC 3463, 3.8). The message waits.
fn is_about_us(error: &Error) -> bool {
    let code = error.status().map(u16::from);
    let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    matches!(code, Some(530 | 534 | 535 | 538)) || said.starts_with("5.7.")
}
