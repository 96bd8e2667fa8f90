//! The draft of an application: one form for each person and call, on several tabs and devices.
//!
//! `replica` is a pure state machine over the draft of one page, `merge` its three-way merge; `controller` connects
//! them with the pages, the storage of the device and the account (docs/adr/0010-drafts.md).

pub mod controller;
mod effects;
pub mod handoff;
pub mod local;
mod local_store;
pub mod merge;
#[cfg(test)]
mod merge_tests;
mod message;
pub mod model;
pub mod open_draft;
#[cfg(test)]
mod property_tests;
mod remote;
mod replica;
#[cfg(test)]
mod replica_tests;
mod signals;
#[cfg(test)]
mod simulation;
pub mod status;
pub mod texts;
