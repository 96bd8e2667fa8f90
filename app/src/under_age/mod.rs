//! Notice for a person who is too young for an account.

pub mod notice;
