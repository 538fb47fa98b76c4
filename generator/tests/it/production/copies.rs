// SPDX-License-Identifier: EUPL-1.2
//! Copies: taken while citizens book, put back into an empty folder, and refused when they are not whole.

use super::server::Server;
use super::town::Town;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

fn path(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn every_booking_and_report_before_a_copy_is_there_after_it_is_put_back() {
    let (town, server) = Town::open();
    let mut known: Vec<_> = (0..10).map(|number| server.book(&town, number)).collect();
    let reports: Vec<String> = (0..10).map(|number| server.report(number)).collect();
    let photo = town.data().join("foto/ab/cd.jpg");
    fs::create_dir_all(photo.parent().expect("a folder")).expect("a folder");
    fs::write(&photo, b"a photo").expect("a photo");
    let archive = town.folder().join("copia.tar.gz");
    let done = AtomicBool::new(false);
    // Somebody books all the time.
    let during = std::thread::scope(|scope| {
        let booking = scope.spawn(|| {
            let mut more = Vec::new();
            while !done.load(Ordering::Relaxed) {
                more.push(server.book(&town, 10 + more.len()));
            }
            more
        });
        let (code, said) = town.run(&["backup", path(&archive)]);
        done.store(true, Ordering::Relaxed);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("3 file"), "{said}");
        booking.join().expect("bookings")
    });
    assert!(!during.is_empty(), "nobody was kept waiting");
    let late = server.book(&town, 10 + during.len());
    let late_report = server.report(10);
    server.end();
    known.sort();

    let into = town.folder().join("rimessa");
    let (code, said) = town.run(&["restore", path(&archive), "--into", path(&into)]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(fs::read(into.join("foto/ab/cd.jpg")).expect("the photo"), b"a photo");
    let again: Server = town.serve_on(&into, &["--proxy", "127.0.0.1"]);
    for (code, secret) in &known {
        assert_eq!(again.booking(code, secret)["status"], "confirmed");
        assert!(again.get(&format!("/prenota/_mia/{secret}/")).starts_with("HTTP/1.1 200 "), "the private link still opens");
    }
    for (number, secret) in reports.iter().enumerate() {
        let mine = again.get(&format!("/segnala/_mia/{secret}/"));
        assert!(mine.starts_with("HTTP/1.1 200 ") && mine.contains(&format!("problema {number}")), "{mine}");
    }
    let mine = again.get(&format!("/segnala/_mia/{late_report}/"));
    assert!(mine.starts_with("HTTP/1.1 404 "), "a report that came after the copy is not in it: {mine}");
    let reply = super::ask(again.public, &format!("GET /api/v1/bookings/{} HTTP/1.1\r\nAuthorization: Bearer {}\r\n", late.0, late.1), "");
    assert!(reply.starts_with("HTTP/1.1 404 "), "what came after the copy is not in it: {reply}");
}

#[cfg(unix)]
#[test]
fn copies_and_what_comes_out_of_them_are_read_by_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let (town, server) = Town::open();
    server.book(&town, 0);
    let (archive, into) = (town.folder().join("copia.tar.gz"), town.folder().join("rimessa"));
    assert_eq!(town.run(&["backup", path(&archive)]).0, Some(0));
    assert_eq!(town.run(&["restore", path(&archive), "--into", path(&into)]).0, Some(0));
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!((mode(&archive), mode(&into), mode(&into.join("prenotazioni.sqlite")), mode(&into.join("chiave"))), (0o600, 0o700, 0o600, 0o600));
    let left: Vec<_> =
        fs::read_dir(town.folder()).expect("the folder").map(|entry| entry.expect("an entry").file_name()).filter(|name| path(name.as_ref()).starts_with("copia")).collect();
    assert_eq!(left, ["copia.tar.gz"], "nothing else is left beside the archive");
}

/// The tar inside, changed, as an archive again.
fn changed(archive: &Path, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut tar = Vec::new();
    GzDecoder::new(fs::File::open(archive).expect("the archive")).read_to_end(&mut tar).expect("a tar");
    change(&mut tar);
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    gz.write_all(&tar).expect("a gzip");
    gz.finish().expect("a gzip")
}

fn replaced(tar: &mut [u8], from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let at = tar.windows(from.len()).position(|window| window == from.as_bytes()).unwrap_or_else(|| panic!("no {from}"));
    tar[at..at + to.len()].copy_from_slice(to.as_bytes());
}

#[test]
fn what_is_not_a_whole_copy_of_ours_is_refused_and_leaves_nothing() {
    let (town, server) = Town::open();
    server.book(&town, 0);
    server.end();
    let archive = town.folder().join("copia.tar.gz");
    assert_eq!(town.run(&["backup", path(&archive)]).0, Some(0));
    let (code, said) = town.run(&["backup", path(&archive)]);
    assert!(code == Some(2) && said.contains("c'è già un file con questo nome"), "{said}");
    let (code, said) = town.run(&["backup", "altra.tar.gz", "--data", "vuota"]);
    assert!(code == Some(2) && said.contains("non ci sono prenotazioni da copiare"), "{said}");

    let whole = fs::read(&archive).expect("the archive");
    let half = whole[..whole.len() / 2].to_vec();
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("cut", half, "la copia è rovinata"),
        ("empty", Vec::new(), "non è una copia fatta da sportello"),
        ("text", b"non sono una copia".to_vec(), "non è una copia fatta da sportello"),
        ("newer", changed(&archive, |tar| replaced(tar, "\"version\": 1", "\"version\": 2")), "da un programma più nuovo"),
        ("other", changed(&archive, |tar| replaced(tar, "sportello-backup", "qualcosa-daltro!")), "non è una copia fatta da sportello"),
        ("bytes", changed(&archive, |tar| replaced(tar, "SQLite format 3", "SQLite format 4")), "`prenotazioni.sqlite` non è come era"),
        (
            "without its end",
            changed(&archive, |tar| {
                let at = tar.windows(11).rposition(|window| window == b"elenco.json").expect("the list");
                tar.truncate(at);
                tar.resize(at + 1024, 0);
            }),
            "la copia è rovinata: manca la fine",
        ),
        (
            "less than its list",
            changed(&archive, |tar| {
                let at = tar.windows(6).position(|window| window == b"chiave").expect("the key");
                tar.drain(at..at + 1024);
            }),
            "la copia è rovinata: manca `chiave`",
        ),
    ];
    for (name, bytes, why) in cases {
        let (bad, into) = (town.folder().join(format!("{name}.tar.gz")), town.folder().join(name));
        fs::write(&bad, bytes).expect("a file");
        let (code, said) = town.run(&["restore", path(&bad), "--into", path(&into)]);
        assert!(code == Some(2) && said.contains(why), "{name}: {said}");
        assert!(!into.exists(), "{name} leaves nothing");
    }
    let full = town.folder().join("piena");
    fs::create_dir_all(&full).expect("a folder");
    fs::write(full.join("mio.txt"), "mio").expect("a file");
    let (code, said) = town.run(&["restore", path(&archive), "--into", path(&full)]);
    assert!(code == Some(2) && said.contains("non è vuota"), "{said}");
    assert_eq!(fs::read_to_string(full.join("mio.txt")).expect("the file"), "mio");
}

/// An archive that wants to write elsewhere.
#[test]
fn no_file_leaves_the_folder() {
    let (town, server) = Town::open();
    server.end();
    let archive = town.folder().join("copia.tar.gz");
    assert_eq!(town.run(&["backup", path(&archive)]).0, Some(0));
    let bad = town.folder().join("cattiva.tar.gz");
    let bytes = changed(&archive, |tar| {
        let at = tar.windows(6).position(|window| window == b"chiave").expect("the key");
        tar[at..at + 6].copy_from_slice(b"../chi");
        // The sum of a header: its bytes, with blanks in place of the sum (POSIX.1-1988).
        tar[at + 148..at + 156].fill(b' ');
        let sum: u32 = tar[at..at + 512].iter().map(|byte| u32::from(*byte)).sum();
        tar[at + 148..at + 155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    });
    fs::write(&bad, bytes).expect("a file");
    let (code, said) = town.run(&["restore", path(&bad), "--into", path(&town.folder().join("dentro"))]);
    assert!(code == Some(2) && said.contains("`../chi` non può stare in una copia"), "{said}");
    assert!(!town.folder().join("chi").exists() && !town.folder().join("dentro").exists());
}
