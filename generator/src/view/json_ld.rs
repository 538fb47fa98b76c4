// SPDX-License-Identifier: EUPL-1.2
//! Structured data: schema.org documents as JSON-LD, and the `metatag` of the criterion R.SI.1.1.

use super::types::{Link, OfficeBox, QuestionGroup};
use crate::address::Address;
use model::service::Service;
use model::settings::Settings;
use model::vocabulary::Coded;
use serde_json::{Value, json};

/// A document that can stand in a script element: `<` is written as an escape, so that no text can
/// close the element.
fn document(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// The path from the home page to a page.
pub fn breadcrumb(base_url: &str, crumbs: &[Link<'_>]) -> String {
    let items: Vec<Value> = crumbs
        .iter()
        .enumerate()
        .map(|(index, crumb)| json!({"@type": "ListItem", "position": index + 1, "name": crumb.title, "item": format!("{base_url}{}", crumb.url)}))
        .collect();
    document(&json!({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}))
}

/// A service, with every member that the criterion R.SI.1.1 reads. Where an office has no place the
/// town hall stands for it.
pub fn service(settings: &Settings, base_url: &str, service: &Service, category: &str, office: &OfficeBox<'_>, start: &str) -> String {
    let town = &settings.municipality;
    let (name, street) = match &office.place {
        Some(place) => (place.name, place.address.unwrap_or(town.street.as_str())),
        None => (office.name, town.street.as_str()),
    };
    let audience: Vec<&str> = service.audiences.iter().map(|audience| audience.label()).collect();
    let url = format!("{base_url}{}", Address::In(crate::address::section::SERVICES, service.id.as_str()));
    document(&json!({
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": url,
        "url": url,
        "name": service.title.as_str(),
        "description": service.summary.as_str(),
        "serviceType": category,
        "serviceOperator": {"@type": "GovernmentOrganization", "name": town.name.as_str()},
        "areaServed": {"@type": "AdministrativeArea", "name": town.name.as_str()},
        "audience": {"@type": "Audience", "audienceType": audience.join(", ")},
        "availableChannel": {
            "@type": "ServiceChannel",
            "name": "Sportello e servizi online",
            "serviceUrl": format!("{base_url}{start}"),
            "availableLanguage": "it",
            "serviceLocation": {
                "@type": "Place",
                "name": name,
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": street,
                    "postalCode": town.postcode.as_str(),
                    "addressLocality": town.town.as_str(),
                    "addressCountry": "IT",
                },
            },
        },
    }))
}

/// An office.
pub fn office(settings: &Settings, base_url: &str, office: &OfficeBox<'_>) -> String {
    let town = &settings.municipality;
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "GovernmentOffice",
        "url": format!("{base_url}{}", office.url),
        "name": office.name,
        "description": office.summary,
        "parentOrganization": {"@type": "GovernmentOrganization", "name": town.name.as_str()},
    });
    if let Some(place) = &office.place {
        let street = place.address.map(|address| json!({"@type": "PostalAddress", "streetAddress": address, "addressLocality": town.town.as_str(), "addressCountry": "IT"}));
        value["location"] = json!({"@type": "Place", "name": place.name, "address": street});
    }
    if let Some(email) = office.email {
        value["email"] = email.into();
    }
    if let Some(phone) = office.phone {
        value["telephone"] = phone.into();
    }
    document(&value)
}

/// Frequent questions.
pub fn questions(groups: &[QuestionGroup<'_>]) -> String {
    let items: Vec<Value> = groups
        .iter()
        .flat_map(|group| &group.questions)
        .map(|question| json!({"@type": "Question", "name": question.question, "acceptedAnswer": {"@type": "Answer", "text": question.html}}))
        .collect();
    document(&json!({"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": items}))
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
