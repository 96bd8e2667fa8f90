//! Contact data of the agency in prerendered pages, which contain placeholders instead.

use std::sync::Arc;

use api::{AgencyContact, ContactPart};
use rules::contact::spaced_phone;
use rules::language::Language;

use crate::platform::http::markers::without;

/// Values of the placeholders.
#[derive(Clone, Debug)]
pub(super) struct ContactPlaceholders {
    /// Names of the parts that are not configured; pages are served without them.
    missing: Arc<[&'static str]>,
    /// Placeholders with their values, escaped for HTML.
    values: Arc<[(String, String)]>,
}

impl ContactPlaceholders {
    /// Prepares the values of a configuration.
    pub(super) fn new(contact: &AgencyContact) -> Self {
        let mut values = Vec::new();
        let mut missing = Vec::new();
        for part in ContactPart::ALL {
            let given = given(contact, part);
            if given.is_empty() {
                missing.push(part.name());
            }
            let placeholder = |(suffix, value): (&str, String)| (placeholder(part, suffix), escaped(&value));
            values.extend(given.into_iter().map(placeholder));
        }
        Self { missing: missing.into(), values: values.into() }
    }

    /// Replaces every placeholder, and removes the parts that are not configured.
    pub(super) fn fill_in(&self, html: &str) -> String {
        let html = self.missing.iter().fold(html.to_owned(), |html, part| without(&html, part));
        self.values.iter().fold(html, |html, (placeholder, value)| html.replace(placeholder, value))
    }
}

/// Values of a part, each with the suffix of its placeholder; none if the part is not configured.
fn given(contact: &AgencyContact, part: ContactPart) -> Vec<(&'static str, String)> {
    let one = |value: &Option<String>| value.iter().map(|value| ("", value.clone())).collect();
    match part {
        ContactPart::Phone => {
            let both = |number: &String| [("", number.clone()), ("-spaced", spaced_phone(number))];
            contact.phone.iter().flat_map(both).collect()
        }
        ContactPart::Email => one(&contact.email),
        ContactPart::Address => one(&contact.address),
        ContactPart::DataProtection => one(&contact.data_protection),
        ContactPart::Hours => contact
            .hours
            .iter()
            .flat_map(|hours| {
                [Language::Lv, Language::En].map(|language| {
                    let suffix = match language {
                        Language::Lv => "-lv",
                        Language::En => "-en",
                    };
                    (suffix, hours.get(language).to_owned())
                })
            })
            .collect(),
    }
}

/// Placeholder of a value: `{imk:phone-spaced}`.
fn placeholder(part: ContactPart, suffix: &str) -> String {
    format!("{{imk:{}{suffix}}}", part.name())
}

/// Escapes a value for text and attributes of HTML.
fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use rules::language::Localised;

    use super::*;

    const TEXT: &str = "<p><!--imk:phone--><a href=\"tel:{imk:phone}\">{imk:phone-spaced}</a> \
                        <!--imk:hours-->{imk:hours-lv}|{imk:hours-en}<!--/imk:hours--><!--/imk:phone--></p>\
                        <!--imk:address--><p>{imk:address}</p><!--/imk:address-->";

    fn filled(contact: &AgencyContact) -> String {
        let text = ContactPlaceholders::new(contact).fill_in(TEXT);
        text.replace("<!--imk:", "<!--")
            .split("<!--")
            .map(|part| part.split_once("-->").map_or(part, |(_, text)| text))
            .collect()
    }

    fn phone() -> AgencyContact {
        AgencyContact { phone: Some("+37167000001".to_owned()), ..AgencyContact::default() }
    }

    #[test]
    fn configured_values_replace_their_placeholders() {
        let hours = Localised { lv: "no 9".to_owned(), en: "from 9".to_owned() };
        let contact = AgencyContact { hours: Some(hours), ..phone() };
        let expected = "<p><a href=\"tel:+37167000001\">67\u{a0}000\u{a0}001</a> no 9|from 9</p>";
        assert_eq!(filled(&contact), expected);
    }

    #[test]
    fn parts_without_a_value_are_removed() {
        assert_eq!(filled(&AgencyContact::default()), "<p></p>");
        assert_eq!(filled(&phone()), "<p><a href=\"tel:+37167000001\">67\u{a0}000\u{a0}001</a> </p>");
    }

    #[test]
    fn values_cannot_become_markup() {
        let address = Some("<b>\"A\" & B".to_owned());
        let contact = AgencyContact { address, ..AgencyContact::default() };
        assert_eq!(filled(&contact), "<p></p><p>&lt;b&gt;&quot;A&quot; &amp; B</p>");
    }
}
