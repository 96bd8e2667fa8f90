//! The architecture as tests: rules that the source must satisfy.
//!
//! Every rule is a pure function from a [`tree::Tree`] of files to the [`tree::Breach`]es it finds. [`fixture::prove`]
//! runs it on small made-up trees first, which say themselves what must be found in them, and then on this repository,
//! where nothing may be found. So no rule is here that could not fail.
//!
//! The rules read text and know no types: what each of them cannot see is said beside it. A rule that is red is right
//! until a decision record (docs/adr/) changes it; an exception goes into the rule's own list, with its reason.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

mod app_boundaries;
mod clocks;
mod css;
mod cycles;
mod documents;
mod embedding;
mod fixture;
mod lexer;
mod manifest;
mod modules;
mod names;
mod plain_english;
mod prose;
mod ratchet;
mod reasons;
mod rules_crate;
mod security;
mod server_boundaries;
mod sizes;
mod source;
mod style;
mod tree;
mod words;
mod workspace;
