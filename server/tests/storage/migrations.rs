//! Migrations: missing ones are applied once, mismatches are named, and an older database keeps its rows.

use server::applications::replay;
use server::platform::store::{SchemaError, Store, StoreError, schema_version};

use crate::databases::{Database, cipher};
use crate::people::{add_group, keys, person_with_account, submit_application};

async fn migrate(database: &Database) -> Result<Vec<String>, StoreError> {
    Store::migrate(&database.url).await
}

fn problem(error: StoreError) -> SchemaError {
    match error {
        StoreError::Schema(problem) => problem,
        other => panic!("{other}"),
    }
}

async fn tables(database: &Database) -> Vec<String> {
    let select = if database.is_sqlite() {
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger', 'index') ORDER BY name"
    } else {
        "SELECT CAST(relname AS TEXT) FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY relname"
    };
    database.texts(select).await
}

#[tokio::test]
async fn missing_migrations_are_applied_once_and_named() {
    for database in Database::all().await {
        let ran = migrate(&database).await.unwrap();
        assert_eq!(ran.first().map(String::as_str), Some("0001 schema"));
        assert!(ran.last().unwrap().starts_with(&format!("{:04} ", schema_version())), "{ran:?}");
        assert_eq!(migrate(&database).await.unwrap(), [""; 0]);
    }
}

#[tokio::test]
async fn database_of_a_newer_program_is_rejected_unchanged() {
    for database in Database::all().await {
        migrate(&database).await.unwrap();
        let newer = schema_version() + 1;
        let note = format!(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             SELECT {newer}, 'of a newer program', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1"
        );
        database.run(&note).await.unwrap();
        let before = tables(&database).await;
        assert_eq!(problem(migrate(&database).await.unwrap_err()), SchemaError::Newer(newer));
        assert_eq!(problem(Store::open(&database.url, cipher()).await.err().unwrap()), SchemaError::Newer(newer));
        assert_eq!(tables(&database).await, before);
    }
}

#[tokio::test]
async fn changed_migration_is_rejected_by_number() {
    for database in Database::all().await {
        migrate(&database).await.unwrap();
        database
            .run(
                "UPDATE _sqlx_migrations \
                 SET checksum = (SELECT checksum FROM _sqlx_migrations WHERE version = 1) WHERE version = 2",
            )
            .await
            .unwrap();
        assert_eq!(problem(migrate(&database).await.unwrap_err()), SchemaError::Changed(2));
        assert_eq!(problem(Store::open(&database.url, cipher()).await.err().unwrap()), SchemaError::Changed(2));
    }
}

#[tokio::test]
async fn older_or_empty_database_is_rejected_without_migrating() {
    for database in Database::all().await {
        if database.is_sqlite() {
            database.run("SELECT 1").await.unwrap();
        }
        assert_eq!(problem(Store::open(&database.url, cipher()).await.err().unwrap()), SchemaError::Older(1));
        migrate(&database).await.unwrap();
        database.run(&format!("DELETE FROM _sqlx_migrations WHERE version = {}", schema_version())).await.unwrap();
        let older = SchemaError::Older(schema_version());
        assert_eq!(problem(Store::open(&database.url, cipher()).await.err().unwrap()), older);
    }
}

#[tokio::test]
async fn database_with_a_gap_is_rejected() {
    for database in Database::all().await {
        migrate(&database).await.unwrap();
        database.run("DELETE FROM _sqlx_migrations WHERE version = 2").await.unwrap();
        assert_eq!(problem(migrate(&database).await.unwrap_err()), SchemaError::Gap(2));
    }
}

#[tokio::test]
async fn failed_migration_changes_nothing() {
    for database in Database::all().await {
        // The last migration fails on this name, after the others of this run.
        database.run("CREATE TABLE draft_by_age (id TEXT)").await.unwrap();
        let before = tables(&database).await;
        assert!(matches!(migrate(&database).await, Err(StoreError::Migration(_))));
        assert_eq!(tables(&database).await, before);
    }
}

#[tokio::test]
async fn one_of_eight_concurrent_programs_migrates() {
    for database in Database::all().await {
        let starts = (0..8).map(|_| {
            let url = database.url.clone();
            tokio::spawn(async move { Store::migrate(&url).await.unwrap() })
        });
        let mut ran = Vec::new();
        for start in starts.collect::<Vec<_>>() {
            ran.push(start.await.unwrap());
        }
        assert_eq!(ran.iter().filter(|ran| !ran.is_empty()).count(), 1, "{ran:?}");
    }
}

/// SQLite switches to write-ahead logging only without another writer, and its busy timeout does not apply.
#[tokio::test]
async fn program_waits_for_the_writer_of_a_new_sqlite_file() {
    let database = Database::sqlite();
    let mut writer = database.connect().await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut writer).await.unwrap();

    let url = database.url.clone();
    let migration = tokio::spawn(async move { Store::migrate(&url).await });
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert!(!migration.is_finished());
    sqlx::query("COMMIT").execute(&mut writer).await.unwrap();

    assert!(!migration.await.unwrap().unwrap().is_empty());
}

/// An older database: the current one without the last three migrations.
#[tokio::test]
async fn older_database_keeps_its_rows() {
    for database in Database::all().await {
        let store = database.store().await;
        add_group(&store, "g-1", 1).await;
        let anna = person_with_account(&store, "Anna Ozola").await;
        let submitted = submit_application(&store, &anna, "g-1", 0).await;
        store.close().await;
        let current = tables(&database).await;
        for undo in [
            "DROP INDEX sign_in_by_expiry",
            "DROP INDEX session_by_idle_expiry",
            "DROP INDEX session_by_expiry",
            "DROP INDEX session_with_draft",
            "DROP INDEX logout_token_by_expiry",
            "DROP INDEX outbox_of_person",
            "DROP TABLE write_probe",
            "ALTER TABLE audit_head DROP COLUMN ordered_at",
            "DROP INDEX draft_by_age",
            "DROP INDEX closed_account_by_age",
            "DROP TABLE returned_draft",
            "CREATE TABLE returned_draft (browser_hash TEXT PRIMARY KEY, draft_encrypted TEXT NOT NULL, \
             expires_at BIGINT NOT NULL, taken_by TEXT)",
            "DELETE FROM _sqlx_migrations WHERE version >= 3",
        ] {
            database.run(undo).await.unwrap();
        }

        let missing = ["0003 expiry indexes", "0004 returned drafts", "0005 ordered submissions"];
        assert_eq!(migrate(&database).await.unwrap(), missing);
        assert_eq!(tables(&database).await, current);
        let store = Store::open(&database.url, cipher()).await.unwrap();
        let stored = store.application(&anna, &submitted.application.id).await.unwrap();
        assert_eq!(stored.as_ref(), Some(&submitted));
        let report = replay::verify_all(&store, &keys()).await.unwrap();
        assert_eq!((report.decisions, report.differences.len()), (1, 0));
    }
}
