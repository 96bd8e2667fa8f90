//! Sign-in and sessions: identity providers behind one trait, the callback, the cookie, and their routes and tables.

pub mod demo;
pub mod demo_people;
pub mod oidc;
pub mod parameters;
pub mod provider;
pub(crate) mod routes;
pub mod session;
pub mod session_loader;
pub mod sign_in_callback;
pub mod store;
