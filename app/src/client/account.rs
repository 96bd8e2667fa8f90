//! Endpoints of the learning account and its messages.

use api::{Account, ChangeAccount, Messages, OpenAccount};
use ui::platform::http::error::ApiError;
use ui::platform::http::transport::{self, Method};

/// Fetches the account.
///
/// # Errors
/// [`ApiError`]; [`api::ApiProblem::AccountMissing`] before it is open.
pub async fn get() -> Result<Account, ApiError> {
    transport::get("/account").await
}

/// Opens the account.
///
/// # Errors
/// [`ApiError`].
pub async fn open(request: &OpenAccount) -> Result<Account, ApiError> {
    transport::change(Method::Post, "/account", request, &[]).await
}

/// Changes the given fields.
///
/// # Errors
/// [`ApiError`].
pub async fn change(request: &ChangeAccount) -> Result<Account, ApiError> {
    transport::change(Method::Patch, "/account", request, &[]).await
}

/// Closes the account.
///
/// # Errors
/// [`ApiError`]; [`api::ApiProblem::AccountInUse`] while an application is live.
pub async fn close() -> Result<(), ApiError> {
    transport::command(Method::Delete, "/account").await
}

/// Fetches the export: everything the account holds, as a signed file.
///
/// # Errors
/// [`ApiError`]; [`api::ApiProblem::AccountMissing`] before it is open.
pub async fn export() -> Result<String, ApiError> {
    transport::get_text("/account/export").await
}

/// Fetches the messages, newest first.
///
/// # Errors
/// [`ApiError`].
pub async fn messages() -> Result<Messages, ApiError> {
    transport::get("/messages").await
}
