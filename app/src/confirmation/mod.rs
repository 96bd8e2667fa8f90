//! Confirmation of a submitted application.

pub mod page;
pub mod texts;
