//! Static information: help, privacy, terms of use, accessibility statement.

pub mod accessibility;
pub mod help;
pub mod privacy;
pub mod terms_of_use;
pub mod text;
