//! Decides who may receive the learning account's grant, and whether an application can be taken.
//!
//! The same code runs in the browser, on the server and in the command line, so a verdict is a value: call pack,
//! facts and instant in, the same findings out, wherever it is asked.
//!
//! What this crate never does: read a clock, draw a random number, open a file or a socket, or hold a sentence for a
//! person. Reasons are closed enums; the pages translate them. Quoted clauses are data of the [`call::Call`].
//!
//! Clause numbers (`N1` … `N16`) are those of the announcement, kept with the call pack in `rules/calls/`.
// utoipa derives name `std`; every other configuration, and every one that ships to a browser, has none.
#![cfg_attr(not(feature = "openapi"), no_std)]
#![warn(missing_docs)]

extern crate alloc;

pub mod account;
pub mod call;
pub mod clause;
pub mod digcomp;
pub mod eligibility;
pub mod facts;
pub mod hours;
pub mod language;
pub mod money;
pub mod personal_code;
pub mod programme;
pub mod reading;
pub mod riga_time;
pub mod window;

#[cfg(feature = "contact")]
pub mod application;
#[cfg(feature = "json")]
pub mod canonical;
#[cfg(feature = "receipt")]
pub mod catalogue;
#[cfg(feature = "contact")]
pub mod contact;
#[cfg(feature = "json")]
pub mod decide;
#[cfg(feature = "receipt")]
pub mod hash;
#[cfg(feature = "json")]
mod json_fields;
#[cfg(feature = "receipt")]
pub mod receipt;
