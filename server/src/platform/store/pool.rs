//! Connection pools, and the handle to the database.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::pool::PoolConnectionMetadata;
use sqlx::{Any, AnyConnection, AnyPool, Connection as _, Transaction};

use super::database_url::Kind;
use super::error::Result;
use crate::platform::clock::Stopwatch;
use crate::platform::encryption::ColumnCipher;

/// Connections that write to PostgreSQL. SQLite has one writer: its one connection queues the writers in order.
const WRITERS: u32 = 8;

/// Connections that read.
const READERS: u32 = 8;

/// Longest wait for a free connection.
const ACQUIRE: Duration = Duration::from_secs(5);

/// A connection idle for longer is tested before its next use.
const TRUSTED_IDLE: Duration = Duration::from_secs(5);

/// How long a committed write proves that the database accepts writes.
const PROOF: Duration = Duration::from_secs(2);

/// Who opens the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// A server: each statement has a time limit.
    Server,
    /// A command of the operator, which may read whole tables.
    Command,
}

/// Handle to the database; clones share the connections. It encrypts personal data on writing and decrypts it on
/// reading.
#[derive(Clone)]
pub struct Store {
    /// Connections for statements outside a transaction that only read.
    pub(crate) read: AnyPool,
    /// Connections for everything else.
    pub(crate) write: AnyPool,
    /// Connection of the readiness check, so that it does not wait behind requests.
    probe: AnyPool,
    pub(crate) kind: Kind,
    pub(crate) cipher: ColumnCipher,
    last_commit: Arc<Mutex<Option<Stopwatch>>>,
}

impl Store {
    /// Migrates and opens a database (`sqlite:` or `postgres:`) for a command.
    ///
    /// # Errors
    /// [`super::error::StoreError`] if the database cannot be reached or migrated.
    pub async fn connect(url: &str, cipher: ColumnCipher) -> Result<Self> {
        Self::migrate(url).await?;
        Self::open(url, cipher).await
    }

    /// Opens a database (`sqlite:` or `postgres:`) for a command; it must be migrated.
    ///
    /// # Errors
    /// [`super::error::StoreError::Schema`] if it is not migrated; another [`super::error::StoreError`] if the database
    /// cannot be reached.
    pub async fn open(url: &str, cipher: ColumnCipher) -> Result<Self> {
        Self::open_for(url, cipher, Purpose::Command).await
    }

    /// Opens a database for a server, with time limits; see [`Store::open`].
    ///
    /// # Errors
    /// As for [`Store::open`].
    pub async fn open_for_server(url: &str, cipher: ColumnCipher) -> Result<Self> {
        Self::open_for(url, cipher, Purpose::Server).await
    }

    async fn open_for(url: &str, cipher: ColumnCipher, purpose: Purpose) -> Result<Self> {
        let kind = Kind::of(url)?;
        sqlx::any::install_default_drivers();
        let writers = if kind == Kind::Sqlite { 1 } else { WRITERS };
        let store = Self {
            read: options(kind, purpose, READERS).connect(url).await?,
            write: options(kind, purpose, writers).connect(url).await?,
            probe: options(kind, purpose, 1).connect_lazy(url)?,
            kind,
            cipher,
            last_commit: Arc::default(),
        };
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

    /// Checks that the database accepts writes: a write was committed in the last two seconds, or one succeeds now.
    ///
    /// # Errors
    /// [`super::error::StoreError`] if it does not, such as for a full disk or a PostgreSQL standby.
    pub async fn accepts_writes(&self) -> Result<()> {
        if self.last_commit().is_some_and(|since| since.elapsed() < PROOF) {
            return Ok(());
        }
        sqlx::query("UPDATE write_probe SET number = number + 1 WHERE id = 1").execute(&self.probe).await?;
        Ok(())
    }

    /// Closes every connection.
    pub async fn close(&self) {
        for pool in [&self.read, &self.write, &self.probe] {
            pool.close().await;
        }
        self.note_commit(None);
    }

    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>> {
        Ok(self.write.begin_with(self.kind.begin_writing()).await?)
    }

    /// Commits a transaction of a busy path and notes it as a proof for [`Store::accepts_writes`].
    pub(crate) async fn commit(&self, transaction: Transaction<'static, Any>) -> Result<()> {
        transaction.commit().await?;
        self.note_commit(Some(Stopwatch::start()));
        Ok(())
    }

    fn note_commit(&self, at: Option<Stopwatch>) {
        *self.last_commit.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }

    fn last_commit(&self) -> Option<Stopwatch> {
        *self.last_commit.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn options(kind: Kind, purpose: Purpose, connections: u32) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE)
        .test_before_acquire(false)
        .before_acquire(|connection, metadata| Box::pin(is_usable(connection, metadata)))
        .after_connect(move |connection, _| Box::pin(prepare(connection, kind, purpose)))
}

/// Whether the pool may hand out a connection. SQLite rolls a transaction back by itself when the disk is full; the
/// driver's own rollback then fails, and it counts the transaction as open for ever. The pool closes such a connection.
async fn is_usable(
    connection: &mut AnyConnection,
    metadata: PoolConnectionMetadata,
) -> std::result::Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        return Ok(false);
    }
    Ok(metadata.idle_for < TRUSTED_IDLE || connection.ping().await.is_ok())
}

/// Opens a connection outside the pool.
pub(super) async fn connection(url: &str, kind: Kind) -> Result<AnyConnection> {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(url).await?;
    prepare(&mut connection, kind, Purpose::Command).await?;
    Ok(connection)
}

/// Attempts to switch to write-ahead logging, and the time between two: five seconds, as `busy_timeout` below.
const SWITCH_ATTEMPTS: u32 = 250;
const SWITCH_INTERVAL: Duration = Duration::from_millis(20);

/// Settings of a PostgreSQL session. A process that loses its network holds its locks for eleven seconds at most.
const POSTGRES_SETTINGS: [&str; 4] = [
    "SET lock_timeout = '4s'",
    "SET tcp_keepalives_idle = 5",
    "SET tcp_keepalives_interval = 2",
    "SET tcp_keepalives_count = 3",
];

/// Settings of a SQLite connection: concurrent readers with one writer, and every commit on disk before it is
/// acknowledged.
const SQLITE_SETTINGS: [&str; 4] = [
    "PRAGMA busy_timeout = 5000",
    "PRAGMA synchronous = FULL",
    // 32 MB: the indexes of 100,000 applications stay in memory.
    "PRAGMA cache_size = -32768",
    // 40 MB of pages: a page that many batches change is copied into the database once.
    "PRAGMA wal_autocheckpoint = 10000",
];

/// Further settings of a server: a limit for each statement, and for a server that stops in the middle of a
/// transaction. It then holds its locks for three seconds, less than others wait for a lock.
const POSTGRES_SERVER_SETTINGS: [&str; 2] =
    ["SET statement_timeout = '5s'", "SET idle_in_transaction_session_timeout = '3s'"];

/// Further setting of a command: it may pause longer between two statements, such as to read a file.
const POSTGRES_COMMAND_SETTINGS: [&str; 1] = ["SET idle_in_transaction_session_timeout = '30s'"];

async fn prepare(connection: &mut AnyConnection, kind: Kind, purpose: Purpose) -> std::result::Result<(), sqlx::Error> {
    let (settings, further): (&[&'static str], &[&'static str]) = match (kind, purpose) {
        (Kind::Sqlite, _) => (&SQLITE_SETTINGS, &[]),
        (Kind::Postgres, Purpose::Server) => (&POSTGRES_SETTINGS, &POSTGRES_SERVER_SETTINGS),
        (Kind::Postgres, Purpose::Command) => (&POSTGRES_SETTINGS, &POSTGRES_COMMAND_SETTINGS),
    };
    for setting in settings.iter().chain(further) {
        sqlx::query(*setting).execute(&mut *connection).await?;
    }
    match kind {
        Kind::Sqlite => use_write_ahead_log(connection).await,
        Kind::Postgres => Ok(()),
    }
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
