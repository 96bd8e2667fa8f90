//! Sign-ins under way, and sessions. Only hashes of their secrets are kept.

use chrono::{DateTime, Utc};

use super::{Result, Store, optional_text, text};

/// A sign-in between leaving for the identity provider and coming back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingSignIn {
    /// The hash of the secret that the identity provider carries back.
    pub state_hash: String,
    /// The hash of the secret that the browser keeps: nobody else can finish this sign-in.
    pub browser_hash: String,
    /// The page to come back to.
    pub return_to: String,
    /// The draft on its way through, sealed.
    pub draft_sealed: Option<String>,
    /// When it lapses.
    pub expires_at: DateTime<Utc>,
}

/// A session that begins.
#[derive(Clone, Debug)]
pub struct NewSession<'a> {
    /// The hash of the cookie's secret.
    pub token_hash: &'a str,
    /// Whose session it is.
    pub person: &'a str,
    /// The draft handed over, sealed.
    pub draft_sealed: Option<&'a str>,
    /// Until when the draft is given back.
    pub draft_until: DateTime<Utc>,
    /// When it lapses unless it is used.
    pub idle_until: DateTime<Utc>,
    /// When it lapses in any case.
    pub expires_at: DateTime<Utc>,
}

impl Store {
    /// Keeps a sign-in until the person comes back; those that lapsed are thrown away.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn begin_sign_in(&self, sign_in: &PendingSignIn, now: DateTime<Utc>) -> Result<()> {
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM sign_in WHERE expires_at <= $1")
            .bind(now.timestamp_millis())
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO sign_in (state_hash, browser_hash, return_to, draft_sealed, expires_at) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&sign_in.state_hash)
        .bind(&sign_in.browser_hash)
        .bind(&sign_in.return_to)
        .bind(&sign_in.draft_sealed)
        .bind(sign_in.expires_at.timestamp_millis())
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// Takes a sign-in out: it can be finished once, in the browser that began it, before it lapses.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn finish_sign_in(
        &self,
        state_hash: &str,
        browser_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<PendingSignIn>> {
        let row = sqlx::query(
            "DELETE FROM sign_in WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > $3 \
             RETURNING return_to, draft_sealed, expires_at",
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
            draft_sealed: optional_text(&row, "draft_sealed")?,
            expires_at: super::instant(&row, "expires_at")?,
        }))
    }

    /// Begins a session; sessions that lapsed are thrown away.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn begin_session(&self, session: &NewSession<'_>, now: DateTime<Utc>) -> Result<()> {
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM session WHERE idle_until <= $1 OR expires_at <= $1")
            .bind(now.timestamp_millis())
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO session (token_hash, person_id, draft_sealed, draft_until, idle_until, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(session.token_hash)
        .bind(session.person)
        .bind(session.draft_sealed)
        .bind(session.draft_until.timestamp_millis())
        .bind(session.idle_until.timestamp_millis())
        .bind(session.expires_at.timestamp_millis())
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// Takes the draft that was handed over out of a session: it is given once, and not after its time.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn take_draft(&self, token_hash: &str, now: DateTime<Utc>) -> Result<Option<String>> {
        let mut transaction = self.begin().await?;
        let row = sqlx::query("SELECT draft_sealed FROM session WHERE token_hash = $1 AND draft_until > $2")
            .bind(token_hash)
            .bind(now.timestamp_millis())
            .fetch_optional(&mut *transaction)
            .await?;
        sqlx::query("UPDATE session SET draft_sealed = NULL WHERE token_hash = $1")
            .bind(token_hash)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        row.map_or(Ok(None), |row| optional_text(&row, "draft_sealed"))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn end_session(&self, token_hash: &str) -> Result<()> {
        sqlx::query("DELETE FROM session WHERE token_hash = $1").bind(token_hash).execute(&self.pool).await?;
        Ok(())
    }
}
