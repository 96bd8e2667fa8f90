//! Extractor of a path parameter.

use api::ApiProblem;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::platform::error::ApiError;

/// Single path parameter. A value that is not UTF-8 or has a zero byte, which PostgreSQL rejects, returns 404.
pub(crate) struct Segment(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Segment {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let read: Result<Path<String>, PathRejection> = Path::from_request_parts(parts, state).await;
        let text = read.ok().map(|Path(text)| text).filter(|text| !text.contains('\0'));
        text.map(Self).ok_or_else(|| ApiProblem::NotFound.into())
    }
}
