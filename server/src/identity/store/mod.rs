//! Tables of sign-in and sessions.

mod sessions;
mod sign_in;

pub use sessions::{LiveSession, NewSession};
pub use sign_in::PendingSignIn;
