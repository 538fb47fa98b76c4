// SPDX-License-Identifier: EUPL-1.2
//! Which coding a client likes best.

/// How a body is written on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Coding {
    /// Brotli.
    Brotli,
    /// Gzip.
    Gzip,
    /// As it is.
    Identity,
}

impl Coding {
    /// All of them, the one we like best first.
    pub const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Identity];

    /// The name in `Content-Encoding`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }
}

/// The coding with the highest weight in `Accept-Encoding`; of equal ones, the one we like best.
/// When the client refuses all of them it gets the body as it is: a page is better than a 406.
pub(super) fn negotiate(accept: Option<&str>) -> Coding {
    let Some(accept) = accept else { return Coding::Identity };
    let weight = |coding: Coding| {
        let listed = weight_of(accept, coding.name()).or_else(|| if coding == Coding::Gzip { weight_of(accept, "x-gzip") } else { None });
        // Identity is welcome unless refused, but any coding that is asked for comes first.
        listed.or_else(|| weight_of(accept, "*")).unwrap_or(u32::from(coding == Coding::Identity))
    };
    let mut best = (Coding::Identity, 0);
    for coding in Coding::ALL {
        if weight(coding) > best.1 {
            best = (coding, weight(coding));
        }
    }
    best.0
}

/// The weight of a name, in thousandths.
fn weight_of(accept: &str, name: &str) -> Option<u32> {
    accept.split(',').find_map(|item| {
        let mut parts = item.split(';').map(str::trim);
        if !parts.next()?.eq_ignore_ascii_case(name) {
            return None;
        }
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        Some(weight.map_or(1000, thousandths))
    })
}

/// `0.25` is 250. What cannot be read counts as refused.
fn thousandths(text: &str) -> u32 {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = decimals.len() <= 3 && decimals.bytes().all(|byte| byte.is_ascii_digit());
    match whole {
        "1" if digits && decimals.bytes().all(|byte| byte == b'0') => 1000,
        "0" if digits => format!("{decimals:0<3}").parse().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::negotiate;

    #[test]
    fn the_heaviest_coding_wins() {
        for (accept, expected) in [
            (None, "identity"),
            (Some(""), "identity"),
            (Some("gzip, deflate, br, zstd"), "br"),
            (Some("gzip"), "gzip"),
            (Some("x-gzip"), "gzip"),
            (Some("GZIP;Q=0.5"), "gzip"),
            (Some("br;q=0.5, gzip;q=0.8"), "gzip"),
            (Some("br;q=0, gzip"), "gzip"),
            (Some("br;q=0, gzip;q=0"), "identity"),
            (Some("*"), "br"),
            (Some("*;q=0.5, br;q=0"), "gzip"),
            (Some("identity, br;q=0.1"), "identity"),
            (Some("identity;q=0"), "identity"),
            (Some("identity;q=0, *"), "br"),
            (Some("*;q=0"), "identity"),
            (Some("br;q=abc, gzip;q=0.001"), "gzip"),
            (Some("br;q=7, gzip"), "gzip"),
            (Some("zstd, deflate"), "identity"),
        ] {
            assert_eq!(negotiate(accept).name(), expected, "{accept:?}");
        }
    }
}
