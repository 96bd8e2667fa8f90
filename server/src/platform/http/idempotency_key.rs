//! Extractor of the idempotency key.

use api::{ApiProblem, IDEMPOTENCY_HEADER, is_idempotency_key};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::platform::error::ApiError;

/// Idempotency key of the request: 16 to 64 letters, digits, hyphens, underscores.
pub(crate) struct IdempotencyKey(pub(crate) String);

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let key = parts.headers.get(IDEMPOTENCY_HEADER).and_then(|key| key.to_str().ok()).unwrap_or_default();
        if is_idempotency_key(key) { Ok(Self(key.to_owned())) } else { Err(ApiProblem::IdempotencyKeyInvalid.into()) }
    }
}
