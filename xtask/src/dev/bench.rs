//! `cargo xtask bench`: measures speed without limits.

use crate::pages;
use crate::process::{Result, cargo, run};
use crate::progress::step;
use crate::setup::debian;
use crate::setup::tools::PageTools;

/// Builds pages and server, and runs the program `front` of `imk-tests`.
pub(crate) fn front(arguments: &[String]) -> Result {
    debian::ensure_browser()?;
    pages::build(&PageTools::ensure()?)?;
    let imk = pages::debug_server()?;
    step("bench front: first visit, visit without a network, typing", || {
        let mut measure = cargo();
        measure.args(["run", "--quiet", "--package", "imk-tests", "--bin", "performance", "--"]).args(arguments);
        run(measure.env("IMK_BIN", &imk).env("IMK_PAGES", pages::dist()))
    })
}
