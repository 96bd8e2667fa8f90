//! Applications, and the stored responses that make submitting idempotent.

use api::{Application, Submitted};
use rules::receipt::ReceiptFile;
use sqlx::AnyConnection;

use crate::platform::encryption::CellId;
use crate::platform::store::row::{json, optional_text, text};
use crate::platform::store::{Result, Store, StoreError};

/// Name of a response's row.
pub(crate) fn reply_row(person: &str, key: &str) -> String {
    format!("{person}\n{key}")
}

pub(crate) const fn reply_cell(row: &str) -> CellId<'_> {
    CellId { column: "idempotency.response_encrypted", row }
}

pub(crate) const fn receipt_cell(application: &str) -> CellId<'_> {
    CellId { column: "application.receipt_encrypted", row: application }
}

pub(crate) const fn body_cell(application: &str) -> CellId<'_> {
    CellId { column: "application.body_encrypted", row: application }
}

/// Response to an earlier request with the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReply {
    /// SHA-256 of that request's body.
    pub body_hash: String,
    /// Response, byte for byte.
    pub response: String,
}

/// Stored decision, for replay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDecision {
    /// Id of the application.
    pub application: String,
    /// Hash of the call pack in the row.
    pub pack_hash: String,
    /// Application and receipt with the facts, or the column that cannot be read.
    pub content: std::result::Result<Submitted, &'static str>,
}

impl Store {
    /// Response to an earlier request of this person with this key.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn reply(&self, person: &str, key: &str) -> Result<Option<StoredReply>> {
        let mut connection = self.read.acquire().await?;
        self.reply_in(&mut connection, person, key).await
    }

    /// Applications of a person, newest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn applications(&self, person: &str) -> Result<Vec<Application>> {
        let rows = sqlx::query("SELECT view FROM application WHERE person_id = $1 ORDER BY submitted_at DESC, id")
            .bind(person)
            .fetch_all(&self.read)
            .await?;
        rows.iter().map(|row| json(row, "view")).collect()
    }

    /// Live application of a person in a call; the newest if there are several (reading R7).
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn live_application(&self, person: &str, call: &str) -> Result<Option<Application>> {
        let row = sqlx::query(concat!(
            "SELECT view FROM application WHERE person_id = $1 AND call_id = $2 AND ",
            is_live!(),
            " ORDER BY submitted_at DESC, id LIMIT 1"
        ))
        .bind(person)
        .bind(call)
        .fetch_optional(&self.read)
        .await?;
        row.map(|row| json(&row, "view")).transpose()
    }

    /// One application of a person with its receipt.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn application(&self, person: &str, id: &str) -> Result<Option<Submitted>> {
        let row = sqlx::query("SELECT view, receipt_encrypted FROM application WHERE id = $1 AND person_id = $2")
            .bind(id)
            .bind(person)
            .fetch_optional(&self.read)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let receipt = self.decrypt_receipt(id, &text(&row, "receipt_encrypted")?)?;
        Ok(Some(Submitted { application: json(&row, "view")?, receipt }))
    }

    /// Up to `limit` decisions with application ids after `after`, ordered by id.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn decisions(&self, after: &str, limit: u32) -> Result<Vec<StoredDecision>> {
        let rows = sqlx::query(
            "SELECT id, pack_hash, view, receipt_encrypted FROM application WHERE id > $1 ORDER BY id LIMIT $2",
        )
        .bind(after)
        .bind(i64::from(limit))
        .fetch_all(&self.read)
        .await?;
        rows.iter()
            .map(|row| {
                let id = text(row, "id")?;
                let receipt = self.decrypt_receipt(&id, &text(row, "receipt_encrypted")?);
                let content = match (json(row, "view"), receipt) {
                    (Ok(application), Ok(receipt)) => Ok(Submitted { application, receipt }),
                    (Err(_), _) => Err("application.view"),
                    (_, Err(_)) => Err("application.receipt_encrypted"),
                };
                Ok(StoredDecision { application: id, pack_hash: text(row, "pack_hash")?, content })
            })
            .collect()
    }

    fn decrypt_receipt(&self, application: &str, encrypted: &str) -> Result<ReceiptFile> {
        let receipt = self.cipher.decrypt(receipt_cell(application), encrypted)?;
        serde_json::from_str(&receipt).map_err(|_| StoreError::Corrupt("application.receipt_encrypted"))
    }

    async fn reply_in(&self, connection: &mut AnyConnection, person: &str, key: &str) -> Result<Option<StoredReply>> {
        let row =
            sqlx::query("SELECT body_hash, response_encrypted FROM idempotency WHERE person_id = $1 AND key = $2")
                .bind(person)
                .bind(key)
                .fetch_optional(connection)
                .await?;
        let Some(row) = row else { return Ok(None) };
        let encrypted =
            optional_text(&row, "response_encrypted")?.ok_or(StoreError::Corrupt("idempotency.response_encrypted"))?;
        let response = self.cipher.decrypt(reply_cell(&reply_row(person, key)), &encrypted)?;
        Ok(Some(StoredReply { body_hash: text(&row, "body_hash")?, response }))
    }
}

/// Whether a person has a live application in any call.
pub(crate) async fn has_live_application(connection: &mut AnyConnection, person: &str) -> Result<bool> {
    let row = sqlx::query(concat!("SELECT id FROM application WHERE person_id = $1 AND ", is_live!()))
        .bind(person)
        .fetch_optional(connection)
        .await?;
    Ok(row.is_some())
}

#[cfg(test)]
mod tests {
    use api::ApplicationState;

    use crate::platform::store::row::to_word;

    #[test]
    fn live_condition_names_the_submitted_state() {
        let word = to_word(&ApplicationState::Submitted, "state").unwrap();
        assert_eq!(is_live!(), format!("state = '{word}'"));
    }
}
