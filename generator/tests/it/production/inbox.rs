// SPDX-License-Identifier: EUPL-1.2
//! A mail server that takes its time.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The server and what it got.
#[derive(Clone)]
pub struct Inbox {
    address: SocketAddr,
    letters: Arc<Mutex<Vec<String>>>,
    /// How long it thinks about a letter, and whether it has begun to.
    pace: Arc<Mutex<(Duration, usize)>>,
}

impl Inbox {
    pub fn open() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let inbox = Self { address: listener.local_addr().expect("an address"), letters: Arc::default(), pace: Arc::default() };
        let own = inbox.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let own = own.clone();
                // A server that ends cuts its conversation.
                std::thread::spawn(move || own.talk(&stream).ok());
            }
        });
        inbox
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    pub fn letters(&self) -> Vec<String> {
        self.letters.lock().expect("letters").clone()
    }

    /// From now on it thinks so long about each letter.
    pub fn slow(&self, pace: Duration) {
        self.pace.lock().expect("a pace").0 = pace;
    }

    /// How many letters it has begun to think about.
    pub fn begun(&self) -> usize {
        self.pace.lock().expect("a pace").1
    }

    fn talk(&self, mut stream: &TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?).lines();
        stream.write_all(b"220 posta.example\r\n")?;
        while let Some(line) = lines.next().transpose()? {
            let reply = match line.split(' ').next() {
                Some("DATA") => {
                    stream.write_all(b"354 go on\r\n")?;
                    let letter: Vec<String> = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                    let wait = {
                        let mut pace = self.pace.lock().expect("a pace");
                        pace.1 += 1;
                        pace.0
                    };
                    std::thread::sleep(wait);
                    self.letters.lock().expect("letters").push(letter.join("\n"));
                    "250 taken"
                }
                Some("QUIT") => return stream.write_all(b"221 bye\r\n"),
                _ => "250 yes",
            };
            stream.write_all(format!("{reply}\r\n").as_bytes())?;
        }
        Ok(())
    }
}
