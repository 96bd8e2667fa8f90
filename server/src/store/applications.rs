//! Applications, and the replies that make submitting idempotent.

use rules::reading::{LiveApplications, PlaceOrder};
use rules::receipt::ReceiptFile;
use rules::wire::{Application, Message, MessageContent, Place, Submitted};
use sqlx::AnyConnection;

use super::{Result, Store, StoreError, drafts, json, messages, places, text, to_json};

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
    pub places: PlaceOrder,
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

impl Store {
    /// The reply to an earlier attempt of this person with this key.
    ///
    /// # Errors
    /// [`StoreError`] where the database fails.
    pub async fn reply(&self, person: &str, key: &str) -> Result<Option<StoredReply>> {
        let mut connection = self.pool.acquire().await?;
        reply(&mut connection, person, key).await
    }

    /// Keeps an application in one transaction: the place, the application, the reply for its key, the message, the
    /// outbox, the end of the draft and the audit log, or nothing at all.
    ///
    /// # Errors
    /// [`StoreError`] where the database fails.
    pub async fn submit(&self, new: NewApplication<'_>) -> Result<SubmitOutcome> {
        let mut transaction = self.begin().await?;
        // In PostgreSQL a second attempt waits here until the first one's transaction ends.
        let first = claim_key(&mut transaction, &new).await?;
        if !first {
            let stored = reply(&mut transaction, new.person, new.key).await?;
            return stored.map(SubmitOutcome::Repeated).ok_or(StoreError::Corrupt("idempotency.key"));
        }
        let place = match new.places {
            PlaceOrder::FirstCome => places::hold(&mut transaction, &new.application.group).await?,
            PlaceOrder::Draw => Place::Draw,
        };
        let submitted =
            Submitted { application: Application { place, ..new.application.clone() }, receipt: new.receipt.clone() };
        if !insert(&mut transaction, &new, &submitted).await? {
            let application = live_application(&mut transaction, &new).await?;
            transaction.rollback().await?;
            return Ok(SubmitOutcome::LiveApplicationExists { application });
        }
        let response = to_json(&submitted, "response")?;
        finish(&mut transaction, &new, &submitted.application, &response).await?;
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
        let row = sqlx::query("SELECT view, receipt FROM application WHERE id = $1 AND person_id = $2")
            .bind(id)
            .bind(person)
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| Ok(Submitted { application: json(&row, "view")?, receipt: json(&row, "receipt")? })).transpose()
    }
}

async fn reply(connection: &mut AnyConnection, person: &str, key: &str) -> Result<Option<StoredReply>> {
    let row = sqlx::query("SELECT body_hash, response FROM idempotency WHERE person_id = $1 AND key = $2")
        .bind(person)
        .bind(key)
        .fetch_optional(connection)
        .await?;
    row.map(|row| Ok(StoredReply { body_hash: text(&row, "body_hash")?, response: text(&row, "response")? }))
        .transpose()
}

async fn claim_key(connection: &mut AnyConnection, new: &NewApplication<'_>) -> Result<bool> {
    let claimed = sqlx::query(
        "INSERT INTO idempotency (person_id, key, body_hash, response, at) VALUES ($1, $2, $3, '', $4) \
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

async fn insert(connection: &mut AnyConnection, new: &NewApplication<'_>, submitted: &Submitted) -> Result<bool> {
    let application = &submitted.application;
    let inserted = sqlx::query(
        "INSERT INTO application \
         (id, person_id, call_id, live_slot, state, submitted_at, group_id, view, receipt, body) \
         VALUES ($1, $2, $3, $4, 'submitted', $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id",
    )
    .bind(&application.id)
    .bind(new.person)
    .bind(&application.call)
    .bind(live_slot(new))
    .bind(application.submitted_at.timestamp_millis())
    .bind(&application.group)
    .bind(to_json(application, "view")?)
    .bind(to_json(&submitted.receipt, "receipt")?)
    .bind(new.body)
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

async fn finish(
    connection: &mut AnyConnection,
    new: &NewApplication<'_>,
    application: &Application,
    response: &str,
) -> Result<()> {
    sqlx::query("UPDATE idempotency SET response = $3 WHERE person_id = $1 AND key = $2")
        .bind(new.person)
        .bind(new.key)
        .bind(response)
        .execute(&mut *connection)
        .await?;
    let content =
        MessageContent::ApplicationReceived { application: application.id.clone(), title: application.title.clone() };
    let message = Message { id: new.message_id.into(), at: application.submitted_at, content };
    messages::write(&mut *connection, new.person, &message).await?;
    let at = application.submitted_at.to_utc();
    drafts::sent(&mut *connection, new.person, &application.call, at).await?;
    messages::audit(connection, new.message_id, at, new.person, "application_submitted", &application.id).await
}
