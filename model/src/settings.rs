// SPDX-License-Identifier: EUPL-1.2
//! What the site says of itself, and how strict its checks are.

use crate::codes::codes;
use crate::holidays::YearDay;
use crate::slug::Slug;
use crate::text::Line;
use jiff::civil::Date;

codes! {
    /// What a check does with what it finds.
    pub enum Strictness {
        Off = "spento", "non si controlla";
        Warning = "avviso", "avviso";
        Error = "errore", "errore";
    }
}

/// Thresholds of the plain-language check.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlainLanguage {
    /// What it does.
    pub strictness: Strictness,
    /// Gulpease index of a whole sheet, at least.
    pub sheet: u32,
    /// Gulpease index of a paragraph, at least.
    pub paragraph: u32,
    /// Words in a sentence, at most.
    pub sentence_words: u32,
}

/// The municipality as citizens address it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Municipality {
    /// "Comune di …".
    pub name: Line,
    /// The name of the town alone.
    pub town: Line,
    /// The region, shown in the top bar, and its site.
    pub region: Line,
    /// Address of the region's site.
    pub region_url: Line,
    /// Street of the town hall.
    pub street: Line,
    /// Post code.
    pub postcode: Line,
    /// Province, two letters.
    pub province: Line,
    /// Fiscal code.
    pub fiscal_code: Line,
    /// Code in the index of public administrations (IPA).
    pub ipa_code: Line,
    /// Telephone of the switchboard.
    pub phone: Line,
    /// E-mail.
    pub email: Line,
    /// Certified e-mail.
    pub certified_email: Line,
}

/// Where the pictures of maps come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tiles {
    /// The address, with `{z}`, `{x}` and `{y}` in it.
    pub address: Line,
    /// Whom they are owed to.
    pub credit: Line,
}

/// Characters of a help request, at most: the figure of the official model.
pub const HELP_TEXT: usize = 600;

/// Who answers when citizens ask for help.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Help {
    /// The office that answers when no service is named.
    pub office: Slug,
    /// Days after the last change after which a request is deleted.
    pub keep_days: u32,
}

/// Where a weakness of the site is reported (RFC 9116).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SecurityContact {
    /// An address, `mailto:…` or `https://…`.
    pub address: Line,
    /// Until when it is good: somebody looks at it again before.
    pub expires: Date,
}

/// Everything the site says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The municipality.
    pub municipality: Municipality,
    /// The address of the site: scheme and host, no slash at the end.
    pub base_url: Line,
    /// What the site is, in a sentence.
    pub description: Line,
    /// The sentence in the footer that says what the contents are.
    pub notice: Option<Line>,
    /// The accessibility statement on the national form.
    pub accessibility_form: Line,
    /// The page from which online services start, an address of this site.
    pub online_desk: Line,
    /// The page of the personal area, an address of this site.
    pub personal_area: Line,
    /// The page with the general conditions of service, an address of this site.
    pub conditions: Line,
    /// The services on the home page, in order.
    pub featured_services: Vec<Slug>,
    /// The topics on the home page, in order.
    pub featured_topics: Vec<Slug>,
    /// Life events on the first page; all when none is named.
    pub featured_journeys: Vec<Slug>,
    /// The comics on the home page, in order; the first ones when none is named.
    pub featured_comics: Vec<Slug>,
    /// The comic that teaches to book.
    pub booking_comic: Option<Slug>,
    /// The comic that teaches to report a problem.
    pub report_comic: Option<Slug>,
    /// The day of the town's patron, on which offices are shut.
    pub patron: Option<YearDay>,
    /// Links to other sites of the municipality: name and address.
    pub links: Vec<(Line, Line)>,
    /// The pictures of maps; without them there is no map.
    pub tiles: Option<Tiles>,
    /// Who answers when citizens ask for help; `None` where the town takes no requests.
    pub help: Option<Help>,
    /// Days for which ratings of pages are kept.
    pub rating_days: u32,
    /// Largest picture that is published as it is, in kilobytes.
    pub picture_kilobytes: u32,
    /// Plain-language thresholds.
    pub plain_language: PlainLanguage,
    /// Where a weakness is reported.
    pub security: Option<SecurityContact>,
}
