//! Tables of people, accounts and roles.

pub(crate) mod accounts;
pub(crate) mod people;
mod roles;

pub use accounts::KEPT_YEARS;
pub use people::{EncryptedCode, NewPerson, Person, Recognised};
pub use roles::RoleGrant;
