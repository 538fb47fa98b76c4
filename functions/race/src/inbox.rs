// SPDX-License-Identifier: EUPL-1.2
//! A mail server that counts messages by name: what is before the `@` of their Message-ID.

use anyhow::ensure;
use mailin::{Action, Handler, Response, SessionBuilder, response};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The server.
#[derive(Debug)]
pub struct Inbox {
    url: String,
    names: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Inbox {
    /// Opens it on a free port.
    ///
    /// # Errors
    /// When there is no port.
    pub async fn open() -> anyhow::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("smtp://{}", listener.local_addr()?);
        let names: Arc<Mutex<BTreeMap<String, usize>>> = Arc::default();
        let kept = names.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let kept = kept.clone();
                // A killed server cuts its conversation: that is no message.
                tokio::spawn(async move { talk(stream, &kept).await.ok() });
            }
        });
        Ok(Self { url, names })
    }

    /// Its address, as a setting says it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// How often each name came; the name of a message without one is empty.
    #[must_use]
    pub fn names(&self) -> BTreeMap<String, usize> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn talk(mut stream: TcpStream, names: &Mutex<BTreeMap<String, usize>>) -> anyhow::Result<()> {
    let peer = stream.peer_addr()?.ip();
    stream.set_nodelay(true)?;
    let (read, mut write) = stream.split();
    let mut session = SessionBuilder::new("posta.example").build(peer, Letters { names, text: Vec::new() });
    let mut lines = BufReader::new(read);
    let mut reply = session.greeting();
    loop {
        let mut text = Vec::new();
        reply.write_to(&mut text)?;
        write.write_all(&text).await?;
        if reply.action == Action::Close {
            return Ok(());
        }
        reply = loop {
            let mut line = Vec::new();
            ensure!(lines.read_until(b'\n', &mut line).await? > 0, "the line was cut");
            let said = session.process(&line);
            if said.action != Action::NoReply {
                break said;
            }
        };
    }
}

/// What one conversation brings.
struct Letters<'n> {
    names: &'n Mutex<BTreeMap<String, usize>>,
    text: Vec<u8>,
}

impl Handler for Letters<'_> {
    fn data(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.text.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let text = String::from_utf8_lossy(&std::mem::take(&mut self.text)).into_owned();
        let name = text.lines().find_map(|line| line.strip_prefix("Message-ID: <")?.split('@').next().map(str::to_owned));
        *self.names.lock().unwrap_or_else(PoisonError::into_inner).entry(name.unwrap_or_default()).or_default() += 1;
        response::OK
    }
}
