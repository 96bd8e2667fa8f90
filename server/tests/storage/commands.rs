//! Commands on a database: output and exit codes.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use rules::personal_code::PersonalCode;

use crate::databases::{Database, cipher};
use crate::people::{self, add_group, person_with_account, submit_application};
use crate::processes::{imk, text};

/// Creates a data folder with the encryption key of the test stores and the signing key of the test receipts.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("keys")).unwrap();
    for key in ["vault.key", "receipt-0001.key"] {
        fs::write(folder.path().join("keys").join(key), "07".repeat(32)).unwrap();
    }
    folder
}

/// Runs a command on a database; returns its exit code and its output.
fn run(command: &[&str], database: &Database, data: &Path) -> (i32, String) {
    let output = imk(&[command, &["--database-url", &database.url, "--data-dir", data.to_str().unwrap()]].concat());
    (output.status.code().unwrap(), text(&output.stdout) + &text(&output.stderr))
}

#[tokio::test]
async fn migrate_lists_its_migrations_and_is_idempotent() {
    for database in Database::all().await {
        let data = folder();
        let (code, text) = run(&["migrate"], &database, data.path());
        assert_eq!(code, 0, "{text}");
        assert!(text.starts_with("migrated: 0001 schema\n"), "{text}");
        assert_eq!(run(&["migrate"], &database, data.path()), (0, "nothing to do\n".to_owned()));
        database.run("DELETE FROM _sqlx_migrations WHERE version = 2").await.unwrap();
        let (code, text) = run(&["migrate"], &database, data.path());
        assert_eq!(code, 2);
        assert!(text.starts_with("imk: the database lacks migration 2"), "{text}");
    }
}

#[tokio::test]
async fn serve_rejects_an_older_postgresql_without_migrate_flag() {
    let Some(database) = Database::postgres().await else { return };
    let data = folder();
    let (code, text) = run(&["serve", "--listen", "127.0.0.1:0"], &database, data.path());
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("run `imk migrate`, or start with --migrate"), "{text}");
    assert_eq!(database.texts("SELECT CAST(relname AS TEXT) FROM pg_class WHERE relname = 'person'").await, [""; 0]);
    drop(crate::processes::Server::start(&database.url, data.path(), &data.path().join("log.txt"), "info"));
    assert_eq!(run(&["migrate"], &database, data.path()), (0, "nothing to do\n".to_owned()));
}

#[tokio::test]
async fn verify_all_reports_the_application_that_differs() {
    for database in Database::all().await {
        let (data, store) = (folder(), database.store().await);
        add_group(&store, "g-1", 2).await;
        let mut ids = Vec::new();
        for number in 0..3 {
            let person = person_with_account(&store, "Anna Ozola").await;
            ids.push(submit_application(&store, &person, "g-1", number).await.application.id);
        }
        assert_eq!(run(&["verify", "--all"], &database, data.path()), (0, "decisions 3, differences 0\n".to_owned()));
        let change =
            format!("UPDATE application SET view = replace(view, '2025-06', '2025-07') WHERE id = '{}'", ids[1]);
        database.run(&change).await.unwrap();
        let (code, text) = run(&["verify", "--all"], &database, data.path());
        assert_eq!(code, 1);
        assert!(text.contains(&format!("{}: ", ids[1])) && text.contains("decisions 3, differences 1"), "{text}");
    }
}

#[tokio::test]
async fn audit_verifies_signs_and_reports_the_first_bad_entry() {
    for database in Database::all().await {
        let (data, store) = (folder(), database.store().await);
        for _ in 0..5 {
            person_with_account(&store, "Anna Ozola").await;
        }
        let entries = |covered| (0, format!("entries 5, covered by checkpoints up to {covered}\n"));
        assert_eq!(run(&["audit", "verify"], &database, data.path()), entries(0));
        assert_eq!(run(&["audit", "checkpoint"], &database, data.path()), (0, "checkpoint at entry 5\n".to_owned()));
        assert_eq!(run(&["audit", "verify"], &database, data.path()), entries(5));
        let (drop, on) = ("DROP TRIGGER audit_is_not_changed", if database.is_sqlite() { "" } else { " ON audit" });
        database.run(&format!("{drop}{on}; UPDATE audit SET subject = 'x' WHERE number = 4")).await.unwrap();
        let (code, text) = run(&["audit", "verify"], &database, data.path());
        assert_eq!((code, text.as_str()), (1, "imk: entry 4 was changed: its hash does not match its fields\n"));
        // Another folder has another signing key and no checkpoint file.
        let other = folder();
        let (code, text) = run(&["audit", "verify"], &database, other.path());
        assert_eq!((code, text.as_str()), (1, "imk: the checkpoint at entry 5 is not signed by a known key\n"));
    }
}

#[tokio::test]
async fn person_is_found_by_a_code_hashed_with_an_older_key() {
    for database in Database::all().await {
        let (data, store) = (folder(), database.store().await);
        people::sign_in(&store, &cipher(), PersonalCode::parse("030303-10012").unwrap(), "Anna Ozola").await;
        fs::write(data.path().join("keys/vault-0002.key"), "08".repeat(32)).unwrap();
        let sign_out = |code: &str| {
            let args = ["sign-out", "--by", "Ieva", "--database-url", &database.url, "--data-dir"];
            let mut command = Command::new(env!("CARGO_BIN_EXE_imk"));
            let mut process = command.args(args).arg(data.path()).stdin(Stdio::piped()).spawn().unwrap();
            process.stdin.take().unwrap().write_all(code.as_bytes()).unwrap();
            process.wait().unwrap().code()
        };
        assert_eq!((sign_out("030303-10012\n"), sign_out("010101-10006\n")), (Some(0), Some(1)));
    }
}

#[tokio::test]
async fn keys_from_environment_or_file_suppress_key_creation() {
    let (database, data) = (Database::sqlite(), tempfile::tempdir().unwrap());
    let store = database.store().await;
    person_with_account(&store, "Anna Ozola").await;
    store.close().await;
    let keys = data.path().join("keys.txt");
    fs::write(&keys, format!("{}\n{}\n", "08".repeat(32), "07".repeat(32))).unwrap();
    let rotate = |name: &str, value: &str| {
        let args = ["rotate-keys", "--database-url", &database.url, "--data-dir", data.path().to_str().unwrap()];
        Command::new(env!("CARGO_BIN_EXE_imk")).args(args).env(name, value).output().unwrap()
    };
    let output = rotate("IMK_VAULT_KEY_FILE", keys.to_str().unwrap());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with("re-encrypted 4 texts\n"), "{}", text(&output.stdout));
    let output = rotate("IMK_VAULT_KEYS", &"08".repeat(32));
    assert_eq!(text(&output.stdout), "re-encrypted 0 texts\n");
    let output = rotate("IMK_VAULT_KEYS", "no key");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stderr), "imk: IMK_VAULT_KEYS contains no valid 32-byte key in hexadecimal\n");
    assert!(!data.path().join("keys/vault.key").exists());
}
