//! Page of a programme.

pub mod funding;
pub mod groups;
pub mod page;
pub mod texts;
