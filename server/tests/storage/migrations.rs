//! Migrations: what is missing runs once, whatever does not fit is refused by name, and an old database is carried over.

use api::Seat;
use rules::receipt::ReceiptFile;
use server::applications::replay;
use server::platform::store::{SchemaError, Store, StoreError, schema_version};

use crate::databases::{Database, cipher};
use crate::people::{applies, arrives, contact, keys, opens_a_group};

async fn migrate(database: &Database) -> Result<Vec<String>, StoreError> {
    Store::migrate(&database.url, &cipher(), &[]).await
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
async fn what_is_missing_runs_once_and_is_named() {
    for database in Database::all().await {
        let ran = migrate(&database).await.unwrap();
        assert_eq!(ran.first().map(String::as_str), Some("0001 learning account"));
        assert!(ran.last().unwrap().starts_with(&format!("{:04} ", schema_version())), "{ran:?}");
        assert_eq!(migrate(&database).await.unwrap(), [""; 0]);
    }
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_and_not_touched() {
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
async fn a_migration_that_is_not_the_programs_is_refused_by_its_number() {
    for database in Database::all().await {
        migrate(&database).await.unwrap();
        database
            .run("UPDATE _sqlx_migrations SET checksum = (SELECT checksum FROM _sqlx_migrations WHERE version = 1) WHERE version = 2")
            .await
            .unwrap();
        assert_eq!(problem(migrate(&database).await.unwrap_err()), SchemaError::Changed(2));
        assert_eq!(problem(Store::open(&database.url, cipher()).await.err().unwrap()), SchemaError::Changed(2));
    }
}

#[tokio::test]
async fn an_older_database_is_refused_where_nobody_asked_to_migrate_and_one_without_tables_too() {
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
async fn a_database_with_a_gap_is_refused() {
    for database in Database::all().await {
        migrate(&database).await.unwrap();
        database.run("DELETE FROM _sqlx_migrations WHERE version = 2").await.unwrap();
        assert_eq!(problem(migrate(&database).await.unwrap_err()), SchemaError::Gap(2));
    }
}

#[tokio::test]
async fn a_migration_that_fails_leaves_nothing_behind() {
    for database in Database::all().await {
        // In the way of the fourth migration, after three others of this run.
        database.run("CREATE TABLE call_pack (id TEXT)").await.unwrap();
        let before = tables(&database).await;
        assert!(matches!(migrate(&database).await, Err(StoreError::Migration(_))));
        assert_eq!(tables(&database).await, before);
    }
}

#[tokio::test]
async fn of_eight_programs_that_start_at_once_one_migrates_and_all_go_on() {
    for database in Database::all().await {
        let starts = (0..8).map(|_| {
            let url = database.url.clone();
            tokio::spawn(async move { Store::migrate(&url, &cipher(), &[]).await.unwrap() })
        });
        let mut ran = Vec::new();
        for start in starts.collect::<Vec<_>>() {
            ran.push(start.await.unwrap());
        }
        assert_eq!(ran.iter().filter(|ran| !ran.is_empty()).count(), 1, "{ran:?}");
    }
}

/// The rows of a database before migration 0004, made from those of today by taking back what it did.
#[tokio::test]
async fn a_database_from_before_is_carried_over_with_everything_in_it() {
    for database in Database::all().await {
        let fresh = Database::sqlite();
        let model = fresh.store().await;
        opens_a_group(&model, "g-1", 1).await;
        let (anna, toms) = (arrives(&model, "Anna Ozola").await, arrives(&model, "Toms Kalns").await);
        let sent = [applies(&model, &anna, "g-1", 0).await, applies(&model, &toms, "g-1", 1).await];

        before_0004(&database).await;
        for (person, name) in [(&anna, "Anna Ozola"), (&toms, "Toms Kalns")] {
            let code = cipher().encrypt_unbound("140388-11111").unwrap();
            let insert = format!(
                "INSERT INTO person (id, code_lookup, code_sealed, name, register, seen_at) \
                 VALUES ('{person}', 'l-{person}', '{code}', '{name}', '{{}}', 1); \
                 INSERT INTO account VALUES ('{person}', 1, '2025-06-09', 'lv', '{}', '{}')",
                contact().email,
                contact().phone
            );
            database.run(&insert).await.unwrap();
        }
        database.run("INSERT INTO study_group VALUES ('g-1', 'p-storage', 1, 1, 1)").await.unwrap();
        // One after the other, as places are given.
        for (at, person, submitted) in [(1, &anna, &sent[0]), (2, &toms, &sent[1])] {
            let json = |value: serde_json::Value| value.to_string().replace('\'', "''");
            let (id, view) = (&submitted.application.id, json(serde_json::to_value(&submitted.application).unwrap()));
            let receipt = json(serde_json::to_value(&submitted.receipt).unwrap());
            let response = json(serde_json::to_value(submitted).unwrap());
            let insert = format!(
                "INSERT INTO application VALUES ('{id}', '{person}', '2025-06', '', 'submitted', {at}, 'g-1', '{view}', '{receipt}', '{{}}'); \
                 INSERT INTO idempotency VALUES ('{person}', 'the-key', 'h', '{response}', 1); \
                 INSERT INTO outbox VALUES ('o-{id}', '{person}', 1, '{{}}'); \
                 INSERT INTO audit VALUES ('e-{id}', {at}, '{person}', 'application_submitted', '{id}')"
            );
            database.run(&insert).await.unwrap();
        }

        let ran = migrate(&database).await.unwrap();
        assert_eq!(ran.first().map(|first| &first[..4]), Some("0004"), "{ran:?}");
        let store = Store::open(&database.url, cipher()).await.unwrap();
        for (person, submitted) in [(&anna, &sent[0]), (&toms, &sent[1])] {
            assert_eq!(store.account(person).await.unwrap().unwrap().contact, contact());
            let kept = store.application(person, &submitted.application.id).await.unwrap();
            assert_eq!(kept.as_ref(), Some(submitted));
            let reply = store.reply(person, "the-key").await.unwrap().unwrap();
            assert_eq!(reply.response, serde_json::to_value(submitted).unwrap().to_string());
            assert_eq!(store.audit_of(&submitted.application.id).await.unwrap(), ["application_submitted"]);
        }
        assert_eq!(sent.map(|sent| sent.application.seat), [Seat::Held, Seat::Waiting { number: 1 }]);
        let numbers = database.texts("SELECT place || ' ' || place_number FROM application ORDER BY place").await;
        assert_eq!(numbers, ["held 1", "waiting 1"]);
        assert_eq!(store.outbox_length().await.unwrap(), 2);
        assert_eq!(store.audit_entries(0, 10).await.unwrap().len(), 2);
        let report = replay::verify_all(&store, &keys()).await.unwrap();
        assert_eq!((report.decisions, report.differences.len()), (2, 0));
        assert!(tables(&database).await.iter().all(|table| !table.contains("before_0004")));
    }
}

#[tokio::test]
async fn a_decision_whose_call_pack_is_not_at_hand_stops_the_migration_until_it_is_given() {
    let database = Database::sqlite();
    let fresh = Database::sqlite();
    let model = fresh.store().await;
    opens_a_group(&model, "g-1", 1).await;
    let anna = arrives(&model, "Anna Ozola").await;
    let mut receipt: ReceiptFile = applies(&model, &anna, "g-1", 0).await.receipt;
    receipt.receipt.signed.pack_hash.0[0] ^= 1;
    let other = receipt.receipt.signed.pack_hash.to_string();
    before_0004(&database).await;
    let view = serde_json::to_string(&model.applications(&anna).await.unwrap()[0]).unwrap();
    let rows = format!(
        "INSERT INTO person (id, code_lookup, code_sealed, name, register, seen_at) VALUES ('anna', 'l', 's', 'n', '{{}}', 1); \
         INSERT INTO study_group VALUES ('g-1', 'p-storage', 1, 1, 0); \
         INSERT INTO application VALUES ('a', 'anna', '2025-06', '', 'submitted', 1, 'g-1', '{view}', '{}', '{{}}')",
        serde_json::to_string(&receipt).unwrap()
    );
    database.run(&rows).await.unwrap();
    assert_eq!(problem(migrate(&database).await.unwrap_err()), SchemaError::PackMissing(other));
    assert_eq!(tables(&database).await.iter().filter(|table| *table == "call_pack").count(), 0);
}

/// A database with the migrations before 0004 alone.
async fn before_0004(database: &Database) {
    database.at_migration(3).await;
}
