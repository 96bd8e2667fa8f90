//! Application form in steps.
#![expect(unreachable_pub, reason = "the `component` macro makes the properties of every component `pub`")]

mod check_sections;
mod check_step;
mod conflicts;
mod contact_fields;
pub(crate) mod contact_inputs;
mod contact_step;
mod context;
mod draft_moved_notice;
mod draft_status;
mod eligibility_step;
pub(crate) mod fact_format;
pub(crate) mod fact_list;
pub mod field_id;
mod fields;
pub mod form;
mod open_account;
pub mod page;
mod programme_step;
mod programme_title;
mod sign_in_step;
pub mod step;
mod step_layout;
mod submit;
mod submit_error;
mod sync_notice;
pub mod texts;
mod unread_notice;
pub(crate) mod use_programme;
mod verdict;
mod window_closed_notice;
