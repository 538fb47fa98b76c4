// SPDX-License-Identifier: EUPL-1.2
//! Who asks, when a proxy of ours stands in front: the proxy writes the address it saw at the end of
//! `X-Forwarded-For`. Anybody can send that header, so it is believed only of the proxies that are named.

use crate::operatori::Client;
use axum::extract::{ConnectInfo, Request};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::{Router, extract::State};
use http::HeaderMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// Where proxies write who asked them.
const FORWARDED: &str = "x-forwarded-for";

/// The proxies that are believed.
#[derive(Debug, Clone)]
pub struct Proxies(Arc<[IpAddr]>);

impl Proxies {
    /// These.
    #[must_use]
    pub fn new(named: &[IpAddr]) -> Self {
        Self(named.iter().map(IpAddr::to_canonical).collect())
    }

    /// The address of who asks: the last one that none of our proxies has. What stands before it, whoever asks may
    /// have made up; a word that is no address ends the search at the proxy that wrote it.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let lists = headers.get_all(FORWARDED).iter().rev().map(|list| list.to_str().unwrap_or_default());
        let mut seen = peer.to_canonical();
        for word in lists.flat_map(|list| list.rsplit(',')) {
            if !self.0.contains(&seen) {
                break;
            }
            let Ok(before) = word.trim().parse::<IpAddr>() else { break };
            seen = before.to_canonical();
        }
        seen
    }
}

/// A router whose handlers know who asks. The server must say who is connected.
pub fn forwarded(router: Router, proxies: Proxies) -> Router {
    router.layer(from_fn_with_state(proxies, pass))
}

async fn pass(State(proxies): State<Proxies>, ConnectInfo(peer): ConnectInfo<SocketAddr>, mut request: Request, next: Next) -> Response {
    let client = proxies.client(peer.ip(), request.headers());
    request.extensions_mut().insert(Client(client.to_string()));
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    /// Who asks, when `peer` sends these headers and 10.0.0.1 and ::1 are proxies of ours.
    fn client(peer: &str, lists: &[&str]) -> String {
        let proxies = Proxies::new(&["10.0.0.1".parse().unwrap(), "::1".parse().unwrap()]);
        let headers = lists.iter().map(|list| (FORWARDED.parse().unwrap(), HeaderValue::from_bytes(list.as_bytes()).unwrap())).collect();
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_proxy_of_ours_is_believed() {
        assert_eq!(client("10.0.0.1", &["192.0.2.7"]), "192.0.2.7");
        assert_eq!(client("::ffff:10.0.0.1", &["2001:db8::7"]), "2001:db8::7");
        assert_eq!(client("::1", &["192.0.2.7, 10.0.0.1"]), "192.0.2.7");
        assert_eq!(client("::1", &["192.0.2.7", "10.0.0.1"]), "192.0.2.7");
    }

    #[test]
    fn nobody_chooses_their_own_address() {
        assert_eq!(client("192.0.2.9", &["192.0.2.7"]), "192.0.2.9");
        assert_eq!(client("192.0.2.9", &["10.0.0.1"]), "192.0.2.9");
        assert_eq!(client("10.0.0.1", &["1.2.3.4, 192.0.2.7"]), "192.0.2.7");
        assert_eq!(client("10.0.0.1", &["1.2.3.4", "192.0.2.7"]), "192.0.2.7");
        assert_eq!(client("10.0.0.1", &["1.2.3.4, 192.0.2.7, 10.0.0.1"]), "192.0.2.7");
    }

    #[test]
    fn what_is_no_address_is_nobody() {
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &[""]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["1.2.3.4, unknown"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["è"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["192.0.2.7:80"]), "10.0.0.1");
    }
}
