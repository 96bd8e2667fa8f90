//! The draft on this device.

pub mod draft;
pub mod draft_store;
