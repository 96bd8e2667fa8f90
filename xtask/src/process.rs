//! Folders of the build, and child processes.

use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::{env, fs};

/// Result of a command or step; the error is a message for the terminal.
pub(crate) type Result<T = (), E = Box<dyn Error>> = std::result::Result<T, E>;

/// The workspace's folder. Cargo sets it at run time: the folder at build time may differ, when two checkouts share a
/// target folder.
pub(crate) fn root() -> &'static Path {
    static XTASK: OnceLock<PathBuf> = OnceLock::new();
    let built_in = || PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let xtask = XTASK.get_or_init(|| env::var_os("CARGO_MANIFEST_DIR").map_or_else(built_in, PathBuf::from));
    xtask.parent().unwrap_or(xtask)
}

/// Cargo's target folder: `CARGO_TARGET_DIR` if set, else `target` in the workspace.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The user's cache folder: `XDG_CACHE_HOME` if set, else `~/.cache`.
pub(crate) fn user_cache() -> Result<PathBuf> {
    let named = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|dir| dir.is_absolute());
    let home = || env::home_dir().map(|home| home.join(".cache"));
    named.or_else(home).ok_or_else(|| "there is no home folder: set XDG_CACHE_HOME".into())
}

/// The cargo that started this program, in the workspace's folder.
pub(crate) fn cargo() -> Command {
    program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program, in the workspace's folder. `cargo run` describes the package of xtask in variables; build scripts that
/// read them (ring's) would run again, with all that depends on them, after each change between cargo and xtask.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    for (variable, _) in env::vars_os() {
        let name = variable.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| name.starts_with(prefix)) {
            command.env_remove(&variable);
        }
    }
    command
}

/// Prints the command and runs it with its output on the terminal.
///
/// # Errors
/// If it does not start or its exit status is not zero.
pub(crate) fn run(command: &mut Command) -> Result {
    let shown = shown(command);
    eprintln!("    $ {shown}");
    let status = command.stdin(Stdio::null()).status().map_err(|error| format!("cannot start `{shown}`: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{shown}` failed: {status}").into()) }
}

/// Runs a command and returns its standard output.
///
/// # Errors
/// If it does not start or its exit status is not zero; the message then contains its standard error.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("cannot start `{shown}`: {error}"))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{shown}` failed: {}\n{}", output.status, message.trim_end()).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The command line for messages.
fn shown(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let parts = std::iter::once(name).chain(command.get_args());
    parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The path of a program on `PATH`.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(name)).find(|file| is_program(file))
}

/// Whether the path is an executable file.
pub(crate) fn is_program(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// `PATH` with more folders in front.
pub(crate) fn path_with(dirs: &[&Path]) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = dirs.iter().map(|dir| dir.to_path_buf()).chain(env::split_paths(&path));
    Ok(env::join_paths(all)?)
}

/// Whether this process runs as root: the owner of `/proc/self` is its user.
pub(crate) fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0)
}
