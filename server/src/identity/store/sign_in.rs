//! Pending sign-ins, and the drafts of rejected ones. Only hashes of secrets are stored.

use chrono::{DateTime, Utc};

use crate::platform::store::row::{instant, optional_text, text};
use crate::platform::store::{Result, Store};

/// Sign-in between the redirect and the callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingSignIn {
    /// Hash of the state, which the identity provider returns.
    pub state_hash: String,
    /// Hash of the browser's secret: only this browser can finish the sign-in.
    pub browser_hash: String,
    /// Path of the page to return to.
    pub return_to: String,
    /// Encrypted handed-over draft.
    pub draft_encrypted: Option<String>,
    /// Encrypted flow state of the identity provider.
    pub flow_state_encrypted: String,
    /// Expiry.
    pub expires_at: DateTime<Utc>,
}

impl Store {
    /// Stores a pending sign-in.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn begin_sign_in(&self, sign_in: &PendingSignIn) -> Result<()> {
        sqlx::query(
            "INSERT INTO sign_in \
             (state_hash, browser_hash, return_to, draft_encrypted, flow_state_encrypted, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&sign_in.state_hash)
        .bind(&sign_in.browser_hash)
        .bind(&sign_in.return_to)
        .bind(&sign_in.draft_encrypted)
        .bind(&sign_in.flow_state_encrypted)
        .bind(sign_in.expires_at.timestamp_millis())
        .execute(&self.write)
        .await?;
        Ok(())
    }

    /// Removes and returns a pending sign-in: it can be finished once, in the browser that started it, until it
    /// expires.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
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
        .fetch_optional(&self.write)
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

    /// Stores the draft of a rejected sign-in for the browser that started it, until the sign-in would have expired.
    /// Does nothing without a draft.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn return_draft(&self, sign_in: &PendingSignIn) -> Result<()> {
        let Some(draft) = &sign_in.draft_encrypted else { return Ok(()) };
        sqlx::query(
            "INSERT INTO returned_draft (state_hash, browser_hash, draft_encrypted, expires_at) \
             VALUES ($1, $2, $3, $4)",
        )
        .bind(&sign_in.state_hash)
        .bind(&sign_in.browser_hash)
        .bind(draft)
        .bind(sign_in.expires_at.timestamp_millis())
        .execute(&self.write)
        .await?;
        Ok(())
    }

    /// Returns the draft of a rejected sign-in to the browser that started it until it expires, to the first
    /// idempotency key only; repeated requests with that key get it again. Of two drafts each key gets one.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn take_returned_draft(
        &self,
        browser_hash: &str,
        key: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        // Two tabs may choose the same draft at once; the one that comes second chooses again.
        for _ in 0..2 {
            let row = sqlx::query(
                "UPDATE returned_draft SET taken_by = $2 WHERE state_hash = (SELECT state_hash FROM returned_draft \
                 WHERE browser_hash = $1 AND expires_at > $3 AND (taken_by IS NULL OR taken_by = $2) \
                 ORDER BY taken_by IS NULL, expires_at LIMIT 1) \
                 AND (taken_by IS NULL OR taken_by = $2) RETURNING draft_encrypted",
            )
            .bind(browser_hash)
            .bind(key)
            .bind(now.timestamp_millis())
            .fetch_optional(&self.write)
            .await?;
            if let Some(row) = row {
                return text(&row, "draft_encrypted").map(Some);
            }
        }
        Ok(None)
    }
}
