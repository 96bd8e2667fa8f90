//! `cargo xtask dev`: rebuilds the pages after every change of a file.

use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

use crate::pages;
use crate::process::{Result, program};
use crate::progress::note;
use crate::setup::tools::PageTools;

/// Interval of the checks whether a process has ended.
const POLL_INTERVAL: Duration = Duration::from_millis(300);

/// A process that is killed on drop.
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Result<Self> {
        Ok(Self(command.spawn()?))
    }

    fn has_ended(&mut self) -> Result<bool> {
        Ok(self.0.try_wait()?.is_some())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Fails only if it has already ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs `imk serve` with these arguments on `dist/` while Trunk rebuilds it. Restart the command after a change of the
/// server.
pub(crate) fn watch(arguments: &[String]) -> Result {
    let tools = PageTools::ensure()?;
    let imk = pages::debug_server()?;
    let mut watch = Running::start(pages::trunk(&tools)?.arg("watch"))?;
    wait_for(&pages::dist().join("index.html"), &mut watch)?;
    let mut serve = Running::start(program(imk).arg("serve").args(arguments))?;
    note("reload the page after a change; Ctrl-C stops both");
    loop {
        if watch.has_ended()? {
            return Err("trunk watch ended".into());
        }
        if serve.has_ended()? {
            return Err("imk serve ended".into());
        }
        sleep(POLL_INTERVAL);
    }
}

/// Waits for Trunk's first build.
fn wait_for(page: &Path, watch: &mut Running) -> Result {
    while !page.exists() {
        if watch.has_ended()? {
            return Err("trunk watch ended before its first build".into());
        }
        sleep(POLL_INTERVAL);
    }
    Ok(())
}
