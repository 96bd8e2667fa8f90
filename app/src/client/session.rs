//! Endpoints of the session.

use api::{DeclareBirthDate, HandedOverDraft, IDEMPOTENCY_HEADER, Session, SignIns, SignedOut};
use chrono::NaiveDate;
use ui::platform::http::error::ApiError;
use ui::platform::http::transport::{self, Method};

/// Fetches the session: the signed-in person, if any.
///
/// # Errors
/// [`ApiError`].
pub async fn get() -> Result<Session, ApiError> {
    transport::get("/session").await
}

/// Fetches the draft handed over at sign-in; the server returns it to one key only.
///
/// # Errors
/// [`ApiError`].
pub async fn take_draft(key: &str) -> Result<HandedOverDraft, ApiError> {
    transport::change(Method::Post, "/session/draft", &(), &[(IDEMPOTENCY_HEADER, key)]).await
}

/// Ends the session. The response says where the browser ends the session at the identity provider, if anywhere.
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

/// Fetches the sessions of the person.
///
/// # Errors
/// [`ApiError`].
pub async fn sign_ins() -> Result<SignIns, ApiError> {
    transport::get("/sign-ins").await
}

/// Ends one session of the person.
///
/// # Errors
/// [`ApiError`].
pub async fn end(id: &str) -> Result<(), ApiError> {
    transport::command(Method::Delete, &format!("/sign-ins/{id}")).await
}

/// Stores the birth date that the person declares.
///
/// # Errors
/// [`ApiError`]; [`api::ApiProblem::ApplicationInvalid`] for an impossible birth date,
/// [`api::ApiProblem::BirthDateKnown`] if a better source has provided it.
pub async fn declare_birth_date(birth_date: NaiveDate) -> Result<(), ApiError> {
    transport::put("/session/birth-date", &DeclareBirthDate { birth_date }).await
}
