//! Static information: help, privacy, terms of use, the announcement, accessibility statement.

pub mod accessibility;
pub mod announcement;
pub mod help;
pub mod privacy;
pub mod rich;
pub mod section;
pub mod terms_of_use;
pub mod text;
