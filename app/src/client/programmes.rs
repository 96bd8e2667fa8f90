//! Endpoints of the catalogue.

use api::{ApiProblem, CatalogueResponse, ProgrammeDetails};
use ui::platform::http::error::ApiError;
use ui::platform::http::transport;

/// Fetches every programme and provider, with free seats.
///
/// # Errors
/// [`ApiError`].
pub async fn list() -> Result<CatalogueResponse, ApiError> {
    transport::get("/programmes").await
}

/// Fetches one programme with free seats. Without a network it comes from the cached catalogue.
///
/// # Errors
/// [`ApiError`]; [`api::ApiProblem::NotFound`] if the catalogue does not contain it.
pub async fn get(id: &str) -> Result<ProgrammeDetails, ApiError> {
    // A path segment: identifiers have letters, digits and hyphens; a typed one may not.
    let id: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    match transport::get(&format!("/programmes/{id}")).await {
        Err(ApiError::Unreachable) => list().await?.into_details(&id).ok_or(ApiError::Refused(ApiProblem::NotFound)),
        answer => answer,
    }
}
