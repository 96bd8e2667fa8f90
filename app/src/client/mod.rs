//! The server's API: one function for each address. Only this folder knows the addresses and how requests travel.

pub mod account;
pub mod applications;
pub mod call;
pub mod drafts;
pub mod error;
pub mod programmes;
pub mod session;
pub mod sign_in;
mod transport;

pub use transport::set_root;
