//! Installs tools and system packages, and starts PostgreSQL for tests.

pub(crate) mod debian;
pub(crate) mod postgres;
pub(crate) mod tools;
