//! From errors to answers: a handler returns [`ApiError`], and this file alone turns it into problem+json.
//!
//! A [`ApiProblem`] is an answer; everything else is [`ApiError::Internal`], whose cause goes to the log and never to the
//! person.

use api::{ApiProblem, ProblemBody};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::platform::random;
use crate::platform::telemetry;

/// Why a request gets no plain answer.
#[derive(Debug)]
pub enum ApiError {
    /// An answer by code.
    ApiProblem(ApiProblem),
    /// Something broke.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl ApiError {
    /// Something broke, and this is the cause.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }
}

impl From<ApiProblem> for ApiError {
    fn from(problem: ApiProblem) -> Self {
        Self::ApiProblem(problem)
    }
}

impl From<sqlx::Error> for ApiError {
    fn from(cause: sqlx::Error) -> Self {
        Self::internal(cause)
    }
}

impl From<crate::platform::store::StoreError> for ApiError {
    fn from(cause: crate::platform::store::StoreError) -> Self {
        Self::internal(cause)
    }
}

impl From<random::NoRandomness> for ApiError {
    fn from(cause: random::NoRandomness) -> Self {
        Self::internal(cause)
    }
}

impl From<crate::platform::encryption::NotSealed> for ApiError {
    fn from(cause: crate::platform::encryption::NotSealed) -> Self {
        Self::internal(cause)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::ApiProblem(problem) => respond(problem),
            Self::Internal(cause) => {
                let request = telemetry::request_number();
                tracing::error!(%cause, "request failed");
                respond(ApiProblem::Internal { request })
            }
        }
    }
}

/// The word by which clients know a problem.
pub fn code(problem: &ApiProblem) -> String {
    let json = serde_json::to_value(problem).unwrap_or_default();
    json.get("code").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

fn respond(problem: ApiProblem) -> Response {
    let retry_after = match &problem {
        ApiProblem::Busy { retry_after } | ApiProblem::TooManyRequests { retry_after } => Some(*retry_after),
        _ => None,
    };
    telemetry::refused(&problem);
    let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(ProblemBody::from(problem))).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Some(seconds) = retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
