//! `cargo xtask same`: checks that command line, API and browser make the same decisions, byte for byte.

use crate::pages;
use crate::process::{Result, cargo, run};
use crate::progress::step;
use crate::setup::debian;
use crate::setup::tools::PageTools;

/// Builds pages and server, and runs the program `same` of `imk-tests`.
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
