//! The real server: the program `imk`, on a free port and a temporary data folder.

use std::fs::{File, read_to_string};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::{env, thread};

use crate::failure::{Failure, Result};
use crate::temporary::TemporaryFolder;
use crate::wait::PATIENCE;

/// The instant at which the clock of a server stands unless a test says otherwise: inside the June call's window.
const INSIDE_THE_WINDOW: &str = "2025-06-10T10:00:00+03:00";

/// How to start a server.
#[derive(Clone, Debug)]
pub struct ServerOptions {
    clock: Vec<String>,
    listen: String,
    pages: Option<PathBuf>,
    further: Vec<String>,
    variables: Vec<(String, String)>,
}

impl Default for ServerOptions {
    fn default() -> Self {
        Self {
            clock: vec!["--clock-frozen".to_owned(), INSIDE_THE_WINDOW.to_owned()],
            listen: "127.0.0.1:0".to_owned(),
            pages: None,
            further: Vec::new(),
            variables: Vec::new(),
        }
    }
}

impl ServerOptions {
    /// The clock stands still at an instant, e.g. `2025-06-20T23:59:59+03:00`.
    #[must_use]
    pub fn frozen_at(mut self, instant: &str) -> Self {
        self.clock = vec!["--clock-frozen".to_owned(), instant.to_owned()];
        self
    }

    /// The clock shows an instant at the start and goes on from there.
    #[must_use]
    pub fn ticking_from(mut self, instant: &str) -> Self {
        self.clock = vec!["--clock".to_owned(), instant.to_owned()];
        self
    }

    /// The clock is the machine's, as other programs of the test read it; the server needs `--no-demo` for that.
    #[must_use]
    pub fn with_the_machines_clock(mut self) -> Self {
        self.clock = Vec::new();
        self
    }

    /// Listens here instead of on a free port, where others must know the address before it starts.
    #[must_use]
    pub fn listen(mut self, address: &str) -> Self {
        address.clone_into(&mut self.listen);
        self
    }

    /// One variable of the environment.
    #[must_use]
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Serves the pages of this folder instead of the built ones.
    #[must_use]
    pub fn pages(mut self, folder: &Path) -> Self {
        self.pages = Some(folder.to_owned());
        self
    }

    /// One more argument of `imk serve`, e.g. `--no-demo`.
    #[must_use]
    pub fn argument(mut self, argument: &str) -> Self {
        self.further.push(argument.to_owned());
        self
    }

    /// Starts a server on an empty data folder and waits until it listens.
    ///
    /// # Errors
    /// When the program or the pages are missing, or when it does not listen within [`PATIENCE`]; with its log.
    pub fn start(self) -> Result<Server> {
        let data = TemporaryFolder::create()?;
        let (process, address) = spawn(&self, data.path(), &self.listen)?;
        Ok(Server { options: Mutex::new(self), data, process: Mutex::new(process), address })
    }
}

/// A running server; dropping it kills it and removes its data. A spec may kill and restart it while a browser is on
/// its pages.
#[derive(Debug)]
pub struct Server {
    options: Mutex<ServerOptions>,
    data: TemporaryFolder,
    process: Mutex<Child>,
    /// `http://127.0.0.1:PORT`
    address: String,
}

impl Server {
    /// Starts a server with its clock frozen on 10 June 2025, 10:00 in Riga, inside the window.
    ///
    /// # Errors
    /// As [`ServerOptions::start`].
    pub fn start() -> Result<Self> {
        ServerOptions::default().start()
    }

    /// Starts a server with its clock frozen, e.g. at `2025-06-20T23:59:59+03:00`.
    ///
    /// # Errors
    /// As [`ServerOptions::start`].
    pub fn frozen_at(instant: &str) -> Result<Self> {
        ServerOptions::default().frozen_at(instant).start()
    }

    /// Its address without a path: `http://127.0.0.1:PORT`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The address of a path that starts with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Its data folder.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// Its log so far.
    pub fn log(&self) -> String {
        log(self.data.path())
    }

    /// Ends it without warning (SIGKILL), as a power cut would.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn kill(&self) -> Result {
        let mut process = held(&self.process);
        process.kill()?;
        process.wait()?;
        Ok(())
    }

    /// Starts it again on the same port and data folder, after [`Server::kill`] or while it runs.
    ///
    /// # Errors
    /// As [`ServerOptions::start`].
    pub fn restart(&self) -> Result {
        self.kill()?;
        let listen = self.address.trim_start_matches("http://");
        let (process, _same_address) = spawn(&held(&self.options), self.data.path(), listen)?;
        *held(&self.process) = process;
        Ok(())
    }

    /// Starts it again with its clock standing at another instant.
    ///
    /// # Errors
    /// As [`ServerOptions::start`].
    pub fn restart_frozen_at(&self, instant: &str) -> Result {
        let options = held(&self.options).clone().frozen_at(instant);
        *held(&self.options) = options;
        self.restart()
    }

    /// Stops it where it is (SIGSTOP): requests are taken by the system and not answered until [`Server::thaw`] or
    /// never, if it is killed.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn freeze(&self) -> Result {
        self.signal("-STOP")
    }

    /// Lets it go on after [`Server::freeze`].
    ///
    /// # Errors
    /// When the system refuses.
    pub fn thaw(&self) -> Result {
        self.signal("-CONT")
    }

    fn signal(&self, name: &str) -> Result {
        let status = Command::new("kill").args([name, &held(&self.process).id().to_string()]).status()?;
        if status.success() { Ok(()) } else { Err(Failure::new(format!("kill {name}: {status}"))) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Fails only where it has already ended.
        let _ = self.kill();
    }
}

/// Ignores poisoning: the state that a panicked spec leaves is valid.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts the program and waits for the line that says where it listens.
fn spawn(options: &ServerOptions, data: &Path, listen: &str) -> Result<(Child, String)> {
    let (program, pages) = (program()?, options.pages.clone().map_or_else(pages, Ok)?);
    let mut command = Command::new(&program);
    command.args(["serve", "--listen", listen]).args(&options.clock).args(&options.further);
    command.arg("--data-dir").arg(data).arg("--pages").arg(pages);
    command.envs(options.variables.iter().map(|(name, value)| (name, value)));
    let errors = File::options().create(true).append(true).open(data.join("log.txt"))?;
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors).spawn()?;
    match address(&mut child) {
        Ok(address) => Ok((child, address)),
        Err(why) => {
            // It may have ended by itself, which is then the reason.
            let _ = child.kill();
            let ended = child.wait()?;
            Err(why.and(format!("{}: {ended}\n{}", program.display(), log(data))))
        }
    }
}

/// Reads the address from standard output, and goes on reading so that the pipe never fills.
fn address(child: &mut Child) -> Result<String> {
    let output = child.stdout.take().ok_or_else(|| Failure::new("imk serve has no standard output"))?;
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(|line| line.ok()) {
            if let Some(address) = line.strip_prefix("listening on ") {
                // No receiver waits for a second one.
                let _ = sender.send(address.to_owned());
            }
        }
    });
    receiver.recv_timeout(PATIENCE).map_err(|_| Failure::new("imk serve did not say `listening on …`"))
}

fn log(data: &Path) -> String {
    read_to_string(data.join("log.txt")).unwrap_or_default()
}

/// The program under test: `IMK_BIN`, else the debug build.
///
/// # Errors
/// When the program is missing.
pub fn program() -> Result<PathBuf> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from);
    let file = env::var_os("IMK_BIN").map_or_else(|| target.join("debug/imk"), PathBuf::from);
    let hint = "build it with `cargo build -p server`, or set IMK_BIN";
    if file.is_file() { Ok(file) } else { Err(Failure::new(format!("no program {}: {hint}", file.display()))) }
}

/// The folder of the built pages: `IMK_PAGES`, else `dist`.
///
/// # Errors
/// When the pages are missing.
pub fn pages() -> Result<PathBuf> {
    let folder = env::var_os("IMK_PAGES").map_or_else(|| workspace().join("dist"), PathBuf::from);
    let hint = "build them with `cargo xtask test --only pages`, or set IMK_PAGES";
    let built = folder.join("index.html").is_file();
    if built { Ok(folder) } else { Err(Failure::new(format!("no pages in {}: {hint}", folder.display()))) }
}

/// The folder of the workspace.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
