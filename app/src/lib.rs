//! The citizen's pages of the individual learning account: check eligibility and the clauses that it rests on, choose a
//! programme, apply, and receive a signed confirmation.
//!
//! The verdict comes from `rules`, the same crate that decides on the server. One folder per feature holds its page,
//! parts and texts. [`routes`] defines all paths and [`client`] all API calls; the crate `ui` holds components and the
//! browser platform. tests/architecture checks these boundaries.

pub mod account;
pub mod app_root;
pub mod app_singleton;
pub mod apply;
pub mod call_pack;
pub mod call_summary;
pub mod catalogue;
pub mod client;
pub mod compare;
pub mod confirmation;
pub mod contact;
pub mod draft;
pub mod eligibility;
pub mod embed;
pub mod facts_entry;
pub mod findings;
pub mod home;
pub mod info;
pub mod layout;
pub mod lazy_pages;
pub mod live_application;
pub mod not_found;
pub mod parity;
pub mod parity_export;
pub mod prerender;
pub mod preview;
pub mod register;
pub mod router;
pub mod routes;
pub mod session;
pub mod session_marker;
pub mod sign_in;
pub mod state;
pub mod text;
pub mod under_age;
pub mod verify;
