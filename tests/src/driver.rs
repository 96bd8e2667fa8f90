//! The WebDriver server `chromedriver`: one per test process, shared by all its sessions.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use crate::{Failure, Outcome};

/// Starts the driver, waits until its standard input is closed, then ends the driver with its browsers and removes their
/// temporary folder. The input is a pipe of ours: all go away however the test process ends, and no test sees to it. They
/// share a process group of their own, because a driver that is ended leaves its browsers running.
const GUARD: &str = r#"
folder=$(mktemp -d -t imk-browser.XXXXXXXX)
TMPDIR="$folder" "$0" --port=0 &
cat >/dev/null
trap '' TERM
kill -TERM 0
wait
rm -rf "$folder"
"#;

/// What the driver prints when it is ready, before the port.
const READY: &str = "started successfully on port ";

/// A running driver. The guard lives as long as the process: statics are never dropped, the pipe is closed by its end.
struct Driver {
    url: String,
    _guard: Child,
}

/// The driver's address, after starting it if this is the first call.
pub(crate) fn url() -> Outcome<&'static str> {
    static DRIVER: OnceLock<Result<Driver, String>> = OnceLock::new();
    let driver = DRIVER.get_or_init(|| start().map_err(|why| why.to_string()));
    driver.as_ref().map(|driver| driver.url.as_str()).map_err(Failure::new)
}

fn start() -> Outcome<Driver> {
    let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| OsString::from("chromedriver"));
    let mut guard = Command::new("sh");
    guard.args(["-c", GUARD]).arg(&program).process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut guard = guard.spawn()?;
    let output = guard.stdout.take().ok_or_else(|| Failure::new("chromedriver has no standard output"))?;
    let mut lines = BufReader::new(output).lines();
    let ready = lines.by_ref().map_while(Result::ok).find_map(|line| port(&line));
    // It goes on printing now and then; somebody has to read it.
    std::thread::spawn(move || lines.for_each(drop));
    let port = ready.ok_or_else(|| Failure::new(format!("{} did not start", program.display())))?;
    Ok(Driver { url: format!("http://127.0.0.1:{port}"), _guard: guard })
}

fn port(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once(READY)?;
    rest.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn port_is_read_from_the_line_that_says_ready() {
        assert_eq!(port("ChromeDriver was started successfully on port 40021."), Some(40_021));
        assert_eq!(port("Starting ChromeDriver 156.0 on port 0"), None);
    }
}
