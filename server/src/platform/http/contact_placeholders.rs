//! Contact data of the agency in prerendered pages, which contain placeholders instead.

use api::{AgencyContact, ContactPart};
use rules::contact::spaced_phone;
use rules::language::Language;

use crate::platform::http::placeholders::Placeholders;

/// Placeholders of a configuration; pages are served without the parts that are not configured.
pub(super) fn of(contact: &AgencyContact) -> Placeholders {
    let missing = ContactPart::ALL.into_iter().filter(|part| given(contact, *part).is_empty());
    let values = ContactPart::ALL.into_iter().flat_map(|part| {
        let named = move |(suffix, value): (&str, String)| (format!("{}{suffix}", part.name()), escaped(&value));
        given(contact, part).into_iter().map(named)
    });
    Placeholders::new(missing.map(|part| part.name().to_owned()), values)
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
        let text = of(contact).fill_in(TEXT);
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
