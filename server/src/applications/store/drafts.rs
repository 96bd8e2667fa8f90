//! Draft of a signed-in person for a call. The store encrypts the text and does not parse it.

use api::ACCOUNT_DRAFT_DAYS;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::AnyConnection;

/// Upper bound of revisions, so that the next one fits the column.
const LAST_REVISION: u32 = i32::MAX as u32;

use crate::platform::encryption::CellId;
use crate::platform::store::row::{count, instant, optional_text};
use crate::platform::store::rows::to_rows;
use crate::platform::store::{Kind, Result, Store, StoreError};

/// Row key of a draft.
pub(crate) fn row_name(person: &str, call: &str) -> String {
    format!("{person}\n{call}")
}

pub(crate) const fn draft_cell(row: &str) -> CellId<'_> {
    CellId { column: "draft.encrypted", row }
}

/// Stored draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedDraft {
    /// Revision: starts at 1 and grows with every change.
    pub revision: u32,
    /// Instant of the last change.
    pub saved_at: DateTime<Utc>,
    /// Draft text, or the way in which the draft ended.
    pub content: DraftContent,
}

/// Content of an open draft, or the way in which it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftContent {
    /// Open draft with its text.
    Open(String),
    /// The draft was submitted.
    Sent,
    /// The person deleted the draft.
    Deleted,
}

/// Change of a draft.
#[derive(Clone, Copy, Debug)]
pub struct DraftChange<'a> {
    /// Internal id of the person.
    pub person: &'a str,
    /// Id of the call.
    pub call: &'a str,
    /// Base revision of the change; 0 without a draft.
    pub revision: u32,
    /// Text of the draft.
    pub text: &'a str,
    /// Instant.
    pub at: DateTime<Utc>,
}

impl Store {
    /// Returns the draft of a person for a call, also an ended one, until it expires.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn draft(&self, person: &str, call: &str, now: DateTime<Utc>) -> Result<Option<SavedDraft>> {
        let row = sqlx::query(
            "SELECT revision, encrypted, ended, saved_at FROM draft \
             WHERE person_id = $1 AND call_id = $2 AND saved_at > $3",
        )
        .bind(person)
        .bind(call)
        .bind(lapsed(now))
        .fetch_optional(&self.read)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let content = match (optional_text(&row, "encrypted")?, optional_text(&row, "ended")?.as_deref()) {
            (Some(encrypted), None) => {
                DraftContent::Open(self.cipher.decrypt(draft_cell(&row_name(person, call)), &encrypted)?)
            }
            (None, Some("sent")) => DraftContent::Sent,
            (None, Some("deleted")) => DraftContent::Deleted,
            _ => return Err(StoreError::Corrupt("draft.ended")),
        };
        Ok(Some(SavedDraft { revision: count(&row, "revision")?, saved_at: instant(&row, "saved_at")?, content }))
    }

    /// Stores a draft and returns its new revision; `None` without a change if the base revision is outdated. Deletes
    /// expired drafts.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn keep_draft(&self, change: DraftChange<'_>) -> Result<Option<u32>> {
        if change.revision >= LAST_REVISION {
            // No draft has so many changes, so the revision is invalid.
            return Ok(None);
        }
        let encrypted = self.cipher.encrypt(draft_cell(&row_name(change.person, change.call)), change.text)?;
        let row = sqlx::query(
            "INSERT INTO draft (person_id, call_id, revision, encrypted, saved_at) VALUES ($1, $2, $3 + 1, $4, $5) \
             ON CONFLICT (person_id, call_id) DO UPDATE \
             SET revision = CASE WHEN draft.saved_at <= $6 THEN 1 ELSE draft.revision + 1 END, \
             encrypted = excluded.encrypted, ended = NULL, saved_at = excluded.saved_at \
             WHERE draft.revision = $3 OR ($3 = 0 AND draft.saved_at <= $6) RETURNING revision",
        )
        .bind(change.person)
        .bind(change.call)
        .bind(i64::from(change.revision))
        .bind(encrypted)
        .bind(change.at.timestamp_millis())
        // An expired draft counts as none, also before it is deleted.
        .bind(lapsed(change.at))
        .fetch_optional(&self.write)
        .await?;
        row.map(|row| count(&row, "revision")).transpose()
    }

    /// Deletes drafts [`ACCOUNT_DRAFT_DAYS`] after their last change.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub(crate) async fn forget_drafts(&self, now: DateTime<Utc>) -> Result<()> {
        sqlx::query("DELETE FROM draft WHERE saved_at <= $1").bind(lapsed(now)).execute(&self.write).await?;
        Ok(())
    }

    /// Deletes a draft on the person's request. The fact of the deletion is stored until it expires.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn delete_draft(&self, person: &str, call: &str, now: DateTime<Utc>) -> Result<()> {
        sqlx::query(
            "UPDATE draft SET revision = revision + 1, encrypted = NULL, ended = 'deleted', saved_at = $3 \
             WHERE person_id = $1 AND call_id = $2 AND encrypted IS NOT NULL",
        )
        .bind(person)
        .bind(call)
        .bind(now.timestamp_millis())
        .execute(&self.write)
        .await?;
        Ok(())
    }
}

/// Ends the drafts of people for calls after their submission, in the transaction that stores the applications.
pub(crate) async fn sent(
    connection: &mut AnyConnection,
    kind: Kind,
    drafts: impl Iterator<Item = (&str, &str)>,
    now: DateTime<Utc>,
) -> Result<()> {
    let update = kind.statement(
        "UPDATE draft SET revision = revision + 1, encrypted = NULL, ended = 'sent', saved_at = $2 \
         FROM (SELECT value ->> 0 AS person_id, value ->> 1 AS call_id FROM {rows}) AS input \
         WHERE draft.person_id = input.person_id AND draft.call_id = input.call_id AND encrypted IS NOT NULL",
    );
    let rows = to_rows(drafts.map(|(person, call)| json!([person, call])));
    sqlx::query(update).bind(rows).bind(now.timestamp_millis()).execute(connection).await?;
    Ok(())
}

/// Latest `saved_at` of an expired draft.
fn lapsed(now: DateTime<Utc>) -> i64 {
    (now - TimeDelta::days(ACCOUNT_DRAFT_DAYS.into())).timestamp_millis()
}
