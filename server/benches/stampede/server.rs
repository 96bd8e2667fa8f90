//! The server as a process of its own.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::error::Result;
use crate::people::NOW;

/// `imk serve` on a free port of loopback; killed when dropped.
pub(crate) struct ImkServer {
    process: Child,
    /// Host and port.
    pub(crate) address: String,
}

impl ImkServer {
    pub(crate) fn start(url: &str, data: &Path) -> Result<Self> {
        let mut process = Command::new(env!("CARGO_BIN_EXE_imk"))
            .args(["serve", "--listen", "127.0.0.1:0", "--clock-frozen", NOW, "--pages", "no-pages"])
            .args(["--database-url", url, "--data-dir"])
            .arg(data)
            .env("RUST_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process.stdout.take().ok_or("no output")?;
        let listening = BufReader::new(output)
            .lines()
            .map_while(std::result::Result::ok)
            .find_map(|line| line.strip_prefix("listening on http://").map(str::to_owned));
        let address = listening.ok_or("the server did not start")?;
        Ok(Self { process, address })
    }
}

impl Drop for ImkServer {
    fn drop(&mut self) {
        // Fails only if the process has exited.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
