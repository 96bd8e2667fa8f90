//! Converts errors into responses: handlers return [`ApiError`], and this file alone turns it into problem+json.
//!
//! An [`ApiProblem`] is sent to the client. The cause of any other error goes to the log only.

use api::{ApiProblem, ProblemBody};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::encryption::EncryptError;
use super::random::RandomnessError;
use super::store::{SharedError, StoreError};
use super::telemetry;

/// Error of a handler.
#[derive(Debug)]
pub enum ApiError {
    /// Problem with a stable code for the client.
    ApiProblem(ApiProblem),
    /// The database is overloaded or unavailable: the client retries.
    Unavailable(Box<dyn std::error::Error + Send + Sync>),
    /// Internal error.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

/// `Retry-After` while the database is unavailable, in seconds.
const RETRY_AFTER: u32 = 2;

impl ApiError {
    /// Returns whether the server failed, so that the same request may succeed later.
    pub fn is_failure(&self) -> bool {
        match self {
            Self::ApiProblem(problem) => problem.status() >= 500,
            Self::Unavailable(_) | Self::Internal(_) => true,
        }
    }

    /// Wraps the cause of an unavailable database.
    pub fn unavailable(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable(cause.into())
    }

    /// Wraps the cause of an internal error.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }
}

impl From<ApiProblem> for ApiError {
    fn from(problem: ApiProblem) -> Self {
        Self::ApiProblem(problem)
    }
}

impl From<StoreError> for ApiError {
    fn from(cause: StoreError) -> Self {
        if cause.is_unavailable() { Self::unavailable(cause) } else { Self::internal(cause) }
    }
}

impl From<SharedError> for ApiError {
    fn from(cause: SharedError) -> Self {
        match cause {
            SharedError::Unavailable(_) => Self::unavailable(cause),
            SharedError::Failed(_) => Self::internal(cause),
        }
    }
}

impl From<RandomnessError> for ApiError {
    fn from(cause: RandomnessError) -> Self {
        Self::internal(cause)
    }
}

impl From<EncryptError> for ApiError {
    fn from(cause: EncryptError) -> Self {
        Self::internal(cause)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::ApiProblem(problem) => respond(problem),
            Self::Unavailable(cause) => {
                tracing::error!(%cause, "the database is unavailable");
                respond(ApiProblem::Busy { retry_after: RETRY_AFTER })
            }
            Self::Internal(cause) => {
                let request = telemetry::request_number();
                tracing::error!(%cause, "request failed");
                respond(ApiProblem::Internal { request })
            }
        }
    }
}

fn respond(problem: ApiProblem) -> Response {
    let retry_after = match &problem {
        ApiProblem::Busy { retry_after } | ApiProblem::TooManyRequests { retry_after } => Some(*retry_after),
        _ => None,
    };
    telemetry::log_refusal(&problem);
    let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(ProblemBody::from(problem))).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Some(seconds) = retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
