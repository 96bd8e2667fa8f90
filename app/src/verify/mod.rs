//! Verification of a confirmation's signature.

pub mod page;
pub mod result;
pub mod texts;
