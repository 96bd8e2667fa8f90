//! Saves applications in batches (docs/adr/0019-group-commit.md): one transaction, one order, one write to the disk.
//!
//! Locks are taken in one order, so that transactions never wait for each other in a circle: accounts by person, then
//! the end of the audit log. The log's lock orders the batches of all servers, and everything after it reads the state
//! that earlier batches left.

use std::collections::{HashMap, HashSet};

use api::{Application, Message, MessageContent, Seat, Submitted};
use chrono::{DateTime, Utc};
use ed25519_dalek::SigningKey;
use rules::reading::{LiveApplications, SeatOrder};
use rules::receipt::UnsignedReceipt;
use rules::riga_time;
use serde_json::{Value, json};
use sqlx::AnyConnection;

use super::applications::{StoredReply, body_cell, receipt_cell, reply_cell, reply_row};
use super::drafts;
use crate::audit::chain::Event;
use crate::audit::store::LockedLog;
use crate::catalogue::store::seats::{GroupSeatCounts, NumberedSeat};
use crate::messages::store as messages;
use crate::platform::encryption::ColumnCipher;
use crate::platform::store::row::{text, to_json, to_word};
use crate::platform::store::rows::to_rows;
use crate::platform::store::{Result, Store, StoreError};

/// New application. Its seat and its order are assigned in the transaction that saves it.
#[derive(Clone, Debug)]
pub struct NewApplication {
    /// Internal id of the person.
    pub person: String,
    /// Idempotency key.
    pub key: String,
    /// SHA-256 of the request body, in hexadecimal.
    pub body_hash: String,
    /// Request body, byte for byte.
    pub body: String,
    /// Application as its owner will see it; the store fills in the seat.
    pub application: Application,
    /// Receipt without its order.
    pub receipt: UnsignedReceipt,
    /// Permitted number of live applications per person (reading R7).
    pub live: LiveApplications,
    /// Order in which seats are assigned (reading R8).
    pub seat_order: SeatOrder,
    /// Id of the confirmation message and of the audit entry.
    pub message_id: String,
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
    /// The person has no account, or closed it.
    AccountMissing,
    /// The person already has a live application.
    LiveApplicationExists {
        /// Id of that application.
        application: String,
    },
}

impl Store {
    /// Saves applications in one transaction and in their order: key with response, seat, application, message,
    /// outbox, end of the draft, and audit entry. Returns their outcomes in the same order.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails or one application cannot be saved, such as for an unknown study group.
    /// Nothing is saved then.
    pub async fn submit(
        &self,
        batch: &[NewApplication],
        key: &SigningKey,
        now: impl Fn() -> DateTime<Utc>,
    ) -> Result<Vec<SubmitOutcome>> {
        let mut transaction = self.begin().await?;
        let accounts = self.lock_accounts(&mut transaction, batch).await?;
        let log = LockedLog::lock(&mut transaction, self.kind).await?;
        let mut assignment = Assignment {
            accounts,
            replies: self.replies(&mut transaction, batch).await?,
            live: self.live_applications(&mut transaction, batch).await?,
            groups: GroupSeatCounts::read(&mut transaction, self.kind, batch.iter().map(group_of)).await?,
            log,
            saved: Vec::new(),
        };
        let outcomes = batch.iter().map(|new| assignment.assign(new, key, now())).collect::<Result<Vec<_>>>()?;
        if assignment.saved.is_empty() {
            transaction.rollback().await?;
        } else {
            self.save(&mut transaction, assignment, now()).await?;
            self.commit(transaction).await?;
        }
        Ok(outcomes)
    }

    /// People of the batch who have an account, which cannot be closed before the transaction ends.
    async fn lock_accounts(&self, connection: &mut AnyConnection, batch: &[NewApplication]) -> Result<HashSet<String>> {
        let select = self.kind.statement(
            "SELECT account.person_id FROM account JOIN person ON person.id = account.person_id \
             WHERE account.person_id IN (SELECT value ->> 0 FROM {rows}) \
             ORDER BY account.person_id {lock account}",
        );
        let rows = to_rows(batch.iter().map(|new| json!([new.person])));
        let found = sqlx::query(select).bind(rows).fetch_all(connection).await?;
        found.iter().map(|row| text(row, "person_id")).collect()
    }

    /// Stored responses to the keys of the batch.
    async fn replies(
        &self,
        connection: &mut AnyConnection,
        batch: &[NewApplication],
    ) -> Result<HashMap<(String, String), StoredReply>> {
        let select = self.kind.statement(
            "SELECT idempotency.person_id, idempotency.key, body_hash, response_encrypted FROM idempotency \
             JOIN (SELECT value ->> 0 AS person_id, value ->> 1 AS key FROM {rows}) AS input \
             ON idempotency.person_id = input.person_id AND idempotency.key = input.key",
        );
        let rows = to_rows(batch.iter().map(|new| json!([new.person, new.key])));
        let found = sqlx::query(select).bind(rows).fetch_all(connection).await?;
        let reply = |row| {
            let (person, key) = (text(row, "person_id")?, text(row, "key")?);
            let response =
                self.cipher.decrypt(reply_cell(&reply_row(&person, &key)), &text(row, "response_encrypted")?)?;
            Ok(((person, key), StoredReply { body_hash: text(row, "body_hash")?, response }))
        };
        found.iter().map(reply).collect()
    }

    /// Live applications of the batch's people in the batch's calls, where one is permitted (reading R7).
    async fn live_applications(
        &self,
        connection: &mut AnyConnection,
        batch: &[NewApplication],
    ) -> Result<HashMap<(String, String), String>> {
        let select = self.kind.statement(concat!(
            "SELECT application.id, application.person_id, application.call_id FROM application ",
            "JOIN (SELECT value ->> 0 AS person_id, value ->> 1 AS call_id FROM {rows}) AS input ",
            "ON application.person_id = input.person_id AND application.call_id = input.call_id ",
            "WHERE application.live_slot = '' AND application.",
            is_live!()
        ));
        let rows = to_rows(batch.iter().map(|new| json!([new.person, new.application.call])));
        let found = sqlx::query(select).bind(rows).fetch_all(connection).await?;
        let live = |row| Ok(((text(row, "person_id")?, text(row, "call_id")?), text(row, "id")?));
        found.iter().map(live).collect()
    }

    /// Writes what the assignment decided.
    async fn save(&self, connection: &mut AnyConnection, assignment: Assignment<'_>, now: DateTime<Utc>) -> Result<()> {
        let Assignment { groups, log, saved, .. } = assignment;
        let encrypted = saved.iter().map(|saved| saved.encrypt(&self.cipher)).collect::<Result<Vec<_>>>()?;
        let insert = |sql: &str, rows: Vec<Value>| sqlx::query(self.kind.statement(sql)).bind(to_rows(rows));
        insert(INSERT_REPLIES, encrypted.iter().map(|row| row.reply.clone()).collect())
            .execute(&mut *connection)
            .await?;
        insert(INSERT_APPLICATIONS, encrypted.into_iter().map(|row| row.application).collect())
            .execute(&mut *connection)
            .await?;
        groups.write(&mut *connection, self.kind).await?;
        messages::write_all(&mut *connection, self.kind, saved.iter().map(Saved::message)).await?;
        let drafts = saved.iter().map(|saved| (saved.new.person.as_str(), saved.submitted.application.call.as_str()));
        drafts::sent(&mut *connection, self.kind, drafts, now).await?;
        log.write(connection, self.kind).await
    }
}

const INSERT_REPLIES: &str = "INSERT INTO idempotency (person_id, key, body_hash, response_encrypted, at) \
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, CAST(value ->> 4 AS BIGINT) FROM {rows}";

const INSERT_APPLICATIONS: &str = "INSERT INTO application (id, person_id, call_id, live_slot, submitted_at, group_id, \
     seat, seat_number, pack_hash, view, receipt_encrypted, body_encrypted, state) \
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, CAST(value ->> 4 AS BIGINT), value ->> 5, \
     value ->> 6, CAST(value ->> 7 AS BIGINT), value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12 \
     FROM {rows}";

fn group_of(new: &NewApplication) -> &str {
    &new.application.group
}

/// State that the transaction has read and locked, and what it will write.
struct Assignment<'a> {
    accounts: HashSet<String>,
    replies: HashMap<(String, String), StoredReply>,
    /// Ids of live applications by person and call.
    live: HashMap<(String, String), String>,
    groups: GroupSeatCounts,
    log: LockedLog,
    saved: Vec<Saved<'a>>,
}

impl<'a> Assignment<'a> {
    /// Decides one application after those before it.
    fn assign(&mut self, new: &'a NewApplication, key: &SigningKey, now: DateTime<Utc>) -> Result<SubmitOutcome> {
        let attempt = (new.person.clone(), new.key.clone());
        if let Some(reply) = self.replies.get(&attempt) {
            return Ok(SubmitOutcome::Repeated(reply.clone()));
        }
        if !self.accounts.contains(&new.person) {
            return Ok(SubmitOutcome::AccountMissing);
        }
        let live = (new.person.clone(), new.application.call.clone());
        if let (LiveApplications::One, Some(application)) = (new.live, self.live.get(&live)) {
            return Ok(SubmitOutcome::LiveApplicationExists { application: application.clone() });
        }
        let saved = self.save(new, key, now)?;
        let response = saved.response.clone();
        self.live.insert(live, saved.submitted.application.id.clone());
        self.replies.insert(attempt, StoredReply { body_hash: new.body_hash.clone(), response: response.clone() });
        self.saved.push(saved);
        Ok(SubmitOutcome::Accepted { response })
    }

    fn save(&mut self, new: &'a NewApplication, key: &SigningKey, now: DateTime<Utc>) -> Result<Saved<'a>> {
        let seat = match new.seat_order {
            SeatOrder::FirstCome => self.groups.assign(&new.application.group)?,
            SeatOrder::Draw => NumberedSeat { seat: Seat::Draw, number: None },
        };
        let at = self.log.next_instant(now)?;
        let receipt = new.receipt.sign(riga_time::local(at), key).map_err(|_| StoreError::Corrupt("receipt"))?;
        let application = Application { seat: seat.seat, ..new.application.clone() };
        self.log.append(Event {
            id: &new.message_id,
            at: at.timestamp_millis(),
            person: &new.person,
            action: "application_submitted",
            subject: &application.id,
        })?;
        let submitted = Submitted { application, receipt };
        let response = to_json(&submitted, "response")?;
        Ok(Saved { new, seat, submitted, response })
    }
}

/// Application with its seat, order and response.
struct Saved<'a> {
    new: &'a NewApplication,
    seat: NumberedSeat,
    submitted: Submitted,
    response: String,
}

/// Rows of an application with encrypted columns.
struct EncryptedRows {
    application: Value,
    reply: Value,
}

impl Saved<'_> {
    fn encrypt(&self, cipher: &ColumnCipher) -> Result<EncryptedRows> {
        let Submitted { application, receipt } = &self.submitted;
        let (new, at) = (self.new, application.submitted_at.timestamp_millis());
        let live_slot = match new.live {
            LiveApplications::One => "",
            LiveApplications::SeveralOneGranted => &application.id,
        };
        let seat = match self.seat.seat {
            Seat::Held => "held",
            Seat::Waiting { .. } => "waiting",
            Seat::Draw => "draw",
        };
        let receipt = cipher.encrypt(receipt_cell(&application.id), &to_json(receipt, "receipt")?)?;
        let body = cipher.encrypt(body_cell(&application.id), &new.body)?;
        let response = cipher.encrypt(reply_cell(&reply_row(&new.person, &new.key)), &self.response)?;
        Ok(EncryptedRows {
            application: json!([
                application.id,
                new.person,
                application.call,
                live_slot,
                at,
                application.group,
                seat,
                self.seat.number,
                new.receipt.pack_hash().to_string(),
                to_json(application, "view")?,
                receipt,
                body,
                to_word(&application.state, "state")?,
            ]),
            reply: json!([new.person, new.key, new.body_hash, response, at]),
        })
    }

    fn message(&self) -> (&str, Message) {
        let application = &self.submitted.application;
        let content = MessageContent::ApplicationReceived {
            application: application.id.clone(),
            title: application.title.clone(),
        };
        (&self.new.person, Message { id: self.new.message_id.clone(), at: application.submitted_at, content })
    }
}
