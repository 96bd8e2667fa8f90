//! New SQLite and PostgreSQL databases, and plain SQL on them.

use server::platform::encryption::ColumnCipher;
use server::platform::random;
use server::platform::store::Store;
use sqlx::{AnyConnection, Connection as _};
use tempfile::TempDir;

/// Database for one test.
pub(crate) struct Database {
    pub(crate) url: String,
    // Deletes the SQLite file on drop; a PostgreSQL database is deleted with the cluster of the test run.
    folder: Option<TempDir>,
}

impl Database {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("imk.sqlite").display());
        Self { url, folder: Some(folder) }
    }

    /// Names and contents of the files of a SQLite database, with its write-ahead log.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let Some(folder) = &self.folder else { return Vec::new() };
        let files = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        files.map(|path| (path.display().to_string(), std::fs::read(&path).unwrap())).collect()
    }

    /// Wraps an existing database.
    pub(crate) fn at(url: &str) -> Self {
        Self { url: url.to_owned(), folder: None }
    }

    /// Creates a PostgreSQL database; prints a notice and returns `None` without a server.
    pub(crate) async fn postgres() -> Option<Self> {
        let Ok(admin) = std::env::var("IMK_TEST_POSTGRES_URL") else {
            eprintln!("skipped on PostgreSQL: IMK_TEST_POSTGRES_URL names no database (cargo xtask test starts one)");
            return None;
        };
        let name = format!("imk_{}", &random::secret().unwrap()[..16]);
        run(&admin, &format!("CREATE DATABASE {name}")).await.unwrap();
        let (start, _) = admin.rsplit_once('/').unwrap();
        Some(Self { url: format!("{start}/{name}"), folder: None })
    }

    /// Creates a database of each available kind.
    pub(crate) async fn all() -> Vec<Self> {
        std::iter::once(Self::sqlite()).chain(Self::postgres().await).collect()
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// Migrates and opens the database.
    pub(crate) async fn store(&self) -> Store {
        Store::connect(&self.url, cipher()).await.unwrap()
    }

    /// Opens a connection without the settings of the store.
    pub(crate) async fn connect(&self) -> AnyConnection {
        connect(&self.url).await
    }

    /// Runs plain SQL, without the checks of the store; returns the number of changed rows.
    pub(crate) async fn run(&self, sql: &str) -> Result<u64, sqlx::Error> {
        run(&self.url, sql).await
    }

    /// Returns the first column of every row.
    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        let mut connection = self.connect().await;
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        let rows: Vec<(String,)> = sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        rows.into_iter().map(|(text,)| text).collect()
    }
}

async fn connect(url: &str) -> AnyConnection {
    sqlx::any::install_default_drivers();
    AnyConnection::connect(url).await.unwrap()
}

async fn run(url: &str, sql: &str) -> Result<u64, sqlx::Error> {
    let mut connection = connect(url).await;
    let result = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut connection).await;
    connection.close().await.unwrap();
    result.map(|done| done.rows_affected())
}

pub(crate) fn cipher() -> ColumnCipher {
    ColumnCipher::new(&[7; 32])
}
