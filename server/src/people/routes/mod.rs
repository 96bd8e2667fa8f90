//! Routes of the learning account.

pub(crate) mod account;
pub(crate) mod my_data;
