//! Checks and tests of the code, the API and the pages.

pub(crate) mod a11y;
pub(crate) mod api_fuzz;
pub(crate) mod engines;
pub(crate) mod fuzz;
pub(crate) mod identity;
pub(crate) mod parity;
pub(crate) mod security;
pub(crate) mod steps;
pub(crate) mod test;
