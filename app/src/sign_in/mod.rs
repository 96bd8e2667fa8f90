//! Sign-in, sign-out and session expiry.

pub mod expiry_notice;
pub mod header_person;
pub mod page;
pub mod redirect;
pub mod sign_out;
pub mod texts;
