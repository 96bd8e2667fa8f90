//! Tampering with the audit log: verification detects every change by an attacker with the database password.

use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use rules::signed::PublicKey;
use server::audit::chain::{ChainError, Checkpoint, Entry, Event, Head};
use server::audit::checkpoints::{self, CheckpointError, Verified};
use server::platform::data_dir::SigningKeys;
use server::platform::random;
use server::platform::store::Store;

use crate::databases::{Database, cipher};
use crate::people::{now, person_with_account};

/// Number of entries in the test log.
const ENTRIES: u32 = 60;
const TAMPERINGS: u64 = 1_000;

fn keys() -> SigningKeys {
    let signing = SigningKey::from_bytes(&[9; 32]);
    SigningKeys { public: vec![PublicKey::of(&signing)], signing }
}

async fn checkpoint(store: &Store, file: &Path, every: i64) -> i64 {
    checkpoints::make(store, file, &keys(), now().timestamp_millis(), every).await.unwrap()
}

async fn verify(store: &Store, file: &Path) -> Result<Verified, ChainError> {
    match checkpoints::verify(store, checkpoints::read(file).unwrap(), &keys().public).await {
        Ok(verified) => Ok(verified),
        Err(CheckpointError::Chain(fault)) => Err(fault),
        Err(cause) => panic!("{cause}"),
    }
}

/// Writes a log with checkpoints in the middle and at the end, in the database and in the file.
async fn write_log(database: &Database, file: &Path) -> Store {
    let store = database.store().await;
    for number in 0..ENTRIES {
        person_with_account(&store, "Anna Ozola").await;
        if number % 25 == 24 {
            checkpoint(&store, file, 1).await;
        }
    }
    assert_eq!(checkpoint(&store, file, 1).await, i64::from(ENTRIES));
    store
}

#[tokio::test]
async fn untouched_log_verifies_up_to_the_last_checkpoint() {
    for database in Database::all().await {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("checkpoints.jsonl");
        let store = write_log(&database, &file).await;
        let entries = i64::from(ENTRIES);
        assert_eq!(verify(&store, &file).await, Ok(Verified { entries, covered: entries }));
        person_with_account(&store, "Toms Kalns").await;
        assert_eq!(verify(&store, &file).await, Ok(Verified { entries: entries + 1, covered: entries }));
        assert_eq!(checkpoint(&store, &file, 2).await, entries, "one new entry is below the interval of two");
        assert_eq!(checkpoint(&store, &file, 1).await, entries + 1);
        assert_eq!(checkpoints::read(&file).unwrap(), store.audit_log().await.unwrap().checkpoints);
    }
}

#[tokio::test]
async fn eight_concurrent_writers_create_one_chain() {
    for database in Database::all().await {
        let store = database.store().await;
        let writers = (0..8).map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                for _ in 0..10 {
                    person_with_account(&store, "Anna Ozola").await;
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        assert_eq!(verify(&store, Path::new("no-file")).await, Ok(Verified { entries: 80, covered: 0 }));
    }
}

#[tokio::test]
async fn second_checkpoint_file_receives_every_checkpoint() {
    let (database, folder) = (Database::sqlite(), tempfile::tempdir().unwrap());
    let (one, two) = (folder.path().join("one.jsonl"), folder.path().join("two.jsonl"));
    let store = write_log(&database, &one).await;
    checkpoint(&store, &two, 1).await;
    assert_eq!(checkpoints::read(&one).unwrap(), checkpoints::read(&two).unwrap());
}

/// Deterministic pseudo-random numbers (splitmix64): every run has the same tamperings.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }

    fn entry(&mut self) -> i64 {
        self.below(u64::from(ENTRIES)) as i64 + 1
    }
}

/// Tampering by an attacker who can change the whole database and knows how entries are hashed: SQL and a description.
fn tampering(random: &mut Random, log: &[Entry]) -> (String, &'static str) {
    let entries = i64::from(ENTRIES);
    let (at, other) = (random.entry(), random.entry());
    match random.below(10) {
        0 => {
            let column = ["id", "person_id", "action", "subject"][random.below(4) as usize];
            (format!("UPDATE audit SET {column} = {column} || 'x' WHERE number = {at}"), "a field")
        }
        1 => (format!("UPDATE audit SET at = at + 1 WHERE number = {at}"), "the instant"),
        2 => (format!("DELETE FROM audit WHERE number = {at}"), "deletion"),
        3 => (
            // Renumbers the later entries, so that no number is missing.
            format!(
                "DELETE FROM audit WHERE number = {at}; UPDATE audit SET number = number + 999 WHERE number > {at}; \
                 UPDATE audit SET number = number - 1000 WHERE number > 999"
            ),
            "deletion without a gap",
        ),
        4 => {
            let other = if other == at { at % entries + 1 } else { other };
            (
                format!(
                    "UPDATE audit SET number = 999 WHERE number = {at}; \
                     UPDATE audit SET number = {at} WHERE number = {other}; \
                     UPDATE audit SET number = {other} WHERE number = 999"
                ),
                "reordering",
            )
        }
        5 => (
            format!(
                "UPDATE audit SET number = number + 1000 WHERE number >= {at}; \
                 UPDATE audit SET number = number - 999 WHERE number > 999; \
                 INSERT INTO audit VALUES ({at}, 'x', 1, 'x', 'x', 'x', '{0}', '{1}'); \
                 UPDATE audit_head SET number = number + 1",
                "e".repeat(64),
                "f".repeat(64)
            ),
            "insertion",
        ),
        6 => (format!("DELETE FROM audit WHERE number >= {at}"), "truncation"),
        7 => (truncate(log, at - 1), "truncation with a matching head, without the later checkpoints"),
        8 => (rewrite(log, at, entries), "a rewritten rest with a matching head, without its checkpoints"),
        _ => (rewrite(log, at, at), "a rewritten end with a matching head, without its checkpoints"),
    }
}

/// SQL that truncates the log after entry `number` and removes every trace of the later entries from the database.
fn truncate(log: &[Entry], number: i64) -> String {
    let hash = log.iter().find(|entry| entry.number == number).map_or(Head::default().hash, |entry| entry.hash.clone());
    format!(
        "DELETE FROM audit WHERE number > {number}; DELETE FROM audit_checkpoint WHERE number > {number}; \
         UPDATE audit_head SET number = {number}, hash = '{hash}'"
    )
}

/// SQL that changes entry `from`, recomputes the hashes up to `to` and truncates the log there.
fn rewrite(log: &[Entry], from: i64, to: i64) -> String {
    let before = |number: i64| log.iter().find(|entry| entry.number == number).map(|entry| entry.hash.clone());
    let mut head = Head { number: from - 1, hash: before(from - 1).unwrap_or(Head::default().hash) };
    let mut sql =
        format!("DELETE FROM audit WHERE number >= {from}; DELETE FROM audit_checkpoint WHERE number >= {from}; ");
    for old in log.iter().filter(|entry| (from..=to).contains(&entry.number)) {
        let action = if old.number == from { "account_closed" } else { &old.action };
        let event = Event { id: &old.id, at: old.at, person: &old.person, action, subject: &old.subject };
        let new = Entry::chained(&head, event).unwrap();
        sql += &format!(
            "INSERT INTO audit VALUES ({}, '{}', {}, '{}', '{}', '{}', '{}', '{}'); ",
            new.number, new.id, new.at, new.person, new.action, new.subject, new.previous, new.hash
        );
        head = Head { number: new.number, hash: new.hash };
    }
    sql + &format!("UPDATE audit_head SET number = {}, hash = '{}'", head.number, head.hash)
}

/// SQL that drops the triggers, as only the owner of the tables can.
fn drop_triggers(sqlite: bool) -> String {
    let triggers = [
        ("audit_is_not_changed", "audit"),
        ("audit_is_not_deleted", "audit"),
        ("audit_head_goes_forward", "audit_head"),
        ("audit_head_is_not_deleted", "audit_head"),
        ("audit_checkpoint_is_not_changed", "audit_checkpoint"),
        ("audit_checkpoint_is_not_deleted", "audit_checkpoint"),
    ];
    let drop = |(trigger, table): (&str, &str)| match sqlite {
        true => format!("DROP TRIGGER {trigger};"),
        false => format!("DROP TRIGGER IF EXISTS {trigger} ON {table};"),
    };
    triggers.into_iter().map(drop).collect()
}

/// Copy of a SQLite file in its own folder.
struct Copy {
    folder: tempfile::TempDir,
}

impl Copy {
    fn of(original: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(original, folder.path().join("imk.sqlite")).unwrap();
        Self { folder }
    }

    fn url(&self) -> String {
        format!("sqlite://{}", self.path().display())
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("imk.sqlite")
    }
}

#[tokio::test]
async fn each_of_1000_tamperings_with_the_log_is_detected() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("checkpoints.jsonl");
    let original = create_original(folder.path(), &file).await;
    let copy = Copy::of(&original);
    let store = Store::open(&copy.url(), cipher()).await.unwrap();
    let log = store.audit_entries(0, ENTRIES).await.unwrap();
    store.close().await;

    let (mut random, mut found) = (Random(2025), 0);
    for number in 0..TAMPERINGS {
        let copy = Copy::of(&original);
        let (sql, what) = tampering(&mut random, &log);
        Database::at(&copy.url()).run(&sql).await.unwrap_or_else(|cause| panic!("{number}: {what}: {cause}\n{sql}"));
        let store = Store::open(&copy.url(), cipher()).await.unwrap();
        match verify(&store, &file).await {
            Err(_) => found += 1,
            Ok(verified) => panic!("{number}: {what} was not detected ({verified:?}):\n{sql}"),
        }
        store.close().await;
    }
    for _ in 0..10 {
        let copy = Copy::of(&original);
        let store = Store::open(&copy.url(), cipher()).await.unwrap();
        let entries = i64::from(ENTRIES);
        assert_eq!(verify(&store, &file).await, Ok(Verified { entries, covered: entries }));
        store.close().await;
    }
    println!("tamperings detected {found} of {TAMPERINGS}");
}

#[tokio::test]
async fn first_bad_entry_is_reported() {
    let cases: [(&str, ChainError); 8] = [
        ("UPDATE audit SET action = 'x' WHERE number = 7", ChainError::Changed(7)),
        ("DELETE FROM audit WHERE number = 7", ChainError::Missing(7)),
        ("DELETE FROM audit WHERE number > 50", ChainError::Missing(51)),
        // Rotates the digits, which changes any hash.
        (
            "UPDATE audit SET previous = substr(previous, 2) || substr(previous, 1, 1) WHERE number = 7",
            ChainError::Unchained(7),
        ),
        ("UPDATE audit_head SET number = 61", ChainError::Missing(61)),
        ("UPDATE audit_head SET number = 59", ChainError::HeadDiffers(60)),
        ("UPDATE audit_checkpoint SET at = at + 1 WHERE number = 25", ChainError::BadCheckpoint(25)),
        ("DELETE FROM audit_head", ChainError::HeadDiffers(60)),
    ];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("checkpoints.jsonl");
    let original = create_original(folder.path(), &file).await;
    for (sql, fault) in &cases {
        let copy = Copy::of(&original);
        Database::at(&copy.url()).run(sql).await.unwrap();
        let store = Store::open(&copy.url(), cipher()).await.unwrap();
        assert_eq!(verify(&store, &file).await, Err(fault.clone()), "{sql}");
        store.close().await;
    }
    for (sql, fault) in &cases {
        let Some(database) = Database::postgres().await else { return };
        let file = folder.path().join(format!("{}.jsonl", random::id().unwrap()));
        let store = write_log(&database, &file).await;
        database.run(&format!("{} {sql}", drop_triggers(false))).await.unwrap();
        assert_eq!(verify(&store, &file).await, Err(fault.clone()), "{sql}");
        store.close().await;
    }
}

#[tokio::test]
async fn checkpoint_line_cut_by_a_crash_is_rewritten() {
    let (folder, database) = (tempfile::tempdir().unwrap(), Database::sqlite());
    let file = folder.path().join("checkpoints.jsonl");
    let store = write_log(&database, &file).await;
    let whole = std::fs::read_to_string(&file).unwrap();
    for length in [whole.len() - 1, whole.len() - 40, 1, 0] {
        std::fs::write(&file, &whole[..length]).unwrap();
        for _ in 0..2 {
            checkpoint(&store, &file, 1_000).await;
        }
        assert_eq!(std::fs::read_to_string(&file).unwrap(), whole, "{length} bytes remained");
    }
    store.close().await;
}

/// Creates a SQLite file with a complete log, without triggers and write-ahead log, for copying.
async fn create_original(folder: &Path, checkpoints: &Path) -> PathBuf {
    let file = folder.join("imk.sqlite");
    let database = Database::at(&format!("sqlite://{}?mode=rwc", file.display()));
    write_log(&database, checkpoints).await.close().await;
    let single_file = "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE";
    database.run(&format!("{} {single_file}", drop_triggers(true))).await.unwrap();
    file
}

/// Only the checkpoint file outside the database can reveal this truncation.
#[tokio::test]
async fn truncated_log_is_detected_only_by_the_checkpoint_file() {
    let (database, folder) = (Database::sqlite(), tempfile::tempdir().unwrap());
    let file = folder.path().join("checkpoints.jsonl");
    let store = write_log(&database, &file).await;
    let log = store.audit_entries(0, ENTRIES).await.unwrap();
    database.run(&format!("{} {}", drop_triggers(true), truncate(&log, 40))).await.unwrap();
    assert_eq!(verify(&store, Path::new("no-file")).await, Ok(Verified { entries: 40, covered: 25 }));
    assert_eq!(verify(&store, &file).await, Err(ChainError::Missing(41)));
}

#[tokio::test]
async fn checkpoint_signed_by_an_unknown_key_is_rejected() {
    let (database, folder) = (Database::sqlite(), tempfile::tempdir().unwrap());
    let file = folder.path().join("checkpoints.jsonl");
    let store = write_log(&database, &file).await;
    let head = store.audit_log().await.unwrap().head;
    let forged = Checkpoint::sign(&head, 1, &SigningKey::from_bytes(&[8; 32])).unwrap();
    let verified = checkpoints::verify(&store, vec![forged], &keys().public).await;
    assert!(matches!(verified, Err(CheckpointError::Chain(ChainError::BadCheckpoint(60)))), "{verified:?}");
}
