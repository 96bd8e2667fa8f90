//! The first page: the status of the call and how the grant works.

pub mod page;
pub mod steps;
pub mod texts;
pub mod topics;
