//! `cargo xtask same`: command line, API and browser decide alike, byte for byte.

use crate::pages;
use crate::process::{Result, cargo, run};
use crate::progress::step;
use crate::setup::debian;
use crate::setup::tools::PageTools;

/// Builds what is compared and runs the comparison, a program of the package `imk-tests`.
pub(crate) fn parity(arguments: &[String]) -> Result {
    debian::ensure_browser()?;
    pages::build(&PageTools::ensure()?)?;
    let imk = pages::debug_server()?;
    step("same: command line, API and browser", || {
        let mut compare = cargo();
        compare.args(["run", "--quiet", "--package", "imk-tests", "--bin", "same", "--"]).args(arguments);
        run(compare.env("IMK_BIN", &imk).env("IMK_PAGES", pages::dist()))
    })
}
