//! Tables of people, accounts and roles.

pub(crate) mod accounts;
pub(crate) mod people;
mod roles;

pub use accounts::RETENTION_YEARS;
pub use people::{EncryptedCode, NewPerson, Person, PersonMatch};
pub use roles::RoleGrant;
