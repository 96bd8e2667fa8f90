//! Parts without a domain: configuration, database, HTTP helpers, encryption, telemetry, clock and randomness.

pub mod backup;
pub mod clock;
pub mod config;
pub(crate) mod connections;
pub mod data_dir;
pub mod demonstration;
pub mod encryption;
pub mod error;
pub mod headers;
pub mod http;
pub mod listen;
pub mod random;
pub mod rate_limit;
pub mod settings;
pub mod store;
pub mod telemetry;
pub mod text_file;
