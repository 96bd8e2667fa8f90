//! Endpoints of the sign-in redirect and of the demonstration's identity provider.

use api::{DemoPerson, HandedOverDraft, IDEMPOTENCY_HEADER, SignInRequest, SignInStarted};
use ui::platform::http::error::ApiError;
use ui::platform::http::transport::{self, Method};

/// Target of the form of the demonstration's identity provider; a form, because sign-in is a full-page redirect.
pub fn callback() -> String {
    transport::at("/sign-in/callback")
}

/// Hands the draft over and returns the URL of the redirect.
///
/// # Errors
/// [`ApiError`].
pub async fn start(request: &SignInRequest) -> Result<SignInStarted, ApiError> {
    transport::change(Method::Post, "/sign-in", request, &[]).await
}

/// Fetches the fictional people of the demonstration.
///
/// # Errors
/// [`ApiError`].
pub async fn people() -> Result<Vec<DemoPerson>, ApiError> {
    transport::get("/sign-in/people").await
}

/// Fetches the draft of a failed sign-in; the server returns it to one key, in the browser that started the sign-in.
///
/// # Errors
/// [`ApiError`].
pub async fn take_returned_draft(key: &str) -> Result<HandedOverDraft, ApiError> {
    transport::change(Method::Post, "/sign-in/draft", &(), &[(IDEMPOTENCY_HEADER, key)]).await
}
