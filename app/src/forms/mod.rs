//! The application form: what is on the screen, what it makes, and what is wrong with it.

pub mod application_form;
pub mod draft_keeper;
pub mod field_id;
pub mod register;
mod restore;
pub mod step;
