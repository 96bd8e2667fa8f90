//! The API as a client sees it: one file for each group of addresses, a fresh database for every test.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

mod account;
mod applications;
mod call;
mod catalogue;
mod command_line;
mod drafts;
mod identity;
mod matrix;
mod my_data;
mod operation;
mod paths;
mod process;
mod receipts;
mod served;
mod sign_in;
mod support;
mod texts;
mod wire;
