//! The learning account: applications, messages, personal data.
#![expect(unreachable_pub, reason = "the `component` macro makes the properties of every component `pub`")]

mod applications;
mod awaited;
mod birth_date;
mod close;
mod contact_fields;
mod draft_banner;
mod edit;
pub mod form;
mod funding;
mod messages;
mod more_actions;
mod my_data;
mod open;
pub mod page;
mod sign_in_again;
mod sign_ins;
pub mod texts;
mod timeline;
