// SPDX-License-Identifier: EUPL-1.2
//! One line of `_redirects`.

use crate::serve::{path, redirects::without_port, rules::RuleFault};
use http::StatusCode;

/// A line that was understood.
#[derive(Debug)]
pub(super) struct Rule {
    pub source: Vec<Part>,
    pub splat: bool,
    pub target: Vec<Piece>,
    pub status: StatusCode,
    pub force: bool,
}

/// One part of a source.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// These characters, without escapes.
    Text(String),
    /// Any part, called so.
    Name(String),
}

/// A piece of a destination.
#[derive(Debug)]
pub(super) enum Piece {
    /// These characters, with escapes.
    Text(String),
    /// What the part with this number caught; the splat comes last.
    Caught(usize),
}

/// One line: the host it is for, and the rule. `None` for a rule that is not for this server.
pub(super) fn read(line: &str) -> Result<Option<(Option<String>, Rule)>, RuleFault> {
    let mut words = line.split_whitespace().take_while(|word| !word.starts_with('#'));
    let (source, target) = (words.next().unwrap_or_default(), words.next().ok_or(RuleFault::NoTarget)?);
    let (host, source) = match host_and_path(source) {
        Some((host, path)) => (Some(host), path),
        None if source.starts_with('/') => (None, source),
        None => return Err(RuleFault::BadSource),
    };
    let away = host_and_path(target).is_some();
    match target {
        _ if away || target.starts_with('/') => {}
        _ if target.contains('=') => return Err(RuleFault::Unsupported),
        _ if target.trim_end_matches('!').parse::<u16>().is_ok() => return Err(RuleFault::NoTarget),
        _ => return Err(RuleFault::BadTarget),
    }
    let (status, force) = status(words.next())?;
    let proxied = away && status == StatusCode::OK;
    // What goes to the functions may be signed by the host.
    if words.any(|word| !(proxied && word.starts_with("signed="))) {
        return Err(RuleFault::Unsupported);
    }
    if proxied {
        return Ok(None);
    }
    if !status.is_redirection() && away {
        return Err(RuleFault::BadTarget);
    }
    let (parts, splat) = source_parts(source)?;
    if status.is_redirection() && source.trim_end_matches('/') == target.trim_end_matches('/') {
        return Err(RuleFault::Loop);
    }
    let target = target_pieces(target, &parts, splat);
    Ok(Some((host, Rule { source: parts, splat, target, status, force })))
}

fn status(word: Option<&str>) -> Result<(StatusCode, bool), RuleFault> {
    let Some(word) = word else { return Ok((StatusCode::MOVED_PERMANENTLY, false)) };
    let (number, force) = word.strip_suffix('!').map_or((word, false), |number| (number, true));
    match number {
        "200" | "301" | "302" | "303" | "307" | "308" | "404" => StatusCode::from_bytes(number.as_bytes()).map(|status| (status, force)).map_err(|_| RuleFault::BadStatus),
        _ if word.contains('=') => Err(RuleFault::Unsupported),
        _ => Err(RuleFault::BadStatus),
    }
}

/// `https://Host:1/path` is `host` and `/path`.
fn host_and_path(url: &str) -> Option<(String, &str)> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host = without_port(authority).to_ascii_lowercase();
    (!host.is_empty()).then_some((host, if path.is_empty() { "/" } else { path }))
}

fn source_parts(source: &str) -> Result<(Vec<Part>, bool), RuleFault> {
    if source.contains(['?', '#']) {
        return Err(RuleFault::BadSource);
    }
    let source = path::decode(source).ok_or(RuleFault::BadSource)?;
    let (fixed, splat) = source.strip_suffix("/*").map_or((source.as_str(), false), |fixed| (fixed, true));
    if fixed.contains('*') {
        return Err(RuleFault::BadStar);
    }
    let part = |part: &str| part.strip_prefix(':').filter(|name| !name.is_empty()).map_or_else(|| Part::Text(part.to_owned()), |name| Part::Name(name.to_owned()));
    let fixed = fixed.trim_end_matches('/');
    Ok((fixed.split('/').skip(1).map(part).collect(), splat))
}

/// The destination with its `:names` found. A `:name` that the source does not have is text: a port, for one.
fn target_pieces(target: &str, source: &[Part], splat: bool) -> Vec<Piece> {
    let names = source.iter().filter_map(|part| if let Part::Name(name) = part { Some(name.as_str()) } else { None });
    let names: Vec<&str> = names.chain(splat.then_some("splat")).collect();
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = target;
    while let Some(colon) = rest.find(':') {
        let after = &rest[colon + 1..];
        let name = &after[..after.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(after.len())];
        match names.iter().position(|known| *known == name) {
            Some(number) => {
                text.push_str(&rest[..colon]);
                pieces.extend([Piece::Text(path::encode_written(&std::mem::take(&mut text))), Piece::Caught(number)]);
            }
            None => text.push_str(&rest[..colon + 1 + name.len()]),
        }
        rest = &after[name.len()..];
    }
    pieces.push(Piece::Text(path::encode_written(&(text + rest))));
    pieces
}
