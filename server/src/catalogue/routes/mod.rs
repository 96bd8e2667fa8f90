//! Routes of the call and the catalogue.

pub(crate) mod call;
pub(crate) mod programmes;
