//! The draft that the account keeps, so that another device can go on with it.

use api::{AccountDraft, KeepDraft};
use ui::platform::http::error::ApiError;
use ui::platform::http::transport::{self, Method};

/// What the account has for a call.
///
/// # Errors
/// [`ApiError`].
pub async fn get(call: &str) -> Result<AccountDraft, ApiError> {
    transport::get(&at(call)).await
}

/// Keeps a draft.
///
/// # Errors
/// [`ApiError`]; [`api::ApiProblem::DraftChanged`] where it was changed elsewhere.
pub async fn keep(call: &str, draft: &KeepDraft) -> Result<AccountDraft, ApiError> {
    transport::change(Method::Put, &at(call), draft, &[]).await
}

/// Deletes it.
///
/// # Errors
/// [`ApiError`].
pub async fn delete(call: &str) -> Result<(), ApiError> {
    transport::command(Method::Delete, &at(call)).await
}

fn at(call: &str) -> String {
    format!("/drafts/{call}")
}
