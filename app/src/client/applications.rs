//! Endpoints of the person's applications.

use api::{Application, Applications, IDEMPOTENCY_HEADER, Submitted};
use rules::application::ApplicationDraft;
use rules::receipt::ReceiptFile;
use ui::platform::http::error::ApiError;
use ui::platform::http::transport::{self, Method};

/// Submits an application. Idempotent: the same key with the same draft returns the same response.
///
/// # Errors
/// [`ApiError`].
pub async fn submit(draft: &ApplicationDraft, key: &str) -> Result<Submitted, ApiError> {
    transport::change(Method::Post, "/applications", draft, &[(IDEMPOTENCY_HEADER, key)]).await
}

/// Fetches the applications, newest first.
///
/// # Errors
/// [`ApiError`].
pub async fn list() -> Result<Applications, ApiError> {
    transport::get("/applications").await
}

/// Fetches one application.
///
/// # Errors
/// [`ApiError`].
pub async fn get(id: &str) -> Result<Application, ApiError> {
    transport::get(&format!("/applications/{}", segment(id))).await
}

/// Fetches the confirmation of an application.
///
/// # Errors
/// [`ApiError`].
pub async fn receipt(id: &str) -> Result<ReceiptFile, ApiError> {
    transport::get(&format!("/applications/{}/receipt", segment(id))).await
}

/// Fetches the confirmation as the exact bytes that the server wrote, to save as a file.
///
/// # Errors
/// [`ApiError`].
pub async fn receipt_text(id: &str) -> Result<String, ApiError> {
    transport::get_text(&format!("/applications/{}/receipt", segment(id))).await
}

/// An identifier as a path segment. Identifiers have letters, digits and hyphens; a typed one may not.
fn segment(id: &str) -> String {
    id.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
}
