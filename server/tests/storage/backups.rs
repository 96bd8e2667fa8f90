//! Backups: during writes, between SQLite and PostgreSQL, and rejected if damaged.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use server::applications::replay;
use server::platform::backup::{Reader, Writer};
use server::platform::store::{Record, Store, StoreError, TABLES, schema_version};

use crate::databases::{Database, cipher};
use crate::people::{add_group, keys, now, person_with_account, submit_application};
use crate::processes::{imk, text};

/// Data folder with the encryption key of the test stores.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("keys")).unwrap();
        std::fs::write(folder.path().join("keys/vault.key"), "07".repeat(32)).unwrap();
        std::fs::write(folder.path().join("keys/backup.key"), "05".repeat(32)).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn imk(&self, command: &str, database: &Database, file: &Path) -> (i32, String) {
        let data = self.0.path().to_str().unwrap();
        let output = imk(&[command, "--database-url", &database.url, "--data-dir", data, file.to_str().unwrap()]);
        (output.status.code().unwrap(), text(&output.stdout) + &text(&output.stderr))
    }
}

async fn all_rows(store: &Store) -> Vec<String> {
    let mut rows = Vec::new();
    store
        .dump(|record| {
            rows.push(serde_json::to_string(&record)?);
            Ok(())
        })
        .await
        .unwrap();
    rows.sort();
    rows
}

async fn fill(database: &Database) -> Store {
    let store = database.store().await;
    add_group(&store, "g-1", 3).await;
    for number in 0..6 {
        let person = person_with_account(&store, "Anna Ozola").await;
        submit_application(&store, &person, "g-1", number).await;
    }
    store
}

#[tokio::test]
async fn backup_restores_every_row_into_either_database() {
    for database in Database::all().await {
        let (folder, store) = (Folder::new(), fill(&database).await);
        let before = all_rows(&store).await;
        let file = folder.path("backup.imk");
        let (code, text) = folder.imk("backup", &database, &file);
        assert_eq!(code, 0, "{text}");
        for into in Database::all().await {
            let (code, text) = folder.imk("restore", &into, &file);
            assert_eq!(code, 0, "{text}");
            let restored = Store::open(&into.url, cipher()).await.unwrap();
            assert_eq!(all_rows(&restored).await, before);
            let report = replay::verify_all(&restored, &keys()).await.unwrap();
            assert_eq!((report.decisions, report.differences.len()), (6, 0));
            // The restored database accepts new rows.
            let person = person_with_account(&restored, "Toms Kalns").await;
            submit_application(&restored, &person, "g-1", 9).await;
        }
    }
}

#[tokio::test]
async fn backup_during_writes_is_a_consistent_snapshot() {
    for database in Database::all().await {
        let (folder, store) = (Folder::new(), fill(&database).await);
        let stop = Arc::new(AtomicBool::new(false));
        let writers = (0..4).map(|_| {
            let (store, stop) = (store.clone(), stop.clone());
            tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    let person = person_with_account(&store, "Toms Kalns").await;
                    submit_application(&store, &person, "g-1", 1).await;
                }
            })
        });
        let writers: Vec<_> = writers.collect();
        let mut restored_people = BTreeSet::new();
        for number in 0..3 {
            let file = folder.path(&format!("{number}.imk"));
            let data = folder.0.path().to_str().unwrap().to_owned();
            let (url, name) = (database.url.clone(), file.to_str().unwrap().to_owned());
            let output = tokio::task::spawn_blocking(move || {
                imk(&["backup", "--database-url", &url, "--data-dir", &data, &name])
            });
            let output = output.await.unwrap();
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
            let into = Database::sqlite();
            let (code, text) = folder.imk("restore", &into, &file);
            assert_eq!(code, 0, "{text}");
            check_consistency(&into).await;
            restored_people.insert(into.texts("SELECT id FROM person").await.len());
        }
        stop.store(true, Ordering::Relaxed);
        for writer in writers {
            writer.await.unwrap();
        }
        assert!(restored_people.len() > 1, "people wrote between the backups: {restored_people:?}");
    }
}

/// Checks that rows of one transaction are complete, and that the head of the audit log is its last entry.
async fn check_consistency(database: &Database) {
    let store = Store::open(&database.url, cipher()).await.unwrap();
    let verified = server::audit::checkpoints::verify(&store, Vec::new(), &[]).await.unwrap();
    let (applications, accounts) = (
        database.texts("SELECT id FROM application ORDER BY id").await,
        database.texts("SELECT person_id FROM account ORDER BY person_id").await,
    );
    assert_eq!(verified.entries as usize, applications.len() + accounts.len());
    let audited = "SELECT subject FROM audit WHERE action = 'application_submitted' ORDER BY subject";
    assert_eq!(database.texts(audited).await, applications);
    let replies = "SELECT person_id FROM idempotency WHERE response_encrypted IS NOT NULL";
    assert_eq!(database.texts(replies).await.len(), applications.len());
    let counted = database.texts("SELECT CAST(held + waiting AS TEXT) FROM study_group").await;
    assert_eq!(counted, [applications.len().to_string()]);
}

#[tokio::test]
async fn damaged_or_foreign_backup_is_rejected_without_changes() {
    let (folder, database) = (Folder::new(), Database::sqlite());
    fill(&database).await.close().await;
    let good = folder.path("good.imk");
    assert_eq!(folder.imk("backup", &database, &good).0, 0);
    let bytes = std::fs::read(&good).unwrap();
    let header = bytes.iter().position(|byte| *byte == b'\n').unwrap();

    let mut cases: Vec<(String, Vec<u8>)> = vec![
        ("empty".into(), Vec::new()),
        ("another file type".into(), b"SQLite format 3".to_vec()),
        ("the header alone".into(), bytes[..=header].to_vec()),
        ("one additional byte".into(), [&bytes[..], b"x"].concat()),
        ("the file twice".into(), [&bytes[..], &bytes[..]].concat()),
        ("another instant in the plain header".into(), replaced(&bytes, b"\"at\":\"2", b"\"at\":\"3")),
        ("another format version".into(), replaced(&bytes, b"imk-backup-1", b"imk-backup-2")),
    ];
    for cut in [1, 17, bytes.len() / 2] {
        cases.push((format!("{cut} bytes short"), bytes[..bytes.len() - cut].to_vec()));
    }
    for at in (header + 1..bytes.len()).step_by(bytes.len() / 40) {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        cases.push((format!("byte {at} changed"), changed));
    }
    for (schema, what) in [(schema_version() - 1, "older"), (schema_version() + 1, "newer")] {
        let file = folder.path(what);
        let mut writer = Writer::create(&file, &[5; 32], schema, now()).unwrap();
        let row = serde_json::json!({ "id": "p" }).as_object().unwrap().clone();
        writer.add(&Record { table: "person".into(), row }).unwrap();
        writer.finish().unwrap();
        cases.push((format!("of an {what} program"), std::fs::read(&file).unwrap()));
    }
    let count = cases.len();
    for (what, bytes) in cases {
        let (file, into) = (folder.path("case.imk"), Database::sqlite());
        std::fs::write(&file, bytes).unwrap();
        into.run("SELECT 1").await.unwrap();
        let (code, text) = folder.imk("restore", &into, &file);
        assert_eq!(code, 2, "{what}: {text}");
        assert_eq!(into.texts("SELECT name FROM sqlite_master").await, [""; 0], "{what}");
    }
    std::fs::write(folder.path("keys/backup.key"), "06".repeat(32)).unwrap();
    let into = Database::sqlite();
    assert_eq!(folder.imk("restore", &into, &good).0, 2, "under another key");
    println!("files rejected {}", count + 1);
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from).unwrap();
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

#[tokio::test]
async fn restore_and_backup_never_overwrite() {
    for database in Database::all().await {
        let (folder, store) = (Folder::new(), fill(&database).await);
        let file = folder.path("backup.imk");
        assert_eq!(folder.imk("backup", &database, &file).0, 0);
        let bytes = std::fs::read(&file).unwrap();
        assert_eq!(folder.imk("backup", &database, &file).0, 2, "the file exists");
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
        let before = all_rows(&store).await;
        let (code, text) = folder.imk("restore", &database, &file);
        assert_eq!(code, 2, "{text}");
        assert!(text.contains("not empty"), "{text}");
        assert_eq!(all_rows(&store).await, before);
        for into in Database::all().await {
            let store = into.store().await;
            store.put_call(&crate::people::call()).await.unwrap();
            assert_eq!(folder.imk("restore", &into, &file).0, 2, "the database contains a call pack");
        }
    }
}

#[tokio::test]
async fn invalid_record_rolls_the_whole_restore_back() {
    for database in Database::all().await {
        let store = database.store().await;
        let record = |table: &str, row: serde_json::Value| {
            Ok(Record { table: table.into(), row: row.as_object().unwrap().clone() })
        };
        let good = serde_json::json!({ "id": "g", "programme_id": "p", "seats": 1, "held": 0, "waiting": 0 });
        let bad = [
            record("session", serde_json::json!({ "token_hash": "t" })),
            record("study_group", serde_json::json!({ "id\" --": "t" })),
            record("study_group", serde_json::json!({ "id": "h", "programme_id": "p", "seats": 1.5 })),
            record("study_group", serde_json::json!({ "id": "h", "programme_id": "p", "seats": true })),
            record("study_group", serde_json::json!({ "id": "h", "programme_id": "p", "seats": 0 })),
            record("study_group", serde_json::json!({})),
        ];
        for bad in bad {
            let records = [record("study_group", good.clone()), bad];
            assert!(store.restore(records.into_iter()).await.is_err());
            assert_eq!(store.free_seats(None).await.unwrap(), []);
        }
        let stopped = std::io::Error::other("the file is truncated");
        let records = [record("study_group", good.clone()), Err(stopped)];
        assert!(matches!(store.restore(records.into_iter()).await, Err(StoreError::Sink(_))));
        assert_eq!(store.restore([record("study_group", good)].into_iter()).await.unwrap(), 1);
    }
}

/// Only the short-lived tables of sign-ins and of the readiness check are excluded; a new table must be added to one of
/// the lists.
#[tokio::test]
async fn every_table_except_short_lived_ones_is_backed_up() {
    let database = Database::sqlite();
    database.store().await;
    let select = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\'";
    let tables: BTreeSet<String> = database.texts(select).await.into_iter().collect();
    let short_lived = ["session", "sign_in", "returned_draft", "logout_token", "write_probe"];
    let expected: BTreeSet<String> = TABLES.into_iter().chain(short_lived).map(str::to_owned).collect();
    assert_eq!(tables, expected);
}

#[test]
fn empty_and_multi_chunk_backups_are_complete() {
    let folder = tempfile::tempdir().unwrap();
    for records in [0, 1, 5_000] {
        let file = folder.path().join(records.to_string());
        let mut writer = Writer::create(&file, &[5; 32], 5, now()).unwrap();
        let row = serde_json::json!({ "id": "x".repeat(50) }).as_object().unwrap().clone();
        for _ in 0..records {
            writer.add(&Record { table: "person".into(), row: row.clone() }).unwrap();
        }
        assert_eq!(writer.finish().unwrap(), records);
        let reader = Reader::open(&file, &[5; 32]).unwrap();
        assert_eq!((reader.header().schema, reader.header().at), (5, now()));
        assert_eq!(reader.check().unwrap(), records);
    }
}
