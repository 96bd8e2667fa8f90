//! Applications, and the replies that make submitting idempotent.

use api::{Application, Message, MessageContent, Seat, Submitted};
use rules::reading::{LiveApplications, SeatOrder};
use rules::receipt::ReceiptFile;
use sqlx::AnyConnection;

use super::drafts;
use crate::audit::store as audit;
use crate::catalogue::store::seats::{self, NumberedPlace};
use crate::messages::store as messages;
use crate::platform::encryption::{CellId, ColumnCipher};
use crate::platform::store::row::{json, optional_text, text, to_json};
use crate::platform::store::{Result, Store, StoreError};

/// What names a reply's row.
pub(crate) fn reply_row(person: &str, key: &str) -> String {
    format!("{person}\n{key}")
}

pub(crate) const fn reply_cell(row: &str) -> CellId<'_> {
    CellId { column: "idempotency.response_sealed", row }
}

pub(crate) const fn receipt_cell(application: &str) -> CellId<'_> {
    CellId { column: "application.receipt_sealed", row: application }
}

pub(crate) const fn body_cell(application: &str) -> CellId<'_> {
    CellId { column: "application.body_sealed", row: application }
}

/// An application about to be kept. Its place is not known before the transaction that holds it.
#[derive(Debug)]
pub struct NewApplication<'a> {
    /// The person's internal id.
    pub person: &'a str,
    /// The key of this attempt.
    pub key: &'a str,
    /// The SHA-256 of the request's body, in hexadecimal.
    pub body_hash: &'a str,
    /// The request's body, to the letter.
    pub body: &'a str,
    /// The application as its owner will see it; the place is filled in.
    pub application: Application,
    /// The confirmation.
    pub receipt: ReceiptFile,
    /// How many applications of a person may be alive (reading R7).
    pub live: LiveApplications,
    /// In which order places are given (reading R8).
    pub places: SeatOrder,
    /// The id of the message about it.
    pub message_id: &'a str,
}

/// A reply that was given to an earlier attempt with the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReply {
    /// The SHA-256 of the body of that attempt.
    pub body_hash: String,
    /// The reply, to the byte.
    pub response: String,
}

/// What became of an attempt to keep an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubmitOutcome {
    /// It was kept, and this is the reply.
    Accepted {
        /// The reply, to the byte.
        response: String,
    },
    /// Another attempt with the same key was kept first.
    Repeated(StoredReply),
    /// The person has a live application already.
    LiveApplicationExists {
        /// Its id.
        application: String,
    },
}

/// A decision as it is kept, to be run again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDecision {
    /// The application's id.
    pub application: String,
    /// The hash of the call pack that the row names.
    pub pack_hash: String,
    /// The application and its confirmation with the facts, or the column that cannot be read.
    pub content: std::result::Result<Submitted, &'static str>,
}

impl Store {
    /// The reply to an earlier attempt of this person with this key.
    ///
    /// # Errors
    /// [`StoreError`] where the database fails.
    pub async fn reply(&self, person: &str, key: &str) -> Result<Option<StoredReply>> {
        let mut connection = self.pool.acquire().await?;
        self.reply_in(&mut connection, person, key).await
    }

    /// Keeps an application in one transaction: the place, the application, the reply for its key, the message, the
    /// outbox, the end of the draft and the audit log, or nothing at all.
    ///
    /// # Errors
    /// [`StoreError`] where the database fails, or where the call was not made known ([`Store::put_call`]).
    pub async fn submit(&self, new: NewApplication<'_>) -> Result<SubmitOutcome> {
        let mut transaction = self.begin().await?;
        // In PostgreSQL a second attempt waits here until the first one's transaction ends.
        let first = claim_key(&mut transaction, &new).await?;
        if !first {
            let stored = self.reply_in(&mut transaction, new.person, new.key).await?;
            return stored.map(SubmitOutcome::Repeated).ok_or(StoreError::Corrupt("idempotency.key"));
        }
        let place = match new.places {
            SeatOrder::FirstCome => seats::hold(&mut transaction, &new.application.group).await?,
            SeatOrder::Draw => NumberedPlace { place: Seat::Draw, number: None },
        };
        let application = Application { seat: place.place, ..new.application.clone() };
        let row = Row {
            person: new.person,
            live_slot: live_slot(&new),
            application: &application,
            receipt: &new.receipt,
            body: new.body,
            place,
        };
        if !insert(&mut transaction, &self.cipher, row).await? {
            let application = live_application(&mut transaction, &new).await?;
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

    /// The person's applications, the newest first.
    ///
    /// # Errors
    /// [`StoreError`] where the database fails.
    pub async fn applications(&self, person: &str) -> Result<Vec<Application>> {
        let rows = sqlx::query("SELECT view FROM application WHERE person_id = $1 ORDER BY submitted_at DESC, id")
            .bind(person)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| json(row, "view")).collect()
    }

    /// One application with its confirmation, if it is this person's.
    ///
    /// # Errors
    /// [`StoreError`] where the database fails.
    pub async fn application(&self, person: &str, id: &str) -> Result<Option<Submitted>> {
        let row = sqlx::query("SELECT view, receipt_sealed FROM application WHERE id = $1 AND person_id = $2")
            .bind(id)
            .bind(person)
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let receipt = self.open_receipt(id, &text(&row, "receipt_sealed")?)?;
        Ok(Some(Submitted { application: json(&row, "view")?, receipt }))
    }

    /// Up to `limit` decisions whose applications' ids come after `after`, in the order of the ids.
    ///
    /// # Errors
    /// [`StoreError`] where the database fails.
    pub async fn decisions(&self, after: &str, limit: u32) -> Result<Vec<StoredDecision>> {
        let rows = sqlx::query(
            "SELECT id, pack_hash, view, receipt_sealed FROM application WHERE id > $1 ORDER BY id LIMIT $2",
        )
        .bind(after)
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                let id = text(row, "id")?;
                let receipt = self.open_receipt(&id, &text(row, "receipt_sealed")?);
                let content = match (json(row, "view"), receipt) {
                    (Ok(application), Ok(receipt)) => Ok(Submitted { application, receipt }),
                    (Err(_), _) => Err("application.view"),
                    (_, Err(_)) => Err("application.receipt_sealed"),
                };
                Ok(StoredDecision { application: id, pack_hash: text(row, "pack_hash")?, content })
            })
            .collect()
    }

    fn open_receipt(&self, application: &str, sealed: &str) -> Result<ReceiptFile> {
        let receipt = self.cipher.decrypt(receipt_cell(application), sealed)?;
        serde_json::from_str(&receipt).map_err(|_| StoreError::Corrupt("application.receipt_sealed"))
    }

    async fn reply_in(&self, connection: &mut AnyConnection, person: &str, key: &str) -> Result<Option<StoredReply>> {
        let row = sqlx::query("SELECT body_hash, response_sealed FROM idempotency WHERE person_id = $1 AND key = $2")
            .bind(person)
            .bind(key)
            .fetch_optional(connection)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let sealed =
            optional_text(&row, "response_sealed")?.ok_or(StoreError::Corrupt("idempotency.response_sealed"))?;
        let response = self.cipher.decrypt(reply_cell(&reply_row(person, key)), &sealed)?;
        Ok(Some(StoredReply { body_hash: text(&row, "body_hash")?, response }))
    }

    async fn keep_reply(&self, connection: &mut AnyConnection, new: &NewApplication<'_>, response: &str) -> Result<()> {
        let sealed = self.cipher.encrypt(reply_cell(&reply_row(new.person, new.key)), response)?;
        sqlx::query("UPDATE idempotency SET response_sealed = $3 WHERE person_id = $1 AND key = $2")
            .bind(new.person)
            .bind(new.key)
            .bind(sealed)
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

/// What becomes a row of the table.
pub(crate) struct Row<'a> {
    pub(crate) person: &'a str,
    pub(crate) live_slot: &'a str,
    pub(crate) application: &'a Application,
    pub(crate) receipt: &'a ReceiptFile,
    pub(crate) body: &'a str,
    pub(crate) place: NumberedPlace,
}

/// Tells whether it was inserted: it is not where the person has a live application.
pub(crate) async fn insert(connection: &mut AnyConnection, cipher: &ColumnCipher, row: Row<'_>) -> Result<bool> {
    let application = row.application;
    let place = match row.place.place {
        Seat::Held => "held",
        Seat::Waiting { .. } => "waiting",
        Seat::Draw => "draw",
    };
    let inserted = sqlx::query(
        "INSERT INTO application (id, person_id, call_id, live_slot, state, submitted_at, group_id, place, \
         place_number, pack_hash, view, receipt_sealed, body_sealed) \
         VALUES ($1, $2, $3, $4, 'submitted', $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (person_id, call_id, live_slot) WHERE state = 'submitted' DO NOTHING RETURNING id",
    )
    .bind(&application.id)
    .bind(row.person)
    .bind(&application.call)
    .bind(row.live_slot)
    .bind(application.submitted_at.timestamp_millis())
    .bind(&application.group)
    .bind(place)
    .bind(row.place.number.map(i64::from))
    .bind(row.receipt.receipt.signed.pack_hash.to_string())
    .bind(to_json(application, "view")?)
    .bind(cipher.encrypt(receipt_cell(&application.id), &to_json(row.receipt, "receipt")?)?)
    .bind(cipher.encrypt(body_cell(&application.id), row.body)?)
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

async fn live_application(connection: &mut AnyConnection, new: &NewApplication<'_>) -> Result<String> {
    let row = sqlx::query(
        "SELECT id FROM application WHERE person_id = $1 AND call_id = $2 AND live_slot = $3 AND state = 'submitted'",
    )
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
