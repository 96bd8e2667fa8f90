//! HTTP client and its errors.

pub mod error;
pub mod transport;
