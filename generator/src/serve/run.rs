// SPDX-License-Identifier: EUPL-1.2
//! The router on a port, until it is told to stop.

use axum::{Router, serve::ListenerExt as _};
use std::time::Duration;
use std::{error::Error, fmt, io, net::SocketAddr};
use tokio::{
    net::TcpListener,
    sync::{oneshot, watch},
};

/// A port that cannot be had.
#[derive(Debug)]
pub struct ListenError {
    /// The address that was asked for.
    pub address: SocketAddr,
    cause: io::Error,
}

impl fmt::Display for ListenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cause.kind() {
            io::ErrorKind::AddrInUse => write!(f, "la porta {} è già occupata: chiudi l'altro programma oppure scegline un'altra con `--port`", self.address.port()),
            _ => write!(f, "non si può ascoltare su {}", self.address),
        }
    }
}

impl Error for ListenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.cause)
    }
}

/// Takes the port; port 0 is any free one, which the listener then knows.
///
/// # Errors
/// When the port is taken or not allowed.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, ListenError> {
    TcpListener::bind(address).await.map_err(|cause| ListenError { address, cause })
}

/// Serves until `shutdown` is done; answers that are being written then have so long to end. Handlers may ask who is
/// connected.
///
/// # Errors
/// When the port breaks.
pub async fn run(router: Router, listener: TcpListener, grace: Duration, shutdown: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
    let (stopping, stopped) = oneshot::channel();
    let shutdown = async {
        shutdown.await;
        _ = stopping.send(());
    };
    // Events are a few bytes: they must not wait for more. A connection that refuses is slower, no more.
    let listener = listener.tap_io(|connection| _ = connection.set_nodelay(true));
    let server = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(shutdown);
    let cut = async {
        _ = stopped.await;
        tokio::time::sleep(grace).await;
    };
    tokio::select! {
        ended = server.into_future() => ended,
        () = cut => Ok(()),
    }
}

/// Done when it is told so; or when nobody is left to tell it.
pub async fn told(mut stop: watch::Receiver<bool>) {
    _ = stop.wait_for(|stop| *stop).await;
}

/// Done when the process is asked to read again what it serves (SIGHUP); where there is no such signal, never. It
/// listens from the call on, not from when somebody waits.
pub fn hung_up() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let asked = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok();
    async move {
        #[cfg(unix)]
        if let Some(mut asked) = asked {
            _ = asked.recv().await;
            return;
        }
        std::future::pending().await
    }
}

/// Done when somebody presses Ctrl-C, or asks the process to end. It listens from the call on, not from when
/// somebody waits.
pub fn interrupted() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let ended = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).ok();
    async move {
        #[cfg(unix)]
        if let Some(mut ended) = ended {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = ended.recv() => {}
            }
            return;
        }
        _ = tokio::signal::ctrl_c().await;
    }
}
