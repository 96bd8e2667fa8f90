//! Temporary PostgreSQL cluster for one test run: an empty folder and a free port of the loopback interface.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{fs, net};

use crate::process::{Result, is_root, on_path, program, read};

/// Debian's folder of the major versions.
const DEBIAN: &str = "/usr/lib/postgresql";
/// User that Debian's package creates; PostgreSQL refuses to run as root.
const DEBIAN_USER: &str = "postgres";
/// Role of the tests.
const ROLE: &str = "imk";
const DATABASE: &str = "imk_test";

/// Script that starts the server, waits until its standard input is closed, then stops the server and removes its
/// folder. The input is a pipe from this process, so the cluster also stops when this process crashes. The script
/// ignores an interrupt from the terminal, because the closed pipe stops it.
const SUPERVISOR: &str = r#"
trap '' INT
"$1/postgres" -D "$2/data" -k "$2" -p "$3" -c listen_addresses=127.0.0.1 -c "fsync=$4" >"$2/log" 2>&1 &
cat >/dev/null
kill -INT $!
wait
rm -rf "$2"
"#;

/// Whether commits reach the disk.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Durability {
    /// They stay in memory: faster, for tests.
    Memory,
    /// They are on the disk before they are acknowledged, for measurements.
    Disk,
}

/// A running cluster; dropping it stops it and removes its files.
pub(crate) struct Cluster {
    supervisor: Child,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Starts a cluster; `None` where PostgreSQL is not installed.
    pub(crate) fn start(durability: Durability) -> Result<Option<Self>> {
        let Some(programs) = programs() else {
            return Ok(None);
        };
        let folder =
            PathBuf::from(read(as_unprivileged_user("mktemp").args(["-d", "-t", "imk-postgres.XXXXXXXX"]))?.trim());
        let data = folder.join("data");
        read(
            as_unprivileged_user(programs.join("initdb"))
                .args(["-U", ROLE, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", "-D"])
                .arg(data),
        )?;
        let port = free_port()?;
        let mut supervisor = as_unprivileged_user("sh");
        supervisor.args(["-c", SUPERVISOR, "supervisor"]).arg(&programs).arg(&folder).arg(port.to_string());
        supervisor.arg(match durability {
            Durability::Memory => "off",
            Durability::Disk => "on",
        });
        let cluster = Self { supervisor: supervisor.stdin(Stdio::piped()).spawn()?, folder, port };
        cluster.wait_until_ready(&programs)?;
        read(program(programs.join("createdb")).args(cluster.address()).arg(DATABASE))?;
        Ok(Some(cluster))
    }

    /// URL of an empty database; its role may create further databases.
    pub(crate) fn url(&self) -> String {
        format!("postgres://{ROLE}@127.0.0.1:{}/{DATABASE}", self.port)
    }

    fn address(&self) -> [String; 6] {
        ["-h", "127.0.0.1", "-U", ROLE, "-p", &self.port.to_string()].map(str::to_owned)
    }

    fn wait_until_ready(&self, programs: &Path) -> Result {
        let start = Instant::now();
        while read(program(programs.join("pg_isready")).args(self.address())).is_err() {
            if start.elapsed() > Duration::from_secs(30) {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                return Err(format!("PostgreSQL did not start within 30 s\n{log}").into());
            }
            sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The supervisor stops when the pipe is closed. Wait until it has removed the folder.
        drop(self.supervisor.stdin.take());
        let _ = self.supervisor.wait();
    }
}

/// Passes the cluster's URL to tests; without a cluster they use SQLite only.
pub(crate) fn pass_url<'a>(command: &'a mut Command, cluster: Option<&Cluster>) -> &'a mut Command {
    match cluster {
        Some(cluster) => command.env("IMK_TEST_POSTGRES_URL", cluster.url()),
        None => command,
    }
}

/// Folder of PostgreSQL's programs in the newest installed version.
pub(crate) fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN).ok().into_iter().flatten().flatten();
    let newest = versions.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()).max();
    let debian = newest.map(|version| Path::new(DEBIAN).join(version.to_string()).join("bin"));
    let elsewhere = || Some(on_path("initdb")?.parent()?.to_owned());
    debian.filter(|folder| folder.join("initdb").exists()).or_else(elsewhere)
}

/// A command as a user other than root, in a folder that this user may enter.
fn as_unprivileged_user(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = program(if is_root() { "runuser".as_ref() } else { name.as_ref() });
    if is_root() {
        command.args(["-u", DEBIAN_USER, "--"]).arg(name.as_ref());
    }
    command.current_dir("/");
    command
}

/// Returns a free port. Another process may take it before the server does.
fn free_port() -> Result<u16> {
    Ok(net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cluster_serves_queries_and_removes_its_folder() -> Result {
        let Some(cluster) = Cluster::start(Durability::Memory)? else {
            return Ok(());
        };
        let psql = programs().unwrap_or_default().join("psql");
        let answer = read(program(psql).arg(cluster.url()).args(["-At", "-c", "select 6 * 7"]))?;
        let folder = cluster.folder.clone();
        drop(cluster);
        assert_eq!(answer.trim(), "42");
        assert!(!folder.exists());
        Ok(())
    }
}
