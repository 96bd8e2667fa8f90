//! The catalogue.

use rules::wire::{Catalogue, ProgrammeDetails};

use super::error::ApiError;
use super::transport;

/// Every programme and provider, with what is free now.
///
/// # Errors
/// [`ApiError`].
pub async fn list() -> Result<Catalogue, ApiError> {
    transport::get("/programmes").await
}

/// One programme, with what is free now.
///
/// # Errors
/// [`ApiError`]; [`rules::wire::Problem::NotFound`] where the catalogue has none of this identifier.
pub async fn get(id: &str) -> Result<ProgrammeDetails, ApiError> {
    // A segment of an address: the catalogue's identifiers are letters, digits and hyphens, what a person types is not.
    let id: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    transport::get(&format!("/programmes/{id}")).await
}
