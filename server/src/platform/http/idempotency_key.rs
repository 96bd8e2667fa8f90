//! Reads the header by which a request that is sent twice is done once.

use api::{ApiProblem, IDEMPOTENCY_HEADER, is_idempotency_key};
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;

use crate::platform::error::ApiError;

/// The request's idempotency key: 16 to 64 letters, digits, hyphens, underscores. Where it may be left out, a wrong one is
/// refused all the same.
pub(crate) struct IdempotencyKey(pub(crate) String);

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let key = parts.headers.get(IDEMPOTENCY_HEADER).and_then(|key| key.to_str().ok()).unwrap_or_default();
        if is_idempotency_key(key) { Ok(Self(key.to_owned())) } else { Err(ApiProblem::IdempotencyKeyInvalid.into()) }
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for IdempotencyKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, ApiError> {
        if !parts.headers.contains_key(IDEMPOTENCY_HEADER) {
            return Ok(None);
        }
        <Self as FromRequestParts<S>>::from_request_parts(parts, state).await.map(Some)
    }
}

/// The key of a request that may leave it out, as pages of an earlier version do: one that nobody else has.
pub(crate) fn own_key(key: Option<IdempotencyKey>) -> Result<String, ApiError> {
    match key {
        Some(IdempotencyKey(key)) => Ok(key),
        None => Ok(crate::platform::random::id()?),
    }
}
