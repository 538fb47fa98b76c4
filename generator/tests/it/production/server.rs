// SPDX-License-Identifier: EUPL-1.2
//! The program at work, and who asks it.

use super::town::Town;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Longer than anything here takes.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// A server; it is ended with the test.
pub struct Server {
    child: Child,
    log: Arc<Mutex<String>>,
    pub public: SocketAddr,
    pub management: SocketAddr,
}

/// Sends a request, whose first lines are given, and reads the reply until the connection ends.
pub fn ask(address: SocketAddr, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
    let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    stream.write_all(format!("{head}Host: comune.example\r\nConnection: close\r\n{length}\r\n{body}").as_bytes()).expect("a request");
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).expect("a reply");
    String::from_utf8(reply).expect("UTF-8")
}

/// Waits until something is so.
pub fn until<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(Instant::now() < end, "in vain: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

impl Server {
    pub fn start(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let log = Arc::new(Mutex::new(String::new()));
        let (lines, kept) = (BufReader::new(child.stderr.take().expect("it speaks")).lines(), log.clone());
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                kept.lock().expect("the log").push_str(&(line + "\n"));
            }
        });
        let addresses = until("two addresses", || {
            let log = log.lock().expect("the log").clone();
            let lines: Vec<Value> = log.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
            let found: Vec<SocketAddr> = lines.iter().filter(|line| line["event"] == "listening").filter_map(|line| line["address"].as_str()?.parse().ok()).collect();
            assert!(!matches!(child.try_wait(), Ok(Some(_))), "it ended: {log}");
            <[SocketAddr; 2]>::try_from(found).ok()
        });
        Self { child, log, public: addresses[0], management: addresses[1] }
    }

    pub fn get(&self, path: &str) -> String {
        ask(self.public, &format!("GET {path} HTTP/1.1\r\n"), "")
    }

    pub fn post(&self, path: &str, headers: &str, body: &str) -> String {
        ask(self.public, &format!("POST {path} HTTP/1.1\r\n{headers}"), body)
    }

    /// The request that books the n-th free slot: head and body.
    pub fn request(&self, town: &Town, number: usize) -> (String, String) {
        let (day, time) = town.slot(self, number);
        let details = json!({"name": format!("cliente {number}"), "email": format!("cliente-{number}@posta.example")});
        let wish = json!({"bookable": "sala", "day": day, "time": time, "details": details});
        (format!("Idempotency-Key: request-of-cliente-{number}\r\nContent-Type: application/json\r\nX-Forwarded-For: 192.0.2.{number}\r\n"), wish.to_string())
    }

    /// Books a slot: code and secret.
    pub fn book(&self, town: &Town, number: usize) -> (String, String) {
        let (headers, body) = self.request(town, number);
        Self::booked(&self.post("/api/v1/bookings", &headers, &body))
    }

    /// Sends the n-th report: the secret of its private link.
    pub fn report(&self, number: usize) -> String {
        let wish =
            json!({"kind": "altro", "subject": format!("problema {number}"), "description": "Da ieri.", "email": format!("cliente-{number}@posta.example"), "privacy": true});
        let headers = format!("Idempotency-Key: report-of-cliente-{number}\r\nContent-Type: application/json\r\nX-Forwarded-For: 198.51.100.{number}\r\n");
        let reply = self.post("/api/v1/reports", &headers, &wish.to_string());
        assert!(reply.starts_with("HTTP/1.1 201 "), "{reply}");
        let said: Value = serde_json::from_str(reply.split_once("\r\n\r\n").expect("a body").1).expect("JSON");
        said["secret"].as_str().expect("a secret").to_owned()
    }

    /// What a reply says of the booking that was made.
    pub fn booked(reply: &str) -> (String, String) {
        assert!(reply.starts_with("HTTP/1.1 201 "), "{reply}");
        let said: Value = serde_json::from_str(reply.split_once("\r\n\r\n").expect("a body").1).expect("JSON");
        let text = |name: &str| said[name].as_str().unwrap_or_else(|| panic!("no {name}: {said}")).to_owned();
        (text("code"), text("secret"))
    }

    /// What the API says of a booking.
    pub fn booking(&self, code: &str, secret: &str) -> Value {
        let reply = ask(self.public, &format!("GET /api/v1/bookings/{code} HTTP/1.1\r\nAuthorization: Bearer {secret}\r\n"), "");
        assert!(reply.starts_with("HTTP/1.1 200 "), "{code}: {reply}");
        serde_json::from_str(reply.split_once("\r\n\r\n").expect("a body").1).expect("JSON")
    }

    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([format!("-{name}"), self.child.id().to_string()]).status().expect("kill");
        assert!(sent.success());
    }

    /// Waits for a line of this event.
    pub fn wait_for(&self, event: &str) {
        until(event, || self.log.lock().expect("the log").contains(&format!("\"event\":\"{event}\"")).then_some(()));
    }

    /// Waits for its end.
    pub fn ended(mut self) -> (ExitStatus, String) {
        let status = until("the end", || self.child.try_wait().expect("a status"));
        // The last lines are on their way.
        until("the last line", || self.log.lock().expect("the log").contains("\"event\":\"stopped\"").then_some(()));
        (status, self.log.lock().expect("the log").clone())
    }

    /// Ends it in order; gives what it logged.
    pub fn end(self) -> String {
        self.signal("TERM");
        let (status, log) = self.ended();
        assert!(status.success(), "{status}: {log}");
        log
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
