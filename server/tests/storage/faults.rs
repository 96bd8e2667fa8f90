//! Full disks, stuck transactions and frozen servers: the service responds, recovers without a restart, and loses
//! nothing.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use server::platform::store::{Store, StoreError};
use sqlx::{AnyConnection, Connection as _};

use crate::databases::{Database, cipher};
use crate::people::{add_group, new_application, now, person_with_account, signing_key};
use crate::processes::{Server, client};

/// Small file system in memory; unmounted when dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Mounts 8 MB; prints a notice and returns `None` without the permission.
    fn mount(folder: &Path) -> Option<Self> {
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=8m", "none"]).arg(folder).status();
        if mounted.is_ok_and(|status| status.success()) {
            return Some(Self(folder.to_owned()));
        }
        eprintln!("skipped: this user may not mount a file system in memory");
        None
    }

    /// Fills the disk with a file.
    fn fill(&self) {
        let mut size = 1024 * 1024;
        let mut file = std::fs::File::create(self.0.join("filler")).unwrap();
        while size > 0 {
            if std::io::Write::write_all(&mut file, &vec![0; size]).is_err() {
                size /= 2;
            }
        }
    }

    fn free(&self) {
        std::fs::remove_file(self.0.join("filler")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Fails if a test has left a file open; the mount then ends with the machine.
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

async fn submit(store: &Store, person: &str) -> Result<(), StoreError> {
    store.submit(&[new_application(person, "g-1", 0)], &signing_key(), now).await.map(|_| ())
}

#[tokio::test]
async fn full_disk_is_reported_and_over_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mount(folder.path()) else { return };
    let database = Database::at(&format!("sqlite://{}?mode=rwc", folder.path().join("imk.sqlite").display()));
    let store = database.store().await;
    add_group(&store, "g-1", 100).await;
    let mut people = Vec::new();
    for _ in 0..20 {
        people.push(person_with_account(&store, "Anna Ozola").await);
    }
    disk.fill();
    let mut failures = 0;
    for person in people.iter().cycle().take(200) {
        failures += match submit(&store, person).await {
            Ok(()) => 0,
            Err(error) => {
                assert!(error.is_unavailable(), "{error}");
                1
            }
        };
    }
    assert!(failures > 10, "only {failures} of 200 attempts found the disk full");
    // A proof of an earlier write counts for two seconds.
    tokio::time::sleep(Duration::from_millis(2_100)).await;
    assert!(store.accepts_writes().await.is_err(), "the readiness check writes");

    disk.free();
    for person in &people {
        submit(&store, person).await.unwrap();
        assert!(store.live_application(person, "2025-06").await.unwrap().is_some());
    }
    store.accepts_writes().await.unwrap();
    store.close().await;
}

/// Locks the end of the audit log as a stopped server does.
async fn lock_the_log(database: &Database) -> AnyConnection {
    let mut stuck = database.connect().await;
    sqlx::raw_sql("BEGIN; SELECT number FROM audit_head FOR UPDATE").execute(&mut stuck).await.unwrap();
    stuck
}

#[tokio::test]
async fn stuck_transaction_delays_submissions_but_not_reading() {
    let Some(database) = Database::postgres().await else { return };
    database.store().await;
    let store = Store::open_for_server(&database.url, cipher()).await.unwrap();
    add_group(&store, "g-1", 10).await;
    let person = person_with_account(&store, "Anna Ozola").await;
    let stuck = lock_the_log(&database).await;
    let waiting = submit(&store, &person);
    let reading = async {
        let start = Instant::now();
        store.account(&person).await.unwrap().unwrap();
        store.accepts_writes().await.unwrap();
        start.elapsed()
    };
    let (submitted, read_after) = tokio::join!(waiting, reading);
    assert!(submitted.unwrap_err().is_unavailable(), "the wait for a lock has a limit");
    assert!(read_after < Duration::from_secs(2), "{read_after:?}");
    stuck.close().await.unwrap();
    submit(&store, &person).await.unwrap();
}

/// Sends a signal to a process.
fn signal(name: &str, process: u32) {
    assert!(Command::new("kill").args(["-s", name, &process.to_string()]).status().unwrap().success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn frozen_server_does_not_stop_the_other() {
    let Some(database) = Database::postgres().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let start = |log: &str| Server::start(&database.url, folder.path(), &folder.path().join(log), "error");
    let (frozen, other) = (start("frozen.log"), start("other.log"));
    let client = client();
    // Requests that write at the first server, until it is stopped in the middle of them.
    let url = frozen.url("sign-in");
    let flood = tokio::spawn({
        let client = client.clone();
        async move {
            loop {
                let body = r#"{"return_to":"/"}"#;
                let request = client.post(&url).header("x-imk-csrf", "1").header("content-type", "application/json");
                // Ends with the server.
                drop(request.body(body).timeout(Duration::from_secs(1)).send().await);
            }
        }
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    signal("STOP", frozen.id());
    let start = Instant::now();
    for path in ["programmes", "call", "session"] {
        let status = client.get(other.url(path)).send().await.unwrap().status();
        assert_eq!(status.as_u16(), 200, "{path}");
    }
    let ready = client.get(format!("{}/readyz", other.address)).send().await.unwrap().status();
    assert_eq!(ready.as_u16(), 200);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    flood.abort();
    signal("CONT", frozen.id());
}
