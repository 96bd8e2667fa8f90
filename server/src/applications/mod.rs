//! Applications and their drafts: submit, read, and replay of stored decisions.

pub mod first_attempts;
pub mod queue;
pub mod replay;
pub(crate) mod routes;
pub mod store;
pub mod submit;
