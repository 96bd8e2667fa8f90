//! API client: one function per endpoint. Only this folder names the API's paths.

pub mod account;
pub mod applications;
pub mod call;
pub mod drafts;
pub mod programmes;
pub mod session;
pub mod sign_in;
