//! Applications of the signed-in person.

use api::{Application, Applications, IDEMPOTENCY_HEADER, Submitted};
use rules::application::ApplicationDraft;
use rules::receipt::ReceiptFile;
use ui::platform::http::error::ApiError;
use ui::platform::http::transport::{self, Method};

/// Sends an application. The same key with the same draft gives the same answer, however often it is sent.
///
/// # Errors
/// [`ApiError`].
pub async fn submit(draft: &ApplicationDraft, key: &str) -> Result<Submitted, ApiError> {
    transport::change(Method::Post, "/applications", draft, &[(IDEMPOTENCY_HEADER, key)]).await
}

/// One's own applications, the newest first.
///
/// # Errors
/// [`ApiError`].
pub async fn list() -> Result<Applications, ApiError> {
    transport::get("/applications").await
}

/// One of one's own applications.
///
/// # Errors
/// [`ApiError`].
pub async fn get(id: &str) -> Result<Application, ApiError> {
    transport::get(&format!("/applications/{}", segment(id))).await
}

/// The confirmation of one of one's own applications.
///
/// # Errors
/// [`ApiError`].
pub async fn receipt(id: &str) -> Result<ReceiptFile, ApiError> {
    transport::get(&format!("/applications/{}/receipt", segment(id))).await
}

/// The confirmation's text as the server wrote it, byte by byte, to keep as a file.
///
/// # Errors
/// [`ApiError`].
pub async fn receipt_text(id: &str) -> Result<String, ApiError> {
    transport::get_text(&format!("/applications/{}/receipt", segment(id))).await
}

/// An identifier as a segment of an address; ours are letters, digits and hyphens, what a person types may not be.
fn segment(id: &str) -> String {
    id.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
}
