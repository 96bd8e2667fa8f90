//! Rotation of the encryption key: during writes, interrupted by SIGKILL, and without the old key afterwards.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use rules::personal_code::PersonalCode;
use server::platform::encryption::{CellId, ColumnCipher};
use server::platform::store::{RotationPosition, Store};

use crate::databases::{Database, cipher};
use crate::people::{self, add_group, contact, now, person_with_account, submit_application};
use crate::processes::{imk, text};

/// Cipher with the new key for encryption and the old key for decryption.
fn both() -> ColumnCipher {
    ColumnCipher::with_keys(&[8; 32], &[[7; 32]])
}

fn new() -> ColumnCipher {
    ColumnCipher::new(&[8; 32])
}

async fn rotate(store: &Store) -> u32 {
    let (mut all, mut position) = (0, Some(RotationPosition::default()));
    while let Some(at) = position {
        let (moved, next) = store.reencrypt(&at, 3).await.unwrap();
        assert!(moved <= 3);
        all += moved;
        position = next;
    }
    all
}

/// Signs Anna in with a code and a cipher.
async fn sign_in(store: &Store, cipher: &ColumnCipher, code: &str) -> String {
    people::sign_in(store, cipher, PersonalCode::parse(code).unwrap(), "Anna Ozola").await
}

/// Returns every encrypted text in the database.
async fn sealed(database: &Database) -> Vec<String> {
    database
        .texts(
            "SELECT name_encrypted FROM person UNION ALL SELECT code_encrypted FROM person \
             UNION ALL SELECT code_encrypted FROM person_code \
             UNION ALL SELECT contact_encrypted FROM account \
             UNION ALL SELECT receipt_encrypted FROM application UNION ALL SELECT body_encrypted FROM application \
             UNION ALL SELECT response_encrypted FROM idempotency \
             UNION ALL SELECT encrypted FROM draft WHERE encrypted IS NOT NULL",
        )
        .await
}

#[tokio::test]
async fn rotated_data_decrypts_without_the_old_key() {
    for database in Database::all().await {
        let before = database.store().await;
        add_group(&before, "g-1", 3).await;
        let (anna, toms) =
            (sign_in(&before, &cipher(), "030303-10012").await, person_with_account(&before, "Toms Kalns").await);
        let sent = submit_application(&before, &toms, "g-1", 0).await;
        let change = server::applications::store::DraftChange {
            person: &anna,
            call: "2025-06",
            revision: 0,
            text: "a draft",
            at: now(),
        };
        before.keep_draft(change).await.unwrap();
        before.close().await;

        let during = Store::open(&database.url, both()).await.unwrap();
        // The rotation has not reached her row yet.
        assert_eq!(sign_in(&during, &both(), "030303-10012").await, anna, "found by the hash under the old key");
        let texts = sealed(&database).await.len();
        assert!(rotate(&during).await as usize >= texts - 3);
        assert_eq!(rotate(&during).await, 0, "no text remains");
        during.close().await;

        let prefix = new().current_prefix();
        assert!(sealed(&database).await.iter().all(|text| text.starts_with(&prefix)));
        let after = Store::open(&database.url, new()).await.unwrap();
        assert_eq!(sign_in(&after, &new(), "030303-10012").await, anna);
        assert_eq!(after.account(&toms).await.unwrap().unwrap().contact, contact());
        assert_eq!(after.application(&toms, &sent.application.id).await.unwrap(), Some(sent));
        assert!(after.reply(&toms, "an-attempt-of-this-person").await.unwrap().is_some());
        assert!(after.draft(&anna, "2025-06", now()).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn sign_in_during_rotation_finds_the_same_person() {
    for database in Database::all().await {
        let store = database.store().await;
        let anna = sign_in(&store, &cipher(), "030303-10012").await;
        store.close().await;
        let store = Store::open(&database.url, both()).await.unwrap();
        assert_eq!(sign_in(&store, &both(), "030303-10012").await, anna);
        assert_ne!(sign_in(&store, &both(), "010101-10006").await, anna);
        assert_eq!(database.texts("SELECT id FROM person").await.len(), 2);
    }
}

#[tokio::test]
async fn writes_during_a_rotation_are_kept() {
    for database in Database::all().await {
        let store = database.store().await;
        let mut people = Vec::new();
        for _ in 0..20 {
            people.push(person_with_account(&store, "Anna Ozola").await);
        }
        // A server with both keys writes during the rotation.
        let (writer, rotation) =
            (Store::open(&database.url, both()).await.unwrap(), Store::open(&database.url, both()).await.unwrap());
        let changing = people.clone();
        let writing = tokio::spawn(async move {
            for (number, person) in changing.iter().enumerate().rev() {
                let contact = rules::contact::Contact { email: format!("{number}@epasts.lv"), phone: String::new() };
                assert!(writer.change_account(person, rules::language::Language::En, &contact).await.unwrap());
            }
        });
        rotate(&rotation).await;
        writing.await.unwrap();
        rotate(&rotation).await;
        let after = Store::open(&database.url, new()).await.unwrap();
        for (number, person) in people.iter().enumerate() {
            assert_eq!(after.account(person).await.unwrap().unwrap().contact.email, format!("{number}@epasts.lv"));
        }
    }
}

#[tokio::test]
async fn ciphertext_moved_to_another_person_does_not_decrypt() {
    for database in Database::all().await {
        let store = database.store().await;
        let (anna, toms) =
            (person_with_account(&store, "Anna Ozola").await, person_with_account(&store, "Toms Kalns").await);
        let moved = format!(
            "UPDATE account SET contact_encrypted = (SELECT contact_encrypted FROM account WHERE person_id = '{anna}') \
             WHERE person_id = '{toms}'"
        );
        database.run(&moved).await.unwrap();
        assert!(store.account(&toms).await.is_err());
        assert!(store.account(&anna).await.is_ok());
    }
}

/// Kills the command, runs it again, and then removes the old key.
#[tokio::test]
async fn killed_rotation_resumes_and_reports_the_unused_key() {
    for database in Database::all().await {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keys");
        std::fs::create_dir_all(&keys).unwrap();
        std::fs::write(keys.join("vault.key"), "07".repeat(32)).unwrap();
        let store = database.store().await;
        for _ in 0..60 {
            person_with_account(&store, "Anna Ozola").await;
        }
        store.close().await;
        std::fs::write(keys.join("vault-0002.key"), "08".repeat(32)).unwrap();

        let args = ["rotate-keys", "--batch", "1", "--database-url", &database.url, "--data-dir"];
        let data = folder.path().to_str().unwrap();
        let rotation = Command::new(env!("CARGO_BIN_EXE_imk")).args(args).arg(data).stdout(Stdio::null()).spawn();
        let mut rotation = rotation.unwrap();
        let done = wait_for_progress(&database).await;
        rotation.kill().unwrap();
        rotation.wait().unwrap();
        assert!(done < 240, "the rotation ended before it was killed");

        let output = imk(&[&args[..], &[data]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let (text, old) = (text(&output.stdout), cipher().key_names()[0]);
        assert!(text.contains(&format!("no text uses the key {old}")), "{text}");
        let prefix = new().current_prefix();
        assert!(sealed(&database).await.iter().all(|text| text.starts_with(&prefix)));
        std::fs::remove_file(keys.join("vault.key")).unwrap();
        only_the_new_key_is_needed(&database).await;
        missing_key_is_an_error(&database, folder.path());
    }
}

async fn wait_for_progress(database: &Database) -> usize {
    let prefix = new().current_prefix();
    loop {
        let done = sealed(database).await.iter().filter(|text| text.starts_with(&prefix)).count();
        if done > 5 {
            return done;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn only_the_new_key_is_needed(database: &Database) {
    let store = Store::open(&database.url, new()).await.unwrap();
    for person in database.texts("SELECT person_id FROM account").await {
        assert_eq!(store.account(&person).await.unwrap().unwrap().contact, contact());
        let place = CellId { column: "person.name_encrypted", row: &person };
        let name = &database.texts(&format!("SELECT name_encrypted FROM person WHERE id = '{person}'")).await[0];
        assert_eq!(new().decrypt(place, name).unwrap(), "Anna Ozola");
    }
}

/// A rotation with an unrelated key fails.
fn missing_key_is_an_error(database: &Database, folder: &Path) {
    let other = folder.join("other");
    let args = ["rotate-keys", "--database-url", &database.url, "--data-dir", other.to_str().unwrap()];
    let output = imk(&args);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
    assert!(text(&output.stderr).contains("cannot be decrypted"), "{}", text(&output.stderr));
}
