//! Audit log: entries are appended in the transaction of the recorded action, and read completely for verification.

use api::AuditEntry;
use chrono::{DateTime, Utc};
use rules::riga_time;
use serde_json::json;
use sqlx::AnyConnection;

use crate::audit::chain::{Checkpoint, Entry, Event, Head};
use crate::platform::store::row::{instant, number, text};
use crate::platform::store::rows::to_rows;
use crate::platform::store::{Kind, Result, Store, StoreError};

/// Head and checkpoints of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLog {
    /// Number and hash of the last entry, from the row that every append updates.
    pub head: Head,
    /// Checkpoints, oldest first.
    pub checkpoints: Vec<Checkpoint>,
}

impl Store {
    /// Returns the head and the checkpoints of the log.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn audit_log(&self) -> Result<AuditLog> {
        let row = sqlx::query("SELECT number, hash FROM audit_head WHERE id = 1").fetch_optional(&self.read).await?;
        let head = match row {
            Some(row) => Head { number: number(&row, "number")?, hash: text(&row, "hash")? },
            // A missing head means tampering; verification reports it.
            None => Head::default(),
        };
        let rows = sqlx::query("SELECT number, at, hash, key, signature FROM audit_checkpoint ORDER BY number")
            .fetch_all(&self.read)
            .await?;
        let checkpoints = rows.iter().map(|row| {
            Ok(Checkpoint {
                number: number(row, "number")?,
                at: number(row, "at")?,
                hash: text(row, "hash")?,
                key: text(row, "key")?,
                signature: text(row, "signature")?,
            })
        });
        Ok(AuditLog { head, checkpoints: checkpoints.collect::<Result<_>>()? })
    }

    /// Lists up to `limit` entries with numbers above `after`, in order.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn audit_entries(&self, after: i64, limit: u32) -> Result<Vec<Entry>> {
        let rows = sqlx::query(
            "SELECT number, id, at, person_id, action, subject, previous, hash FROM audit \
             WHERE number > $1 ORDER BY number LIMIT $2",
        )
        .bind(after)
        .bind(i64::from(limit))
        .fetch_all(&self.read)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Entry {
                    number: number(row, "number")?,
                    id: text(row, "id")?,
                    at: number(row, "at")?,
                    person: text(row, "person_id")?,
                    action: text(row, "action")?,
                    subject: text(row, "subject")?,
                    previous: text(row, "previous")?,
                    hash: text(row, "hash")?,
                })
            })
            .collect()
    }

    /// Stores a checkpoint; false if the entry already has one.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn keep_checkpoint(&self, checkpoint: &Checkpoint) -> Result<bool> {
        let kept = sqlx::query(
            "INSERT INTO audit_checkpoint (number, at, hash, key, signature) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (number) DO NOTHING",
        )
        .bind(checkpoint.number)
        .bind(checkpoint.at)
        .bind(&checkpoint.hash)
        .bind(&checkpoint.key)
        .bind(&checkpoint.signature)
        .execute(&self.write)
        .await?;
        Ok(kept.rows_affected() > 0)
    }

    /// Lists entries of the audit log, newest first, from the newest entry or from those older than `before`. `None`
    /// if `before` is not an entry.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn audit_page(&self, before: Option<&str>, length: u16) -> Result<Option<Vec<AuditEntry>>> {
        let before = match before {
            None => i64::MAX,
            Some(id) => {
                let row =
                    sqlx::query("SELECT number FROM audit WHERE id = $1").bind(id).fetch_optional(&self.read).await?;
                let Some(row) = row else { return Ok(None) };
                number(&row, "number")?
            }
        };
        let rows =
            sqlx::query("SELECT id, at, action, subject FROM audit WHERE number < $1 ORDER BY number DESC LIMIT $2")
                .bind(before)
                .bind(i64::from(length))
                .fetch_all(&self.read)
                .await?;
        let entry = |row| {
            let at = riga_time::local(instant(row, "at")?);
            Ok(AuditEntry { id: text(row, "id")?, at, action: text(row, "action")?, subject: text(row, "subject")? })
        };
        rows.iter().map(entry).collect::<Result<_>>().map(Some)
    }

    /// Lists the recorded actions on `subject`, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn audit_of(&self, subject: &str) -> Result<Vec<String>> {
        let rows = sqlx::query("SELECT action FROM audit WHERE subject = $1 ORDER BY number")
            .bind(subject)
            .fetch_all(&self.read)
            .await?;
        rows.iter().map(|row| text(row, "action")).collect()
    }
}

/// Appends an entry in the caller's transaction. It should be the last statement, because every other writer of the
/// log waits until the transaction ends.
pub(crate) async fn append(
    connection: &mut AnyConnection,
    id: &str,
    at: DateTime<Utc>,
    person: &str,
    action: &str,
    subject: &str,
) -> Result<()> {
    let head = sqlx::query("UPDATE audit_head SET number = number + 1 WHERE id = 1 RETURNING number, hash")
        .fetch_one(&mut *connection)
        .await?;
    let head = Head { number: number(&head, "number")? - 1, hash: text(&head, "hash")? };
    let entry = chained(&head, Event { id, at: at.timestamp_millis(), person, action, subject })?;
    sqlx::query(
        "INSERT INTO audit (number, id, at, person_id, action, subject, previous, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(entry.number)
    .bind(&entry.id)
    .bind(entry.at)
    .bind(&entry.person)
    .bind(&entry.action)
    .bind(&entry.subject)
    .bind(&entry.previous)
    .bind(&entry.hash)
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE audit_head SET hash = $1 WHERE id = 1").bind(&entry.hash).execute(connection).await?;
    Ok(())
}

fn chained(head: &Head, event: Event<'_>) -> Result<Entry> {
    Entry::chained(head, event).map_err(|_| StoreError::Corrupt("audit"))
}

/// End of the log, locked by the caller's transaction: every other writer of the log waits until it ends.
#[derive(Debug)]
pub(crate) struct LockedLog {
    head: Head,
    /// Instant of the last application in the log, in microseconds.
    ordered_at: i64,
    appended: Vec<Entry>,
}

impl LockedLog {
    /// Locks the end of the log.
    pub(crate) async fn lock(connection: &mut AnyConnection, kind: Kind) -> Result<Self> {
        let select = kind.statement("SELECT number, hash, ordered_at FROM audit_head WHERE id = 1 {lock}");
        let row = sqlx::query(select).fetch_one(connection).await?;
        let head = Head { number: number(&row, "number")?, hash: text(&row, "hash")? };
        Ok(Self { head, ordered_at: number(&row, "ordered_at")?, appended: Vec::new() })
    }

    /// Returns an instant after that of every earlier application: `now`, or a microsecond after the last one.
    pub(crate) fn next_instant(&mut self, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
        self.ordered_at = now.timestamp_micros().max(self.ordered_at + 1);
        DateTime::from_timestamp_micros(self.ordered_at).ok_or(StoreError::Corrupt("audit_head.ordered_at"))
    }

    pub(crate) fn append(&mut self, event: Event<'_>) -> Result<()> {
        let entry = chained(&self.head, event)?;
        self.head = Head { number: entry.number, hash: entry.hash.clone() };
        self.appended.push(entry);
        Ok(())
    }

    /// Writes the appended entries and the new end.
    pub(crate) async fn write(self, connection: &mut AnyConnection, kind: Kind) -> Result<()> {
        let rows = to_rows(self.appended.iter().map(|entry| {
            let Entry { number, id, at, person, action, subject, previous, hash } = entry;
            json!([number, id, at, person, action, subject, previous, hash])
        }));
        let insert = kind.statement(
            "INSERT INTO audit (number, id, at, person_id, action, subject, previous, hash) \
             SELECT CAST(value ->> 0 AS BIGINT), value ->> 1, CAST(value ->> 2 AS BIGINT), value ->> 3, value ->> 4, \
             value ->> 5, value ->> 6, value ->> 7 FROM {rows}",
        );
        sqlx::query(insert).bind(rows).execute(&mut *connection).await?;
        sqlx::query("UPDATE audit_head SET number = $1, hash = $2, ordered_at = $3 WHERE id = 1")
            .bind(self.head.number)
            .bind(self.head.hash)
            .bind(self.ordered_at)
            .execute(connection)
            .await?;
        Ok(())
    }
}
