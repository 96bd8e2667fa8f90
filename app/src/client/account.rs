//! The learning account and its messages.

use api::{Account, ChangeAccount, Messages, OpenAccount};
use ui::platform::http::error::ApiError;
use ui::platform::http::transport::{self, Method};

/// The signed-in person's account.
///
/// # Errors
/// [`ApiError`]; [`api::ApiProblem::AccountMissing`] where it is not open yet.
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

/// Changes what is given.
///
/// # Errors
/// [`ApiError`].
pub async fn change(request: &ChangeAccount) -> Result<Account, ApiError> {
    transport::change(Method::Patch, "/account", request, &[]).await
}

/// Closes the account.
///
/// # Errors
/// [`ApiError`]; [`api::ApiProblem::AccountInUse`] where an application is alive.
pub async fn close() -> Result<(), ApiError> {
    transport::command(Method::Delete, "/account").await
}

/// Everything the account holds, as the signed file that the person takes away.
///
/// # Errors
/// [`ApiError`]; [`api::ApiProblem::AccountMissing`] where it is not open yet.
pub async fn export() -> Result<String, ApiError> {
    transport::get_text("/account/export").await
}

/// The account's messages, the newest first.
///
/// # Errors
/// [`ApiError`].
pub async fn messages() -> Result<Messages, ApiError> {
    transport::get("/messages").await
}
