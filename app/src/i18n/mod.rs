//! Every word a person reads. One file for each page; a text missing in one language does not compile.
//!
//! Reasons, problems and states arrive as closed enums of `rules` and are matched without a default arm.

pub mod accessibility;
pub mod account;
pub mod apply;
pub mod common;
pub mod compare;
pub mod confirmation;
pub mod draft;
pub mod eligibility;
pub mod findings;
pub mod format;
pub mod help;
pub mod home;
pub mod not_found;
pub mod offer;
pub mod plural;
pub mod preview;
pub mod privacy;
pub mod problems;
pub mod programme;
pub mod programmes;
pub mod prose;
pub mod readings;
pub mod refusals;
pub mod served;
pub mod sign_in;
pub mod terms;
pub mod verify;
