//! Shared by the commands on a database: its URL, its keys, and how to open it.

use std::future::Future;
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use crate::audit::checkpoints;
use crate::platform::clock::Clock;
use crate::platform::data_dir::{DataDir, SigningKeys};
use crate::platform::encryption::ColumnCipher;
use crate::platform::store::Store;
use crate::state::AppState;

/// Options for database and keys, as in `imk serve`.
#[derive(Debug, Args)]
pub(super) struct DatabaseArgs {
    /// The database: sqlite:… or postgres://… [default: the SQLite file in the data folder].
    #[arg(long, value_name = "URL")]
    pub database_url: Option<String>,
    /// The folder with the keys and the SQLite file.
    #[arg(long, default_value = "data", value_name = "FOLDER")]
    pub data_dir: PathBuf,
}

impl DatabaseArgs {
    pub(super) fn data(&self) -> Result<DataDir, Failure> {
        DataDir::open(&self.data_dir).map_err(|error| Failure::bad(format!("{}: {error}", self.data_dir.display())))
    }

    pub(super) fn url(&self, data: &DataDir) -> String {
        self.database_url.clone().unwrap_or_else(|| data.sqlite_url())
    }

    /// Opens the store; its database must be migrated.
    pub(super) async fn store(&self, data: &DataDir) -> Result<Store, Failure> {
        Store::open(&self.url(data), data.cipher().map_err(Failure::bad)?).await.map_err(Failure::bad)
    }
}

/// Opens the database of `imk serve`. Migrates a SQLite file always, and a PostgreSQL only on request, because
/// servers of an older version may use it.
pub(super) async fn connect(url: &str, cipher: &ColumnCipher, migrate: bool) -> Result<Store, Failure> {
    if migrate || Store::migrates_at_start(url).map_err(Failure::bad)? {
        for migration in Store::migrate(url).await.map_err(Failure::bad)? {
            tracing::info!(migration, "migrated");
        }
    }
    Store::open_for_server(url, cipher.clone()).await.map_err(Failure::bad)
}

/// Background task that creates checkpoints of the audit log.
pub(super) struct Checkpoints {
    task: tokio::task::JoinHandle<()>,
    store: Store,
    file: PathBuf,
    keys: SigningKeys,
    clock: Clock,
}

pub(super) fn make_checkpoints(data_dir: &Path, state: &AppState) -> Result<Checkpoints, Failure> {
    let data = DataDir::open(data_dir).map_err(Failure::bad)?;
    let (file, keys) = (data.checkpoints(), data.audit_keys().map_err(Failure::bad)?);
    let (store, clock) = (state.store.clone(), state.clock.clone());
    let task = tokio::spawn(checkpoints::keep_making(store.clone(), file.clone(), keys.clone(), clock.clone()));
    Ok(Checkpoints { task, store, file, keys, clock })
}

impl Checkpoints {
    /// Stops the task and signs the remaining entries.
    pub(super) async fn end(self) {
        self.task.abort();
        let now = self.clock.now().timestamp_millis();
        if let Err(cause) = checkpoints::make(&self.store, &self.file, &self.keys, now, 1).await {
            tracing::error!(%cause, "failed to create a checkpoint of the audit log");
        }
    }
}

pub(super) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Runtime::new().map_err(Failure::bad)?.block_on(work)
}
