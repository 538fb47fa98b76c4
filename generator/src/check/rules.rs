// SPDX-License-Identifier: EUPL-1.2
//! What can only be seen on the whole. Adding a rule is a function and a line in [`CHECKS`].

use super::index::{Index, PEOPLE, news_group};
use crate::address::fixed::RESERVED;
use crate::fault::Fault;
use crate::parse::{Draft, FILES, Kind};
use crate::span::Span;
use model::news::NewsKind;
use model::office::OfficeGroup;
use model::vocabulary::Coded;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A rule looks at all that exists and notes what is wrong.
pub type Rule = fn(&Index<'_>, &mut Vec<Fault>);

/// All rules.
pub const CHECKS: &[Rule] = &[needed_files, needed_kinds, needed_pages, service_or_category, news_or_kind, page_or_section, office_cycles, unused_phrases];

/// Pages of the content to which every page of the site links.
const PAGES: [&str; 2] = ["privacy", "note-legali"];

fn needed_files(index: &Index<'_>, faults: &mut Vec<Fault>) {
    for (name, kind) in FILES {
        if matches!(kind, Kind::Settings) && !index.drafts.files.iter().any(|parsed| parsed.kind == kind) {
            faults.push(Fault::missing_file(&shown(index, name)));
        }
    }
}

fn needed_kinds(index: &Index<'_>, faults: &mut Vec<Fault>) {
    for (kind, what) in [(Kind::Category, "categorie"), (Kind::Topic, "argomenti"), (Kind::Office, "uffici")] {
        if index.names(kind).next().is_none() {
            faults.push(Fault::nothing_of(&shown(index, what), what));
        }
    }
}

fn needed_pages(index: &Index<'_>, faults: &mut Vec<Fault>) {
    for id in PAGES {
        if !index.has(Kind::Page, id) {
            faults.push(Fault::missing_file(&shown(index, &format!("pagine/{id}.md"))));
        }
    }
}

fn service_or_category(index: &Index<'_>, faults: &mut Vec<Fault>) {
    taken(index, Kind::Service, |id| index.has(Kind::Category, id), "/servizi", faults);
}

fn news_or_kind(index: &Index<'_>, faults: &mut Vec<Fault>) {
    taken(index, Kind::News, |id| NewsKind::ALL.iter().any(|kind| news_group(*kind) == id), "/novita", faults);
}

fn page_or_section(index: &Index<'_>, faults: &mut Vec<Fault>) {
    taken(index, Kind::Page, |id| RESERVED.contains(&id), "", faults);
    debug_assert!(OfficeGroup::ALL.iter().all(|group| PEOPLE.iter().all(|(id, _)| *id != group.code())), "second-level pages have names of their own");
}

/// Things whose name is an address of another page.
fn taken(index: &Index<'_>, kind: Kind, other: impl Fn(&str) -> bool, folder: &str, faults: &mut Vec<Fault>) {
    for id in index.names(kind).filter(|id| other(id)) {
        if let Some(parsed) = index.named.get(&kind).and_then(|names| names.get(id)) {
            faults.push(Fault::reserved_id(&parsed.file, Span::FILE, id, &format!("{folder}/{id}/")));
        }
    }
}

/// Offices that are part of each other in a circle; each circle is said once, at its first office.
fn office_cycles(index: &Index<'_>, faults: &mut Vec<Fault>) {
    let parent = |id: &str| match index.named.get(&Kind::Office)?.get(id)?.draft.as_ref()? {
        Draft::Office(written) => written.form.fa_parte_di.as_ref(),
        _ => None,
    };
    for start in index.names(Kind::Office) {
        let mut path = vec![start];
        let mut at = start;
        while let Some(next) = parent(at).map(|field| field.value.as_str()) {
            if next == start {
                let span = parent(start).map_or(Span::FILE, |field| field.span);
                if path.len() > 1
                    && path.iter().all(|id| *id >= start)
                    && let Some(parsed) = index.named[&Kind::Office].get(start)
                {
                    faults.push(Fault::office_cycle(&parsed.file, span, &[path.as_slice(), &[start]].concat().join(" → ")));
                }
                break;
            }
            if path.contains(&next) {
                break;
            }
            path.push(next);
            at = next;
        }
    }
}

/// Phrases that no text includes.
fn unused_phrases(index: &Index<'_>, faults: &mut Vec<Fault>) {
    let drafts = || index.drafts.files.iter().filter_map(|parsed| Some((parsed, parsed.draft.as_ref()?)));
    let used: BTreeSet<&str> = drafts().flat_map(|(_, draft)| draft.bodies()).flat_map(|body| &body.phrases).map(String::as_str).collect();
    for (parsed, draft) in drafts() {
        let Draft::Phrases(list) = draft else { continue };
        for id in list.iter().filter_map(|written| written.form.id.as_ref()).filter(|id| !used.contains(id.value.as_str())) {
            faults.push(Fault::unused_phrase(&parsed.file, id.span, id.value.as_str()));
        }
    }
}

fn shown(index: &Index<'_>, path: &str) -> Arc<str> {
    format!("{}{path}", index.prefix).into()
}
