//! The draft: keeping, merging, synchronising.

pub mod draft_keeper;
mod draft_sync;
pub mod known;
#[cfg(test)]
mod known_tests;
pub mod merge;
pub mod register;
mod restore;
