//! What this device keeps: the only place that knows its storage.

pub mod draft;
pub mod draft_store;
pub mod seal;
pub mod settings;
pub mod worker;
