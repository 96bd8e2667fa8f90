//! The main element of every page.

/// Its identifier, for the skip link.
pub const MAIN: &str = "imk-main";
