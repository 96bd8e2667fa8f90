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
        Err(ApiError::Unreachable) => details_in(list().await?, &id).ok_or(ApiError::Refused(ApiProblem::NotFound)),
        answer => answer,
    }
}

/// One programme of a catalogue with what belongs to it.
fn details_in(catalogue: CatalogueResponse, id: &str) -> Option<ProgrammeDetails> {
    let programme = catalogue.programmes.into_iter().find(|programme| programme.id == id)?;
    let provider = catalogue.providers.into_iter().find(|provider| provider.id == programme.provider)?;
    let mut seats = catalogue.seats;
    seats.retain(|entry| programme.groups.iter().any(|group| group.id == entry.group));
    Some(ProgrammeDetails { provider, programme, seats })
}
