//! Audit log: entries are appended in the transaction of the recorded action, and read completely for verification.

use api::AuditEntry;
use chrono::{DateTime, Utc};
use rules::riga_time;
use sqlx::AnyConnection;

use crate::audit::chain::{Checkpoint, Entry, Head};
use crate::platform::store::row::{instant, number, text};
use crate::platform::store::{Result, Store, StoreError};

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
        let row = sqlx::query("SELECT number, hash FROM audit_head WHERE id = 1").fetch_optional(&self.pool).await?;
        let head = match row {
            Some(row) => Head { number: number(&row, "number")?, hash: text(&row, "hash")? },
            // A missing head means tampering; verification reports it.
            None => Head::default(),
        };
        let rows = sqlx::query("SELECT number, at, hash, key, signature FROM audit_checkpoint ORDER BY number")
            .fetch_all(&self.pool)
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
        .fetch_all(&self.pool)
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
        .execute(&self.pool)
        .await?;
        Ok(kept.rows_affected() > 0)
    }

    /// Lists entries of the audit log, newest first, from the newest entry or from those older than `before`. `None`
    /// if `before` is not an entry.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn audit_page(&self, before: Option<&str>, length: u16) -> Result<Option<Vec<AuditEntry>>> {
        let (at, id) = match before {
            None => (i64::MAX, String::new()),
            Some(id) => {
                let row = sqlx::query("SELECT at FROM audit WHERE id = $1").bind(id).fetch_optional(&self.pool).await?;
                let Some(row) = row else { return Ok(None) };
                (number(&row, "at")?, id.to_owned())
            }
        };
        let rows = sqlx::query(
            "SELECT id, at, action, subject FROM audit WHERE at < $1 OR (at = $1 AND id < $2) \
             ORDER BY at DESC, id DESC LIMIT $3",
        )
        .bind(at)
        .bind(id)
        .bind(i64::from(length))
        .fetch_all(&self.pool)
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
            .fetch_all(&self.pool)
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
    let entry = Entry::chained(
        &Head { number: number(&head, "number")? - 1, hash: text(&head, "hash")? },
        crate::audit::chain::Event { id, at: at.timestamp_millis(), person, action, subject },
    )
    .map_err(|_| StoreError::Corrupt("audit"))?;
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
