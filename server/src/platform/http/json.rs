//! Extractors for request bodies, with problem codes for unreadable ones.

use std::collections::HashSet;
use std::fmt;

use api::ApiProblem;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use serde::de::{DeserializeOwned, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use serde_json::error::Category;

use crate::platform::error::ApiError;

/// Maximum size of a request body in bytes: an application has about 600, a handed-over draft up to 16 kB.
pub(crate) const BODY_BYTES: usize = 64 * 1024;

/// JSON body, regardless of its content type.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned + Serialize, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| unreadable(&rejection))?;
        read(&bytes).map(Self).map_err(ApiError::from)
    }
}

/// Rejects lists in place of objects: serde would read the fields of an object from a list, in their order in the
/// code.
fn read<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Result<T, ApiProblem> {
    let read: T = serde_json::from_slice(bytes).map_err(|error| invalid(&error))?;
    let meant = serde_json::to_value(&read).map_err(|error| invalid(&error))?;
    let given: Value = serde_json::from_slice(bytes).map_err(|error| invalid(&error))?;
    if is_list_for_object(&given, &meant) {
        return Err(ApiProblem::BodyInvalid { reason: "a list in place of an object".to_owned() });
    }
    Ok(read)
}

/// Rejects a name that occurs twice in one object: which value counts differs between programs (RFC 8259, 4).
///
/// # Errors
/// [`ApiProblem::BodyInvalid`].
pub(crate) fn check_names(json: &str) -> Result<(), ApiProblem> {
    match serde_json::from_str::<Unique>(json) {
        Err(error) if error.is_data() => {
            Err(ApiProblem::BodyInvalid { reason: "a name occurs twice in one object".to_owned() })
        }
        // The parser of the body reports what is not JSON.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// JSON value without an object that has a name twice.
struct Unique;

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UniqueVisitor)
    }
}

struct UniqueVisitor;

impl<'de> Visitor<'de> for UniqueVisitor {
    type Value = Unique;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value whose objects have each name once")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Unique, A::Error> {
        let mut names = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            map.next_value::<Unique>()?;
            if !names.insert(name) {
                return Err(A::Error::custom("a name twice"));
            }
        }
        Ok(Unique)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Unique, A::Error> {
        while list.next_element::<Unique>()?.is_some() {}
        Ok(Unique)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_str<E>(self, _: &str) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_unit<E>(self) -> Result<Unique, E> {
        Ok(Unique)
    }
}

fn is_list_for_object(given: &Value, meant: &Value) -> bool {
    match (given, meant) {
        (Value::Array(_), Value::Object(_)) => true,
        (Value::Array(given), Value::Array(meant)) => {
            given.iter().zip(meant).any(|(given, meant)| is_list_for_object(given, meant))
        }
        (Value::Object(given), Value::Object(meant)) => {
            given.iter().any(|(name, given)| meant.get(name).is_some_and(|meant| is_list_for_object(given, meant)))
        }
        _ => false,
    }
}

/// Unchanged text body.
pub(crate) struct Text(pub(crate) String);

impl<S: Send + Sync> FromRequest<S> for Text {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| unreadable(&rejection))?;
        String::from_utf8(bytes.to_vec())
            .map(Self)
            .map_err(|reason| ApiProblem::BodyInvalid { reason: reason.to_string() }.into())
    }
}

/// Describes the error and its position without serde's message, which may quote personal data from the body.
fn invalid(error: &serde_json::Error) -> ApiProblem {
    let what = match error.classify() {
        Category::Eof => "ends too early",
        Category::Syntax => "is not JSON",
        Category::Data => "has a wrong type or an unknown field",
        Category::Io => "could not be read",
    };
    ApiProblem::BodyInvalid { reason: format!("{what}: line {}, column {}", error.line(), error.column()) }
}

fn unreadable(rejection: &BytesRejection) -> ApiError {
    if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        ApiProblem::BodyTooLarge { limit: BODY_BYTES as u32 }.into()
    } else {
        ApiProblem::BodyInvalid { reason: rejection.body_text() }.into()
    }
}

#[cfg(test)]
mod tests {
    use api::{AssessRequest, OpenAccount};

    use super::{check_names, read};

    #[test]
    fn name_that_occurs_twice_in_one_object_is_rejected() {
        for once in [r#"{"a":1,"b":{"a":[null,true,"x",-1,1.5]}}"#, r#"[{"a":1},{"a":2}]"#, "1"] {
            assert_eq!(check_names(once), Ok(()), "{once}");
        }
        for twice in [r#"{"a":1,"a":1}"#, r#"{"a":{"b":1,"b":2}}"#, r#"[{"a":1,"\u0061":2}]"#] {
            assert!(check_names(twice).is_err(), "{twice}");
        }
        assert_eq!(check_names("{"), Ok(()), "the parser of the body reports it");
    }

    #[test]
    fn list_in_place_of_an_object_is_rejected() {
        assert!(read::<AssessRequest>(br#"{"facts":{}}"#).is_ok());
        for list in [r#"[{}]"#, r#"{"facts":[]}"#, r#"{"facts":[null,null]}"#] {
            assert!(read::<AssessRequest>(list.as_bytes()).is_err(), "{list}");
        }
        let account = |contact: &str| format!(r#"{{"terms":"","language":"lv","contact":{contact}}}"#);
        assert!(read::<OpenAccount>(account(r#"{"email":"","phone":""}"#).as_bytes()).is_ok());
        assert!(read::<OpenAccount>(account(r#"["",""]"#).as_bytes()).is_err());
    }
}
