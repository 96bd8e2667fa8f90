//! Reads the header by which a request that is sent twice is done once.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use rules::wire::{IDEMPOTENCY_HEADER, Problem, is_idempotency_key};

use crate::error::ApiError;

/// The request's idempotency key: 16 to 64 letters, digits, hyphens, underscores.
pub(super) struct IdempotencyKey(pub(super) String);

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let key = parts.headers.get(IDEMPOTENCY_HEADER).and_then(|key| key.to_str().ok()).unwrap_or_default();
        if is_idempotency_key(key) { Ok(Self(key.to_owned())) } else { Err(Problem::IdempotencyKeyInvalid.into()) }
    }
}
