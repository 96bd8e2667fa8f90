//! Validated contact data of the agency.

use api::AgencyContact;
use rules::contact::{email_problem, phone};
use rules::language::Localised;

use crate::platform::demonstration;
use crate::platform::settings::ContactSettings;

/// Maximum length of a text in bytes; the pages show it on one or two lines.
const BYTES: usize = 200;

/// Validates contact data. The demonstration fills in invented values for missing ones.
///
/// # Errors
/// The name of the first invalid setting with the reason.
pub(super) fn read(settings: &ContactSettings, demonstration: bool) -> Result<AgencyContact, String> {
    let default = if demonstration { invented()? } else { ContactSettings::default() };
    let given = |value: &Option<String>, default: Option<String>| value.clone().or(default);
    let latvian = given(&settings.contact_hours, default.contact_hours).map(text).transpose()?;
    let english = given(&settings.contact_hours_en, default.contact_hours_en).map(text).transpose()?;
    let hours = match (latvian, english) {
        (Some(lv), Some(en)) => Some(Localised { lv, en }),
        (None, None) => None,
        _ => return Err("set both contact-hours and contact-hours-en, or neither".to_owned()),
    };
    Ok(AgencyContact {
        phone: given(&settings.contact_phone, default.contact_phone).map(number).transpose()?,
        email: given(&settings.contact_email, default.contact_email).map(email).transpose()?,
        address: given(&settings.contact_address, default.contact_address).map(text).transpose()?,
        hours,
        data_protection: given(&settings.data_protection_email, default.data_protection_email)
            .map(email)
            .transpose()?,
    })
}

/// Contact data of the demonstration.
fn invented() -> Result<ContactSettings, String> {
    toml::from_str(demonstration::CONTACT).map_err(|error| error.to_string())
}

fn number(given: String) -> Result<String, String> {
    phone(&given).map_err(|_| format!("{given} is not a telephone number like +37167000000"))
}

fn email(given: String) -> Result<String, String> {
    let given = given.trim().to_owned();
    if email_problem(&given).is_none() { Ok(given) } else { Err(format!("{given} is not an email address")) }
}

fn text(given: String) -> Result<String, String> {
    let given = given.trim().to_owned();
    let fits = (1..=BYTES).contains(&given.len()) && !given.chars().any(char::is_control);
    if fits { Ok(given) } else { Err(format!("\"{given}\" is not one line of 1 to {BYTES} bytes")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(lv: Option<&str>, en: Option<&str>) -> ContactSettings {
        let given = |text: Option<&str>| text.map(str::to_owned);
        ContactSettings { contact_hours: given(lv), contact_hours_en: given(en), ..ContactSettings::default() }
    }

    #[test]
    fn demonstration_has_complete_invented_contact_data() {
        let contact = read(&ContactSettings::default(), true).unwrap();
        assert_eq!(contact.phone.as_deref(), Some("+37167000001"));
        for address in [contact.email, contact.data_protection] {
            assert!(address.unwrap().ends_with(".example"));
        }
        assert!(contact.address.is_some() && contact.hours.is_some());
    }

    #[test]
    fn without_the_demonstration_nothing_is_invented() {
        assert_eq!(read(&ContactSettings::default(), false), Ok(AgencyContact::default()));
    }

    #[test]
    fn given_values_replace_those_of_the_demonstration() {
        let settings = ContactSettings { contact_phone: Some("6700 0002".to_owned()), ..ContactSettings::default() };
        let contact = read(&settings, true).unwrap();
        assert_eq!(contact.phone.as_deref(), Some("+37167000002"));
        assert_eq!(contact.email.as_deref(), Some("palidziba@viaa.example"));
    }

    #[test]
    fn hours_are_in_both_languages_or_missing() {
        assert!(read(&hours(Some("darba dienās"), None), false).is_err());
        assert!(read(&hours(None, Some("on working days")), false).is_err());
        assert!(read(&hours(Some("darba dienās"), Some("on working days")), false).unwrap().hours.is_some());
    }

    #[test]
    fn invalid_numbers_addresses_and_texts_are_rejected() {
        let default = ContactSettings::default;
        for settings in [
            ContactSettings { contact_phone: Some("123".to_owned()), ..default() },
            ContactSettings { contact_email: Some("viaa.gov.lv".to_owned()), ..default() },
            ContactSettings { data_protection_email: Some("dpo@".to_owned()), ..default() },
            ContactSettings { contact_address: Some("Rīga\nLatvija".to_owned()), ..default() },
            ContactSettings { contact_address: Some(" ".to_owned()), ..default() },
        ] {
            assert!(read(&settings, false).is_err(), "{settings:?}");
        }
    }
}
