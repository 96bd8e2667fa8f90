//! Sign-ins under way, and the drafts of those that came to nothing. Only hashes of secrets are kept.

use chrono::{DateTime, Utc};

use crate::platform::store::row::{instant, optional_text, text};
use crate::platform::store::{Result, Store};

/// A sign-in between leaving for the identity provider and coming back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingSignIn {
    /// The hash of the secret that the identity provider carries back.
    pub state_hash: String,
    /// The hash of the secret that the browser keeps: nobody else can finish this sign-in.
    pub browser_hash: String,
    /// The page to come back to.
    pub return_to: String,
    /// The draft on its way through, encrypted.
    pub draft_encrypted: Option<String>,
    /// What the identity provider's side remembers meanwhile, encrypted.
    pub flow_state_encrypted: String,
    /// When it lapses.
    pub expires_at: DateTime<Utc>,
}

impl Store {
    /// Keeps a sign-in until the person comes back; those that lapsed are thrown away.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] where the database fails.
    pub async fn begin_sign_in(&self, sign_in: &PendingSignIn, now: DateTime<Utc>) -> Result<()> {
        let mut transaction = self.begin().await?;
        for delete in
            ["DELETE FROM sign_in WHERE expires_at <= $1", "DELETE FROM returned_draft WHERE expires_at <= $1"]
        {
            sqlx::query(delete).bind(now.timestamp_millis()).execute(&mut *transaction).await?;
        }
        sqlx::query(
            "INSERT INTO sign_in (state_hash, browser_hash, return_to, draft_encrypted, flow_state_encrypted, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&sign_in.state_hash)
        .bind(&sign_in.browser_hash)
        .bind(&sign_in.return_to)
        .bind(&sign_in.draft_encrypted)
        .bind(&sign_in.flow_state_encrypted)
        .bind(sign_in.expires_at.timestamp_millis())
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// Takes a sign-in out: it can be finished once, in the browser that began it, before it lapses.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] where the database fails.
    pub async fn finish_sign_in(
        &self,
        state_hash: &str,
        browser_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<PendingSignIn>> {
        let row = sqlx::query(
            "DELETE FROM sign_in WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > $3 \
             RETURNING return_to, draft_encrypted, flow_state_encrypted, expires_at",
        )
        .bind(state_hash)
        .bind(browser_hash)
        .bind(now.timestamp_millis())
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(PendingSignIn {
            state_hash: state_hash.to_owned(),
            browser_hash: browser_hash.to_owned(),
            return_to: text(&row, "return_to")?,
            draft_encrypted: optional_text(&row, "draft_encrypted")?,
            flow_state_encrypted: text(&row, "flow_state_encrypted")?,
            expires_at: instant(&row, "expires_at")?,
        }))
    }

    /// Keeps the draft of a sign-in that came to nothing, for the browser that began it and until the sign-in would have
    /// lapsed. Nothing is kept where there was no draft.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] where the database fails.
    pub async fn return_draft(&self, sign_in: &PendingSignIn) -> Result<()> {
        let Some(draft) = &sign_in.draft_encrypted else { return Ok(()) };
        sqlx::query(
            "INSERT INTO returned_draft (browser_hash, draft_encrypted, expires_at) VALUES ($1, $2, $3) \
             ON CONFLICT (browser_hash) DO UPDATE SET draft_encrypted = excluded.draft_encrypted, \
             expires_at = excluded.expires_at, taken_by = NULL",
        )
        .bind(&sign_in.browser_hash)
        .bind(draft)
        .bind(sign_in.expires_at.timestamp_millis())
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The draft of a sign-in that came to nothing: for the browser that began, in time and to the first key that asks for it;
    /// to that one also again.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] where the database fails.
    pub async fn take_returned_draft(
        &self,
        browser_hash: &str,
        key: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        let row = sqlx::query(
            "UPDATE returned_draft SET taken_by = $2 WHERE browser_hash = $1 AND expires_at > $3 \
             AND (taken_by IS NULL OR taken_by = $2) RETURNING draft_encrypted",
        )
        .bind(browser_hash)
        .bind(key)
        .bind(now.timestamp_millis())
        .fetch_optional(&self.pool)
        .await?;
        row.map(|row| text(&row, "draft_encrypted")).transpose()
    }
}
