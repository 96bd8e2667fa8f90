//! Applications, and the stored responses that make submitting idempotent.

use api::{Application, Message, MessageContent, Seat, Submitted};
use rules::reading::{LiveApplications, SeatOrder};
use rules::receipt::ReceiptFile;
use sqlx::AnyConnection;

use super::drafts;
use crate::audit::store as audit;
use crate::catalogue::store::seats::{self, NumberedSeat};
use crate::messages::store as messages;
use crate::platform::encryption::{CellId, ColumnCipher};
use crate::platform::store::row::{json, optional_text, text, to_json, to_word};
use crate::platform::store::{Result, Store, StoreError};

/// SQL condition of a live application: its state is [`ApplicationState::Submitted`].
///
/// [`ApplicationState::Submitted`]: api::ApplicationState::Submitted
macro_rules! is_live {
    () => {
        "state = 'submitted'"
    };
}

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

/// New application. Its seat is assigned in the transaction that saves it.
#[derive(Debug)]
pub struct NewApplication<'a> {
    /// Internal id of the person.
    pub person: &'a str,
    /// Idempotency key.
    pub key: &'a str,
    /// SHA-256 of the request body, in hexadecimal.
    pub body_hash: &'a str,
    /// Request body, byte for byte.
    pub body: &'a str,
    /// Application as its owner will see it; the store fills in the seat.
    pub application: Application,
    /// Receipt.
    pub receipt: ReceiptFile,
    /// Permitted number of live applications per person (reading R7).
    pub live: LiveApplications,
    /// Order in which seats are assigned (reading R8).
    pub seat_order: SeatOrder,
    /// Id of the confirmation message.
    pub message_id: &'a str,
}

/// Response to an earlier request with the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReply {
    /// SHA-256 of that request's body.
    pub body_hash: String,
    /// Response, byte for byte.
    pub response: String,
}

/// Result of submitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubmitOutcome {
    /// Saved.
    Accepted {
        /// Response, byte for byte.
        response: String,
    },
    /// An earlier request with the same key was saved.
    Repeated(StoredReply),
    /// The person already has a live application.
    LiveApplicationExists {
        /// Id of that application.
        application: String,
    },
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
        let mut connection = self.pool.acquire().await?;
        self.reply_in(&mut connection, person, key).await
    }

    /// Saves an application in one transaction: seat, application, response for its key, message, outbox, end of the
    /// draft, and audit entry.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails, or if the call was not saved ([`Store::put_call`]).
    pub async fn submit(&self, new: NewApplication<'_>) -> Result<SubmitOutcome> {
        let mut transaction = self.begin().await?;
        // In PostgreSQL a concurrent request with the same key waits here until the first transaction ends.
        let first = claim_key(&mut transaction, &new).await?;
        if !first {
            let stored = self.reply_in(&mut transaction, new.person, new.key).await?;
            return stored.map(SubmitOutcome::Repeated).ok_or(StoreError::Corrupt("idempotency.key"));
        }
        let seat = match new.seat_order {
            SeatOrder::FirstCome => seats::assign(&mut transaction, &new.application.group).await?,
            SeatOrder::Draw => NumberedSeat { seat: Seat::Draw, number: None },
        };
        let application = Application { seat: seat.seat, ..new.application.clone() };
        let row = Row {
            person: new.person,
            live_slot: live_slot(&new),
            application: &application,
            receipt: &new.receipt,
            body: new.body,
            seat,
        };
        if !insert(&mut transaction, &self.cipher, row).await? {
            let application = conflicting_application(&mut transaction, &new).await?;
            transaction.rollback().await?;
            return Ok(SubmitOutcome::LiveApplicationExists { application });
        }
        let submitted = Submitted { application, receipt: new.receipt.clone() };
        let response = to_json(&submitted, "response")?;
        self.keep_reply(&mut transaction, &new, &response).await?;
        finish(&mut transaction, &new, &submitted.application).await?;
        transaction.commit().await?;
        Ok(SubmitOutcome::Accepted { response })
    }

    /// Applications of a person, newest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn applications(&self, person: &str) -> Result<Vec<Application>> {
        let rows = sqlx::query("SELECT view FROM application WHERE person_id = $1 ORDER BY submitted_at DESC, id")
            .bind(person)
            .fetch_all(&self.pool)
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
        .fetch_optional(&self.pool)
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
            .fetch_optional(&self.pool)
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
        .fetch_all(&self.pool)
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

    async fn keep_reply(&self, connection: &mut AnyConnection, new: &NewApplication<'_>, response: &str) -> Result<()> {
        let encrypted = self.cipher.encrypt(reply_cell(&reply_row(new.person, new.key)), response)?;
        sqlx::query("UPDATE idempotency SET response_encrypted = $3 WHERE person_id = $1 AND key = $2")
            .bind(new.person)
            .bind(new.key)
            .bind(encrypted)
            .execute(connection)
            .await?;
        Ok(())
    }
}

async fn claim_key(connection: &mut AnyConnection, new: &NewApplication<'_>) -> Result<bool> {
    let claimed = sqlx::query(
        "INSERT INTO idempotency (person_id, key, body_hash, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person_id, key) DO NOTHING RETURNING key",
    )
    .bind(new.person)
    .bind(new.key)
    .bind(new.body_hash)
    .bind(new.application.submitted_at.timestamp_millis())
    .fetch_optional(connection)
    .await?;
    Ok(claimed.is_some())
}

/// Values of a new row.
pub(crate) struct Row<'a> {
    pub(crate) person: &'a str,
    pub(crate) live_slot: &'a str,
    pub(crate) application: &'a Application,
    pub(crate) receipt: &'a ReceiptFile,
    pub(crate) body: &'a str,
    pub(crate) seat: NumberedSeat,
}

/// Inserts an application; returns false if the person has a live one.
pub(crate) async fn insert(connection: &mut AnyConnection, cipher: &ColumnCipher, row: Row<'_>) -> Result<bool> {
    let application = row.application;
    let seat = match row.seat.seat {
        Seat::Held => "held",
        Seat::Waiting { .. } => "waiting",
        Seat::Draw => "draw",
    };
    let inserted = sqlx::query(concat!(
        "INSERT INTO application (id, person_id, call_id, live_slot, submitted_at, group_id, seat, seat_number, ",
        "pack_hash, view, receipt_encrypted, body_encrypted, state) ",
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ",
        "ON CONFLICT (person_id, call_id, live_slot) WHERE ",
        is_live!(),
        " DO NOTHING RETURNING id"
    ))
    .bind(&application.id)
    .bind(row.person)
    .bind(&application.call)
    .bind(row.live_slot)
    .bind(application.submitted_at.timestamp_millis())
    .bind(&application.group)
    .bind(seat)
    .bind(row.seat.number.map(i64::from))
    .bind(row.receipt.receipt.signed.pack_hash.to_string())
    .bind(to_json(application, "view")?)
    .bind(cipher.encrypt(receipt_cell(&application.id), &to_json(row.receipt, "receipt")?)?)
    .bind(cipher.encrypt(body_cell(&application.id), row.body)?)
    .bind(to_word(&application.state, "state")?)
    .fetch_optional(connection)
    .await?;
    Ok(inserted.is_some())
}

fn live_slot<'a>(new: &'a NewApplication<'_>) -> &'a str {
    match new.live {
        LiveApplications::One => "",
        LiveApplications::SeveralOneGranted => &new.application.id,
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

async fn conflicting_application(connection: &mut AnyConnection, new: &NewApplication<'_>) -> Result<String> {
    let row = sqlx::query(concat!(
        "SELECT id FROM application WHERE person_id = $1 AND call_id = $2 AND live_slot = $3 AND ",
        is_live!()
    ))
    .bind(new.person)
    .bind(&new.application.call)
    .bind(live_slot(new))
    .fetch_one(connection)
    .await?;
    text(&row, "id")
}

async fn finish(connection: &mut AnyConnection, new: &NewApplication<'_>, application: &Application) -> Result<()> {
    let content =
        MessageContent::ApplicationReceived { application: application.id.clone(), title: application.title.clone() };
    let message = Message { id: new.message_id.into(), at: application.submitted_at, content };
    messages::write(&mut *connection, new.person, &message).await?;
    let at = application.submitted_at.to_utc();
    drafts::sent(&mut *connection, new.person, &application.call, at).await?;
    audit::append(connection, new.message_id, at, new.person, "application_submitted", &application.id).await
}

#[cfg(test)]
mod tests {
    use api::ApplicationState;

    use super::to_word;

    #[test]
    fn live_condition_names_the_submitted_state() {
        let word = to_word(&ApplicationState::Submitted, "state").unwrap();
        assert_eq!(is_live!(), format!("state = '{word}'"));
    }
}
