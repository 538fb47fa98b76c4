// SPDX-License-Identifier: EUPL-1.2
//! Which SMTP server takes our messages, said as one setting: `smtps://user:password@host:port`, or `smtp://…`
//! with STARTTLS. Only to this very machine may a message go in clear.

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::{SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use percent_encoding::percent_decode_str;
use std::fmt;
use std::net::IpAddr;
use url::Url;

/// A server and how to speak to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the conversation is kept from others.
    pub security: Security,
    /// Who we are to it; the password does not show itself in a log.
    pub credentials: Option<Credentials>,
}

/// How a conversation is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Not at all: it does not leave the machine.
    Plain,
    /// From the second word on, or it ends (RFC 3207).
    StartTls,
    /// From the first word on (RFC 8314).
    Tls,
}

/// What is wrong with the setting. It does not say the setting again: that has a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerError {
    /// It is no address.
    Address,
    /// It begins with something else.
    Scheme,
    /// It names no host.
    Host,
    /// It has a user without a password, or one that is no UTF-8.
    Credentials,
    /// Something stands after the port.
    Rest,
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Address => "the address of the mail server is not understood",
            Self::Scheme => "the address of the mail server begins neither with `smtp://` nor with `smtps://`",
            Self::Host => "the address of the mail server names no host",
            Self::Credentials => "the address of the mail server has a user without a password, or letters that are no UTF-8",
            Self::Rest => "the address of the mail server goes on after host and port",
        })
    }
}

impl std::error::Error for ServerError {}

impl Server {
    /// Reads the setting.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, ServerError> {
        let url = Url::parse(text).map_err(|_| ServerError::Address)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(ServerError::Host)?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let (security, port) = match url.scheme() {
            "smtps" => (Security::Tls, SUBMISSIONS_PORT),
            "smtp" if is_this_machine(&host) => (Security::Plain, SMTP_PORT),
            "smtp" => (Security::StartTls, SUBMISSION_PORT),
            _ => return Err(ServerError::Scheme),
        };
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(ServerError::Rest);
        }
        Ok(Self { port: url.port().unwrap_or(port), security, credentials: credentials(&url)?, host })
    }
}

fn credentials(url: &Url) -> Result<Option<Credentials>, ServerError> {
    let decoded = |text| percent_decode_str(text).decode_utf8().map(|text| text.into_owned()).map_err(|_| ServerError::Credentials);
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (user, Some(password)) if !user.is_empty() => Ok(Some(Credentials::new(decoded(user)?, decoded(password)?))),
        _ => Err(ServerError::Credentials),
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, host: &str, port: u16, security: Security, credentials: Option<(&str, &str)>) {
        let credentials = credentials.map(|(user, password)| Credentials::new(user.to_owned(), password.to_owned()));
        assert_eq!(Server::parse(text), Ok(Server { host: host.to_owned(), port, security, credentials }), "{text}");
    }

    #[test]
    fn only_this_machine_is_spoken_to_in_clear() {
        check("smtps://posta.example", "posta.example", 465, Security::Tls, None);
        check("smtps://localhost:4650/", "localhost", 4650, Security::Tls, None);
        check("smtp://posta.example", "posta.example", 587, Security::StartTls, None);
        check("smtp://10.0.0.7:25", "10.0.0.7", 25, Security::StartTls, None);
        check("smtp://localhost.example", "localhost.example", 587, Security::StartTls, None);
        check("smtp://localhost", "localhost", 25, Security::Plain, None);
        check("smtp://127.0.0.1:2525", "127.0.0.1", 2525, Security::Plain, None);
        check("smtp://[::1]:2525", "::1", 2525, Security::Plain, None);
        check("smtps://u%40comune:p%3A%2F%23%C3%A8@posta.example:465", "posta.example", 465, Security::Tls, Some(("u@comune", "p:/#è")));
    }

    #[test]
    fn what_is_no_setting() {
        for (text, error) in [
            ("", ServerError::Address),
            ("posta.example", ServerError::Address),
            ("https://posta.example", ServerError::Scheme),
            ("smtp:posta.example", ServerError::Host),
            ("smtp://", ServerError::Host),
            ("smtp://user@posta.example", ServerError::Credentials),
            ("smtp://:secret@posta.example", ServerError::Credentials),
            ("smtp://u:%FF@posta.example", ServerError::Credentials),
            ("smtp://posta.example?tls=opportunistic", ServerError::Rest),
            ("smtp://posta.example/altro", ServerError::Rest),
        ] {
            assert_eq!(Server::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_password_does_not_show_itself() {
        let server = Server::parse("smtps://user:segreto@posta.example").expect("a server");
        assert!(!format!("{server:?}").contains("segreto"));
    }
}
