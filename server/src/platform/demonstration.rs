//! The demonstration's catalogue, contact data and clock (docs/demo-data.md). Everything in them is invented.

/// Catalogue of the demonstration.
pub const CATALOGUE: &str = include_str!("../../demo/catalogue.json");

/// Contact data of the demonstration, in the format of the table `[contact]`.
pub const CONTACT: &str = include_str!("../../demo/contact.toml");

/// Start of the demonstration's clock: the second day of the call's window.
pub const STARTS_AT: &str = "2025-06-10T09:14:00+03:00";
