//! The audit log: a hash chain, signed checkpoints, its route and tables.

pub mod chain;
pub mod checkpoints;
pub(crate) mod routes;
pub mod store;
