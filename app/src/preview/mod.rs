//! Preview of the application before it is submitted.

pub mod page;
pub mod sheet;
pub mod texts;
