//! Connection pool, and the handle to the database.

use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyConnection, AnyPool, Connection as _, Transaction};

use super::database_url::Kind;
use super::error::Result;
use crate::platform::encryption::ColumnCipher;

/// Handle to the database; clones share the connections. It encrypts personal data on writing and decrypts it on
/// reading.
#[derive(Clone)]
pub struct Store {
    pub(crate) pool: AnyPool,
    pub(super) kind: Kind,
    pub(crate) cipher: ColumnCipher,
}

impl Store {
    /// Migrates and opens a database (`sqlite:` or `postgres:`).
    ///
    /// # Errors
    /// [`super::error::StoreError`] if the database cannot be reached or migrated.
    pub async fn connect(url: &str, cipher: ColumnCipher) -> Result<Self> {
        Self::migrate(url).await?;
        Self::open(url, cipher).await
    }

    /// Opens a database (`sqlite:` or `postgres:`) that must be migrated.
    ///
    /// # Errors
    /// [`super::error::StoreError::Schema`] if it is not migrated; another [`super::error::StoreError`] if the database
    /// cannot be reached.
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

    /// Whether a server may migrate this database at startup: a SQLite file belongs to one server, while several
    /// servers of different versions may share a PostgreSQL.
    ///
    /// # Errors
    /// As for [`super::database_url::check_address`].
    pub fn migrates_at_start(url: &str) -> Result<bool> {
        Ok(Kind::of(url)? == Kind::Sqlite)
    }

    /// Checks that the database responds.
    ///
    /// # Errors
    /// [`super::error::StoreError`] if it does not.
    pub async fn answers(&self) -> Result<()> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>> {
        Ok(self.pool.begin_with(self.kind.begin_writing()).await?)
    }
}

/// Opens a connection outside the pool.
pub(super) async fn connection(url: &str, kind: Kind) -> Result<AnyConnection> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(url).await?;
    prepare(&mut connection, kind).await?;
    Ok(connection)
}

/// Attempts to switch to write-ahead logging, and the time between two: five seconds, as `busy_timeout` below.
const SWITCH_ATTEMPTS: u32 = 250;
const SWITCH_INTERVAL: Duration = Duration::from_millis(20);

/// Configures SQLite: concurrent readers with one writer, and every commit on disk before it is acknowledged.
async fn prepare(connection: &mut AnyConnection, kind: Kind) -> std::result::Result<(), sqlx::Error> {
    if kind == Kind::Sqlite {
        for pragma in ["PRAGMA busy_timeout = 5000", "PRAGMA synchronous = FULL"] {
            sqlx::query(pragma).execute(&mut *connection).await?;
        }
        use_write_ahead_log(connection).await?;
    }
    Ok(())
}

/// Switches a SQLite file to write-ahead logging, with retries: while another connection holds a write lock, SQLite
/// does not apply `busy_timeout` to the switch, but fails at once.
async fn use_write_ahead_log(connection: &mut AnyConnection) -> std::result::Result<(), sqlx::Error> {
    for _ in 1..SWITCH_ATTEMPTS {
        match switch(connection).await {
            Err(error) if is_locked(&error) => tokio::time::sleep(SWITCH_INTERVAL).await,
            other => return other,
        }
    }
    switch(connection).await
}

async fn switch(connection: &mut AnyConnection) -> std::result::Result<(), sqlx::Error> {
    sqlx::query("PRAGMA journal_mode = WAL").execute(connection).await.map(|_| ())
}

/// Whether SQLite reports `SQLITE_BUSY` (primary result code 5, in the low byte of the extended code).
fn is_locked(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code()?.parse::<u32>().ok());
    code.is_some_and(|code| code & 0xff == 5)
}
