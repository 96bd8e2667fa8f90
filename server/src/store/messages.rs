//! Messages in the account, the outbox for what goes outside, and the audit log.

use api::{AuditEntry, Message};
use chrono::{DateTime, Utc};
use rules::riga_time;
use sqlx::AnyConnection;

use super::{Result, Store, audit, instant, text, to_json};

impl Store {
    /// The person's messages, the newest first.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn messages(&self, person: &str) -> Result<Vec<Message>> {
        let rows = sqlx::query("SELECT id, at, content FROM message WHERE person_id = $1 ORDER BY number DESC")
            .bind(person)
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Message {
                    id: text(row, "id")?,
                    at: riga_time::local(instant(row, "at")?),
                    content: super::json(row, "content")?,
                })
            })
            .collect()
    }

    /// How many things wait to be sent to the outside.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn outbox_length(&self) -> Result<u32> {
        let row = sqlx::query("SELECT COUNT(*) AS length FROM outbox").fetch_one(&self.pool).await?;
        super::count(&row, "length")
    }

    /// Entries of the audit log, the newest first: those older than `before`, or from the newest on. Nothing where
    /// `before` is no entry.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn audit_page(&self, before: Option<&str>, length: u16) -> Result<Option<Vec<AuditEntry>>> {
        let (at, id) = match before {
            None => (i64::MAX, String::new()),
            Some(id) => {
                let row = sqlx::query("SELECT at FROM audit WHERE id = $1").bind(id).fetch_optional(&self.pool).await?;
                let Some(row) = row else { return Ok(None) };
                (super::number(&row, "at")?, id.to_owned())
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

    /// What the audit log says was done with `subject`, the oldest first.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn audit_of(&self, subject: &str) -> Result<Vec<String>> {
        let rows = sqlx::query("SELECT action FROM audit WHERE subject = $1 ORDER BY number")
            .bind(subject)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| text(row, "action")).collect()
    }
}

/// Writes a message into the account and puts the same into the outbox, as part of the caller's transaction.
pub(super) async fn write(connection: &mut AnyConnection, person: &str, message: &Message) -> Result<()> {
    let content = to_json(&message.content, "content")?;
    for insert in [
        "INSERT INTO message (id, person_id, at, content, number) \
         SELECT $1, $2, $3, $4, COALESCE(MAX(number), 0) + 1 FROM message WHERE person_id = $2",
        "INSERT INTO outbox (id, person_id, at, content) VALUES ($1, $2, $3, $4)",
    ] {
        sqlx::query(insert)
            .bind(&message.id)
            .bind(person)
            .bind(message.at.timestamp_millis())
            .bind(&content)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Writes down what was done, as part of the caller's transaction; see [`audit::append`].
pub(super) async fn audit(
    connection: &mut AnyConnection,
    id: &str,
    at: DateTime<Utc>,
    person: &str,
    action: &'static str,
    subject: &str,
) -> Result<()> {
    audit::append(connection, id, at, person, action, subject).await
}
