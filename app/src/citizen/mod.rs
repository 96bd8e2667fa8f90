//! The citizen's pages, one file each: a page knows its route, loads what it needs, lays out components.

pub mod accessibility;
pub mod account;
pub mod apply;
pub mod compare;
pub mod confirmation;
pub mod eligibility;
pub mod frame;
pub mod help;
pub mod home;
pub mod leave;
pub mod not_found;
pub mod preview;
pub mod privacy;
pub mod programme;
pub mod programmes;
pub mod sign_in;
mod sign_in_ending;
mod sign_out;
pub mod terms;
pub mod verify;
