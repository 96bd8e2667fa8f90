//! The learning account's backend: the API under `/api/v1`, the pages beside it, and the operators' command line.
//!
//! A request takes one path: a route parses it, `rules` decides, the store saves. No handler holds a condition of its
//! own, and no sentence for a citizen is written here (docs/ARCHITECTURE.md).
//!
//! One folder per domain with its routes, services and store; `platform` holds what no domain owns.

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
