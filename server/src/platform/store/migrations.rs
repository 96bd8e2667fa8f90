//! Migrations of the schema, forward only.
//!
//! All missing migrations run in one transaction, and only one process at a time runs them: PostgreSQL uses an
//! advisory lock, SQLite the transaction itself. If the database has unexpected migrations, nothing is changed and
//! the error names the migration (docs/operate.md).

use sqlx::migrate::{Migrate as _, MigrateError, Migration};
use sqlx::{AnyConnection, Connection as _};

use super::database_url::Kind;
use super::error::{Result, SchemaError, StoreError};
use super::pool::{Store, connection};

/// Table in which sqlx records applied migrations.
const TABLE: &str = "_sqlx_migrations";

/// Migrations of this program for a kind of database: the common ones, and those with syntax of that kind.
fn migrations(kind: Kind) -> Vec<Migration> {
    let common = sqlx::migrate!("./migrations");
    let own = match kind {
        Kind::Sqlite => sqlx::migrate!("./migrations/sqlite"),
        Kind::Postgres => sqlx::migrate!("./migrations/postgres"),
    };
    let mut all: Vec<Migration> = common.iter().chain(own.iter()).cloned().collect();
    all.sort();
    all
}

/// Number of this program's last migration; backups record it.
pub fn schema_version() -> i64 {
    migrations(Kind::Sqlite).last().map_or(0, |last| last.version)
}

impl Store {
    /// Applies missing migrations and returns their names, such as `0001 schema`.
    ///
    /// # Errors
    /// [`StoreError::Schema`] if the database does not match this program; [`StoreError`] if the database fails.
    /// Nothing is changed in either case.
    pub async fn migrate(url: &str) -> Result<Vec<String>> {
        let kind = Kind::of(url)?;
        let mut connection = connection(url, kind).await?;
        connection.lock().await.map_err(StoreError::Migration)?;
        let run = run(&mut connection, kind).await;
        connection.unlock().await.map_err(StoreError::Migration)?;
        connection.close().await?;
        run
    }

    /// Checks that the database has exactly this program's migrations.
    pub(super) async fn check_schema(&self) -> Result<()> {
        let mut connection = self.read.acquire().await?;
        match missing(&mut connection, self.kind).await?.first() {
            None => Ok(()),
            Some(first) => Err(SchemaError::Older(first.version).into()),
        }
    }
}

async fn run(connection: &mut AnyConnection, kind: Kind) -> Result<Vec<String>> {
    let mut transaction = connection.begin_with(kind.begin_writing()).await?;
    transaction.ensure_migrations_table(TABLE).await.map_err(StoreError::Migration)?;
    let mut ran = Vec::new();
    for migration in missing(&mut transaction, kind).await? {
        transaction.apply(TABLE, &migration).await.map_err(StoreError::Migration)?;
        ran.push(format!("{:04} {}", migration.version, migration.description));
    }
    transaction.commit().await?;
    Ok(ran)
}

/// Compares the applied migrations with the program's, and returns the missing ones.
async fn missing(connection: &mut AnyConnection, kind: Kind) -> Result<Vec<Migration>> {
    let applied = match connection.list_applied_migrations(TABLE).await {
        Ok(applied) => applied,
        // Before the first migration the table does not exist.
        Err(MigrateError::Execute(sqlx::Error::Database(_))) => Vec::new(),
        Err(cause) => return Err(StoreError::Migration(cause)),
    };
    let expected = migrations(kind);
    for have in &applied {
        match expected.iter().find(|migration| migration.version == have.version) {
            None => return Err(SchemaError::Newer(have.version).into()),
            Some(migration) if migration.checksum != have.checksum => {
                return Err(SchemaError::Changed(have.version).into());
            }
            Some(_) => {}
        }
    }
    let last = applied.iter().map(|have| have.version).max().unwrap_or(0);
    let lacking = |migration: &Migration| !applied.iter().any(|have| have.version == migration.version);
    let missing: Vec<Migration> = expected.into_iter().filter(lacking).collect();
    match missing.first() {
        Some(first) if first.version < last => Err(SchemaError::Gap(first.version).into()),
        _ => Ok(missing),
    }
}
