//! The demonstration's catalogue and clock (docs/demo-data.md). Every provider and programme in it is invented.

/// The demonstration's catalogue.
pub const CATALOGUE: &str = include_str!("../../demo/catalogue.json");

/// The instant at which the demonstration's clock starts: the second day of the call's window.
pub const STARTS_AT: &str = "2025-06-10T09:14:00+03:00";
