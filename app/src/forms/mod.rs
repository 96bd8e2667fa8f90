//! The application form: what is on the screen, what it makes, and what is wrong with it.

pub mod account_form;
pub mod application_form;
pub mod draft_keeper;
mod draft_sync;
pub mod field_id;
mod from_account;
pub mod known;
#[cfg(test)]
mod known_tests;
pub mod merge;
pub mod register;
mod restore;
pub mod step;
