//! People and their learning accounts: account, export and import of their data, and roles.

pub mod roles;
pub(crate) mod routes;
pub mod store;
