// SPDX-License-Identifier: EUPL-1.2
//! No rules and no request make the server fall.

use super::{live, published, send};
use generator::serve::router::router;

/// Pieces that matter to the readers, in an order that only the seed knows.
fn text(seed: u64, pieces: &[&str]) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    (0..next(24)).map(|_| pieces[next(pieces.len())]).collect()
}

#[test]
fn any_rules() {
    const PIECES: &[&str] =
        &["/", ":", "*", "a", "è", "%", "%41", " ", " ", "\n", "\n/", "!", "301", "200", " 404!", "https://", "#", "?", "=", ":splat", ":a", "\t", "X-A: b", "\u{0}", "'"];
    let mut good = 0;
    for seed in 0..20_000 {
        let rules = text(seed, PIECES);
        let path = format!("/{}", text(seed + 1, &["/", "a", "%41", "%C3%A8", ":", "*", "."]));
        for file in ["_redirects", "_headers"] {
            if published(&[(file, &rules)]).is_ok() && seed % 20 == 0 {
                good += 1;
                let (response, _) = send(router(live(&[("a/index.html", "a"), (file, &rules)])), &format!("GET {path}"));
                assert!(response.status().as_u16() < 500, "{rules:?} {path}");
            }
        }
    }
    assert!(good > 100, "{good} of them were rules");
}

#[test]
fn any_headers_of_a_request() {
    const PIECES: &[&str] = &["bytes", "=", "-", "0", "9", "99999999999999999999", ",", ";", "q=", "br", "gzip", "*", "\"", "W/", " ", "identity", "."];
    let live = live(&[("a.mp4", "0123456789"), ("a.txt", "0123456789")]);
    for seed in 0..2_000 {
        for (path, name) in [("/a.mp4", "range"), ("/a.mp4", "if-range"), ("/a.txt", "accept-encoding"), ("/a.txt", "if-none-match"), ("/a.txt", "host")] {
            let (response, _) = send(router(live.clone()), &format!("GET {path}\n{name}: {}", text(seed, PIECES)));
            assert!(response.status().as_u16() < 500);
        }
    }
}
