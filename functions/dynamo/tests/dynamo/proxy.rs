// SPDX-License-Identifier: EUPL-1.2
//! A proxy between the client and the engine, which does to requests what networks and busy services do.

use std::io;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What happens to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// It is swallowed: it does not take place, and no reply comes.
    Lost,
    /// The connection breaks before it takes place.
    Reset,
    /// It takes place, and the connection breaks before the reply.
    Cut,
    /// It takes place, and no reply comes.
    Mute,
    /// It does not take place; this is the reply.
    Reply(u16, String),
}

impl Fault {
    /// A reply of DynamoDB with the name of an error.
    pub fn error(status: u16, name: &str) -> Self {
        Self::Reply(status, format!(r#"{{"__type":"com.amazonaws.dynamodb.v20120810#{name}","message":"of the test"}}"#))
    }
}

/// Says what happens to the next request, of this operation.
pub type Plan = Box<dyn FnMut(&str) -> Fault + Send>;

/// The proxy.
pub struct Proxy {
    /// Where clients find it.
    pub endpoint: String,
    plan: Arc<Mutex<Plan>>,
}

impl Proxy {
    /// A proxy before an engine, to which nothing happens yet.
    pub async fn before(engine: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let plan: Arc<Mutex<Plan>> = Arc::new(Mutex::new(Box::new(|_| Fault::None)));
        let engine = engine.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let shared = plan.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (engine, plan) = (engine.clone(), shared.clone());
                // A connection that breaks is what a proxy like this is for.
                tokio::spawn(async move { drop(serve(client, &engine, &plan).await) });
            }
        });
        Self { endpoint, plan }
    }

    /// What happens from now on.
    pub fn plan(&self, plan: impl FnMut(&str) -> Fault + Send + 'static) {
        *self.plan.lock().expect("no plan panics") = Box::new(plan);
    }

    /// This happens to the first requests of an operation, and nothing to all others.
    pub fn first(&self, count: usize, operation: &'static str, fault: Fault) {
        let mut left = count;
        self.plan(move |asked| {
            if asked != operation || left == 0 {
                return Fault::None;
            }
            left -= 1;
            fault.clone()
        });
    }
}

/// One connection: request after request.
async fn serve(mut client: TcpStream, engine: &str, plan: &Mutex<Plan>) -> io::Result<()> {
    client.set_nodelay(true)?;
    let mut engine = TcpStream::connect(engine).await?;
    engine.set_nodelay(true)?;
    loop {
        let request = message(&mut client).await?;
        let fault = (plan.lock().expect("no plan panics"))(&operation(&request));
        match fault {
            Fault::None => {
                engine.write_all(&request).await?;
                let reply = message(&mut engine).await?;
                client.write_all(&reply).await?;
            }
            Fault::Lost => return until_it_gives_up(client).await,
            Fault::Reset => return client.set_zero_linger(),
            Fault::Cut => {
                engine.write_all(&request).await?;
                message(&mut engine).await?;
                return client.set_zero_linger();
            }
            Fault::Mute => {
                engine.write_all(&request).await?;
                message(&mut engine).await?;
                return until_it_gives_up(client).await;
            }
            Fault::Reply(status, body) => {
                let head = format!("HTTP/1.1 {status} Fault\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: {}\r\n\r\n", body.len());
                client.write_all(head.as_bytes()).await?;
                client.write_all(body.as_bytes()).await?;
            }
        }
    }
}

async fn until_it_gives_up(mut client: TcpStream) -> io::Result<()> {
    while client.read(&mut [0; 1024]).await? > 0 {}
    Ok(())
}

/// One message of HTTP/1.1, whole, as it came.
async fn message(from: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        more(from, &mut bytes).await?;
    };
    match header(&bytes[..head], "content-length") {
        Some(length) => {
            let length: usize = length.parse().map_err(io::Error::other)?;
            while bytes.len() < head + length {
                more(from, &mut bytes).await?;
            }
        }
        None if header(&bytes[..head], "transfer-encoding").is_some() => {
            while !bytes.ends_with(b"0\r\n\r\n") {
                more(from, &mut bytes).await?;
            }
        }
        None => {}
    }
    Ok(bytes)
}

async fn more(from: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<()> {
    if from.read_buf(bytes).await? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

fn header(head: &[u8], name: &str) -> Option<String> {
    let head = String::from_utf8_lossy(head);
    head.lines().filter_map(|line| line.split_once(':')).find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
}

/// `PutItem` of a request.
fn operation(request: &[u8]) -> String {
    let target = header(request, "x-amz-target").unwrap_or_default();
    target.rsplit('.').next().unwrap_or_default().to_owned()
}
