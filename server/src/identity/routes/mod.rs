//! Routes of sign-in and sessions.

pub(crate) mod sessions;
pub(crate) mod sign_in;
mod sign_in_step;
