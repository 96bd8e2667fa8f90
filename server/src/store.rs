//! The database: the one place with SQL. One set of statements serves SQLite and PostgreSQL (docs/adr/0001-storage.md).
//!
//! Rows never leave this module: methods take and give values of the domain. Each method that writes more than one
//! table does so in one transaction. Every method occurs in `tests/store_story.rs`, which runs on both databases.

use std::time::Duration;

use sqlx::any::{AnyPoolOptions, AnyRow};
use sqlx::{Any, AnyConnection, AnyPool, Connection as _, Transaction};

use crate::vault::{NotOpened, NotSealed, Vault};

mod accounts;
mod address;
mod applications;
mod audit;
mod drafts;
mod dump;
mod messages;
mod migrations;
mod packs;
mod people;
mod places;
mod reseal;
mod roles;
mod sessions;
mod sign_in;
mod upgrade;

pub use accounts::KEPT_YEARS;
pub use address::check_address;
pub use applications::{NewApplication, StoredDecision, StoredReply, SubmitOutcome};
pub use audit::AuditLog;
pub use drafts::{DraftChange, DraftContent, StoredDraft};
pub use dump::{Record, TABLES};
pub use migrations::{SchemaProblem, schema_version};
pub use people::{KeptCode, NewPerson, Person, Recognised};
pub use places::StoredPlace;
pub use reseal::ResealPosition;
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
    /// What goes to the database and comes from it could be read or changed on its way.
    InTheOpen {
        /// The machine that the address names.
        host: String,
    },
    /// The database has not the schema of this program.
    Schema(SchemaProblem),
    /// A sealed text in the database could not be opened.
    Vault(NotOpened),
    /// A text could not be sealed.
    NotSealed(NotSealed),
    /// The database holds something already, so nothing can be restored into it.
    NotEmpty(&'static str),
    /// What is to be restored is not what a dump of this program holds.
    NotADump(String),
    /// What takes a dump could not.
    Sink(std::io::Error),
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Database(cause) => write!(f, "database: {cause}"),
            Self::Migration(cause) => write!(f, "migration: {cause}"),
            Self::Corrupt(column) => write!(f, "the column {column} holds an unknown value"),
            Self::UnknownDatabase => f.write_str("the database is neither sqlite: nor postgres:"),
            Self::InTheOpen { host } => write!(
                f,
                "{host} is another machine, so the way there needs TLS with a certificate that is checked: add \
                 sslmode=verify-full, and sslrootcert=FILE where the authority is your own"
            ),
            Self::Schema(problem) => problem.fmt(f),
            Self::Vault(cause) => cause.fmt(f),
            Self::NotSealed(cause) => cause.fmt(f),
            Self::NotEmpty(table) => write!(f, "the database is not empty: there is something in {table}"),
            Self::NotADump(what) => write!(f, "what is to be restored is no dump of this program: {what}"),
            Self::Sink(cause) => cause.fmt(f),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(cause: sqlx::Error) -> Self {
        Self::Database(cause)
    }
}

impl From<SchemaProblem> for StoreError {
    fn from(problem: SchemaProblem) -> Self {
        Self::Schema(problem)
    }
}

impl From<NotOpened> for StoreError {
    fn from(cause: NotOpened) -> Self {
        Self::Vault(cause)
    }
}

impl From<NotSealed> for StoreError {
    fn from(cause: NotSealed) -> Self {
        Self::NotSealed(cause)
    }
}

type Result<T> = std::result::Result<T, StoreError>;

/// Which database it is, for the few words in which they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// SQLite would else start a transaction that reads and fail it when it first writes beside another writer.
    const fn begin_writing(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// A transaction in which everything is as it was when it first read, whoever writes meanwhile.
    const fn begin_snapshot(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        }
    }
}

/// A handle to the database; clones share its connections. What is personal is sealed on its way in and opened on its
/// way out.
#[derive(Clone)]
pub struct Store {
    pool: AnyPool,
    kind: Kind,
    vault: Vault,
}

impl Store {
    /// Connects to `sqlite:` or `postgres:`, and brings the tables up to date.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be reached, or is not one that this program can bring up to date.
    pub async fn connect(url: &str, vault: Vault) -> Result<Self> {
        Self::migrate(url, &vault, &[]).await?;
        Self::open(url, vault).await
    }

    /// Connects to `sqlite:` or `postgres:`, whose tables must be up to date.
    ///
    /// # Errors
    /// [`StoreError::Schema`] where they are not; [`StoreError`] where the database cannot be reached.
    pub async fn open(url: &str, vault: Vault) -> Result<Self> {
        let kind = Kind::of(url)?;
        sqlx::any::install_default_drivers();
        let pool = AnyPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(5))
            .after_connect(move |connection, _| Box::pin(prepare(connection, kind)))
            .connect(url)
            .await?;
        let store = Self { pool, kind, vault };
        store.check_schema().await?;
        Ok(store)
    }

    /// Whether every server may bring this database up to date as it starts: a SQLite file belongs to one server, while
    /// several share a PostgreSQL and may be of different versions.
    ///
    /// # Errors
    /// Those of [`check_address`].
    pub fn migrates_at_start(url: &str) -> Result<bool> {
        Ok(Kind::of(url)? == Kind::Sqlite)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError`] where it does not.
    pub async fn answers(&self) -> Result<()> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Waits until every connection is closed.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    async fn begin(&self) -> Result<Transaction<'static, Any>> {
        Ok(self.pool.begin_with(self.kind.begin_writing()).await?)
    }
}

/// One connection outside any pool.
async fn connection(url: &str, kind: Kind) -> Result<AnyConnection> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(url).await?;
    prepare(&mut connection, kind).await?;
    Ok(connection)
}

/// SQLite: readers beside one writer, and every commit on the disk before it is acknowledged.
async fn prepare(connection: &mut AnyConnection, kind: Kind) -> std::result::Result<(), sqlx::Error> {
    if kind == Kind::Sqlite {
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

fn optional_number(row: &AnyRow, column: &'static str) -> Result<Option<i64>> {
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
    optional_number(row, column)?
        .map(|at| chrono::DateTime::from_timestamp_millis(at).ok_or(StoreError::Corrupt(column)))
        .transpose()
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
