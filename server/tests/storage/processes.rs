//! Runs the binary `imk` as a process.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Instant of the servers' frozen clocks, inside the window of the June call.
pub(crate) const INSIDE_THE_WINDOW: &str = "2025-06-10T09:14:00+03:00";

/// Runs `imk` and waits for its exit.
pub(crate) fn imk(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_imk")).args(args).output().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// HTTP client without redirects. It needs a TLS provider even for plain HTTP.
pub(crate) fn client() -> reqwest::Client {
    // Fails if another test of this process has installed the provider.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// `imk serve` on a free port of loopback; killed when dropped.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: String,
}

impl Server {
    /// Starts a server on a database and a data folder, waits until it listens, and appends its log to `log`.
    pub(crate) fn start(database_url: &str, data: &Path, log: &Path, level: &str) -> Self {
        let log = std::fs::File::options().create(true).append(true).open(log).unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_imk"))
            .args(["serve", "--listen", "127.0.0.1:0", "--clock-frozen", INSIDE_THE_WINDOW, "--pages", "no-pages"])
            .args(["--database-url", database_url, "--migrate", "--data-dir"])
            .arg(data)
            .env("RUST_LOG", level)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let (sender, receiver) = mpsc::channel();
        let output = process.stdout.take().unwrap();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some(address) = line.strip_prefix("listening on ") {
                    // Fails for a second address, because the receiver is dropped.
                    let _ = sender.send(address.to_owned());
                }
            }
        });
        let address = receiver.recv_timeout(Duration::from_secs(60)).unwrap();
        Self { process, address }
    }

    /// Process id.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.address)
    }

    /// Sends SIGKILL, so that the server cannot clean up.
    pub(crate) fn kill(&mut self) {
        // Fails only if the process has exited.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
