//! Reads request bodies, and answers by code where one cannot be read.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use rules::wire::Problem;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::BODY_BYTES;
use crate::error::ApiError;

/// A body of JSON, whatever its declared type.
pub(super) struct Json<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| unreadable(&rejection))?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| invalid(&error).into())
    }
}

/// A body of text, to the letter.
pub(super) struct Text(pub(super) String);

impl<S: Send + Sync> FromRequest<S> for Text {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| unreadable(&rejection))?;
        String::from_utf8(bytes.to_vec())
            .map(Self)
            .map_err(|reason| Problem::BodyInvalid { reason: reason.to_string() }.into())
    }
}

/// What is wrong and where, without the reader's own words: they repeat what was sent, which may be somebody's name.
fn invalid(error: &serde_json::Error) -> Problem {
    let what = match error.classify() {
        Category::Eof => "ends too early",
        Category::Syntax => "is not JSON",
        Category::Data => "does not fit, or is not a field here",
        Category::Io => "could not be read",
    };
    Problem::BodyInvalid { reason: format!("{what}: line {}, column {}", error.line(), error.column()) }
}

fn unreadable(rejection: &BytesRejection) -> ApiError {
    if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Problem::BodyTooLarge { limit: BODY_BYTES as u32 }.into()
    } else {
        Problem::BodyInvalid { reason: rejection.body_text() }.into()
    }
}
