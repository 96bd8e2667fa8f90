//! Structured data of a programme: schema.org `Course` as JSON-LD in the document's head. A browser does not execute
//! it, so the content security policy permits it.

use maud::{Markup, PreEscaped, html};
use rules::call::Call;
use rules::language::Language;
use rules::programme::kind::StudyMode;
use rules::programme::{Programme, Provider, StudyGroup};
use rules::reading::HourKind;
use serde_json::{Value, json};

use crate::prerender::texts;
use crate::text::offer;

/// The JSON-LD block.
pub(super) fn course(call: &Call, programme: &Programme, provider: &Provider) -> Markup {
    let block = in_script(&described(call, programme, provider).to_string());
    html! { script type="application/ld+json" { (PreEscaped(block)) } }
}

/// JSON that cannot end an element: characters with a meaning in HTML become JSON escapes.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// In Latvian, with the English title: the texts of one document are in one language.
fn described(call: &Call, programme: &Programme, provider: &Provider) -> Value {
    let outcomes: Vec<&str> = programme.outcomes.iter().map(|outcome| outcome.lv.as_str()).collect();
    let mut provider_data = json!({
        "@type": "EducationalOrganization",
        "name": provider.name,
        "email": provider.email,
        "telephone": provider.phone,
        "address": address(&provider.place),
    });
    if let Some(website) = &provider.website {
        provider_data["url"] = website.as_str().into();
    }
    let instances: Vec<Value> = programme.groups.iter().map(|group| instance(call, programme, group)).collect();
    json!({
        "@context": "https://schema.org",
        "@type": "Course",
        "courseCode": programme.id,
        "name": programme.title.lv,
        "alternateName": programme.title.en,
        "description": programme.summary.lv,
        "teaches": outcomes,
        "coursePrerequisites": programme.prior_knowledge.lv,
        "educationalLevel": offer::level(programme.level),
        "educationalCredentialAwarded": texts::of(Language::Lv).certificate,
        "inLanguage": programme.language.tag(),
        "provider": provider_data,
        "offers": {
            "@type": "Offer",
            "category": "Paid",
            "price": decimal(programme.price.get()),
            "priceCurrency": "EUR",
        },
        "hasCourseInstance": instances,
    })
}

fn instance(call: &Call, programme: &Programme, group: &StudyGroup) -> Value {
    let location = match &programme.place {
        Some(place) => {
            let mut location = json!({ "@type": "Place", "name": place, "address": address(place) });
            if let Some(venue) = &programme.venue {
                location["address"]["streetAddress"] = venue.address.as_str().into();
            }
            location
        }
        None => json!({ "@type": "VirtualLocation", "name": offer::mode(Language::Lv, programme.mode) }),
    };
    json!({
        "@type": "CourseInstance",
        "startDate": group.starts_on,
        "endDate": group.ends_on,
        "courseMode": mode(programme.mode),
        "courseWorkload": workload(call.readings.hour_kind, programme.hours),
        "inLanguage": programme.language.tag(),
        "location": location,
        "maximumAttendeeCapacity": group.seats,
    })
}

fn address(place: &str) -> Value {
    json!({ "@type": "PostalAddress", "addressLocality": place, "addressCountry": "LV" })
}

/// Names of the schema.org vocabulary.
const fn mode(mode: StudyMode) -> &'static str {
    match mode {
        StudyMode::Remote => "Online",
        StudyMode::InPerson => "Onsite",
        StudyMode::PartlyRemote => "Blended",
    }
}

/// ISO 8601 duration for hours of sixty minutes. The length of an academic hour depends on the provider, so it stays
/// text (reading R11).
fn workload(kind: HourKind, hours: u16) -> String {
    match kind {
        HourKind::Clock => format!("PT{hours}H"),
        HourKind::Academic => offer::hours(Language::Lv, hours, kind),
    }
}

/// Cents as a schema.org amount: decimal point, no grouping.
fn decimal(cents: u32) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hours_of_sixty_minutes_have_a_duration() {
        assert_eq!(workload(HourKind::Clock, 96), "PT96H");
        assert_eq!(workload(HourKind::Academic, 96), "96\u{a0}akadēmiskās stundas");
    }

    #[test]
    fn amounts_have_a_point_and_two_decimals() {
        assert_eq!([decimal(61_000), decimal(5), decimal(145_099)], ["610.00", "0.05", "1450.99"]);
    }

    #[test]
    fn no_text_closes_the_script_element() {
        let block = in_script(&json!({ "name": "</script><!--<script>&amp;" }).to_string());
        assert!(!block.contains(['<', '>', '&']), "{block}");
        let read: Value = serde_json::from_str(&block).unwrap();
        assert_eq!(read["name"], "</script><!--<script>&amp;");
    }
}
