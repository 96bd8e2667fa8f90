//! The footer of every page.

pub mod section;
pub mod texts;
