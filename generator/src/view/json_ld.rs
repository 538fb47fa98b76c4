// SPDX-License-Identifier: EUPL-1.2
//! Structured data: schema.org documents as JSON-LD, and the `metatag` of the criterion R.SI.1.1.

use super::shared::Part;
use super::types::{FilmView, Link, OfficeBox, QuestionGroup};
use crate::address::{Address, section};
use crate::comics::Strip;
use crate::prose;
use comic::geometry::{HEIGHT, WIDTH};
use comic::script::Panel;
use comic::timeline::{self, PanelTime};
use comic::transcript;
use model::comic::Comic;
use model::journey::Journey;
use model::service::Service;
use model::settings::Settings;
use model::vocabulary::Coded;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

/// A document that can stand in a script element: `<` is written as an escape, so that no text can
/// close the element.
fn document(value: &impl Serialize) -> String {
    let mut text = Vec::with_capacity(USUAL_BYTES);
    serde_json::to_writer(&mut text, value).expect("structured data is made of texts");
    let text = String::from_utf8(text).expect("JSON is UTF-8");
    if text.contains('<') { text.replace('<', "\\u003c") } else { text }
}

/// Room for the document of a sheet.
const USUAL_BYTES: usize = 2048;

/// The context of schema.org.
const SCHEMA: &str = "https://schema.org";

/// A schema.org node with the members that are there.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Node<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_operator: Option<Box<Node<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    area_served: Option<Box<Node<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<Box<Node<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audience_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    available_channel: Option<Box<Node<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    available_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_location: Option<Box<Node<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Box<Node<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Box<Node<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    street_address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postal_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_locality: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_organization: Option<Box<Node<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<&'a str>,
}

/// A node inside another.
fn inner(node: Node<'_>) -> Option<Box<Node<'_>>> {
    Some(Box::new(node))
}

fn named<'a>(kind: &'static str, name: &'a str) -> Node<'a> {
    Node { kind, name: Some(name), ..Node::default() }
}

/// A breadcrumb, which every page has.
#[derive(Serialize)]
struct BreadcrumbList<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<ListItem<'a>>,
}

/// A step of a breadcrumb.
#[derive(Serialize)]
struct ListItem<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    position: usize,
    item: Absolute<'a>,
}

/// An address with the scheme and host before it.
struct Absolute<'a>(&'a str, &'a Address<'a>);

impl Serialize for Absolute<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}{}", self.0, self.1))
    }
}

/// The path from the home page to a page.
pub fn breadcrumb(base_url: &str, crumbs: &[Part<Link<'_>>]) -> String {
    let items = crumbs.iter().enumerate().map(|(index, crumb)| ListItem { kind: "ListItem", name: crumb.title, position: index + 1, item: Absolute(base_url, &crumb.url) });
    document(&BreadcrumbList { context: SCHEMA, kind: "BreadcrumbList", items: items.collect() })
}

/// A service, with every member that the criterion R.SI.1.1 reads. Where an office has no place the
/// town hall stands for it.
pub fn service(settings: &Settings, base_url: &str, service: &Service, category: &str, office: &OfficeBox<'_>, start: &str) -> String {
    let town = &settings.municipality;
    let (name, street) = match &office.place {
        Some(place) => (place.name, place.address.unwrap_or(town.street.as_str())),
        None => (office.name, town.street.as_str()),
    };
    let audience = service.audiences.iter().map(|audience| audience.label()).collect::<Vec<_>>().join(", ");
    let url = format!("{base_url}{}", Address::In(section::SERVICES, service.id.as_str()));
    let service_url = format!("{base_url}{start}");
    let address = Node {
        kind: "PostalAddress",
        street_address: Some(street),
        postal_code: Some(town.postcode.as_str()),
        address_locality: Some(town.town.as_str()),
        address_country: Some("IT"),
        ..Node::default()
    };
    let channel = Node {
        service_url: Some(&service_url),
        available_language: Some("it"),
        service_location: inner(Node { address: inner(address), ..named("Place", name) }),
        ..named("ServiceChannel", "Sportello e servizi online")
    };
    document(&Node {
        context: Some(SCHEMA),
        id: Some(&url),
        url: Some(&url),
        description: Some(service.summary.as_str()),
        service_type: Some(category),
        service_operator: inner(named("GovernmentOrganization", town.name.as_str())),
        area_served: inner(named("AdministrativeArea", town.name.as_str())),
        audience: inner(Node { kind: "Audience", audience_type: Some(&audience), ..Node::default() }),
        available_channel: inner(channel),
        ..named("GovernmentService", service.title.as_str())
    })
}

/// An office.
pub fn office(settings: &Settings, base_url: &str, office: &OfficeBox<'_>) -> String {
    let town = &settings.municipality;
    let url = format!("{base_url}{}", office.url);
    let location = office.place.as_ref().map(|place| {
        let street =
            |street| Node { kind: "PostalAddress", street_address: Some(street), address_locality: Some(town.town.as_str()), address_country: Some("IT"), ..Node::default() };
        Box::new(Node { address: place.address.map(|address| Box::new(street(address))), ..named("Place", place.name) })
    });
    document(&Node {
        context: Some(SCHEMA),
        url: Some(&url),
        description: Some(office.summary),
        parent_organization: inner(named("GovernmentOrganization", town.name.as_str())),
        location,
        email: office.email,
        telephone: office.phone,
        ..named("GovernmentOffice", office.name)
    })
}

/// What to do in a life event, step by step.
pub fn journey(base_url: &str, journey: &Journey, url: &Address<'_>) -> String {
    let step = |(place, step): (usize, &model::journey::Step)| json!({"@type": "HowToStep", "position": place + 1, "name": step.title.as_str(), "text": prose::words(&step.text), "url": format!("{base_url}{url}#passo-{}", place + 1)});
    let steps: Vec<Value> = journey.steps.iter().enumerate().map(step).collect();
    document(&json!({"@context": SCHEMA, "@type": "HowTo", "name": journey.title.as_str(), "description": journey.summary.as_str(), "step": steps}))
}

/// Frequent questions.
pub fn questions(groups: &[QuestionGroup<'_>]) -> String {
    let items: Vec<Value> = groups
        .iter()
        .flat_map(|group| &group.questions)
        .map(|question| json!({"@type": "Question", "name": question.question, "acceptedAnswer": {"@type": "Answer", "text": question.html}}))
        .collect();
    document(&json!({"@context": SCHEMA, "@type": "FAQPage", "mainEntity": items}))
}

/// A comic; with its film it is a video whose chapters can be found.
pub fn comic(base_url: &str, settings: &Settings, comic: &Comic, strip: &Strip, film: Option<&FilmView<'_>>) -> String {
    let url = format!("{base_url}{}", Address::In(section::COMICS, comic.id.as_str()));
    let absolute = |path: &str| format!("{base_url}{path}");
    let publisher = json!({"@type": "GovernmentOrganization", "name": settings.municipality.name.as_str()});
    let mut node = json!({
        "@context": SCHEMA,
        "@id": format!("{url}#fumetto"),
        "name": comic.title.as_str(),
        "description": comic.summary.as_str(),
        "inLanguage": "it",
        "learningResourceType": "Tutorial",
        "isAccessibleForFree": true,
        "accessMode": ["visual", "textual"],
        "accessModeSufficient": [{"@type": "ItemList", "itemListElement": ["textual"]}],
        "publisher": publisher,
    });
    if let Some(updated) = comic.updated {
        node["dateModified"] = updated.to_string().into();
    }
    let Some((film, file)) = film.and_then(|film| Some((film, film.files.last()?))) else {
        node["@type"] = json!(["ComicStory", "LearningResource"]);
        node["accessibilityFeature"] = json!(["alternativeText", "transcript", "readingOrder", "structuralNavigation"]);
        return document(&node);
    };
    let times = strip.board.timeline();
    let panels = strip.board.script().panels.iter().zip(&times.panels);
    let clip = |(panel, time): (&Panel, &PanelTime)| {
        let [start, end] = [time.span.start, time.span.end].map(|frame| timeline::seconds(frame).round() as u32);
        json!({"@type": "Clip", "name": panel.title.as_str(), "startOffset": start, "endOffset": end, "url": format!("{url}?t={start}#film")})
    };
    let seconds = times.seconds().round() as u32;
    node["@type"] = "VideoObject".into();
    node["@id"] = format!("{url}#film").into();
    node["duration"] = format!("PT{}M{}S", seconds / 60, seconds % 60).into();
    node["contentUrl"] = absolute(&file.url).into();
    node["encodingFormat"] = file.kind.into();
    node["thumbnailUrl"] = json!([absolute(&file.url.replace(".mp4", ".webp"))]);
    node["width"] = WIDTH.into();
    node["height"] = HEIGHT.into();
    node["transcript"] = transcript::text(&strip.board).into();
    node["caption"] = json!({"@type": "MediaObject", "encodingFormat": "text/vtt", "inLanguage": "it", "contentUrl": absolute(&film.captions)});
    node["accessibilityFeature"] = json!(["captions", "transcript", "longDescription", "structuralNavigation"]);
    node["accessibilityHazard"] =
        if film.silent { json!(["noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard"]) } else { json!(["noFlashingHazard", "noMotionSimulationHazard"]) };
    node["hasPart"] = panels.map(clip).collect();
    if let Some(updated) = comic.updated {
        node["uploadDate"] = updated.to_string().into();
    }
    document(&node)
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_text_can_close_the_script_element() {
        let document = super::document(&serde_json::json!({"name": "</script><script>alert(1)</script>"}));
        assert!(!document.contains('<'), "{document}");
        let back: serde_json::Value = serde_json::from_str(&document).expect("still JSON");
        assert_eq!(back["name"], "</script><script>alert(1)</script>");
    }
}
