// SPDX-License-Identifier: EUPL-1.2
//! An S3 server of somebody else on this machine, with its files in a folder: it checks signatures and policies.
#![allow(dead_code, clippy::disallowed_methods, reason = "the tests of the crate `lambda` use it too, and a part of it only")]

use axum::Router;
use axum::response::IntoResponse as _;
use bucket::{Access, Bucket};
use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use std::path::PathBuf;
use tempfile::TempDir;

/// The bucket.
pub const BUCKET: &str = "foto";
/// Who may ask it.
pub const ID: &str = "AKIDOFTHETESTS";
/// And by what.
pub const SECRET: &str = "a-secret-of-the-tests";

/// The server.
pub struct Server {
    folder: TempDir,
    endpoint: String,
}

impl Server {
    /// On a free port, with an empty bucket.
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join(BUCKET)).expect("a bucket");
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).expect("a file system"));
        service.set_auth(SimpleAuth::from_single(ID, SECRET));
        let service = service.build();
        let routes = Router::new().fallback(move |request: axum::extract::Request| {
            let service = service.clone();
            async move {
                service
                    .call(request.map(s3s::Body::http_body_unsync))
                    .await
                    .map_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response(), |reply| reply.map(axum::body::Body::new))
            }
        });
        Self { folder, endpoint: race::town::serve(routes).await.expect("a port") }
    }

    /// Where it is.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The photos in it.
    pub fn bucket(&self) -> Bucket {
        self.bucket_of(ID, SECRET)
    }

    /// The photos in it, for somebody else.
    pub fn bucket_of(&self, id: &str, secret: &str) -> Bucket {
        Bucket::new(Access::local(&self.endpoint, BUCKET, id, secret))
    }

    /// The names of all objects.
    pub fn objects(&self) -> Vec<String> {
        let mut out = Vec::new();
        let mut folders = vec![self.folder.path().join(BUCKET)];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    out.push(path.strip_prefix(self.folder.path().join(BUCKET)).expect("inside").display().to_string());
                }
            }
        }
        out.sort();
        out
    }

    /// Where an object is kept.
    pub fn path(&self, object: &str) -> PathBuf {
        self.folder.path().join(BUCKET).join(object)
    }
}

/// What a browser sends with leave: fields, then the file. Gives the status.
pub async fn send(url: &str, fields: &[(String, String)], file: &[u8]) -> StatusCode {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    body.extend(b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"IMG_0001.JPG\"\r\nContent-Type: image/jpeg\r\n\r\n");
    body.extend(file);
    body.extend(b"\r\n--b--\r\n");
    let request = Request::post(url).header("content-type", "multipart/form-data; boundary=b").header("content-length", body.len());
    let client = Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
    let reply = client.request(request.body(Full::from(body)).expect("a request")).await.expect("a reply");
    let status = reply.status();
    let text = reply.into_body().collect().await.expect("a body").to_bytes();
    if !status.is_success() {
        eprintln!("{status}: {}", String::from_utf8_lossy(&text));
    }
    status
}
