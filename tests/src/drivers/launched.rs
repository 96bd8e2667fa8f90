//! A driver that serves a session, and the programs it consists of.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use thirtyfour::Capabilities;

use super::process::Driver;
use crate::temporary::TemporaryFolder;

/// Driver and capabilities of a session.
pub(crate) struct Launched {
    /// The driver's address.
    pub(crate) url: String,
    /// The driver, where it is this session's own.
    pub(crate) driver: Option<Driver>,
    pub(crate) capabilities: Capabilities,
    /// Where the browser saves files, where that is settled when it starts.
    pub(crate) home: Option<TemporaryFolder>,
}

/// The program that a variable names, else the first of these that exists.
pub(crate) fn program(variable: &str, usual: &[&str]) -> OsString {
    let found = || usual.iter().find(|file| exists(file)).or(usual.first()).map(OsString::from);
    env::var_os(variable).or_else(found).unwrap_or_default()
}

/// Whether a program is there, by its path or on `PATH`.
fn exists(file: &str) -> bool {
    Path::new(file).is_file() || path_of(file).is_some()
}

/// Path of a program on `PATH`.
pub(super) fn path_of(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Whether the browser runs as root, where sandboxes do not start.
pub(super) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0)
}

/// The folder within a browser's home where it saves files.
pub(crate) fn saved_in(home: &Path) -> PathBuf {
    home.join("saved")
}
