//! The connection pool, and the one handle to the database.

use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyConnection, AnyPool, Connection as _, Transaction};

use super::database_url::Kind;
use super::error::Result;
use crate::platform::encryption::ColumnCipher;

/// A handle to the database; clones share its connections. What is personal is encrypted on its way in and opened on its
/// way out.
#[derive(Clone)]
pub struct Store {
    pub(crate) pool: AnyPool,
    pub(super) kind: Kind,
    pub(crate) cipher: ColumnCipher,
}

impl Store {
    /// Connects to `sqlite:` or `postgres:`, and brings the tables up to date.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be reached, or is not one that this program can bring up to date.
    pub async fn connect(url: &str, cipher: ColumnCipher) -> Result<Self> {
        Self::migrate(url).await?;
        Self::open(url, cipher).await
    }

    /// Connects to `sqlite:` or `postgres:`, whose tables must be up to date.
    ///
    /// # Errors
    /// [`StoreError::Schema`] where they are not; [`StoreError`] where the database cannot be reached.
    pub async fn open(url: &str, cipher: ColumnCipher) -> Result<Self> {
        let kind = Kind::of(url)?;
        sqlx::any::install_default_drivers();
        let pool = AnyPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(5))
            .after_connect(move |connection, _| Box::pin(prepare(connection, kind)))
            .connect(url)
            .await?;
        let store = Self { pool, kind, cipher };
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

    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>> {
        Ok(self.pool.begin_with(self.kind.begin_writing()).await?)
    }
}

/// One connection outside any pool.
pub(super) async fn connection(url: &str, kind: Kind) -> Result<AnyConnection> {
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
