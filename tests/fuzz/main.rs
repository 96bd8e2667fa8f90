//! Feeds one reader of outside input with whatever libFuzzer makes up: `IMK_PARSER` names it. Built and started by
//! `cargo xtask fuzz`; the seeds are also read by an ordinary test.

#![no_main]
#![allow(clippy::expect_used, reason = "without a reader there is nothing to feed")]

mod parsers;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

/// The reader that is fed.
static PARSER: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("IMK_PARSER").unwrap_or_default();
    let found = parsers::PARSERS.iter().find(|(parser, _)| *parser == name);
    found.expect("IMK_PARSER names a reader").1
});

fuzz_target!(|bytes: &[u8]| PARSER(bytes));
