//! Dumps the database as records and restores them. The format is the same for both kinds of database, because
//! columns contain only texts and integers.

use futures_util::TryStreamExt as _;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Column as _, Row as _, ValueRef as _};

use super::error::{Result, StoreError};
use super::pool::Store;

/// Dumped tables, each after the tables that it references. Sessions and pending sign-ins are excluded: people sign
/// in again.
pub const TABLES: [&str; 16] = [
    "call_pack",
    "person",
    "person_code",
    "identity",
    "role_grant",
    "study_group",
    "account",
    "application",
    "idempotency",
    "message",
    "outbox",
    "draft",
    "closed_account",
    "audit",
    "audit_checkpoint",
    "audit_head",
];

/// Row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Name of the table.
    pub table: String,
    /// Columns without NULL values.
    pub row: Map<String, Value>,
}

impl Store {
    /// Passes every row of a consistent snapshot to `sink`.
    ///
    /// # Errors
    /// [`StoreError`] if the database or the sink fails.
    pub async fn dump(&self, mut sink: impl FnMut(Record) -> std::io::Result<()> + Send) -> Result<()> {
        let mut transaction = self.read.begin_with(self.kind.begin_snapshot()).await?;
        for table in TABLES {
            let select = AssertSqlSafe(format!("SELECT * FROM {table}"));
            let mut rows = sqlx::query(select).fetch(&mut *transaction);
            while let Some(row) = rows.try_next().await? {
                sink(Record { table: table.to_owned(), row: columns(&row)? }).map_err(StoreError::Sink)?;
            }
        }
        Ok(transaction.rollback().await?)
    }

    /// Restores all rows into an empty database in one transaction; returns their number.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`] if it contains rows; [`StoreError::NotADump`] for an invalid record; [`StoreError`]
    /// if the database fails.
    pub async fn restore(&self, records: impl Iterator<Item = std::io::Result<Record>> + Send) -> Result<u64> {
        let mut transaction = self.begin().await?;
        for table in TABLES {
            refuse_rows(&mut transaction, table).await?;
        }
        let mut restored = 0;
        for record in records {
            insert(&mut transaction, &record.map_err(StoreError::Sink)?).await?;
            restored += 1;
        }
        transaction.commit().await?;
        Ok(restored)
    }
}

fn columns(row: &AnyRow) -> Result<Map<String, Value>> {
    let mut columns = Map::new();
    for column in row.columns() {
        let at = column.ordinal();
        if row.try_get_raw(at)?.is_null() {
            continue;
        }
        let value = match row.try_get::<i64, _>(at) {
            Ok(number) => Value::from(number),
            Err(_) => Value::from(row.try_get::<String, _>(at)?),
        };
        columns.insert(column.name().to_owned(), value);
    }
    Ok(columns)
}

async fn refuse_rows(connection: &mut AnyConnection, table: &'static str) -> Result<()> {
    let select = match table {
        // An empty log has a head row with number 0.
        "audit_head" => "SELECT id FROM audit_head WHERE number > 0".to_owned(),
        other => format!("SELECT 1 FROM {other} LIMIT 1"),
    };
    let row = sqlx::query(AssertSqlSafe(select)).fetch_optional(connection).await?;
    if row.is_some() { Err(StoreError::NotEmpty(table)) } else { Ok(()) }
}

async fn insert(connection: &mut AnyConnection, record: &Record) -> Result<()> {
    let wrong = |what: &str| StoreError::NotADump(format!("{}: {what}", record.table));
    let plain = |name: &String| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if !TABLES.contains(&record.table.as_str()) {
        return Err(wrong("no such table"));
    }
    if record.row.is_empty() || !record.row.keys().all(plain) {
        return Err(wrong("no such column"));
    }
    let names: Vec<&str> = record.row.keys().map(String::as_str).collect();
    let slots: Vec<String> = (1..=names.len()).map(|number| format!("${number}")).collect();
    let mut insert = format!("INSERT INTO {} ({}) VALUES ({})", record.table, names.join(", "), slots.join(", "));
    if record.table == "audit_head" {
        // The migrations have created this row.
        insert += " ON CONFLICT (id) DO UPDATE SET number = excluded.number, hash = excluded.hash, \
                   ordered_at = excluded.ordered_at";
    }
    let mut query = sqlx::query(AssertSqlSafe(insert));
    for value in record.row.values() {
        query = match value {
            Value::String(text) => query.bind(text.clone()),
            Value::Number(number) => query.bind(number.as_i64().ok_or_else(|| wrong("a number that is not whole"))?),
            _ => return Err(wrong("neither text nor number")),
        };
    }
    query.execute(connection).await?;
    Ok(())
}
