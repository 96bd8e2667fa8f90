//! Applications and their drafts: submit, read, and replay of stored decisions.

pub mod replay;
pub(crate) mod routes;
pub mod store;
pub mod submit;
