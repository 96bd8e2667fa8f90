//! Maps claims to an identity. Codes and names are accepted completely or not at all.

use chrono::{DateTime, NaiveDate, Utc};
use rules::application::fact_problem;
use rules::facts::{FactId, Facts};
use rules::personal_code::PersonalCode;
use rules::riga_time;
use rules::typed_text::normalize;
use serde_json::{Map, Value};

use super::settings::OidcSettings;
use crate::identity::provider::{Identity, IdentityError};

/// Prefix of an identifier of a natural person in Latvia (ETSI EN 319 412-1, 5.1.3).
const LATVIAN: &str = "PNOLV-";

/// Maximum length of a name in characters; the longest names in the register are far shorter.
const LONGEST_NAME: usize = 200;

/// Maximum length of `sub`: 255 ASCII characters (OpenID Connect Core 1.0, 2).
const LONGEST_SUBJECT: usize = 255;

/// Maximum number of former codes: the law allows one change.
const MOST_FORMER_CODES: usize = 8;

/// Converts verified claims to an identity.
pub(super) fn identity(
    settings: &OidcSettings,
    claims: &Map<String, Value>,
    now: DateTime<Utc>,
) -> Result<Identity, IdentityError> {
    let names = &settings.claims;
    let subject = text(claims, "sub").filter(|subject| subject.len() <= LONGEST_SUBJECT);
    let code = text(claims, &names.personal_code).ok_or(IdentityError::unknown_person("no_code"))?;
    let birth_date = text(claims, &names.birth_date).and_then(|day| day.parse::<NaiveDate>().ok());
    let auth_time = claims.get("auth_time").and_then(Value::as_i64);
    Ok(Identity {
        issuer: settings.issuer.to_string(),
        subject: subject.ok_or(IdentityError::unverified("subject"))?.to_owned(),
        code: personal_code(code)?,
        former_codes: former_codes(claims.get(&names.former_codes))?,
        name: name(claims, &names.given_name, &names.family_name)?,
        register: Facts { birth_date: birth_date.filter(|day| is_plausible(*day, now)), ..Facts::default() },
        auth_time: auth_time.and_then(|at| DateTime::from_timestamp(at, 0)),
        acr: text(claims, "acr").map(str::to_owned),
        provider_session: text(claims, "sid").map(str::to_owned),
    })
}

/// Given name and family name. Some people have only one name; then one of the two claims is missing or empty.
fn name(claims: &Map<String, Value>, given: &str, family: &str) -> Result<String, IdentityError> {
    let mut parts = Vec::new();
    for text in [given, family].into_iter().filter_map(|claim| text(claims, claim)) {
        if text.chars().count() > LONGEST_NAME || text.chars().any(char::is_control) {
            return Err(IdentityError::unknown_person("no_name"));
        }
        parts.push(normalize(text));
    }
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() { Err(IdentityError::unknown_person("no_name")) } else { Ok(parts.join(" ")) }
}

/// Whether a date can be the birth date of a living person. OpenID Connect allows the year 0000 for a year that is not
/// given (Core 1.0, 5.1); an impossible date counts as absent, so that the person can declare theirs.
fn is_plausible(birth_date: NaiveDate, now: DateTime<Utc>) -> bool {
    let facts = Facts { birth_date: Some(birth_date), ..Facts::default() };
    fact_problem(FactId::BirthDate, &facts, riga_time::date_at(now)).is_none()
}

/// Non-empty text claim.
fn text<'a>(claims: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    claims.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// Parses a code with or without the prefix. Identifiers of other countries are rejected.
fn personal_code(text: &str) -> Result<PersonalCode, IdentityError> {
    let plain = text.strip_prefix(LATVIAN).unwrap_or(text);
    PersonalCode::parse(plain).map_err(|_| {
        let foreign = plain.starts_with(|first: char| first.is_ascii_alphabetic());
        IdentityError::unknown_person(if foreign { "foreign_code" } else { "code" })
    })
}

/// Parses the former codes. An unreadable code is an error, because ignoring it could create a second person.
fn former_codes(claim: Option<&Value>) -> Result<Vec<PersonalCode>, IdentityError> {
    let refused = || IdentityError::unknown_person("former_code");
    let codes = match claim {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(codes)) if codes.len() <= MOST_FORMER_CODES => codes.as_slice(),
        Some(one @ Value::String(_)) => std::slice::from_ref(one),
        Some(_) => return Err(refused()),
    };
    let read = |code: &Value| code.as_str().and_then(|code| personal_code(code).ok()).ok_or_else(refused);
    codes.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn person_may_have_one_name_but_not_none() {
        let named = |claims: Value| name(claims.as_object().unwrap(), "given_name", "family_name").ok();
        for (claims, expected) in [
            (json!({ "given_name": "Anna", "family_name": "Ozola" }), Some("Anna Ozola")),
            (json!({ "given_name": "Suharto" }), Some("Suharto")),
            (json!({ "family_name": "Björk" }), Some("Björk")),
            (json!({ "given_name": "", "family_name": " Ozola " }), Some("Ozola")),
            (json!({ "given_name": null, "family_name": "Ozola" }), Some("Ozola")),
            (json!({ "given_name": "Anna\u{a0} Marija", "family_name": "Ozola" }), Some("Anna Marija Ozola")),
            (json!({}), None),
            (json!({ "given_name": " ", "family_name": "\u{200b}" }), None),
            (json!({ "given_name": "An\u{0}na", "family_name": "Ozola" }), None),
            (json!({ "given_name": "a".repeat(201), "family_name": "Ozola" }), None),
        ] {
            assert_eq!(named(claims.clone()).as_deref(), expected, "{claims}");
        }
    }

    #[test]
    fn impossible_birth_date_counts_as_absent() {
        let now = "2025-06-10T12:00:00Z".parse().unwrap();
        for (day, expected) in [
            ("1988-03-14", true),
            ("2025-06-10", true),
            ("1905-06-10", true),
            ("0000-03-14", false),
            ("0001-01-01", false),
            ("1800-01-01", false),
            ("2025-06-11", false),
            ("9999-12-31", false),
        ] {
            assert_eq!(is_plausible(day.parse().unwrap(), now), expected, "{day}");
        }
        for partial in ["1988", "1988-03", "1988-02-30", "14.03.1988"] {
            assert!(partial.parse::<NaiveDate>().is_err(), "{partial} counts as absent too");
        }
    }

    #[test]
    fn code_is_parsed_with_and_without_prefix_and_hyphen() {
        for text in ["PNOLV-030303-10012", "030303-10012", "03030310012", "PNOLV-03030310012"] {
            assert_eq!(personal_code(text).map(PersonalCode::hyphenated).as_deref(), Ok("030303-10012"), "{text}");
        }
    }

    #[test]
    fn foreign_and_mistyped_codes_are_rejected() {
        let reason = |text| personal_code(text).unwrap_err().reason;
        for foreign in ["PNOEE-030303-10012", "PNOLT-030303-10012", "IDCLV-030303-10012", "pnolv-030303-10012"] {
            assert_eq!(reason(foreign), "foreign_code", "{foreign}");
        }
        for wrong in ["030303-10013", "PNOLV-030303-10013", "030303--10012", "30303-10012", "PNOLV-"] {
            assert_eq!(reason(wrong), "code", "{wrong}");
        }
    }

    #[test]
    fn former_codes_are_a_text_or_a_list_of_valid_codes() {
        let count = |claim: Value| former_codes(Some(&claim)).map(|codes| codes.len());
        assert_eq!(former_codes(None).map(|codes| codes.len()), Ok(0));
        assert_eq!(count(json!("PNOLV-030303-10012")), Ok(1));
        assert_eq!(count(json!(["030303-10012", "010101-10006"])), Ok(2));
        for wrong in [json!(["030303-10012", "none"]), json!(7), json!({}), json!(vec!["030303-10012"; 9])] {
            assert_eq!(count(wrong.clone()).unwrap_err().reason, "former_code", "{wrong}");
        }
        assert_eq!(count(json!(vec!["030303-10012"; 8])), Ok(8));
    }
}
