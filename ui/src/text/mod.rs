//! Formats, plurals and texts that every page needs, in Latvian and English.

pub mod api_problems;
pub mod common;
pub mod failure;
pub mod file;
pub mod form;
pub mod format;
pub mod plural;
pub mod problems;
pub mod window;
