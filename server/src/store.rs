//! The database: the one place with SQL. One set of statements serves SQLite and PostgreSQL (docs/adr/0001-storage.md).
//!
//! Rows never leave this module: methods take and give values of the domain. Each method that writes more than one
//! table does so in one transaction. Every method occurs in `tests/store_story.rs`, which runs on both databases.

use std::time::Duration;

use sqlx::any::{AnyPoolOptions, AnyRow};
use sqlx::{Any, AnyConnection, AnyPool, Transaction};

mod accounts;
mod applications;
mod drafts;
mod messages;
mod people;
mod places;
mod roles;
mod sessions;
mod sign_in;

pub use applications::{NewApplication, StoredReply, SubmitOutcome};
pub use drafts::{DraftChange, DraftContent, StoredDraft};
pub use people::{KeptCode, NewPerson, Person, Recognised};
pub use roles::RoleGrant;
pub use sessions::{EndedAtProvider, LiveSession, NewSession};
pub use sign_in::PendingSignIn;

/// The database could not be reached, refused a statement, or holds a value that nobody wrote.
#[derive(Debug)]
pub enum StoreError {
    /// The driver's error.
    Database(sqlx::Error),
    /// The migrations could not be run.
    Migration(sqlx::migrate::MigrateError),
    /// A column holds something else than this program writes there.
    Corrupt(&'static str),
    /// The address of the database is not one of SQLite or PostgreSQL.
    UnknownDatabase,
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Database(cause) => write!(f, "database: {cause}"),
            Self::Migration(cause) => write!(f, "migration: {cause}"),
            Self::Corrupt(column) => write!(f, "the column {column} holds an unknown value"),
            Self::UnknownDatabase => f.write_str("the database is neither sqlite: nor postgres:"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(cause: sqlx::Error) -> Self {
        Self::Database(cause)
    }
}

type Result<T> = std::result::Result<T, StoreError>;

/// A handle to the database; clones share its connections.
#[derive(Clone)]
pub struct Store {
    pool: AnyPool,
    // SQLite would else start a transaction that reads and fail it when it first writes beside another writer.
    begin: &'static str,
}

impl Store {
    /// Connects to `sqlite:` or `postgres:`, and brings the tables up to date.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be reached or a migration fails.
    pub async fn connect(url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let sqlite = url.starts_with("sqlite:");
        if !sqlite && !url.starts_with("postgres") {
            return Err(StoreError::UnknownDatabase);
        }
        let pool = AnyPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(5))
            .after_connect(move |connection, _| Box::pin(prepare(connection, sqlite)))
            .connect(url)
            .await?;
        sqlx::migrate!().run(&pool).await.map_err(StoreError::Migration)?;
        Ok(Self { pool, begin: if sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" } })
    }

    /// Waits until every connection is closed.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    async fn begin(&self) -> Result<Transaction<'static, Any>> {
        Ok(self.pool.begin_with(self.begin).await?)
    }
}

/// SQLite: readers beside one writer, and every commit on the disk before it is acknowledged.
async fn prepare(connection: &mut AnyConnection, sqlite: bool) -> std::result::Result<(), sqlx::Error> {
    if sqlite {
        for pragma in ["PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA busy_timeout = 5000"] {
            sqlx::query(pragma).execute(&mut *connection).await?;
        }
    }
    Ok(())
}

fn text(row: &AnyRow, column: &'static str) -> Result<String> {
    use sqlx::Row as _;
    Ok(row.try_get(column)?)
}

fn optional_text(row: &AnyRow, column: &'static str) -> Result<Option<String>> {
    use sqlx::Row as _;
    Ok(row.try_get(column)?)
}

fn number(row: &AnyRow, column: &'static str) -> Result<i64> {
    use sqlx::Row as _;
    Ok(row.try_get(column)?)
}

/// A count that is never negative.
fn count(row: &AnyRow, column: &'static str) -> Result<u32> {
    u32::try_from(number(row, column)?).map_err(|_| StoreError::Corrupt(column))
}

fn instant(row: &AnyRow, column: &'static str) -> Result<chrono::DateTime<chrono::Utc>> {
    chrono::DateTime::from_timestamp_millis(number(row, column)?).ok_or(StoreError::Corrupt(column))
}

fn optional_instant(row: &AnyRow, column: &'static str) -> Result<Option<chrono::DateTime<chrono::Utc>>> {
    use sqlx::Row as _;
    let millis: Option<i64> = row.try_get(column)?;
    millis.map(|at| chrono::DateTime::from_timestamp_millis(at).ok_or(StoreError::Corrupt(column))).transpose()
}

/// A value kept as JSON.
fn json<T: serde::de::DeserializeOwned>(row: &AnyRow, column: &'static str) -> Result<T> {
    serde_json::from_str(&text(row, column)?).map_err(|_| StoreError::Corrupt(column))
}

/// A closed enum kept as the word that stands for it in JSON.
fn word<T: serde::de::DeserializeOwned>(word: String, column: &'static str) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(|_| StoreError::Corrupt(column))
}

fn to_json<T: serde::Serialize>(value: &T, column: &'static str) -> Result<String> {
    serde_json::to_string(value).map_err(|_| StoreError::Corrupt(column))
}
