//! The steps of an application on the first page.

pub mod section;
pub mod texts;
