// SPDX-License-Identifier: EUPL-1.2
//! `sitemap.xml`, `robots.txt`, `manifest.webmanifest`, `novita/rss.xml`, `.well-known/security.txt`.

use super::Files;
use crate::address::{Address, fixed, section};
use crate::markdown::escape;
use crate::view::{Planned, alternates, both};
use model::settings::SecurityContact;
use model::site::Site;
use std::fmt::Write as _;

/// The most addresses of one site map (sitemaps.org, 0.9).
const SITE_MAP_ADDRESSES: usize = 50_000;

/// The most items of the feed.
const FEED_ITEMS: usize = 30;

/// Where RFC 9116 wants it.
const SECURITY: &str = ".well-known/security.txt";

/// Adds the files.
pub fn add(site: &Site, plan: &[Planned<'_, '_>], base_url: &str, icon: Option<&str>, files: &mut Files) {
    site_map(site, plan, base_url, files);
    let robots = format!("User-agent: *\nDisallow: /api/\nDisallow: /operatori/\n\nSitemap: {base_url}/sitemap.xml\n");
    files.insert("robots.txt".to_owned(), robots.into_bytes());
    files.insert("manifest.webmanifest".to_owned(), manifest(site, icon).into_bytes());
    files.insert("novita/rss.xml".to_owned(), feed(site, base_url).into_bytes());
    if let Some(contact) = &site.settings.security {
        files.insert(SECURITY.to_owned(), security(contact, base_url).into_bytes());
    }
}

/// Where a weakness is reported (RFC 9116): good until the end of its last day.
fn security(contact: &SecurityContact, base_url: &str) -> String {
    let SecurityContact { address, expires } = contact;
    format!("Contact: {address}\nExpires: {expires}T23:59:59Z\nPreferred-Languages: it, en\nCanonical: {base_url}/{SECURITY}\n")
}

fn site_map(site: &Site, plan: &[Planned<'_, '_>], base_url: &str, files: &mut Files) {
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const SPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
    const LINKS: &str = " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"";
    let addresses: Vec<&Address<'_>> = plan.iter().map(|page| &page.address).filter(|address| **address != fixed::NOT_FOUND).collect();
    let part = |addresses: &[&Address<'_>]| {
        let mut xml = format!("{HEAD}<urlset {SPACE}{}>\n", if site.english.is_empty() { "" } else { LINKS });
        for address in addresses {
            let _ = write!(xml, "<url><loc>{}</loc>", escape(&format!("{base_url}{address}")));
            for one in both(site, address).iter().flat_map(|both| alternates(base_url, both)) {
                let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>", one.lang, escape(&one.url));
            }
            xml.push_str("</url>\n");
        }
        xml + "</urlset>\n"
    };
    if addresses.len() <= SITE_MAP_ADDRESSES {
        files.insert("sitemap.xml".to_owned(), part(&addresses).into_bytes());
        return;
    }
    let mut index = format!("{HEAD}<sitemapindex {SPACE}>\n");
    for (number, chunk) in addresses.chunks(SITE_MAP_ADDRESSES).enumerate() {
        let name = format!("sitemap-{}.xml", number + 1);
        let _ = writeln!(index, "<sitemap><loc>{}/{name}</loc></sitemap>", escape(base_url));
        files.insert(name, part(chunk).into_bytes());
    }
    files.insert("sitemap.xml".to_owned(), (index + "</sitemapindex>\n").into_bytes());
}

fn manifest(site: &Site, icon: Option<&str>) -> String {
    let town = &site.settings.municipality;
    let icons: Vec<_> = icon.into_iter().map(|src| serde_json::json!({"src": src, "type": "image/svg+xml", "sizes": "any"})).collect();
    let value = serde_json::json!({
        "name": town.name.as_str(),
        "short_name": town.town.as_str(),
        "description": site.settings.description.as_str(),
        "lang": "it",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "icons": icons,
    });
    value.to_string() + "\n"
}

/// RSS 2.0 with the latest news. Days are published at midnight UTC: the content knows no hour.
fn feed(site: &Site, base_url: &str) -> String {
    let mut news: Vec<_> = site.news.values().collect();
    news.sort_by_key(|news| (std::cmp::Reverse(news.date), &news.id));
    let town = &site.settings.municipality;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>\n<title>{}</title>\n<link>{base_url}/novita/</link>\n<description>{}</description>\n<language>it</language>\n<atom:link href=\"{base_url}/novita/rss.xml\" rel=\"self\" type=\"application/rss+xml\"/>\n",
        escape(&format!("Novità - {}", town.name)),
        escape(site.settings.description.as_str()),
    );
    for news in news.into_iter().take(FEED_ITEMS) {
        let link = format!("{base_url}{}", Address::In(section::NEWS, news.id.as_str()));
        let _ = writeln!(
            xml,
            "<item><title>{}</title><link>{link}</link><guid>{link}</guid><pubDate>{}</pubDate><description>{}</description></item>",
            escape(news.title.as_str()),
            news.date.strftime("%a, %d %b %Y 00:00:00 GMT"),
            escape(news.summary.as_str()),
        );
    }
    xml + "</channel></rss>\n"
}
