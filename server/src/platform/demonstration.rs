//! The demonstration's catalogue and clock (docs/demo-data.md). Every provider and programme in it is invented.

/// Catalogue of the demonstration.
pub const CATALOGUE: &str = include_str!("../../demo/catalogue.json");

/// Start of the demonstration's clock: the second day of the call's window.
pub const STARTS_AT: &str = "2025-06-10T09:14:00+03:00";
