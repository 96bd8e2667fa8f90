//! The database. One set of statements serves SQLite and PostgreSQL (docs/adr/0001-storage.md).
//!
//! SQL is only here and in the `store` of each domain, which adds its methods to [`Store`]. Rows never leave a store:
//! methods accept and return domain values. A method that writes more than one table uses one transaction.
//! `tests/store_scenario.rs` calls every method on both databases.

mod database_url;
mod dump;
mod error;
pub(crate) mod key_rotation;
mod migrations;
mod pool;
pub(crate) mod row;
pub(crate) mod rows;

pub(crate) use database_url::Kind;
pub use database_url::check_address;
pub use dump::{Record, TABLES};
pub(crate) use error::Result;
pub use error::{SchemaError, SharedError, StoreError};
pub use key_rotation::RotationPosition;
pub use migrations::schema_version;
pub use pool::Store;
