//! `cargo xtask run`: from a fresh clone to a served page.

use std::os::unix::process::CommandExt;

use crate::pages;
use crate::process::{Result, program};
use crate::progress::note;
use crate::setup::tools::PageTools;

/// Builds pages and server, then becomes the server. `arguments` are those of `imk serve`.
///
/// The pages are those of production; the server is a debug build, which is ready minutes earlier and serves one person as
/// quickly.
///
/// The server prints its address itself when it listens.
pub(crate) fn run(arguments: &[String]) -> Result {
    let tools = PageTools::ensure()?;
    pages::build(&tools)?;
    let server = pages::debug_server()?;
    note("starting the server; Ctrl-C ends it");
    let cause = program(&server).arg("serve").args(arguments).exec();
    Err(format!("cannot start {}: {cause}", server.display()).into())
}
