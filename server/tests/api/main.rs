//! API tests through the router or a real process: one file for each group of routes, a new database for every test.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first failure")]

mod account;
mod applications;
mod call;
mod catalogue;
mod command_line;
mod connections;
mod drafts;
mod identity;
mod matrix;
mod my_data;
mod operation;
mod paths;
mod prerendered;
mod process;
mod receipts;
mod sign_in;
mod support;
mod texts;
