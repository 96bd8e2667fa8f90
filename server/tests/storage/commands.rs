//! The commands that work on a database, as an operator uses them: what they print, and the exit code.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use rules::personal_code::PersonalCode;

use crate::databases::{Database, cipher};
use crate::people::{self, applies, arrives, opens_a_group};
use crate::processes::{imk, said};

/// A data folder whose keys are those of the stores and confirmations here.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("keys")).unwrap();
    for key in ["vault.key", "receipt-0001.key"] {
        fs::write(folder.path().join("keys").join(key), "07".repeat(32)).unwrap();
    }
    folder
}

/// Runs a command on a database; gives its exit code and what it said.
fn run(command: &[&str], database: &Database, data: &Path) -> (i32, String) {
    let output = imk(&[command, &["--database-url", &database.url, "--data-dir", data.to_str().unwrap()]].concat());
    (output.status.code().unwrap(), said(&output.stdout) + &said(&output.stderr))
}

#[tokio::test]
async fn migrate_names_what_it_ran_and_then_has_nothing_to_do() {
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
async fn serve_does_not_start_on_an_older_postgresql_unless_it_may_migrate() {
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
async fn verify_all_counts_decisions_and_names_the_application_that_differs() {
    for database in Database::all().await {
        let (data, store) = (folder(), database.store().await);
        opens_a_group(&store, "g-1", 2).await;
        let mut ids = Vec::new();
        for number in 0..3 {
            let person = arrives(&store, "Anna Ozola").await;
            ids.push(applies(&store, &person, "g-1", number).await.application.id);
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
async fn audit_verifies_signs_and_names_the_first_bad_entry() {
    for database in Database::all().await {
        let (data, store) = (folder(), database.store().await);
        for _ in 0..5 {
            arrives(&store, "Anna Ozola").await;
        }
        let entries = |covered| (0, format!("entries 5, covered by checkpoints up to {covered}\n"));
        assert_eq!(run(&["audit", "verify"], &database, data.path()), entries(0));
        assert_eq!(run(&["audit", "checkpoint"], &database, data.path()), (0, "checkpoint at entry 5\n".to_owned()));
        assert_eq!(run(&["audit", "verify"], &database, data.path()), entries(5));
        let (drop, on) = ("DROP TRIGGER audit_is_not_changed", if database.is_sqlite() { "" } else { " ON audit" });
        database.run(&format!("{drop}{on}; UPDATE audit SET subject = 'x' WHERE number = 4")).await.unwrap();
        let (code, text) = run(&["audit", "verify"], &database, data.path());
        assert_eq!((code, text.as_str()), (1, "imk: entry 4 was changed: its fields do not have its hash\n"));
        // Another folder has another key, and no file of checkpoints.
        let other = folder();
        let (code, text) = run(&["audit", "verify"], &database, other.path());
        assert_eq!((code, text.as_str()), (1, "imk: the checkpoint at entry 5 is not signed by a known key\n"));
    }
}

#[tokio::test]
async fn a_person_is_named_by_a_code_that_was_written_down_under_an_older_key() {
    for database in Database::all().await {
        let (data, store) = (folder(), database.store().await);
        people::comes(&store, &cipher(), PersonalCode::parse("030303-10012").unwrap(), "Anna Ozola").await;
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
async fn keys_may_come_from_the_environment_or_a_file_and_then_none_is_made() {
    let (database, data) = (Database::sqlite(), tempfile::tempdir().unwrap());
    let store = database.store().await;
    arrives(&store, "Anna Ozola").await;
    store.close().await;
    let keys = data.path().join("given.txt");
    fs::write(&keys, format!("{}\n{}\n", "08".repeat(32), "07".repeat(32))).unwrap();
    let rotate = |name: &str, value: &str| {
        let args = ["rotate-keys", "--database-url", &database.url, "--data-dir", data.path().to_str().unwrap()];
        Command::new(env!("CARGO_BIN_EXE_imk")).args(args).env(name, value).output().unwrap()
    };
    let output = rotate("IMK_VAULT_KEY_FILE", keys.to_str().unwrap());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output.stderr));
    assert!(said(&output.stdout).starts_with("re-encrypted 4 texts\n"), "{}", said(&output.stdout));
    let output = rotate("IMK_VAULT_KEYS", &"08".repeat(32));
    assert_eq!(said(&output.stdout), "re-encrypted 0 texts\n");
    let output = rotate("IMK_VAULT_KEYS", "no key");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output.stderr), "imk: IMK_VAULT_KEYS holds no 32-byte key in hexadecimal\n");
    assert!(!data.path().join("keys/vault.key").exists());
}
