//! The learning account's backend: the API under `/api/v1`, the pages beside it, and the operators' command line.
//!
//! A request flows straight: a route reads it, `rules` decides, the store keeps. No handler holds a condition of its
//! own, and no sentence for a citizen is written here (docs/ARCHITECTURE.md).

pub mod arrival;
pub mod audit;
pub mod backup;
pub mod call_pack;
pub mod checkpoints;
pub mod clock;
pub mod commands;
pub mod config;
pub mod data_dir;
pub mod decisions;
pub mod demo;
pub mod error;
pub mod headers;
pub mod identity;
pub mod limits;
pub mod listen;
pub mod observe;
pub mod pages;
pub mod random;
pub mod roles;
pub mod routes;
pub mod served;
pub mod session;
pub mod settings;
pub mod state;
pub mod store;
pub mod submit;
pub mod vault;

pub use routes::router;
pub use state::AppState;
