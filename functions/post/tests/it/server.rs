// SPDX-License-Identifier: EUPL-1.2
//! An SMTP server on a real socket, on the state machine of the crate `mailin`. For each conversation it can
//! be told one thing to do wrong.

use mailin::{Action, AuthMechanism, Handler, Response, SessionBuilder};
use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

pub const USER: &str = "comune";
pub const PASSWORD: &str = "p@ss:/word";

/// What goes wrong in one conversation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Nothing.
    None,
    /// The step is answered so.
    Reply(Step, u16, &'static str),
    /// The step is never answered.
    Silence(Step),
    /// The connection is cut in place of the answer.
    Cut(Step),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Greeting,
    Hello,
    Mail,
    Recipient,
    Data,
    /// The message has arrived whole.
    End,
}

/// How the server keeps a conversation from others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    Never,
    FromTheStart,
    WhenAsked,
    /// It was asked.
    Begun,
}

/// What has arrived.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrived {
    pub from: String,
    pub to: Vec<String>,
    pub data: Vec<u8>,
    pub user: Option<String>,
}

#[derive(Default)]
struct Seen {
    faults: VecDeque<Fault>,
    arrived: Vec<Arrived>,
    /// The lines of all conversations before a message begins.
    lines: Vec<String>,
}

pub struct Server {
    pub address: SocketAddr,
    /// The authority that signed its certificate.
    pub authority: Vec<u8>,
    seen: Arc<Mutex<Seen>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    pub async fn start(faults: &[Fault]) -> Self {
        Self::with(faults, Tls::Never).await
    }

    pub async fn with(faults: &[Fault], tls: Tls) -> Self {
        let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der()));
        let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certified.cert.der().clone()], key).expect("a configuration");
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(Seen { faults: faults.iter().copied().collect(), ..Seen::default() }));
        let shared = seen.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let fault = shared.lock().expect("nobody panics").faults.pop_front().unwrap_or(Fault::None);
                tokio::spawn(converse(stream, shared.clone(), fault, tls, acceptor.clone()));
            }
        });
        Self { address, authority: certified.cert.der().to_vec(), seen, task }
    }

    pub fn arrived(&self) -> Vec<Arrived> {
        self.seen.lock().expect("nobody panics").arrived.clone()
    }

    pub fn lines(&self) -> Vec<String> {
        self.seen.lock().expect("nobody panics").lines.clone()
    }
}

/// Whether the conversation goes on.
#[derive(PartialEq, Eq)]
enum Ending {
    Over,
    Upgrade,
}

async fn converse(stream: TcpStream, seen: Arc<Mutex<Seen>>, fault: Fault, tls: Tls, acceptor: TlsAcceptor) {
    // A client that goes away in the middle is what some tests want.
    let _: std::io::Result<()> = async {
        if tls == Tls::FromTheStart {
            let mut stream = BufReader::new(acceptor.accept(stream).await?);
            talk(&mut stream, &seen, fault, tls).await?;
            return Ok(());
        }
        let mut stream = BufReader::new(stream);
        if talk(&mut stream, &seen, fault, tls).await? == Ending::Upgrade {
            let mut stream = BufReader::new(acceptor.accept(stream.into_inner()).await?);
            talk(&mut stream, &seen, fault, Tls::Begun).await?;
        }
        Ok(())
    }
    .await;
}

async fn talk<T: AsyncRead + AsyncWrite + Unpin>(stream: &mut BufReader<T>, seen: &Mutex<Seen>, fault: Fault, tls: Tls) -> std::io::Result<Ending> {
    let mut builder = SessionBuilder::new("posta.example");
    match tls {
        Tls::Never => {}
        Tls::WhenAsked => _ = builder.enable_start_tls(),
        // A server that knows users speaks to nobody else.
        Tls::FromTheStart | Tls::Begun => _ = builder.enable_auth(AuthMechanism::Plain).insecure_enable_plaintext_auth(),
    }
    let mut session = builder.build(IpAddr::from([127, 0, 0, 1]), Desk { seen, fault, letter: None, user: None });
    let mut answer = if tls != Tls::Begun { Some((Step::Greeting, session.greeting())) } else { None };
    let mut in_data = false;
    loop {
        if let Some((step, response)) = answer.take() {
            match fault {
                Fault::Silence(at) if at == step => std::future::pending().await,
                Fault::Cut(at) if at == step => return Ok(Ending::Over),
                Fault::Reply(at, code, text) if at == step && step == Step::Greeting => {
                    stream.get_mut().write_all(format!("{code} {text}\r\n").as_bytes()).await?;
                    return Ok(Ending::Over);
                }
                _ => {}
            }
            stream.get_mut().write_all(&response.buffer()?).await?;
            stream.get_mut().flush().await?;
            match response.action {
                // After a message that it refuses, `mailin` waits for the rest of it for ever.
                _ if step == Step::End && response.is_error => return Ok(Ending::Over),
                Action::Close => return Ok(Ending::Over),
                Action::UpgradeTls => return Ok(Ending::Upgrade),
                Action::NoReply | Action::Reply => {}
            }
            in_data = response.code == 354;
        }
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Ok(Ending::Over);
        }
        let response = session.process(&line);
        if !in_data {
            seen.lock().expect("nobody panics").lines.push(String::from_utf8_lossy(&line).trim_end().to_owned());
        }
        if response.action != Action::NoReply {
            answer = Some((step_of(&line, in_data), response));
        }
    }
}

fn step_of(line: &[u8], in_data: bool) -> Step {
    match line.split(|byte| matches!(byte, b' ' | b'\r')).next().unwrap_or_default() {
        _ if in_data => Step::End,
        b"MAIL" => Step::Mail,
        b"RCPT" => Step::Recipient,
        b"DATA" => Step::Data,
        _ => Step::Hello,
    }
}

/// Who receives.
struct Desk<'a> {
    seen: &'a Mutex<Seen>,
    fault: Fault,
    letter: Option<Arrived>,
    user: Option<String>,
}

impl Desk<'_> {
    fn answer(&self, step: Step) -> Response {
        match self.fault {
            Fault::Reply(at, code, text) if at == step => Response::custom(code, text.to_owned()),
            _ => mailin::response::OK,
        }
    }
}

impl Handler for Desk<'_> {
    fn helo(&mut self, _: IpAddr, _: &str) -> Response {
        self.answer(Step::Hello)
    }

    fn mail(&mut self, _: IpAddr, _: &str, _: &str) -> Response {
        self.answer(Step::Mail)
    }

    fn rcpt(&mut self, _: &str) -> Response {
        self.answer(Step::Recipient)
    }

    fn data_start(&mut self, _: &str, from: &str, _: bool, to: &[String]) -> Response {
        self.letter = Some(Arrived { from: from.to_owned(), to: to.to_vec(), data: Vec::new(), user: self.user.clone() });
        self.answer(Step::Data)
    }

    fn data(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.letter.as_mut().expect("a letter was begun").data.extend(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let answer = self.answer(Step::End);
        if !answer.is_error {
            self.seen.lock().expect("nobody panics").arrived.extend(self.letter.take());
        }
        answer
    }

    fn auth_plain(&mut self, _: &str, user: &str, password: &str) -> Response {
        if (user, password) == (USER, PASSWORD) {
            self.user = Some(user.to_owned());
            mailin::response::AUTH_OK
        } else {
            mailin::response::INVALID_CREDENTIALS
        }
    }
}
