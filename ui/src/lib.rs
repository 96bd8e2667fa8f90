//! Components, browser platform and formats that every page of the product shares.
//!
//! This crate knows no feature, route or session: `app` composes it into pages.

pub mod collation;
pub mod components;
pub mod platform;
pub mod text;
