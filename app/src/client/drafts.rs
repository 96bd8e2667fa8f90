//! Endpoints of the draft in the account, which another device can continue.

use api::{AccountDraft, KeepDraft};
use ui::platform::http::error::ApiError;
use ui::platform::http::transport::{self, Method};

/// Fetches the account's draft for a call.
///
/// # Errors
/// [`ApiError`].
pub async fn get(call: &str) -> Result<AccountDraft, ApiError> {
    transport::get(&at(call)).await
}

/// Saves a draft.
///
/// # Errors
/// [`ApiError`]; [`api::ApiProblem::DraftChanged`] if another device changed it.
pub async fn keep(call: &str, draft: &KeepDraft) -> Result<AccountDraft, ApiError> {
    transport::change(Method::Put, &at(call), draft, &[]).await
}

/// Deletes the draft.
///
/// # Errors
/// [`ApiError`].
pub async fn delete(call: &str) -> Result<(), ApiError> {
    transport::command(Method::Delete, &at(call)).await
}

fn at(call: &str) -> String {
    format!("/drafts/{call}")
}
