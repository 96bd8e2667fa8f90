//! Extractors for request bodies, with problem codes for unreadable ones.

use api::ApiProblem;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
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

    use super::read;

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
