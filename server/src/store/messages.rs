//! Messages in the account, the outbox for what goes outside, and the audit log.

use chrono::{DateTime, Utc};
use rules::riga;
use rules::wire::Message;
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
                    at: riga::local(instant(row, "at")?),
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

    /// What the audit log says was done with `subject`, the oldest first.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn audit_of(&self, subject: &str) -> Result<Vec<String>> {
        let rows = sqlx::query("SELECT action FROM audit WHERE subject = $1 ORDER BY at, id")
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
