// SPDX-License-Identifier: EUPL-1.2
//! Messages in a folder.
#![expect(clippy::disallowed_methods, reason = "the test looks at the disk")]

use crate::samples::{at, message, sender};
use post::folder::{Folder, Kept};
use post::message::{Message, WriteError};
use post::transport::{Cause, Post as _, PostError, Why};
use std::fs;
use std::path::Path;

fn folder(path: &Path) -> Folder {
    Folder::open(path.join("posta"), sender()).expect("a folder")
}

fn kept(id: &str, date: &str, subject: &str) -> (Message, Kept) {
    let message = Message { id: id.to_owned(), date: at(date), subject: subject.to_owned(), ..message() };
    let kept = Kept { id: id.to_owned(), date: message.date, to: "segreta@posta.example".to_owned(), subject: subject.to_owned() };
    (message, kept)
}

#[tokio::test]
async fn the_newest_first_and_a_repeat_is_no_second() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = folder(place.path());
    assert_eq!(folder.list().expect("a list"), []);
    let (old, old_kept) = kept("aaaa-2222.confirmed.0", "2026-11-23T11:00:00Z", "Confermata 🦊");
    let (new, new_kept) = kept("aaaa-2222.moved.1", "2026-11-24T11:00:00Z", "Spostata");
    for message in [&new, &old, &new, &old] {
        folder.send(message).await.expect("kept");
    }
    assert_eq!(folder.list().expect("a list"), [new_kept.clone(), old_kept]);
    let letter = folder.read(&new.id).expect("an answer").expect("a letter");
    assert_eq!(letter.kept, new_kept);
    assert_eq!(letter.text.replace("\r\n", "\n").trim_end(), new.text.trim_end());
    assert_eq!(letter.html.trim_end(), new.html);
    assert_eq!(letter.calendar, new.calendar.map(|file| file.text));
    assert!(letter.source.starts_with(b"Message-ID: <aaaa-2222.moved.1@comune.example>\r\n"), "{}", String::from_utf8_lossy(&letter.source));
    assert_eq!(folder.forget(at("2026-11-24T00:00:00Z")).expect("an answer"), 1);
    assert_eq!(folder.list().expect("a list"), [new_kept]);
}

#[tokio::test]
async fn no_name_leaves_the_folder() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = folder(place.path());
    fs::write(place.path().join("secret.eml"), "Subject: x\r\n\r\nx").expect("a file");
    for wrong in ["../secret", "..", "", "/etc/passwd", "a/../../secret", "..%2fsecret", "secret\0"] {
        assert_eq!(folder.read(wrong).expect("an answer"), None, "{wrong:?}");
        let sent = folder.send(&Message { id: wrong.to_owned(), ..message() }).await;
        assert_eq!(sent, Err(PostError::Refused(Why { step: "write", cause: Cause::Unwritable(WriteError::Id) })), "{wrong:?}");
    }
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 2);
    assert_eq!(folder.list().expect("a list"), []);
}

#[tokio::test]
async fn what_is_not_ours_is_no_message_and_half_a_message_is_not_seen() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = folder(place.path());
    folder.send(&message()).await.expect("kept");
    for (name, content) in [("nota.txt", "x"), ("vuota.eml", ""), ("Maiuscole.eml", "Subject: x\r\n\r\nx"), (".cd23-4fgh.moved.3.new", "Message-ID: <x")] {
        fs::write(place.path().join("posta").join(name), content).expect("a file");
    }
    let ids: Vec<String> = folder.list().expect("a list").into_iter().map(|kept| kept.id).collect();
    assert_eq!(ids, [message().id]);
}

#[tokio::test]
async fn a_disk_that_refuses_is_no_loss() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = folder(place.path());
    fs::remove_dir(place.path().join("posta")).expect("gone");
    let sent = folder.send(&message()).await;
    assert_eq!(sent, Err(PostError::Away(Why { step: "keep", cause: Cause::Disk(std::io::ErrorKind::NotFound) })));
    assert!(folder.list().is_err());
}
