//! Tables of messages and of the outbox.

use api::Message;
use rules::riga_time;
use serde_json::json;
use sqlx::AnyConnection;

use crate::platform::store::row::{self, count, instant, text, to_json};
use crate::platform::store::rows::to_rows;
use crate::platform::store::{Kind, Result, Store};

impl Store {
    /// Lists the person's messages, newest first.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn messages(&self, person: &str) -> Result<Vec<Message>> {
        let rows = sqlx::query("SELECT id, at, content FROM message WHERE person_id = $1 ORDER BY number DESC")
            .bind(person)
            .fetch_all(&self.read)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Message {
                    id: text(row, "id")?,
                    at: riga_time::local(instant(row, "at")?),
                    content: row::json(row, "content")?,
                })
            })
            .collect()
    }

    /// Number of unsent messages in the outbox.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn outbox_length(&self) -> Result<u32> {
        let row = sqlx::query("SELECT COUNT(*) AS length FROM outbox").fetch_one(&self.read).await?;
        count(&row, "length")
    }
}

/// Writes messages of different people to their accounts and to the outbox in the caller's transaction.
pub(crate) async fn write_all<'a>(
    connection: &mut AnyConnection,
    kind: Kind,
    messages: impl Iterator<Item = (&'a str, Message)>,
) -> Result<()> {
    let row = |(person, message): (&str, Message)| {
        let content = to_json(&message.content, "content")?;
        Ok(json!([message.id, person, message.at.timestamp_millis(), content]))
    };
    let rows = to_rows(messages.map(row).collect::<Result<Vec<_>>>()?);
    for insert in [
        "INSERT INTO message (id, person_id, at, content, number) SELECT input.id, input.person_id, input.at, \
         input.content, (SELECT COALESCE(MAX(number), 0) + 1 FROM message WHERE person_id = input.person_id) \
         FROM (SELECT value ->> 0 AS id, value ->> 1 AS person_id, CAST(value ->> 2 AS BIGINT) AS at, \
         value ->> 3 AS content FROM {rows}) AS input",
        "INSERT INTO outbox (id, person_id, at, content) \
         SELECT value ->> 0, value ->> 1, CAST(value ->> 2 AS BIGINT), value ->> 3 FROM {rows}",
    ] {
        sqlx::query(kind.statement(insert)).bind(&rows).execute(&mut *connection).await?;
    }
    Ok(())
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
