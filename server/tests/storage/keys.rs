//! Rotating the cipher's key: while people write, killed in the middle, and with the old key taken away at the end.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use rules::personal_code::PersonalCode;
use server::platform::encryption::{CellId, ColumnCipher};
use server::platform::store::{RotationPosition, Store};

use crate::databases::{Database, cipher};
use crate::people::{self, applies, arrives, contact, now, opens_a_group};
use crate::processes::{imk, said};

/// The old key and the new one, of which the new one seals.
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

/// Anna signs in with a code, under a cipher.
async fn comes(store: &Store, cipher: &ColumnCipher, code: &str) -> String {
    people::comes(store, cipher, PersonalCode::parse(code).unwrap(), "Anna Ozola").await
}

/// Every sealed text in the database.
async fn sealed(database: &Database) -> Vec<String> {
    database
        .texts(
            "SELECT name_encrypted FROM person UNION ALL SELECT code_encrypted FROM person UNION ALL SELECT code_encrypted FROM person_code \
             UNION ALL SELECT contact_encrypted FROM account \
             UNION ALL SELECT receipt_encrypted FROM application UNION ALL SELECT body_encrypted FROM application \
             UNION ALL SELECT response_encrypted FROM idempotency \
             UNION ALL SELECT encrypted FROM draft WHERE encrypted IS NOT NULL",
        )
        .await
}

#[tokio::test]
async fn after_a_rotation_everything_opens_without_the_old_key_and_people_are_found_by_their_codes() {
    for database in Database::all().await {
        let before = database.store().await;
        opens_a_group(&before, "g-1", 3).await;
        let (anna, toms) = (comes(&before, &cipher(), "030303-10012").await, arrives(&before, "Toms Kalns").await);
        let sent = applies(&before, &toms, "g-1", 0).await;
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
        // Before the rotation has come to her row, and in the middle of it.
        assert_eq!(comes(&during, &both(), "030303-10012").await, anna, "found under the old key's hash");
        let texts = sealed(&database).await.len();
        assert!(rotate(&during).await as usize >= texts - 3);
        assert_eq!(rotate(&during).await, 0, "there is nothing left to do");
        during.close().await;

        let prefix = new().current_prefix();
        assert!(sealed(&database).await.iter().all(|text| text.starts_with(&prefix)));
        let after = Store::open(&database.url, new()).await.unwrap();
        assert_eq!(comes(&after, &new(), "030303-10012").await, anna);
        assert_eq!(after.account(&toms).await.unwrap().unwrap().contact, contact());
        assert_eq!(after.application(&toms, &sent.application.id).await.unwrap(), Some(sent));
        assert!(after.reply(&toms, "an-attempt-of-this-person").await.unwrap().is_some());
        assert!(after.draft(&anna, "2025-06", now()).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn somebody_who_signs_in_for_the_first_time_during_a_rotation_is_one_person() {
    for database in Database::all().await {
        let store = database.store().await;
        let anna = comes(&store, &cipher(), "030303-10012").await;
        store.close().await;
        let store = Store::open(&database.url, both()).await.unwrap();
        assert_eq!(comes(&store, &both(), "030303-10012").await, anna);
        assert_ne!(comes(&store, &both(), "010101-10006").await, anna);
        assert_eq!(database.texts("SELECT id FROM person").await.len(), 2);
    }
}

#[tokio::test]
async fn what_is_written_while_a_rotation_runs_is_kept() {
    for database in Database::all().await {
        let store = database.store().await;
        let mut people = Vec::new();
        for _ in 0..20 {
            people.push(arrives(&store, "Anna Ozola").await);
        }
        // A server that has both keys, beside the rotation.
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
async fn a_text_that_was_moved_to_another_person_does_not_open() {
    for database in Database::all().await {
        let store = database.store().await;
        let (anna, toms) = (arrives(&store, "Anna Ozola").await, arrives(&store, "Toms Kalns").await);
        let moved = format!(
            "UPDATE account SET contact_encrypted = (SELECT contact_encrypted FROM account WHERE person_id = '{anna}') \
             WHERE person_id = '{toms}'"
        );
        database.run(&moved).await.unwrap();
        assert!(store.account(&toms).await.is_err());
        assert!(store.account(&anna).await.is_ok());
    }
}

/// The command, killed in its middle and run again; then without the old key.
#[tokio::test]
async fn a_rotation_that_was_killed_goes_on_where_it_was_and_says_when_the_old_key_may_go() {
    for database in Database::all().await {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keys");
        std::fs::create_dir_all(&keys).unwrap();
        std::fs::write(keys.join("vault.key"), "07".repeat(32)).unwrap();
        let store = database.store().await;
        for _ in 0..60 {
            arrives(&store, "Anna Ozola").await;
        }
        store.close().await;
        std::fs::write(keys.join("vault-0002.key"), "08".repeat(32)).unwrap();

        let args = ["rotate-keys", "--batch", "1", "--database-url", &database.url, "--data-dir"];
        let data = folder.path().to_str().unwrap();
        let rotation = Command::new(env!("CARGO_BIN_EXE_imk")).args(args).arg(data).stdout(Stdio::null()).spawn();
        let mut rotation = rotation.unwrap();
        let done = wait_for_some(&database).await;
        rotation.kill().unwrap();
        rotation.wait().unwrap();
        assert!(done < 240, "it was killed before its end");

        let output = imk(&[&args[..], &[data]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output.stderr));
        let (text, old) = (said(&output.stdout), cipher().key_names()[0]);
        assert!(text.contains(&format!("nothing is left under the key {old}")), "{text}");
        let prefix = new().current_prefix();
        assert!(sealed(&database).await.iter().all(|text| text.starts_with(&prefix)));
        std::fs::remove_file(keys.join("vault.key")).unwrap();
        only_the_new_key_is_needed(&database).await;
        missing_key_is_an_error(&database, folder.path());
    }
}

async fn wait_for_some(database: &Database) -> usize {
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

/// Under a key that has nothing to do with the database nothing is moved.
fn missing_key_is_an_error(database: &Database, folder: &Path) {
    let other = folder.join("other");
    let args = ["rotate-keys", "--database-url", &database.url, "--data-dir", other.to_str().unwrap()];
    let output = imk(&args);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output.stdout));
    assert!(said(&output.stderr).contains("cannot be decrypted"), "{}", said(&output.stderr));
}
