//! Leaving for the identity provider, and the demonstration's own.

use api::{DemoPerson, HandedOverDraft, IDEMPOTENCY_HEADER, SignInRequest, SignInStarted};
use ui::platform::http::error::ApiError;
use ui::platform::http::transport::{self, Method};

/// Where the demonstration's identity provider sends its form; a form, since signing in is a full-page redirect.
pub fn callback() -> String {
    transport::at("/sign-in/callback")
}

/// Hands over the draft and learns where to go.
///
/// # Errors
/// [`ApiError`].
pub async fn start(request: &SignInRequest) -> Result<SignInStarted, ApiError> {
    transport::change(Method::Post, "/sign-in", request, &[]).await
}

/// The people one may be in the demonstration.
///
/// # Errors
/// [`ApiError`].
pub async fn people() -> Result<Vec<DemoPerson>, ApiError> {
    transport::get("/sign-in/people").await
}

/// The draft of a sign-in that came to nothing; the server gives it to one key, in the browser that began.
///
/// # Errors
/// [`ApiError`].
pub async fn take_returned_draft(key: &str) -> Result<HandedOverDraft, ApiError> {
    transport::change(Method::Post, "/sign-in/draft", &(), &[(IDEMPOTENCY_HEADER, key)]).await
}
