// SPDX-License-Identifier: EUPL-1.2
//! The way of a photo in the cloud: a browser sends it straight to the bucket, a function draws it again, a report
//! keeps it.

use crate::server::{Server, send};
use functions::app::{App, REQUESTS_A_MINUTE};
use http::{Method, StatusCode};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use race::client::{Client, Reply};
use race::town::{PROBLEM, app_with_photos, serve_functions};
use serde_json::json;
use std::sync::Arc;
use store::memory::Memory;

/// What a camera writes beside the picture, in a block that says nothing of a place.
const CAMERA: &[u8] = b"MM\0*\0\0\0\x08\0\0\0\0\0\0 Canon EOS of Maria Rossi";

/// A photo of so many pixels a side.
fn photo(side: u32) -> Vec<u8> {
    let pixels: Vec<u8> = (0..side * side).flat_map(|at| [(at % 251) as u8, (at * 31 % 241) as u8, 90]).collect();
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    encoder.set_exif_metadata(CAMERA.to_vec()).expect("JPEG holds it");
    encoder.write_image(&pixels, side, side, ExtendedColorType::Rgb8).expect("a photo");
    bytes
}

fn town(server: &Server) -> App<Memory> {
    app_with_photos(Memory::default(), 1, Arc::new(server.bucket()), REQUESTS_A_MINUTE).expect("a town")
}

/// Sends a file with leave that is asked for; gives its name.
async fn sent(client: &Client, file: &[u8]) -> (String, StatusCode) {
    let leave = client.ask(Method::POST, "/api/v1/report-photos/tickets", &[], None).await.expect("a reply");
    assert_eq!(leave.status, StatusCode::CREATED, "{}", leave.body);
    let fields = leave.body["fields"].as_object().expect("fields").iter().map(|(name, value)| (name.clone(), value.as_str().expect("text").to_owned()));
    (leave.text("photo"), send(&leave.text("url"), &fields.collect::<Vec<_>>(), file).await)
}

async fn taken(client: &Client, photo: &str) -> Reply {
    client.ask(Method::POST, &format!("/api/v1/report-photos/{photo}"), &[], None).await.expect("a reply")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_browser_to_the_bucket_and_into_a_report() {
    let server = Server::open().await;
    let client = Client::new(&serve_functions(&town(&server)).await.expect("a port"));
    // More than a function in Lambda gets of one request.
    let file = photo(2_000);
    assert!((6_000_000..10_000_000).contains(&file.len()), "{}", file.len());
    let (name, status) = sent(&client, &file).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    for _ in 0..2 {
        let reply = taken(&client, &name).await;
        assert_eq!((reply.status, reply.text("photo")), (StatusCode::CREATED, name.clone()), "{}", reply.body);
    }
    let wish = json!({"kind": PROBLEM, "subject": "Buca", "description": "Profonda.", "email": "c@posta.example", "privacy": true, "address": "Via Broseta", "photos": [name]});
    let told = client.ask(Method::POST, "/api/v1/reports", &[("idempotency-key", "a-report-with-a-photo")], Some(&wish)).await.expect("a reply");
    assert_eq!(told.status, StatusCode::CREATED, "{}", told.body);
    let objects: Vec<String> = server.objects().into_iter().filter(|object| object.contains(&name) && !object.starts_with('.')).collect();
    assert_eq!(objects, [format!("kept/{name}-small.jpg"), format!("kept/{name}.jpg")]);
    for object in objects {
        let bytes = std::fs::read(server.path(&object)).expect("an object");
        assert!(bytes.starts_with(b"\xff\xd8") && bytes.len() < file.len());
        for trace in [&b"Canon"[..], b"Exif", b"MM\0*"] {
            assert!(!bytes.windows(trace.len()).any(|part| part == trace), "{object}: {}", String::from_utf8_lossy(trace));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_photo_that_is_kept_cannot_be_swapped() {
    let server = Server::open().await;
    let client = Client::new(&serve_functions(&town(&server)).await.expect("a port"));
    let leave = client.ask(Method::POST, "/api/v1/report-photos/tickets", &[], None).await.expect("a reply");
    let fields = leave.body["fields"].as_object().expect("fields").iter().map(|(name, value)| (name.clone(), value.as_str().expect("text").to_owned()));
    let (fields, name) = (fields.collect::<Vec<_>>(), leave.text("photo"));
    let put = async |side: u32| {
        assert_eq!(send(&leave.text("url"), &fields, &photo(side)).await, StatusCode::NO_CONTENT);
        assert_eq!(taken(&client, &name).await.status, StatusCode::CREATED);
    };
    let objects = || server.objects().into_iter().filter(|object| object.contains(&name) && !object.starts_with('.')).collect::<Vec<_>>();
    put(40).await;
    let first = std::fs::read(server.path(&format!("drafts/{name}.jpg"))).expect("an object");
    // Before a report names it, and after: what came first stays, the rest is thrown away.
    put(60).await;
    let wish = json!({"kind": PROBLEM, "subject": "Buca", "description": "Profonda.", "email": "c@posta.example", "privacy": true, "address": "Via Broseta", "photos": [name]});
    let tell = async |request: &str| client.ask(Method::POST, "/api/v1/reports", &[("idempotency-key", request)], Some(&wish)).await.expect("a reply");
    assert_eq!(tell("a-report-with-a-photo").await.status, StatusCode::CREATED);
    put(60).await;
    assert_eq!(tell("a-report-with-a-photo").await.status, StatusCode::CREATED, "asked twice it is the same");
    let other = tell("another-report-with-it").await;
    assert_eq!((other.status, other.code()), (StatusCode::UNPROCESSABLE_ENTITY, "invalid"), "it is the first one's: {}", other.body);
    assert_eq!(objects(), [format!("kept/{name}-small.jpg"), format!("kept/{name}.jpg")]);
    assert!(std::fs::read(server.path(&format!("kept/{name}.jpg"))).expect("an object") == first, "what an office has looked at");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_photo_does_not_stay() {
    let server = Server::open().await;
    let client = Client::new(&serve_functions(&town(&server)).await.expect("a port"));
    for file in [&b"<svg onload=alert(1)>"[..], b"PK\x03\x04", b"\xff\xd8\xff\xe0 not really", &[0; 200_000]] {
        let (name, status) = sent(&client, file).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let reply = taken(&client, &name).await;
        assert_eq!((reply.status, reply.code()), (StatusCode::UNPROCESSABLE_ENTITY, "invalid"), "{}", reply.body);
        assert!(server.objects().iter().all(|object| !object.contains(&name) || object.starts_with('.')), "{:?}", server.objects());
        // Nothing came under this name any more.
        assert_eq!(taken(&client, &name).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(taken(&client, "aaaaaaaaaaaaaaaaaaaaaaaaaa").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(taken(&client, "..%2f..%2fetc").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn leave_is_given_so_often_in_a_minute() {
    let server = Server::open().await;
    let app = app_with_photos(Memory::default(), 1, Arc::new(server.bucket()), 3).expect("a town");
    let client = Client::new(&serve_functions(&app).await.expect("a port"));
    let mut refused = 0;
    for _ in 0..8 {
        let leave = client.ask(Method::POST, "/api/v1/report-photos/tickets", &[], None).await.expect("a reply");
        refused += usize::from(leave.status == StatusCode::TOO_MANY_REQUESTS);
    }
    // The minute may end meanwhile.
    assert!((2..=5).contains(&refused), "{refused}");
}
