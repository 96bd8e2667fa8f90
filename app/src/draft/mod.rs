//! The draft of an application.
//!
//! `replica` is a pure state machine over the draft of one page, `merge` its three-way merge
//! (docs/adr/0010-drafts.md). Only its tests use it so far; the pages use `forms::draft_keeper`.

#[cfg(test)]
pub mod handoff;
#[cfg(test)]
pub mod local;
#[cfg(test)]
pub mod merge;
#[cfg(test)]
mod merge_tests;
#[cfg(test)]
mod message;
#[cfg(test)]
pub mod model;
pub mod open_draft;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod replica;
#[cfg(test)]
mod replica_tests;
#[cfg(test)]
mod simulation;
#[cfg(test)]
pub mod status;
pub mod texts;
