//! Who is signed in.

use rules::wire::{HandedOverDraft, Session};

use super::error::ApiError;
use super::transport::{self, Method};

/// The signed-in person, if there is one.
///
/// # Errors
/// [`ApiError`].
pub async fn get() -> Result<Session, ApiError> {
    transport::get("/session").await
}

/// The draft handed over when signing in; the server gives it once.
///
/// # Errors
/// [`ApiError`].
pub async fn take_draft() -> Result<HandedOverDraft, ApiError> {
    transport::get("/session/draft").await
}

/// Ends the session.
///
/// # Errors
/// [`ApiError`].
pub async fn sign_out() -> Result<(), ApiError> {
    transport::command(Method::Post, "/sign-out").await
}
