//! WebDriver servers: started, watched, and ended with their browsers however the test process ends.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result};
use crate::wait::PATIENCE;

/// Starts the driver, waits until its standard input is closed, then ends the driver with its browsers and removes
/// their temporary folder. The input is a pipe of the test process: all end however the test process ends, and no test
/// has to end them. They share a process group, because an ended driver leaves its browsers running. A browser that
/// needs a screen gets its own: the X server itself chooses a free number.
const GUARD: &str = r#"
folder=$(mktemp -d -t imk-browser.XXXXXXXX)
if [ -n "$SCREEN" ]; then
    mkfifo "$folder/display"
    Xvfb -displayfd 9 -screen 0 "$SCREEN" -nolisten tcp 9>"$folder/display" 2>"$folder/screen.log" &
    read -r display <"$folder/display" || cat "$folder/screen.log"
    export DISPLAY=":$display"
fi
TMPDIR="$folder" "$0" "$@" &
cat >/dev/null
trap '' TERM
kill -TERM 0
wait
rm -rf "$folder"
"#;

/// How to start a driver.
pub(crate) struct Launch {
    pub(crate) program: OsString,
    pub(crate) arguments: Vec<String>,
    pub(crate) environment: Vec<(&'static str, OsString)>,
    /// Width, height and depth of the screen the browser needs, e.g. `1400x1000x24`.
    pub(crate) screen: Option<&'static str>,
    pub(crate) ready: Ready,
}

/// How a driver says that it listens.
#[derive(Clone, Copy)]
pub(crate) enum Ready {
    /// It prints this, followed by the port it has chosen.
    Prints(&'static str),
    /// It listens on the port it was given, and says nothing.
    Listens(u16),
}

/// A running driver; dropping it ends it and its browsers.
pub(crate) struct Driver {
    url: String,
    guard: Child,
    readers: Vec<JoinHandle<()>>,
    said: Arc<Mutex<Vec<String>>>,
}

/// How often to start a driver at most, and how long to wait before the next time.
const STARTS: u32 = 3;
const AGAIN: Duration = Duration::from_secs(2);

impl Driver {
    /// Starts a driver and waits until it listens; retries where another program has taken its port.
    pub(crate) fn start(launch: &Launch) -> Result<Self> {
        for _ in 1..STARTS {
            match Self::start_once(launch) {
                Err(why) if why.to_string().contains("Address already in use") => thread::sleep(AGAIN),
                started => return started,
            }
        }
        Self::start_once(launch)
    }

    fn start_once(launch: &Launch) -> Result<Self> {
        let mut guard = Command::new("sh");
        guard.args(["-c", GUARD]).arg(&launch.program).args(&launch.arguments);
        guard.envs(launch.environment.iter().map(|(name, value)| (name, value)));
        guard.env("SCREEN", launch.screen.unwrap_or_default());
        guard.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let guard = guard.spawn()?;
        let mut driver = Self { url: String::new(), guard, readers: Vec::new(), said: Arc::default() };
        let (sender, lines) = mpsc::channel();
        let (output, errors) = (driver.guard.stdout.take(), driver.guard.stderr.take());
        driver.readers.extend(output.map(|output| listen(output, &driver.said, sender.clone())));
        driver.readers.extend(errors.map(|errors| listen(errors, &driver.said, sender)));
        let port = match launch.ready {
            Ready::Prints(before) => lines_until(&lines, before),
            Ready::Listens(port) => listens(port).then_some(port),
        };
        let name = launch.program.display();
        let port = port.ok_or_else(|| Failure::new(format!("{name} did not start")).and(driver.said()))?;
        driver.url = format!("http://127.0.0.1:{port}");
        Ok(driver)
    }

    /// Its address.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Output of the driver and its browsers so far.
    fn said(&self) -> String {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).join("\n")
    }

    /// Ends it and its browsers, and returns everything they have printed.
    pub(crate) fn end(mut self) -> String {
        self.stop();
        self.said()
    }

    fn stop(&mut self) {
        // Closing the pipe is the signal; the outputs end with the last process that has them.
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
        for reader in self.readers.drain(..) {
            let _ = reader.join();
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Reads an output to its end, so that the pipe never fills: stores the lines, and passes them to a waiting receiver.
fn listen(output: impl Read + Send + 'static, said: &Arc<Mutex<Vec<String>>>, waits: Sender<String>) -> JoinHandle<()> {
    let said = Arc::clone(said);
    thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(|line| line.ok()) {
            let line = String::from_utf8_lossy(&line).into_owned();
            let _ = waits.send(line.clone());
            said.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    })
}

fn lines_until(lines: &mpsc::Receiver<String>, before: &str) -> Option<u16> {
    let start = Instant::now();
    while let Some(left) = PATIENCE.checked_sub(start.elapsed()) {
        let port = port(&lines.recv_timeout(left).ok()?, before);
        if port.is_some() {
            return port;
        }
    }
    None
}

/// The port that a line names after some words, e.g. `… on port 40021.`
fn port(line: &str, before: &str) -> Option<u16> {
    let (_, rest) = line.split_once(before)?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|port| *port != 0)
}

/// Waits until a program listens on a port.
fn listens(port: u16) -> bool {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return true;
        }
        thread::sleep(Duration::from_millis(20));
    }
    false
}

/// A port that was free a moment ago.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn port_is_read_from_the_line_that_says_ready() {
        let before = "started successfully on port ";
        assert_eq!(port("ChromeDriver was started successfully on port 40021.", before), Some(40_021));
        assert_eq!(port("Starting ChromeDriver 156.0 on port 0", before), None);
        assert_eq!(port("1763940000\tgeckodriver\tINFO\tListening on 127.0.0.1:40021", "on 127.0.0.1:"), Some(40_021));
    }

    #[test]
    fn driver_that_does_not_listen_says_why() -> Result {
        let program = OsString::from("no-such-driver");
        let ready = Ready::Prints("port ");
        let launch = Launch { program, arguments: Vec::new(), environment: Vec::new(), screen: None, ready };
        let words = Driver::start(&launch).err().map(|why| why.to_string()).unwrap_or_default();
        assert!(words.contains("no-such-driver did not start"), "{words}");
        assert!(words.contains("not found"), "{words}");
        Ok(())
    }

    #[test]
    fn driver_whose_port_was_taken_is_started_again() -> Result {
        let folder = crate::temporary::TemporaryFolder::create()?;
        let tried = folder.path().join("tried");
        let script = format!(
            "if [ -e {0} ]; then echo 'on port 4711.'; else touch {0}; echo 'Address already in use' >&2; fi",
            tried.display()
        );
        let arguments = ["-c".to_owned(), script].to_vec();
        let ready = Ready::Prints("on port ");
        let launch = Launch { program: "sh".into(), arguments, environment: Vec::new(), screen: None, ready };
        assert_eq!(Driver::start(&launch)?.url(), "http://127.0.0.1:4711");
        Ok(())
    }
}
