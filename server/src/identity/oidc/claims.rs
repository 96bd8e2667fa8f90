//! Maps claims to an identity. Codes and names are accepted completely or not at all.

use chrono::{DateTime, NaiveDate, Utc};
use rules::facts::Facts;
use rules::personal_code::PersonalCode;
use rules::riga_time;
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
    let name = |claim: &str| {
        let name = text(claims, claim).filter(|name| name.chars().count() <= LONGEST_NAME);
        name.filter(|name| !name.chars().any(char::is_control)).ok_or(IdentityError::unknown_person("no_name"))
    };
    let birth_date = text(claims, &names.birth_date).and_then(|day| day.parse::<NaiveDate>().ok());
    let auth_time = claims.get("auth_time").and_then(Value::as_i64);
    Ok(Identity {
        issuer: settings.issuer.to_string(),
        subject: subject.ok_or(IdentityError::unverified("subject"))?.to_owned(),
        code: personal_code(code)?,
        former_codes: former_codes(claims.get(&names.former_codes))?,
        name: format!("{} {}", name(&names.given_name)?, name(&names.family_name)?),
        register: Facts { birth_date: birth_date.filter(|day| *day <= riga_time::date_at(now)), ..Facts::default() },
        auth_time: auth_time.and_then(|at| DateTime::from_timestamp(at, 0)),
        acr: text(claims, "acr").map(str::to_owned),
        provider_session: text(claims, "sid").map(str::to_owned),
    })
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
