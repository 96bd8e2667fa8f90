//! Fresh databases of both kinds, and plain SQL on them.

use server::platform::encryption::ColumnCipher;
use server::platform::random;
use server::platform::store::Store;
use sqlx::{AnyConnection, Connection as _};
use tempfile::TempDir;

/// An empty database of its own for one test.
pub(crate) struct Database {
    pub(crate) url: String,
    // SQLite's file goes with it; a PostgreSQL goes with the test run's cluster.
    folder: Option<TempDir>,
}

impl Database {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("imk.sqlite").display());
        Self { url, folder: Some(folder) }
    }

    /// The files of a SQLite database, its log among them.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let Some(folder) = &self.folder else { return Vec::new() };
        let files = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        files.map(|path| (path.display().to_string(), std::fs::read(&path).unwrap())).collect()
    }

    /// The one at an address.
    pub(crate) fn at(url: &str) -> Self {
        Self { url: url.to_owned(), folder: None }
    }

    /// `None` where there is no PostgreSQL, which is said.
    pub(crate) async fn postgres() -> Option<Self> {
        let Ok(admin) = std::env::var("IMK_TEST_POSTGRES_URL") else {
            eprintln!("not on PostgreSQL: IMK_TEST_POSTGRES_URL names no database (cargo xtask test starts one)");
            return None;
        };
        let name = format!("imk_{}", &random::secret().unwrap()[..16]);
        run(&admin, &format!("CREATE DATABASE {name}")).await.unwrap();
        let (start, _) = admin.rsplit_once('/').unwrap();
        Some(Self { url: format!("{start}/{name}"), folder: None })
    }

    /// One of each kind that can be had.
    pub(crate) async fn all() -> Vec<Self> {
        std::iter::once(Self::sqlite()).chain(Self::postgres().await).collect()
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// Up to date, and opened.
    pub(crate) async fn store(&self) -> Store {
        Store::connect(&self.url, cipher()).await.unwrap()
    }

    /// Runs plain SQL, as a bug or a database administrator would.
    pub(crate) async fn run(&self, sql: &str) -> Result<u64, sqlx::Error> {
        run(&self.url, sql).await
    }

    /// The first column of every row.
    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        let mut connection = connect(&self.url).await;
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
    let done = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut connection).await;
    connection.close().await.unwrap();
    done.map(|done| done.rows_affected())
}

pub(crate) fn cipher() -> ColumnCipher {
    ColumnCipher::new(&[7; 32])
}
