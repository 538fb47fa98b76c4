// SPDX-License-Identifier: EUPL-1.2
//! What is published beside the pages: for search engines, for feed readers, for those who reuse the
//! data, for the host that serves the site, for the functions. Pure: a site in, files out.

mod catalogue;
mod host;
mod open_data;
mod search;
mod web;

use crate::hosting::Hosting;
use crate::view::Planned;
use model::site::Site;
use std::collections::BTreeMap;

/// Files by their path from the root of the site, without a leading slash.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The files beside the pages. `icon` is the published address of the theme's icon.
#[must_use]
pub fn files(site: &Site, plan: &[Planned<'_, '_>], base_url: &str, icon: Option<&str>, hosting: &Hosting) -> Files {
    let mut files = Files::new();
    web::add(site, plan, base_url, icon, &mut files);
    open_data::add(site, base_url, &mut files);
    host::add(site, base_url, hosting, &mut files);
    files
}

/// The index of the search: all files of the folder [`SEARCH`].
#[must_use]
pub fn search(site: &Site) -> Files {
    let mut files = Files::new();
    search::add(site, &mut files);
    files
}

pub use catalogue::catalogue;
pub use search::FOLDER as SEARCH;
