// SPDX-License-Identifier: EUPL-1.2
//! The rules of `_redirects`, as Netlify reads them.
//!
//! `source destination [status[!]]`, one a line. The first rule that matches decides; a file at
//! the same address wins over it unless the status has a `!`. A last slash does not matter. `:name`
//! stands for one part of the path, `*` at the end for the rest (`:splat`), both may stand in the
//! destination. A source with a host matches only requests for that host, whatever the port and
//! the protocol. 200 and 404 show another page at the same address.
//!
//! Rules that would fetch from another site (200 and an `https://` destination) are read and left
//! alone: in production they lead to the functions, which the local server has beside it.

use crate::serve::{
    limits, path, redirect_line,
    redirect_line::{Part, Piece, Rule},
    rules::{RuleFault, RulesError, lines},
};
use http::StatusCode;
use std::collections::{BTreeMap, HashMap};

/// The name of the file.
pub const FILE: &str = "_redirects";

/// All rules, indexed: sites that replace seven others have thousands.
#[derive(Debug, Default)]
pub struct Redirects {
    rules: Vec<Rule>,
    anywhere: Group,
    hosts: BTreeMap<String, Group>,
}

/// Where a request goes by a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// The browser is sent to another address.
    Away(StatusCode, String),
    /// Another page is shown at this address. The path is without escapes.
    Inside(StatusCode, String),
}

/// The rule that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Where the request goes.
    pub way: Way,
    /// Whether it goes there even if there is a file.
    pub force: bool,
}

/// Rules of one host, or of all: numbers of `rules`.
#[derive(Debug, Default)]
struct Group {
    exact: HashMap<String, usize>,
    patterns: Vec<usize>,
}

impl Redirects {
    /// Reads the file.
    ///
    /// # Errors
    /// When a line is no rule, or has options that are not understood here.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let mut all = Self::default();
        for (line, text) in lines(text) {
            let wrong = |fault| RulesError { file: FILE, line, fault };
            let Some((host, rule)) = redirect_line::read(text).map_err(wrong)? else { continue };
            if all.rules.len() == limits::REDIRECT_RULES {
                return Err(wrong(RuleFault::TooMany));
            }
            let group = host.map_or(&mut all.anywhere, |host| all.hosts.entry(host).or_default());
            match exact(&rule) {
                Some(path) => _ = group.exact.entry(path).or_insert(all.rules.len()),
                None => group.patterns.push(all.rules.len()),
            }
            all.rules.push(rule);
        }
        Ok(all)
    }

    /// How many rules there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rules.len()
    }

    /// The first rule for this host (in small letters, without port) and this path (without escapes).
    pub(super) fn find(&self, host: &str, path: &str, query: Option<&str>) -> Option<Match> {
        let groups = [self.hosts.get(host), Some(&self.anywhere)];
        let (number, caught) = groups.into_iter().flatten().filter_map(|group| self.first(group, path)).min_by_key(|(number, _)| *number)?;
        let rule = &self.rules[number];
        Some(Match { way: way(rule, &caught, query)?, force: rule.force })
    }

    fn first<'p>(&self, group: &Group, path: &'p str) -> Option<(usize, Vec<&'p str>)> {
        let exact = group.exact.get(path.trim_end_matches('/')).map(|number| (*number, Vec::new()));
        let before = exact.as_ref().map_or(usize::MAX, |(number, _)| *number);
        let pattern = group.patterns.iter().take_while(|number| **number < before).find_map(|number| Some((*number, catch(&self.rules[*number], path)?)));
        pattern.or(exact)
    }
}

/// The whole path of a rule without names and splat.
fn exact(rule: &Rule) -> Option<String> {
    if rule.splat {
        return None;
    }
    rule.source.iter().try_fold(String::new(), |path, part| match part {
        Part::Text(text) => Some(path + "/" + text),
        Part::Name(_) => None,
    })
}

/// What the names and the splat of a rule catch, if it matches.
fn catch<'p>(rule: &Rule, path: &'p str) -> Option<Vec<&'p str>> {
    let mut caught = Vec::new();
    let mut rest = if rule.splat { path } else { path.trim_end_matches('/') };
    for part in &rule.source {
        let after = rest.strip_prefix('/')?;
        let found = &after[..after.find('/').unwrap_or(after.len())];
        match part {
            Part::Text(text) if text == found => {}
            Part::Name(_) if !found.is_empty() => caught.push(found),
            _ => return None,
        }
        rest = &after[found.len()..];
    }
    if rule.splat {
        caught.push(rest.strip_prefix('/').unwrap_or(rest));
    }
    (rule.splat || rest.is_empty()).then_some(caught)
}

fn way(rule: &Rule, caught: &[&str], query: Option<&str>) -> Option<Way> {
    let address = rule.target.iter().fold(String::new(), |address, piece| match piece {
        Piece::Text(text) => address + text,
        Piece::Caught(number) => address + &caught.get(*number).copied().map(path::encode).unwrap_or_default(),
    });
    // `//host` is another site to a browser: what was caught must not make one of a path.
    let address = if address.starts_with('/') { format!("/{}", address.trim_start_matches('/')) } else { address };
    if rule.status.is_redirection() {
        return Some(Way::Away(rule.status, with_query(address, query)));
    }
    let end = address.find(['?', '#']).unwrap_or(address.len());
    Some(Way::Inside(rule.status, path::decode(&address[..end])?))
}

/// The query of a request goes on to an address that has none of its own.
pub(super) fn with_query(mut address: String, query: Option<&str>) -> String {
    let end = address.find('#').unwrap_or(address.len());
    if let Some(query) = query.filter(|query| !query.is_empty() && !address[..end].contains('?')) {
        address.insert_str(end, &format!("?{query}"));
    }
    address
}

/// The host of a `Host` header.
pub(super) fn without_port(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    }
}
