//! Catalogue and free seats of its study groups.

use alloc::string::String;
use alloc::vec::Vec;

use rules::programme::{Programme, Provider};
use serde::{Deserialize, Serialize};

/// Response to `GET programmes`: the whole catalogue with its free seats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogueResponse {
    /// The providers.
    pub providers: Vec<Provider>,
    /// The programmes.
    pub programmes: Vec<Programme>,
    /// Seats of each study group.
    pub seats: Vec<GroupSeats>,
}

/// Response to `GET programmes/{id}`: one programme with its free seats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeDetails {
    /// The provider.
    pub provider: Provider,
    /// The programme.
    pub programme: Programme,
    /// Seats of its study groups.
    pub seats: Vec<GroupSeats>,
}

impl CatalogueResponse {
    /// Returns the details of one programme; `None` if the catalogue does not have it or its provider.
    pub fn into_details(self, id: &str) -> Option<ProgrammeDetails> {
        let programme = self.programmes.into_iter().find(|programme| programme.id == id)?;
        let provider = self.providers.into_iter().find(|provider| provider.id == programme.provider)?;
        Some(ProgrammeDetails::new(provider, programme, self.seats))
    }
}

impl ProgrammeDetails {
    /// Creates the details of a programme. `seats` may include other programmes, whose seats are left out.
    pub fn new(provider: Provider, programme: Programme, mut seats: Vec<GroupSeats>) -> Self {
        seats.retain(|entry| programme.group(&entry.group).is_some());
        Self { provider, programme, seats }
    }
}

/// Seats of a study group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupSeats {
    /// Identifier of the study group.
    pub group: String,
    /// Number of free seats.
    pub free: u32,
    /// Number of people on the waiting list.
    pub waiting: u32,
}
