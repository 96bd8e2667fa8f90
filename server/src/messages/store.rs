//! Tables of messages and of the outbox.

use api::Message;
use rules::riga_time;
use sqlx::AnyConnection;

use crate::platform::store::row::{count, instant, json, text, to_json};
use crate::platform::store::{Result, Store};

impl Store {
    /// Lists the person's messages, newest first.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
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
                    content: json(row, "content")?,
                })
            })
            .collect()
    }

    /// Number of unsent messages in the outbox.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn outbox_length(&self) -> Result<u32> {
        let row = sqlx::query("SELECT COUNT(*) AS length FROM outbox").fetch_one(&self.pool).await?;
        count(&row, "length")
    }
}

/// Writes a message to the account and to the outbox in the caller's transaction.
pub(crate) async fn write(connection: &mut AnyConnection, person: &str, message: &Message) -> Result<()> {
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
