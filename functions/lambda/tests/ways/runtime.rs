// SPDX-License-Identifier: EUPL-1.2
//! A small Lambda Runtime API: it starts the program of a function, hands it one event after the other, and
//! takes the replies, as AWS describes in "Using the Lambda runtime API" (version 2018-06-01).

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::{HeaderMap, StatusCode};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

/// The most bytes of a reply.
const LARGEST: usize = 6 << 20;
/// Until a function is given up.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often a log is looked at, and how long it has between two looks.
const LOOKS: u32 = 1_000;
const PAUSE: Duration = Duration::from_millis(10);
/// What a function is told that it has: as much as `infra/template.yaml` gives the outbox.
const TIME: Duration = Duration::from_secs(300);

type Answer = Result<Value, String>;

/// An event, and where its answer goes.
type Asked = (Value, oneshot::Sender<Answer>);

#[derive(Clone)]
struct Api {
    events: Arc<tokio::sync::Mutex<mpsc::Receiver<Asked>>>,
    waiting: Arc<Mutex<BTreeMap<String, oneshot::Sender<Answer>>>>,
    number: Arc<AtomicU64>,
    arn: &'static str,
}

/// A function that runs.
pub struct Runtime {
    events: mpsc::Sender<Asked>,
    program: Child,
    log: Arc<Mutex<String>>,
}

impl Drop for Runtime {
    fn drop(&mut self) {
        // It waits for events for ever; whether it still ran does not matter.
        drop(self.program.kill());
        drop(self.program.wait());
    }
}

impl Runtime {
    /// Starts a program with these variables, and nothing else of this environment.
    pub async fn start(program: &PathBuf, variables: &BTreeMap<String, String>) -> Self {
        let (events, received) = mpsc::channel(1);
        let api = Api {
            events: Arc::new(tokio::sync::Mutex::new(received)),
            waiting: Arc::default(),
            number: Arc::default(),
            arn: "arn:aws:lambda:eu-south-1:000000000000:function:sportello",
        };
        let router = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/response", post(response))
            .route("/2018-06-01/runtime/invocation/{id}/error", post(error))
            .layer(axum::extract::DefaultBodyLimit::max(LARGEST))
            .with_state(api);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let mut program = Command::new(program)
            .env_clear()
            .envs(variables)
            .env("AWS_LAMBDA_RUNTIME_API", address)
            .env("AWS_LAMBDA_FUNCTION_NAME", "sportello")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let log: Arc<Mutex<String>> = Arc::default();
        let (kept, lines) = (log.clone(), BufReader::new(program.stderr.take().expect("its log")).lines());
        // It ends when the program does.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| *kept.lock().unwrap_or_else(PoisonError::into_inner) += &(line + "\n")));
        Self { events, program, log }
    }

    /// What the function has logged, once this line is there: a line may come later than the reply.
    pub async fn logged(&self, line: &str) -> String {
        for _ in 0..LOOKS {
            let log = self.log.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if log.lines().any(|known| known == line) {
                return log;
            }
            tokio::time::sleep(PAUSE).await;
        }
        panic!("`{line}` is not logged: {}", self.log.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Hands over an event; what the function answers, or its error.
    pub async fn invoke(&self, event: Value) -> Answer {
        let (send, receive) = oneshot::channel();
        self.events.send((event, send)).await.expect("the Runtime API runs");
        tokio::time::timeout(PATIENCE, receive).await.expect("the function answers in time").expect("the function answers")
    }
}

async fn next(State(api): State<Api>) -> Response {
    let Some((event, answer)) = api.events.lock().await.recv().await else { return StatusCode::GONE.into_response() };
    let id = format!("00000000-0000-4000-8000-{:012}", api.number.fetch_add(1, Ordering::Relaxed));
    api.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), answer);
    let deadline = (jiff::Timestamp::now() + TIME).as_millisecond().to_string();
    let headers = [("lambda-runtime-aws-request-id", id.as_str()), ("lambda-runtime-deadline-ms", &deadline), ("lambda-runtime-invoked-function-arn", api.arn)];
    (headers.map(|(name, value)| (name, value.to_owned())).into_iter().collect::<Headers>().0, Json(event)).into_response()
}

struct Headers(HeaderMap);

impl FromIterator<(&'static str, String)> for Headers {
    fn from_iter<I: IntoIterator<Item = (&'static str, String)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value"))).collect())
    }
}

fn told(api: &Api, id: &str, answer: Answer) -> StatusCode {
    match api.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(id) {
        // Who asked may have given up.
        Some(waiting) => waiting.send(answer).map_or(StatusCode::GONE, |()| StatusCode::ACCEPTED),
        None => StatusCode::NOT_FOUND,
    }
}

async fn response(State(api): State<Api>, Path(id): Path<String>, body: bytes::Bytes) -> StatusCode {
    told(&api, &id, serde_json::from_slice(&body).map_err(|error| format!("the reply is no JSON: {error}")))
}

async fn error(State(api): State<Api>, Path(id): Path<String>, body: bytes::Bytes) -> StatusCode {
    told(&api, &id, Err(String::from_utf8_lossy(&body).into_owned()))
}
