//! Sentences of the information pages.

pub mod accessibility;
pub mod help;
pub mod privacy;
pub mod terms_of_use;
