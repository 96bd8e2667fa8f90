//! The draft of a signed-in person for a call: a text that is encrypted here, and that the store does not read.

use api::ACCOUNT_DRAFT_DAYS;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::AnyConnection;

/// A revision is less than this, so that the next one can be counted.
const LAST_REVISION: u32 = i32::MAX as u32;

use crate::platform::encryption::CellId;
use crate::platform::store::row::{count, instant, optional_text};
use crate::platform::store::{Result, Store, StoreError};

/// What names a draft's row.
pub(crate) fn row_name(person: &str, call: &str) -> String {
    format!("{person}\n{call}")
}

pub(crate) const fn draft_cell(row: &str) -> CellId<'_> {
    CellId { column: "draft.encrypted", row }
}

/// What is kept of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedDraft {
    /// Grows with every change, from 1.
    pub revision: u32,
    /// When it was last changed.
    pub saved_at: DateTime<Utc>,
    /// The draft, or how it ended.
    pub content: DraftContent,
}

/// A draft that is being filled in, or how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftContent {
    /// It is being filled in: its text.
    Open(String),
    /// It was sent.
    Sent,
    /// The person deleted it.
    Deleted,
}

/// A change of a draft.
#[derive(Clone, Copy, Debug)]
pub struct DraftChange<'a> {
    /// Whose draft it is.
    pub person: &'a str,
    /// The call's name.
    pub call: &'a str,
    /// The revision from which the change was made; 0 where there was no draft.
    pub revision: u32,
    /// The draft's text.
    pub text: &'a str,
    /// When.
    pub at: DateTime<Utc>,
}

impl Store {
    /// The draft of a person for a call, if there is or was one that has not lapsed.
    ///
    /// # Errors
    /// [`StoreError`] where the database fails.
    pub async fn draft(&self, person: &str, call: &str, now: DateTime<Utc>) -> Result<Option<SavedDraft>> {
        let row = sqlx::query(
            "SELECT revision, encrypted, ended, saved_at FROM draft \
             WHERE person_id = $1 AND call_id = $2 AND saved_at > $3",
        )
        .bind(person)
        .bind(call)
        .bind(lapsed(now))
        .fetch_optional(&self.pool)
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

    /// Keeps a draft and gives its new revision; nothing is kept, and nothing given, where the draft was changed since
    /// the revision that the change was made from. Drafts that lapsed are thrown away.
    ///
    /// # Errors
    /// [`StoreError`] where the database fails.
    pub async fn keep_draft(&self, change: DraftChange<'_>) -> Result<Option<u32>> {
        if change.revision >= LAST_REVISION {
            // No draft was ever changed so often: it is not one that the server gave.
            return Ok(None);
        }
        let encrypted = self.cipher.encrypt(draft_cell(&row_name(change.person, change.call)), change.text)?;
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM draft WHERE saved_at <= $1")
            .bind(lapsed(change.at))
            .execute(&mut *transaction)
            .await?;
        let row = sqlx::query(
            "INSERT INTO draft (person_id, call_id, revision, encrypted, saved_at) VALUES ($1, $2, $3 + 1, $4, $5) \
             ON CONFLICT (person_id, call_id) DO UPDATE \
             SET revision = draft.revision + 1, encrypted = excluded.encrypted, ended = NULL, saved_at = excluded.saved_at \
             WHERE draft.revision = $3 RETURNING revision",
        )
        .bind(change.person)
        .bind(change.call)
        .bind(i64::from(change.revision))
        .bind(encrypted)
        .bind(change.at.timestamp_millis())
        .fetch_optional(&mut *transaction)
        .await?;
        transaction.commit().await?;
        row.map(|row| count(&row, "revision")).transpose()
    }

    /// Deletes a draft at the person's wish. That it was deleted is kept for a while.
    ///
    /// # Errors
    /// [`StoreError`] where the database fails.
    pub async fn delete_draft(&self, person: &str, call: &str, now: DateTime<Utc>) -> Result<()> {
        end(&mut *self.pool.acquire().await?, person, call, "deleted", now).await
    }
}

/// The draft has become an application: part of the transaction that keeps it.
pub(crate) async fn sent(connection: &mut AnyConnection, person: &str, call: &str, now: DateTime<Utc>) -> Result<()> {
    end(connection, person, call, "sent", now).await
}

async fn end(connection: &mut AnyConnection, person: &str, call: &str, ended: &str, now: DateTime<Utc>) -> Result<()> {
    sqlx::query(
        "UPDATE draft SET revision = revision + 1, encrypted = NULL, ended = $3, saved_at = $4 \
         WHERE person_id = $1 AND call_id = $2 AND encrypted IS NOT NULL",
    )
    .bind(person)
    .bind(call)
    .bind(ended)
    .bind(now.timestamp_millis())
    .execute(connection)
    .await?;
    Ok(())
}

/// What was last changed then, or before, has lapsed.
fn lapsed(now: DateTime<Utc>) -> i64 {
    (now - TimeDelta::days(ACCOUNT_DRAFT_DAYS.into())).timestamp_millis()
}
