//! Rules of a call: who may receive the learning account's grant, and which applications are valid.
//!
//! Browser, server and command line run the same code. A decision is a value: the same call pack, facts and instant
//! always give the same findings.
//!
//! This crate reads no clock, draws no random numbers, does no I/O and contains no text for citizens. Reasons are
//! closed enums, which the pages translate. Quoted clauses are data of the [`call::Call`].
//!
//! Clause numbers (`N1` … `N16`) are those of the announcement; the call packs in `rules/calls/` hold its sentences.
// utoipa's derive macros name `std`; every other configuration is `no_std`.
#![cfg_attr(not(feature = "openapi"), no_std)]
#![warn(missing_docs)]

extern crate alloc;

pub mod account;
pub mod age;
pub mod birth_date;
pub mod call;
pub mod clause;
pub mod digcomp;
pub mod eligibility;
pub mod facts;
pub mod field;
pub mod hours;
pub mod language;
pub mod money;
pub mod personal_code;
pub mod programme;
pub mod reading;
pub mod riga_time;
pub mod rule;
pub mod typed_text;
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
#[cfg(feature = "receipt")]
pub mod signed;
