// SPDX-License-Identifier: EUPL-1.2
//! A long list in pages, `?pagina=2`: what an office has to do is never where nobody can reach it.

use crate::form::Fields;
use http::Uri;
use serde::Serialize;

/// What is read of an office's list, at most: more than an office has open.
pub(super) const READ: usize = 5_000;

/// The field of the page's number, from 1.
const PAGE: &str = "pagina";

/// Where a page stands in its list.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Paging {
    /// From 1.
    page: usize,
    pages: usize,
    previous: Option<String>,
    next: Option<String>,
}

/// The part of a list that an address asks for, `size` long at most. A page beyond the end is the last one.
pub(super) fn page<'a, T>(items: &'a [T], size: usize, uri: &Uri) -> (&'a [T], Paging) {
    let pages = items.len().div_ceil(size).max(1);
    let page = Fields::query(uri).get(PAGE).parse().unwrap_or(1).clamp(1, pages);
    let address = |page: usize| {
        let asked = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).filter(|(name, _)| name != PAGE);
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(asked).append_pair(PAGE, &page.to_string()).finish();
        format!("{}?{query}", uri.path())
    };
    let shown = items.chunks(size).nth(page - 1).unwrap_or_default();
    (shown, Paging { page, pages, previous: (page > 1).then(|| address(page - 1)), next: (page < pages).then(|| address(page + 1)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> (Vec<u8>, Paging) {
        let (shown, paging) = page(&[1, 2, 3, 4, 5], 2, &format!("/operatori/segnalazioni/{query}").parse().expect("an address"));
        (shown.to_vec(), paging)
    }

    #[test]
    fn every_line_has_a_page_and_filters_stay() {
        let (first, paging) = asked("?stato=aperte&categoria=a%26b");
        assert_eq!(first, [1, 2]);
        assert_eq!(paging, Paging { page: 1, pages: 3, previous: None, next: Some("/operatori/segnalazioni/?stato=aperte&categoria=a%26b&pagina=2".to_owned()) });
        let (second, paging) = asked("?pagina=2&stato=aperte");
        assert_eq!((second, paging.previous.as_deref()), (vec![3, 4], Some("/operatori/segnalazioni/?stato=aperte&pagina=1")));
        assert_eq!(asked("?pagina=3").0, [5]);
        assert_eq!(asked("?pagina=3").1.next, None);
    }

    #[test]
    fn odd_pages_are_the_nearest_one() {
        for (query, expected) in [("?pagina=0", 1), ("?pagina=-1", 1), ("?pagina=x", 1), ("?pagina=99", 5), ("?pagina=99999999999999999999", 1)] {
            assert_eq!(asked(query).0[0], expected, "{query}");
        }
        let none: (&[u8], Paging) = page(&[], 2, &Uri::from_static("/operatori/"));
        assert_eq!(none, (&[][..], Paging { page: 1, pages: 1, previous: None, next: None }));
    }
}
