//! The draft of an application.

pub mod open_draft;
pub mod texts;
