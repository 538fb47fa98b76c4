// SPDX-License-Identifier: EUPL-1.2
//! The server on a real port.

use super::{live, site};
use generator::serve::{
    limits,
    live::Live,
    router::router,
    run::{listen, run},
};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::oneshot,
    task::JoinHandle,
};

const SITE: super::Files<'_> = &[("index.html", "casa"), ("stile.css", "p{}")];

struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<std::io::Result<()>>,
}

async fn start(live: &Live) -> Server {
    let listener = listen(([127, 0, 0, 1], 0).into()).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async { _ = stopped.await };
    Server { address, stop, ended: tokio::spawn(run(router(live.clone()), listener, limits::GRACE, shutdown)) }
}

async fn connect(server: &Server, request: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(format!("{request}\r\nHost: x\r\n\r\n").as_bytes()).await.unwrap();
    stream
}

/// Reads until the text is there.
async fn read_until(stream: &mut TcpStream, wanted: &str) -> String {
    let mut seen = Vec::new();
    while !String::from_utf8_lossy(&seen).contains(wanted) {
        let count = tokio::time::timeout(Duration::from_secs(5), stream.read_buf(&mut seen)).await.unwrap().unwrap();
        assert_ne!(count, 0, "{}", String::from_utf8_lossy(&seen));
    }
    String::from_utf8_lossy(&seen).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_events_and_the_end() {
    let live = live(SITE);
    let server = start(&live).await;
    let page = read_until(&mut connect(&server, "GET / HTTP/1.1").await, "casa").await;
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");

    let mut two = connect(&server, "HEAD /stile.css HTTP/1.1").await;
    let head = read_until(&mut two, "\r\n\r\n").await;
    assert!(head.contains("content-length: 3\r\n") && head.ends_with("\r\n\r\n"), "{head}");
    two.write_all(b"GET /stile.css HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    read_until(&mut two, "p{}").await;

    let mut held = connect(&server, "GET /stile.css HTTP/1.1\r\nIf-None-Match: *").await;
    let not_modified = read_until(&mut held, "\r\n\r\n").await;
    assert!(not_modified.starts_with("HTTP/1.1 304") && !not_modified.contains("content-length") && !not_modified.contains("transfer-encoding"), "{not_modified}");

    let mut outside = connect(&server, "GET /../../etc/passwd HTTP/1.1").await;
    read_until(&mut outside, "404 Not Found").await;

    let mut events = connect(&server, "GET /dev/eventi HTTP/1.1").await;
    read_until(&mut events, "retry: 500").await;
    live.publish(site(SITE));
    read_until(&mut events, "event: cambiato").await;

    // The stream is open and never ends by itself: the server ends all the same.
    server.stop.send(()).unwrap();
    tokio::time::timeout(limits::GRACE * 10, server.ended).await.unwrap().unwrap().unwrap();
    assert!(TcpStream::connect(server.address).await.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_that_goes_leaves_its_place() {
    let live = live(SITE);
    let server = start(&live).await;
    for _ in 0..limits::LISTENERS * 2 {
        let mut events = connect(&server, "GET /dev/eventi HTTP/1.1").await;
        let answer = read_until(&mut events, "\r\n\r\n").await;
        if answer.starts_with("HTTP/1.1 503") {
            // The server has not yet seen all those that left.
            tokio::task::yield_now().await;
            continue;
        }
        drop(events);
    }
    for _ in 0..1000 {
        let mut events = connect(&server, "GET /dev/eventi HTTP/1.1").await;
        if read_until(&mut events, "\r\n\r\n").await.starts_with("HTTP/1.1 200") {
            return;
        }
    }
    panic!("no place was left");
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let taken = listen(([127, 0, 0, 1], 0).into()).await.unwrap();
    let address = taken.local_addr().unwrap();
    let error = listen(address).await.unwrap_err();
    let expected = format!("la porta {} è già occupata: chiudi l'altro programma oppure scegline un'altra con `--port`", address.port());
    assert_eq!(error.to_string(), expected);
    assert!(std::error::Error::source(&error).is_some());
}
