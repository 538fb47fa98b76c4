// SPDX-License-Identifier: EUPL-1.2
//! The official criteria for municipal sites, by kind of page. What a browser must measure (fonts,
//! layout, speed) and what the network must answer is not here.

mod classes;
mod contents;
mod first_level;
mod home;
mod metatag;
mod rating;
mod sheet;

use crate::audit::facts::{Facts, Faults, Marked};
use crate::audit::mark::Mark;
use crate::audit::{Expectation, Menu, PageKind};

/// A criterion: looks at a page, adds what is wrong.
type Check = fn(&Facts, &Expectation, &mut Faults);

/// Which criteria each kind of page must meet.
fn checks(kind: PageKind) -> &'static [Check] {
    match kind {
        PageKind::Home => &[home::menu, home::topics_link, home::faq, home::report, home::accessibility, home::privacy, home::legal_notes, rating::page, classes::share],
        PageKind::FirstLevel(Menu::Services) => &[first_level::services, first_level::booking, first_level::service_list, rating::page, classes::share],
        PageKind::FirstLevel(Menu::Management) => &[first_level::management, rating::page, classes::share],
        PageKind::FirstLevel(Menu::News) => &[first_level::news, rating::page, classes::share],
        PageKind::FirstLevel(Menu::Live) => &[first_level::live, rating::page, classes::share],
        PageKind::SecondLevel => &[rating::page, classes::share],
        PageKind::Service => &[sheet::index, sheet::sections, sheet::breadcrumb, first_level::booking, metatag::fields, rating::sheet, classes::share],
        PageKind::Booking => &[classes::share],
        PageKind::Topics => &[contents::topics],
        PageKind::LegalNotes => &[contents::licence],
        PageKind::Accessibility | PageKind::Other | PageKind::NotFound | PageKind::Shell => &[],
    }
}

/// Checks a page against the criteria for its kind.
pub(super) fn check(facts: &Facts, kind: PageKind, expectation: &Expectation, faults: &mut Faults) {
    for check in checks(kind) {
        check(facts, expectation, faults);
    }
}

/// Whether C.SI.1.2 looks at pages of this kind.
pub(super) fn counts_classes(kind: PageKind) -> bool {
    matches!(kind, PageKind::Home | PageKind::FirstLevel(_) | PageKind::SecondLevel | PageKind::Service | PageKind::Booking)
}

/// Where an element leads, if that is a usable address: the validator ignores `#` and nothing.
fn usable_href<'m>(marked: &'m Marked) -> Option<&'m str> {
    marked.href.as_ref().map(|href| href.text.trim()).filter(|href| !matches!(*href, "" | "#"))
}

/// The first usable element with this mark.
fn usable<'f, 'a>(facts: &'f Facts<'a>, mark: Mark) -> Option<&'f Marked<'a>> {
    facts.marked(mark).find(|marked| usable_href(marked).is_some())
}
