//! `cargo xtask run`: builds and serves the demonstration from a fresh clone.

use std::os::unix::process::CommandExt;

use crate::pages;
use crate::process::{Result, program};
use crate::progress::note;
use crate::setup::tools::PageTools;

/// Builds pages and server, then replaces this process by `imk serve` with these arguments.
///
/// The pages are the production build. The server is a debug build: it compiles minutes faster and is fast enough for
/// one person. It prints its address when it listens.
pub(crate) fn run(arguments: &[String]) -> Result {
    let tools = PageTools::ensure()?;
    pages::build(&tools)?;
    let server = pages::debug_server()?;
    note("starting the server; Ctrl-C stops it");
    let error = program(&server).arg("serve").args(arguments).exec();
    Err(format!("cannot start {}: {error}", server.display()).into())
}
