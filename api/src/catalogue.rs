//! The catalogue and the free seats of its study groups.

use alloc::string::String;
use alloc::vec::Vec;

use rules::programme::{Programme, Provider};
use serde::{Deserialize, Serialize};

/// `GET programmes`: the whole catalogue with what is free now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogueResponse {
    /// Who offers programmes.
    pub providers: Vec<Provider>,
    /// The programmes.
    pub programmes: Vec<Programme>,
    /// The seats of each study group.
    pub seats: Vec<GroupSeats>,
}

/// `GET programmes/{id}`: one programme with what is free now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeDetails {
    /// Who offers it.
    pub provider: Provider,
    /// The programme.
    pub programme: Programme,
    /// The seats of its study groups.
    pub seats: Vec<GroupSeats>,
}

/// What is free in a study group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupSeats {
    /// The study group's identifier.
    pub group: String,
    /// Places nobody holds.
    pub free: u32,
    /// People on the waiting list.
    pub waiting: u32,
}
