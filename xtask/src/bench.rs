//! `cargo xtask bench`: how quick the whole is, measured and never asserted.

use crate::progress::step;
use crate::shell::{Done, cargo, run};
use crate::tools::PageTools;
use crate::{debian, pages};

/// What can be measured.
const KINDS: &str = "cargo xtask bench measures `front`: what a person feels of the pages' speed (docs/speed.md)";

/// Dispatches to what is to be measured.
pub(crate) fn bench(arguments: &[String]) -> Done {
    match arguments.split_first() {
        Some((kind, rest)) if kind == "front" => front(rest),
        _ => Err(KINDS.into()),
    }
}

/// Builds what is measured and measures it, by a program of the package `imk-tests`.
fn front(arguments: &[String]) -> Done {
    debian::ensure_browser()?;
    pages::build(&PageTools::ensure()?)?;
    let imk = pages::debug_server()?;
    step("bench front: first visit, visit without a network, typing", || {
        let mut measure = cargo();
        measure.args(["run", "--quiet", "--package", "imk-tests", "--bin", "front", "--"]).args(arguments);
        run(measure.env("IMK_BIN", &imk).env("IMK_PAGES", pages::dist()))
    })
}
