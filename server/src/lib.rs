//! Backend of the learning account: the API under `/api/v1`, the pages, and the operators' command line.
//!
//! A route parses the request, `rules` decides, the store persists. Handlers contain no conditions of the
//! announcement, and no texts for citizens (docs/ARCHITECTURE.md).
//!
//! One folder per domain with its routes, services and store; `platform` contains the parts without a domain.

pub mod applications;
pub mod audit;
pub mod catalogue;
pub mod cli;
pub mod identity;
pub mod messages;
pub mod people;
pub mod platform;
pub mod router;
pub mod state;

pub use router::router;
pub use state::AppState;
