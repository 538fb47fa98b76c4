// SPDX-License-Identifier: EUPL-1.2
//! Photos in a bucket, against a server that somebody else wrote: the contract of all places for photos, and leave
//! for browsers to send them.
#![expect(clippy::disallowed_methods, reason = "the tests look at the objects themselves")]

mod server;
mod way;

use domain::report::photo::{PhotoId, Photos as _, Size};
use http::StatusCode;
use jiff::{Timestamp, ToSpan as _};
use server::{Server, send};

fn id(number: u8) -> PhotoId {
    PhotoId::new([number; 16])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_keeps_the_contract() {
    let server = Server::open().await;
    let bucket = server.bucket();
    store::contract::photos::all(&bucket, Timestamp::now()).await;
    assert_eq!(server.objects().iter().filter(|name| name.ends_with(".jpg")).count(), 0, "{:?}", server.objects());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_objects_than_one_list_tells() {
    let server = Server::open().await;
    let bucket = server.bucket();
    std::fs::create_dir_all(server.path("drafts")).expect("a folder");
    for number in 0..1_100_u32 {
        let mut bytes = [0; 16];
        bytes[..4].copy_from_slice(&number.to_le_bytes());
        std::fs::write(server.path(&format!("drafts/{}.jpg", PhotoId::new(bytes).text())), b"x").expect("an object");
    }
    assert_eq!(bucket.forget(Timestamp::now() + 1.hour()).await.expect("an answer"), 1_100);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_no_key_gets_nothing_and_is_told_no_name() {
    let server = Server::open().await;
    for bucket in [server.bucket_of("AKIDOFTHETESTS", "another"), server.bucket_of("AKIDOFNOBODY", "a-secret-of-the-tests")] {
        let fault = bucket.get(id(1), Size::Full).await.expect_err("a refusal").0.to_string();
        assert!(fault.starts_with("the bucket of photos, read a photo: 403 Forbidden") && !fault.contains(&id(1).text()), "{fault}");
    }
    let nobody = bucket::Bucket::new(bucket::Access::local("http://127.0.0.1:1", "foto", "a", "b"));
    let fault = nobody.get(id(1), Size::Full).await.expect_err("no server").0.to_string();
    assert!(fault.starts_with("the bucket of photos, read a photo: ") && !fault.contains(&id(1).text()), "{fault}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn leave_is_for_one_photo_of_one_size_and_for_a_while() {
    let server = Server::open().await;
    let bucket = server.bucket();
    let arrivals = bucket.arrivals().expect("a bucket takes photos itself");
    let now = Timestamp::now();
    let ticket = arrivals.ticket(id(1), 1_000, now);
    assert_eq!(arrivals.sent(id(1)).await.expect("an answer"), None);
    assert_eq!(send(&ticket.url, &ticket.fields, &[7; 1_000]).await, StatusCode::NO_CONTENT);
    assert_eq!(arrivals.sent(id(1)).await.expect("an answer"), Some(vec![7; 1_000]));
    // Too much, nothing, another name, another kind, one field more, another's signature, too late.
    assert_eq!(send(&ticket.url, &ticket.fields, &[7; 1_001]).await, StatusCode::BAD_REQUEST);
    assert_eq!(send(&ticket.url, &ticket.fields, &[]).await, StatusCode::BAD_REQUEST);
    let changed = |name: &str, value: &str| {
        let mut fields = ticket.fields.clone();
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => value.clone_into(known),
            None => fields.insert(0, (name.to_owned(), value.to_owned())),
        }
        fields
    };
    for (name, value) in [("key", "kept/mine.jpg"), ("Content-Type", "text/html"), ("acl", "public-read"), ("x-amz-signature", "0"), ("policy", "e30=")] {
        let status = send(&ticket.url, &changed(name, value), &[7; 10]).await;
        assert!(status.is_client_error(), "{name}: {status}");
    }
    let late = arrivals.ticket(id(2), 1_000, now - 11.minutes());
    assert_eq!(send(&late.url, &late.fields, &[7; 10]).await, StatusCode::FORBIDDEN);
    let objects: Vec<String> = server.objects().into_iter().filter(|name| !name.starts_with('.')).collect();
    assert_eq!(objects, [format!("drafts/{}.sent", id(1).text())]);
    arrivals.discard(id(1)).await.expect("an answer");
    arrivals.discard(id(1)).await.expect("an answer");
    assert_eq!(arrivals.sent(id(1)).await.expect("an answer"), None);
    assert_eq!(arrivals.origin(), server.endpoint());
}
