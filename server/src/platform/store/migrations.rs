//! The schema: which migrations there are, which a database has, and how the missing ones are run.
//!
//! Forward only. Everything that is missing runs in one transaction, and only one program at a time runs it: PostgreSQL
//! by an advisory lock, SQLite by the transaction itself. Where a database is not what the program expects, nothing is
//! changed and the migration is named (docs/operate.md).

use sqlx::migrate::{Migrate as _, MigrateError, Migration};
use sqlx::{AnyConnection, Connection as _};

use super::database_url::Kind;
use super::error::{Result, SchemaError, StoreError};
use super::pool::{Store, connection};
use super::upgrade;
use crate::platform::encryption::ColumnCipher;
use rules::call::Call;

/// Where sqlx notes which migrations ran.
const TABLE: &str = "_sqlx_migrations";

/// The migration whose rows the program moves itself.
const SEALED_AND_CHAINED: i64 = 4;

/// The program's migrations for a kind of database: the common ones, and those that each writes in words of its own.
fn known(kind: Kind) -> Vec<Migration> {
    let common = sqlx::migrate!("./migrations");
    let own = match kind {
        Kind::Sqlite => sqlx::migrate!("./migrations/sqlite"),
        Kind::Postgres => sqlx::migrate!("./migrations/postgres"),
    };
    let mut all: Vec<Migration> = common.iter().chain(own.iter()).cloned().collect();
    all.sort();
    all
}

/// The number of the program's last migration; backups carry it.
pub fn schema_version() -> i64 {
    known(Kind::Sqlite).last().map_or(0, |last| last.version)
}

impl Store {
    /// Brings a database up to date, and names each migration that it ran: `0004 invariants`.
    ///
    /// # Errors
    /// [`StoreError::Schema`] where it is not one that this program can bring up to date; [`StoreError`] where the
    /// database fails. Nothing is changed then.
    pub async fn migrate(url: &str, cipher: &ColumnCipher, packs: &[Call]) -> Result<Vec<String>> {
        let kind = Kind::of(url)?;
        let mut connection = connection(url, kind).await?;
        connection.lock().await.map_err(StoreError::Migration)?;
        let run = run(&mut connection, kind, cipher, packs).await;
        connection.unlock().await.map_err(StoreError::Migration)?;
        connection.close().await?;
        run
    }

    /// Sees whether the database has exactly the program's migrations.
    pub(super) async fn check_schema(&self) -> Result<()> {
        let mut connection = self.pool.acquire().await?;
        match missing(&mut connection, self.kind).await?.first() {
            None => Ok(()),
            Some(first) => Err(SchemaError::Older(first.version).into()),
        }
    }
}

async fn run(connection: &mut AnyConnection, kind: Kind, cipher: &ColumnCipher, packs: &[Call]) -> Result<Vec<String>> {
    let mut transaction = connection.begin_with(kind.begin_writing()).await?;
    transaction.ensure_migrations_table(TABLE).await.map_err(StoreError::Migration)?;
    let mut ran = Vec::new();
    for migration in missing(&mut transaction, kind).await? {
        transaction.apply(TABLE, &migration).await.map_err(StoreError::Migration)?;
        if migration.version == SEALED_AND_CHAINED {
            upgrade::seal_and_chain(&mut transaction, cipher, packs).await?;
        }
        ran.push(format!("{:04} {}", migration.version, migration.description));
    }
    transaction.commit().await?;
    Ok(ran)
}

/// The migrations that a database lacks, after those that it has were compared with the program's.
async fn missing(connection: &mut AnyConnection, kind: Kind) -> Result<Vec<Migration>> {
    let applied = match connection.list_applied_migrations(TABLE).await {
        Ok(applied) => applied,
        // The table is not there before the first migration.
        Err(MigrateError::Execute(sqlx::Error::Database(_))) => Vec::new(),
        Err(cause) => return Err(StoreError::Migration(cause)),
    };
    let known = known(kind);
    for have in &applied {
        match known.iter().find(|migration| migration.version == have.version) {
            None => return Err(SchemaError::Newer(have.version).into()),
            Some(migration) if migration.checksum != have.checksum => {
                return Err(SchemaError::Changed(have.version).into());
            }
            Some(_) => {}
        }
    }
    let last = applied.iter().map(|have| have.version).max().unwrap_or(0);
    let lacking = |migration: &Migration| !applied.iter().any(|have| have.version == migration.version);
    let missing: Vec<Migration> = known.into_iter().filter(lacking).collect();
    match missing.first() {
        Some(first) if first.version < last => Err(SchemaError::Gap(first.version).into()),
        _ => Ok(missing),
    }
}
