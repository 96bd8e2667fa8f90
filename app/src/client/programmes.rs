//! The catalogue.

use api::{ApiProblem, CatalogueResponse, ProgrammeDetails};
use ui::platform::http::error::ApiError;
use ui::platform::http::transport;

/// Every programme and provider, with what is free now.
///
/// # Errors
/// [`ApiError`].
pub async fn list() -> Result<CatalogueResponse, ApiError> {
    transport::get("/programmes").await
}

/// One programme, with what is free now. Without a network it is taken from the whole catalogue, which is kept on the device.
///
/// # Errors
/// [`ApiError`]; [`api::ApiProblem::NotFound`] where the catalogue has none of this identifier.
pub async fn get(id: &str) -> Result<ProgrammeDetails, ApiError> {
    // A segment of an address: the catalogue's identifiers are letters, digits and hyphens, what a person types is not.
    let id: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    match transport::get(&format!("/programmes/{id}")).await {
        Err(ApiError::Unreachable) => list().await?.into_details(&id).ok_or(ApiError::Refused(ApiProblem::NotFound)),
        answer => answer,
    }
}
