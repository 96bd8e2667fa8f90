//! The catalogue and the free seats of its study groups.

use alloc::string::String;
use alloc::vec::Vec;

use rules::programme::{Programme, Provider};
use serde::{Deserialize, Serialize};

/// `GET programmes`: the whole catalogue with what is free now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Catalogue {
    /// Who offers programmes.
    pub providers: Vec<Provider>,
    /// The programmes.
    pub programmes: Vec<Programme>,
    /// The places of each study group.
    pub places: Vec<GroupPlaces>,
}

/// `GET programmes/{id}`: one programme with what is free now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeDetails {
    /// Who offers it.
    pub provider: Provider,
    /// The programme.
    pub programme: Programme,
    /// The places of its study groups.
    pub places: Vec<GroupPlaces>,
}

/// What is free in a study group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupPlaces {
    /// The study group's identifier.
    pub group: String,
    /// Places nobody holds.
    pub free: u32,
    /// People on the waiting list.
    pub waiting: u32,
}
