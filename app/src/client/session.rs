//! Who is signed in.

use api::{DeclareBirthDate, HandedOverDraft, IDEMPOTENCY_HEADER, Session, SignIns, SignedOut};
use chrono::NaiveDate;
use ui::platform::http::error::ApiError;
use ui::platform::http::transport::{self, Method};

/// The signed-in person, if there is one.
///
/// # Errors
/// [`ApiError`].
pub async fn get() -> Result<Session, ApiError> {
    transport::get("/session").await
}

/// The draft handed over when signing in; the server gives it to one key.
///
/// # Errors
/// [`ApiError`].
pub async fn take_draft(key: &str) -> Result<HandedOverDraft, ApiError> {
    transport::change(Method::Post, "/session/draft", &(), &[(IDEMPOTENCY_HEADER, key)]).await
}

/// Ends the session; tells where to send the browser so that the identity provider ends its own, if anywhere.
///
/// # Errors
/// [`ApiError`].
pub async fn sign_out() -> Result<SignedOut, ApiError> {
    transport::change(Method::Post, "/sign-out", &(), &[]).await
}

/// Ends every session of the person.
///
/// # Errors
/// [`ApiError`].
pub async fn sign_out_everywhere() -> Result<SignedOut, ApiError> {
    transport::change(Method::Post, "/sign-out/everywhere", &(), &[]).await
}

/// Where the person is signed in.
///
/// # Errors
/// [`ApiError`].
pub async fn sign_ins() -> Result<SignIns, ApiError> {
    transport::get("/sign-ins").await
}

/// Ends one of the person's sessions.
///
/// # Errors
/// [`ApiError`].
pub async fn end(id: &str) -> Result<(), ApiError> {
    transport::command(Method::Delete, &format!("/sign-ins/{id}")).await
}

/// Keeps the birth date that the person declares.
///
/// # Errors
/// [`ApiError`]; [`api::ApiProblem::ApplicationInvalid`] where nobody can be born on that day,
/// [`api::ApiProblem::BirthDateKnown`] where a better source has told it meanwhile.
pub async fn declare_birth_date(birth_date: NaiveDate) -> Result<(), ApiError> {
    transport::put("/session/birth-date", &DeclareBirthDate { birth_date }).await
}
