//! The page for an unknown path.

pub mod page;
pub mod texts;
