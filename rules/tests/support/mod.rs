//! Shared test helpers: instants and days from text, calls, programmes and people.
// Every test binary compiles the whole module and uses a part of it.
#![allow(dead_code)]

use chrono::{DateTime, NaiveDate, Utc};

#[cfg(all(feature = "contact", feature = "json"))]
pub(crate) mod applications;
#[cfg(feature = "json")]
pub(crate) mod calls;
#[cfg(feature = "json")]
pub(crate) mod offers;
#[cfg(feature = "json")]
pub(crate) mod people;

/// An instant from RFC 3339 text.
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap_or_else(|error| panic!("{text}: {error}")).to_utc()
}

/// A day from `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}
