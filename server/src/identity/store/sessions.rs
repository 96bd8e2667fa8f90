//! Sessions of signed-in browsers. Only hashes of their secrets are stored.

use std::collections::HashMap;

use api::SignIn;
use chrono::{DateTime, TimeDelta, Utc};
use rules::riga_time;
use serde_json::json;
use sqlx::any::AnyRow;

use crate::audit::store as audit;
use crate::identity::provider::ProviderLogout;
use crate::people::store::{Person, people};
use crate::platform::store::row::{instant, optional_instant, optional_text, text};
use crate::platform::store::rows::to_rows;
use crate::platform::store::{Result, SharedError, Store};

/// Maximum number of listed sessions.
const LISTED: i64 = 100;

/// Smallest extension of a session's idle deadline.
const EXTENSION_STEP: TimeDelta = TimeDelta::minutes(1);

/// New session.
#[derive(Clone, Debug)]
pub struct NewSession<'a> {
    /// Hash of the cookie's secret.
    pub token_hash: &'a str,
    /// Hash of the browser's previous secret; that session ends.
    pub replaces: Option<&'a str>,
    /// Id, which may be displayed.
    pub id: &'a str,
    /// Id of the audit entry.
    pub audit_id: &'a str,
    /// Internal id of the person.
    pub person: &'a str,
    /// Issuer of the identity.
    pub issuer: &'a str,
    /// Issuer's identifier of the person.
    pub subject: &'a str,
    /// Time of the last authentication, if the issuer reports it.
    pub auth_time: Option<DateTime<Utc>>,
    /// Authentication context class (`acr`) of the issuer.
    pub acr: Option<&'a str>,
    /// Issuer's session id (`sid`), used by back-channel logout.
    pub provider_session: Option<&'a str>,
    /// Encrypted handed-over draft.
    pub draft_encrypted: Option<&'a str>,
    /// Expiry of the handed-over draft.
    pub draft_until: DateTime<Utc>,
    /// Idle expiry.
    pub idle_until: DateTime<Utc>,
    /// Absolute expiry.
    pub expires_at: DateTime<Utc>,
}

/// Live session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveSession {
    /// Id.
    pub id: String,
    /// Signed-in person.
    pub person: Person,
    /// Time of the last authentication, if the issuer reports it.
    pub auth_time: Option<DateTime<Utc>>,
    /// Authentication context class (`acr`) of the issuer.
    pub acr: Option<String>,
}

impl Store {
    /// Starts a session and ends the browser's previous one.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn begin_session(&self, session: &NewSession<'_>, now: DateTime<Utc>) -> Result<()> {
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM session WHERE token_hash = $1")
            .bind(session.replaces.unwrap_or_default())
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO session (token_hash, id, person_id, begun_at, used_at, issuer, subject, auth_time, acr, \
             provider_session, draft_encrypted, draft_until, idle_until, expires_at) \
             VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(session.token_hash)
        .bind(session.id)
        .bind(session.person)
        .bind(now.timestamp_millis())
        .bind(session.issuer)
        .bind(session.subject)
        .bind(session.auth_time.map(|at| at.timestamp_millis()))
        .bind(session.acr)
        .bind(session.provider_session)
        .bind(session.draft_encrypted)
        .bind(session.draft_until.timestamp_millis())
        .bind(session.idle_until.timestamp_millis())
        .bind(session.expires_at.timestamp_millis())
        .execute(&mut *transaction)
        .await?;
        audit::append(&mut transaction, session.audit_id, now, session.person, "signed_in", session.id).await?;
        Ok(transaction.commit().await?)
    }

    /// Returns the session of a token until it expires; see [`Store::sessions`].
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn session(
        &self,
        token_hash: &str,
        now: DateTime<Utc>,
        idle_until: DateTime<Utc>,
    ) -> Result<Option<LiveSession>> {
        let row = self.session_rows(&[token_hash], now).await?.pop();
        let Some(row) = row else { return Ok(None) };
        self.extend_sessions(std::slice::from_ref(&row), now, idle_until).await?;
        self.live_session(&row).map(Some)
    }

    /// Returns the sessions of tokens until they expire, or the error of one. Extends the idle deadline of those that
    /// gain at least a minute, so that most requests only read.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn sessions(
        &self,
        token_hashes: &[&str],
        now: DateTime<Utc>,
        idle_until: DateTime<Utc>,
    ) -> Result<HashMap<String, std::result::Result<Option<LiveSession>, SharedError>>> {
        let rows = self.session_rows(token_hashes, now).await?;
        self.extend_sessions(&rows, now, idle_until).await?;
        let session = |row| self.live_session(row).map(Some).map_err(SharedError::from);
        rows.iter().map(|row| Ok((text(row, "token_hash")?, session(row)))).collect()
    }

    async fn session_rows(&self, token_hashes: &[&str], now: DateTime<Utc>) -> Result<Vec<AnyRow>> {
        let select = self.kind.statement(
            "SELECT session.token_hash, session.id AS session_id, session.idle_until, session.auth_time, session.acr, \
             person.id, person.name_encrypted, person.code_encrypted, person.birth_date, person.birth_date_source, \
             person.register FROM session JOIN person ON person.id = session.person_id \
             WHERE session.token_hash IN (SELECT value ->> 0 FROM {rows}) \
             AND session.idle_until > $2 AND session.expires_at > $2",
        );
        let rows = to_rows(token_hashes.iter().map(|token_hash| json!([token_hash])));
        Ok(sqlx::query(select).bind(rows).bind(now.timestamp_millis()).fetch_all(&self.read).await?)
    }

    fn live_session(&self, row: &AnyRow) -> Result<LiveSession> {
        Ok(LiveSession {
            id: text(row, "session_id")?,
            person: people::person(row, &self.cipher)?,
            auth_time: optional_instant(row, "auth_time")?,
            acr: optional_text(row, "acr")?,
        })
    }

    async fn extend_sessions(&self, rows: &[AnyRow], now: DateTime<Utc>, idle_until: DateTime<Utc>) -> Result<()> {
        let mut due = Vec::new();
        for row in rows {
            if idle_until - instant(row, "idle_until")? >= EXTENSION_STEP {
                due.push(json!([text(row, "token_hash")?]));
            }
        }
        if due.is_empty() {
            return Ok(());
        }
        let update = self.kind.statement(
            "UPDATE session SET idle_until = $3, used_at = $2 \
             WHERE token_hash IN (SELECT value ->> 0 FROM {rows})",
        );
        sqlx::query(update)
            .bind(to_rows(due))
            .bind(now.timestamp_millis())
            .bind(idle_until.timestamp_millis())
            .execute(&self.write)
            .await?;
        Ok(())
    }

    /// Returns the handed-over draft of a session until it expires, to the first idempotency key only; repeated
    /// requests with that key get it again.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn take_draft(&self, token_hash: &str, key: &str, now: DateTime<Utc>) -> Result<Option<String>> {
        let row = sqlx::query(
            "UPDATE session SET draft_taken_by = $2 WHERE token_hash = $1 AND draft_until > $3 \
             AND (draft_taken_by IS NULL OR draft_taken_by = $2) RETURNING draft_encrypted",
        )
        .bind(token_hash)
        .bind(key)
        .bind(now.timestamp_millis())
        .fetch_optional(&self.write)
        .await?;
        row.map_or(Ok(None), |row| optional_text(&row, "draft_encrypted"))
    }

    /// Deletes expired data of every table. Each statement commits separately, so that locks are short.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn forget_lapsed(&self, now: DateTime<Utc>) -> Result<()> {
        for forget in [
            "DELETE FROM sign_in WHERE expires_at <= $1",
            "DELETE FROM returned_draft WHERE expires_at <= $1",
            "UPDATE session SET draft_encrypted = NULL WHERE draft_until <= $1 AND draft_encrypted IS NOT NULL",
            "DELETE FROM session WHERE idle_until <= $1",
            "DELETE FROM session WHERE expires_at <= $1",
            "DELETE FROM logout_token WHERE expires_at <= $1",
            "DELETE FROM closed_account WHERE keep_until <= $1",
        ] {
            sqlx::query(forget).bind(now.timestamp_millis()).execute(&self.write).await?;
        }
        self.forget_drafts(now).await
    }

    /// Lists the sessions of a person, most recently used first.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn sign_ins(&self, person: &str, current: &str, now: DateTime<Utc>) -> Result<Vec<SignIn>> {
        let rows = sqlx::query(
            "SELECT id, begun_at, used_at FROM session \
             WHERE person_id = $1 AND idle_until > $2 AND expires_at > $2 ORDER BY used_at DESC, id LIMIT $3",
        )
        .bind(person)
        .bind(now.timestamp_millis())
        .bind(LISTED)
        .fetch_all(&self.read)
        .await?;
        let sign_in = |row| {
            let id = text(row, "id")?;
            let (begun_at, used_at) = (instant(row, "begun_at")?, instant(row, "used_at")?);
            let current = id == current;
            Ok(SignIn { id, begun_at: riga_time::local(begun_at), used_at: riga_time::local(used_at), current })
        };
        rows.iter().map(sign_in).collect()
    }

    /// Ends a session on the person's request; false if the id is unknown.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn end_session(&self, person: &str, id: &str, audit_id: &str, now: DateTime<Utc>) -> Result<bool> {
        let mut transaction = self.begin().await?;
        let ended = sqlx::query("DELETE FROM session WHERE person_id = $1 AND id = $2")
            .bind(person)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        if ended.rows_affected() == 0 {
            return Ok(false);
        }
        audit::append(&mut transaction, audit_id, now, person, "signed_out", id).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Ends every session of a person.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn end_sessions(&self, person: &str, audit_id: &str, now: DateTime<Utc>) -> Result<()> {
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM session WHERE person_id = $1").bind(person).execute(&mut *transaction).await?;
        audit::append(&mut transaction, audit_id, now, person, "signed_out_everywhere", person).await?;
        Ok(transaction.commit().await?)
    }

    /// Ends every session of a person for the operator `by`; returns their number, including expired ones. The audit
    /// log names the operator, who is in no other table.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn end_sessions_by_operator(
        &self,
        person: &str,
        by: &str,
        audit_id: &str,
        now: DateTime<Utc>,
    ) -> Result<u64> {
        let mut transaction = self.begin().await?;
        let ended =
            sqlx::query("DELETE FROM session WHERE person_id = $1").bind(person).execute(&mut *transaction).await?;
        audit::append(&mut transaction, audit_id, now, person, "signed_out_by_operator", by).await?;
        transaction.commit().await?;
        Ok(ended.rows_affected())
    }

    /// Ends the sessions of a logout token. Returns their number, or `None` if the token was used before.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn end_at_provider(
        &self,
        logout: &ProviderLogout,
        audit_id: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<usize>> {
        let mut transaction = self.begin().await?;
        let new = sqlx::query(
            "INSERT INTO logout_token (issuer, jti, expires_at) VALUES ($1, $2, $3) \
             ON CONFLICT (issuer, jti) DO NOTHING RETURNING jti",
        )
        .bind(&logout.issuer)
        .bind(&logout.jti)
        .bind(logout.remember_until.timestamp_millis())
        .fetch_optional(&mut *transaction)
        .await?;
        if new.is_none() {
            return Ok(None);
        }
        let rows = sqlx::query(
            "DELETE FROM session WHERE issuer = $1 AND subject = COALESCE($2, subject) \
             AND ($3 = '' OR provider_session = $3) RETURNING person_id",
        )
        .bind(&logout.issuer)
        .bind(&logout.subject)
        .bind(logout.provider_session.as_deref().unwrap_or_default())
        .fetch_all(&mut *transaction)
        .await?;
        if let Some(row) = rows.first() {
            let person = text(row, "person_id")?;
            audit::append(&mut transaction, audit_id, now, &person, "signed_out_by_provider", &person).await?;
        }
        transaction.commit().await?;
        Ok(Some(rows.len()))
    }
}
