// SPDX-License-Identifier: EUPL-1.2
//! A town whose functions run in three ways, each with its own table.
#![expect(clippy::disallowed_methods, reason = "the tests write a folder as a build does, and read the theme")]

use crate::events;
use crate::process::Engine;
use crate::recorder::Recorder;
use crate::runtime::Runtime;
use crate::same::Said;
use crate::server::{self, Server};
use axum::Router;
use axum::body::Body;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bytes::Bytes;
use domain::person::Email;
use domain::token::Token;
use dynamo::{Access, Dynamo};
use functions::app::{App, Machine, REQUESTS_A_MINUTE, ServerKey, Sites};
use functions::proxy::{Secret, behind};
use functions::router::router;
use functions::site::Site;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::Request;
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use post::message::Sender;
use sha2::Sha256;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// What the host and the functions share here.
const PROXY_SECRET: &str = "a-secret-of-the-tests-of-thirty-two-characters";
/// The server's key, as `SERVER_KEY` says it.
const HALVES: [[u8; 16]; 2] = [[3; 16], [4; 16]];

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(Engine::of_environment)
}

/// The town: what a build wrote for its functions, in a folder.
pub struct Town {
    folder: TempDir,
    /// Where photos are kept.
    photos: Server,
    files: BTreeMap<String, Vec<u8>>,
}

/// The functions as a router in this process.
pub struct InProcess(Router);

/// The functions on a port.
pub struct OnPort {
    base: String,
    client: Client<HttpConnector, Full<Bytes>>,
}

/// The functions as Lambda runs them.
pub struct Lambda {
    runtime: Runtime,
    table: String,
}

/// A signature of the host, good for five minutes.
pub fn signature(secret: &str) -> String {
    let expires = jiff::Timestamp::now().as_second() + 300;
    let parts = [r#"{"alg":"HS256","typ":"JWT"}"#.to_owned(), format!(r#"{{"iss":"netlify","exp":{expires}}}"#)];
    let text = parts.map(|part| BASE64_URL_SAFE_NO_PAD.encode(part)).join(".");
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key of any length");
    mac.update(text.as_bytes());
    format!("{text}.{}", BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

/// A new table, and its name.
async fn table() -> (Dynamo, String) {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let name = format!("ways-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let store = Dynamo::new(&Access::local(&engine().endpoint), &name);
    store.create_table().await.unwrap_or_else(|error| panic!("a table: {}", error.0));
    (store, name)
}

/// The theme's templates of function pages, as a build copies them.
fn templates(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("the theme has pages of functions") {
        let entry = entry.expect("an entry");
        let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            templates(&entry.path(), &name, files);
        } else {
            files.insert(name, std::fs::read(entry.path()).expect("a template"));
        }
    }
}

/// The program of a function: what is deployed, when `FUNCTIONS_FOLDER` says where, or of this build.
fn program(name: &str) -> PathBuf {
    match std::env::var_os("FUNCTIONS_FOLDER") {
        Some(folder) => PathBuf::from(folder).join(name).join("bootstrap"),
        None => match name {
            "prenotazioni" => env!("CARGO_BIN_EXE_prenotazioni").into(),
            "segnalazioni" => env!("CARGO_BIN_EXE_segnalazioni").into(),
            "messaggi" => env!("CARGO_BIN_EXE_messaggi").into(),
            other => panic!("there is no function {other}"),
        },
    }
}

/// The variables of a function whose calls are recorded.
async fn recorded(mut variables: BTreeMap<String, String>) -> (Recorder, BTreeMap<String, String>) {
    let (recorder, address) = Recorder::before(&engine().endpoint).await;
    variables.insert("AWS_ENDPOINT_URL_DYNAMODB".to_owned(), address);
    (recorder, variables)
}

impl Town {
    /// The town of the races, with the pages of the theme.
    pub async fn new() -> Self {
        let mut files = race::town::files(3).expect("a catalogue");
        templates(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../themes/bergamo/funzioni"), "templates", &mut files);
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in &files {
            let path = folder.path().join("dist-functions").join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, bytes).expect("a file");
        }
        Self { folder, photos: Server::open().await, files }
    }

    /// What the host signs requests to this town with.
    pub fn signature(&self) -> String {
        signature(PROXY_SECRET)
    }

    async fn routes(&self) -> Router {
        let sites = Sites::default();
        sites.publish(Site::read(&self.files).expect("a good site"));
        let key = ServerKey::new(&HALVES.concat()).expect("long enough");
        let sender = Sender { name: "Comune".to_owned(), address: Email::parse("prenotazioni@comune.example").expect("an address"), reply_to: None };
        let app = App::with_photos(table().await.0, sites, Machine, key, sender, Arc::new(self.photos.bucket()), REQUESTS_A_MINUTE);
        behind(router(app.clone()), app, Secret::new(PROXY_SECRET).expect("long enough"))
    }

    /// In this process.
    pub async fn router(&self) -> InProcess {
        InProcess(self.routes().await)
    }

    /// On a port.
    pub async fn server(&self) -> OnPort {
        let base = race::town::serve(self.routes().await).await.expect("a port");
        OnPort { base, client: Client::builder(TokioExecutor::new()).build_http() }
    }

    fn variables(&self, table: &str) -> BTreeMap<String, String> {
        [
            ("LAMBDA_TASK_ROOT", self.folder.path().display().to_string()),
            ("AWS_REGION", "eu-south-1".to_owned()),
            ("AWS_ACCESS_KEY_ID", server::ID.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", server::SECRET.to_owned()),
            ("AWS_ENDPOINT_URL_S3", self.photos.endpoint().to_owned()),
            ("PHOTOS_BUCKET", server::BUCKET.to_owned()),
            ("AWS_ENDPOINT_URL_DYNAMODB", engine().endpoint.clone()),
            ("TABLE", table.to_owned()),
            ("SERVER_KEY", HALVES.map(|half| Token::new(half).text()).concat()),
            ("PROXY_SECRET", PROXY_SECRET.to_owned()),
            ("SENDER", "prenotazioni@comune.example".to_owned()),
            ("SENDER_NAME", "Comune".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }

    /// As Lambda runs it, with a table of its own.
    pub async fn lambda(&self, name: &str) -> Lambda {
        let table = table().await.1;
        Lambda { runtime: Runtime::start(&program(name), &self.variables(&table)).await, table }
    }

    /// The same, and what it asks of its table.
    pub async fn recorded(&self, name: &str) -> (Lambda, Recorder) {
        let table = table().await.1;
        let (recorder, variables) = recorded(self.variables(&table)).await;
        (Lambda { runtime: Runtime::start(&program(name), &variables).await, table }, recorder)
    }

    /// The table of a function, as its store.
    pub fn store(&self, of: &Lambda) -> Dynamo {
        Dynamo::new(&Access::local(&engine().endpoint), &of.table)
    }

    /// Another function on the table of one.
    pub async fn beside(&self, other: &Lambda, name: &str) -> Lambda {
        let table = other.table.clone();
        Lambda { runtime: Runtime::start(&program(name), &self.variables(&table)).await, table }
    }

    fn variables_of_outbox(&self, beside: &Lambda, smtp: &str) -> BTreeMap<String, String> {
        let mut variables = self.variables(&beside.table);
        variables.insert("SMTP_URL".to_owned(), smtp.to_owned());
        variables
    }

    /// The outbox beside a function, on its table.
    pub async fn outbox(&self, beside: &Lambda, smtp: &str) -> Runtime {
        Runtime::start(&program("messaggi"), &self.variables_of_outbox(beside, smtp)).await
    }

    /// The same, and what it asks of the table.
    pub async fn recorded_outbox(&self, beside: &Lambda, smtp: &str) -> (Runtime, Recorder) {
        let (recorder, variables) = recorded(self.variables_of_outbox(beside, smtp)).await;
        (Runtime::start(&program("messaggi"), &variables).await, recorder)
    }

    /// Where an object of a photo is.
    pub fn photo(&self, object: &str) -> std::path::PathBuf {
        self.photos.path(object)
    }

    /// The tool for keys, on a function's table: what it says, and whether it ended well.
    pub async fn keys(&self, beside: &Lambda, words: &[&str]) -> (String, bool) {
        let mut tool = tokio::process::Command::new(env!("CARGO_BIN_EXE_chiavi"));
        let ended = tool.args(words).env_clear().envs(self.variables(&beside.table)).output().await.expect("it starts");
        let said = if ended.status.success() { ended.stdout } else { ended.stderr };
        (String::from_utf8(said).expect("UTF-8"), ended.status.success())
    }

    /// What a function says that lacks a variable.
    pub async fn broken(&self, name: &str, variable: &str) -> String {
        let mut variables = self.variables("none");
        variables.remove(variable);
        let ended = std::process::Command::new(program(name)).env_clear().envs(variables).env("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1").output().expect("it starts");
        assert!(!ended.status.success(), "it went on without {variable}");
        String::from_utf8(ended.stderr).expect("UTF-8")
    }
}

impl InProcess {
    /// Its reply.
    pub async fn ask(&self, request: Request<Vec<u8>>) -> Said {
        let response = self.0.clone().oneshot(request.map(Body::from)).await.expect("a router answers");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes().to_vec();
        Said { status: parts.status.as_u16(), headers: parts.headers, body }
    }
}

impl OnPort {
    /// Its reply.
    pub async fn ask(&self, request: Request<Vec<u8>>) -> Said {
        let (mut parts, body) = request.into_parts();
        parts.uri = format!("{}{}", self.base, parts.uri).parse().expect("an address");
        let response = self.client.request(Request::from_parts(parts, Full::from(body))).await.expect("a reply");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes().to_vec();
        Said { status: parts.status.as_u16(), headers: parts.headers, body }
    }
}

impl Lambda {
    /// What it has logged, once this line is there.
    pub async fn logged(&self, line: &str) -> String {
        self.runtime.logged(line).await
    }

    /// Its reply.
    pub async fn ask(&self, request: Request<Vec<u8>>) -> Said {
        events::said(&self.runtime.invoke(events::event(&request)).await.expect("a reply"))
    }
}
