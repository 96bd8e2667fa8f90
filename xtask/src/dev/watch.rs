//! `cargo xtask dev`: pages that follow every change of a file.

use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

use crate::pages;
use crate::process::{Result, program};
use crate::progress::note;
use crate::setup::tools::PageTools;

/// How often to look whether one of the two has ended.
const LOOK: Duration = Duration::from_millis(300);

/// A program that ends when we stop looking after it.
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
        // Fails only where it has already ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Serves `dist/` by a debug server while Trunk rebuilds it. `arguments` are those of `imk serve`.
///
/// A change of the server itself needs the command to be started again.
pub(crate) fn watch(arguments: &[String]) -> Result {
    let tools = PageTools::ensure()?;
    let imk = pages::debug_server()?;
    let mut watch = Running::start(pages::trunk(&tools)?.arg("watch"))?;
    wait_for(&pages::dist().join("index.html"), &mut watch)?;
    let mut serve = Running::start(program(imk).arg("serve").args(arguments))?;
    note("reload the page after a change; Ctrl-C ends both");
    loop {
        if watch.has_ended()? {
            return Err("trunk watch ended".into());
        }
        if serve.has_ended()? {
            return Err("imk serve ended".into());
        }
        sleep(LOOK);
    }
}

/// Waits for Trunk's first build.
fn wait_for(page: &Path, watch: &mut Running) -> Result {
    while !page.exists() {
        if watch.has_ended()? {
            return Err("trunk watch ended before its first build".into());
        }
        sleep(LOOK);
    }
    Ok(())
}
