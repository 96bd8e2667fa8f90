//! Table of learning accounts.

use api::{Account, Message, MessageContent};
use chrono::{DateTime, Months, Utc};
use rules::contact::Contact;
use rules::language::Language;
use rules::riga_time;
use sqlx::AnyConnection;

use crate::applications::store::applications;
use crate::audit::store as audit;
use crate::messages::store as messages;
use crate::platform::encryption::CellId;
use crate::platform::store::row::{instant, text, to_json, word};
use crate::platform::store::{Result, Store, StoreError};

/// Retention of the closed-account stub in years. No readable law states how long the programme's records are
/// retained; five years after the last payment is the rule of Regulation (EU, Euratom) 2018/1046, Article 132, and
/// the agency has to confirm it.
pub const RETENTION_YEARS: u32 = 5;

pub(crate) const fn contact_cell(person: &str) -> CellId<'_> {
    CellId { column: "account.contact_encrypted", row: person }
}

impl Store {
    /// Returns the person's account, if any.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn account(&self, person: &str) -> Result<Option<Account>> {
        let row = sqlx::query("SELECT opened_at, terms, language, contact_encrypted FROM account WHERE person_id = $1")
            .bind(person)
            .fetch_optional(&self.read)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Account {
            opened_at: riga_time::local(instant(&row, "opened_at")?),
            terms: text(&row, "terms")?,
            language: word(text(&row, "language")?, "language")?,
            contact: self.decrypt_contact(person, &text(&row, "contact_encrypted")?)?,
        }))
    }

    /// Opens an account and writes its first message; false if it exists.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn open_account(&self, person: &str, account: &Account, message_id: &str) -> Result<bool> {
        let mut transaction = self.begin().await?;
        let opened = self.insert_account(&mut transaction, person, account).await?;
        if opened {
            let message =
                Message { id: message_id.into(), at: account.opened_at, content: MessageContent::AccountOpened };
            messages::write(&mut transaction, person, &message).await?;
            audit::append(&mut transaction, message_id, account.opened_at.to_utc(), person, "account_opened", person)
                .await?;
        }
        transaction.commit().await?;
        Ok(opened)
    }

    /// Changes language and contact data; false if there is no account.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn change_account(&self, person: &str, language: Language, contact: &Contact) -> Result<bool> {
        let changed = sqlx::query("UPDATE account SET language = $2, contact_encrypted = $3 WHERE person_id = $1")
            .bind(person)
            .bind(language.tag())
            .bind(self.encrypt_contact(person, contact)?)
            .execute(&self.write)
            .await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Closes an account and deletes the person's data. The stub remains for [`RETENTION_YEARS`], and the audit log,
    /// which contains only the internal id. Returns false if the person has a live application, because they must be
    /// reachable for its decision.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn close_account(&self, person: &str, audit_id: &str, now: DateTime<Utc>) -> Result<bool> {
        let mut transaction = self.begin().await?;
        // Submitting locks the same row, so one of both waits for the other.
        let lock = self.kind.statement("SELECT person_id FROM account WHERE person_id = $1 {lock}");
        sqlx::query(lock).bind(person).fetch_optional(&mut *transaction).await?;
        if applications::has_live_application(&mut transaction, person).await? {
            return Ok(false);
        }
        for delete in [
            "DELETE FROM message WHERE person_id = $1",
            "DELETE FROM outbox WHERE person_id = $1",
            "DELETE FROM draft WHERE person_id = $1",
            "DELETE FROM session WHERE person_id = $1",
            "DELETE FROM idempotency WHERE person_id = $1",
            "DELETE FROM account WHERE person_id = $1",
            // A person with a role remains identifiable for their actions in it.
            "DELETE FROM person_code WHERE person_id = $1 \
             AND NOT EXISTS (SELECT 1 FROM role_grant WHERE person_id = $1)",
            "DELETE FROM identity WHERE person_id = $1 AND NOT EXISTS (SELECT 1 FROM role_grant WHERE person_id = $1)",
            "DELETE FROM person WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM role_grant WHERE person_id = $1)",
        ] {
            sqlx::query(delete).bind(person).execute(&mut *transaction).await?;
        }
        let keep_until = now.checked_add_months(Months::new(12 * RETENTION_YEARS)).unwrap_or(now);
        sqlx::query(
            // A person with a role may have closed an account before.
            "INSERT INTO closed_account (person_id, closed_at, ground, keep_until) VALUES ($1, $2, 'gdpr_6_1_c', $3) \
             ON CONFLICT (person_id) DO UPDATE SET closed_at = excluded.closed_at, keep_until = excluded.keep_until",
        )
        .bind(person)
        .bind(now.timestamp_millis())
        .bind(keep_until.timestamp_millis())
        .execute(&mut *transaction)
        .await?;
        audit::append(&mut transaction, audit_id, now, person, "account_closed", person).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Opens an account with its former content; false if an account exists. Messages get new ids from `audit_id`,
    /// and none is sent again.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn reopen_account(
        &self,
        person: &str,
        account: &Account,
        messages: &[Message],
        audit_id: &str,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let mut transaction = self.begin().await?;
        if !self.insert_account(&mut transaction, person, account).await? {
            return Ok(false);
        }
        // The file lists the newest message first; it gets the highest number.
        for (number, message) in (1_i64..).zip(messages.iter().rev()) {
            sqlx::query("INSERT INTO message (id, person_id, number, at, content) VALUES ($1, $2, $3, $4, $5)")
                .bind(format!("{audit_id}-{number}"))
                .bind(person)
                .bind(number)
                .bind(message.at.timestamp_millis())
                .bind(to_json(&message.content, "content")?)
                .execute(&mut *transaction)
                .await?;
        }
        audit::append(&mut transaction, audit_id, now, person, "account_reopened", person).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn insert_account(&self, connection: &mut AnyConnection, person: &str, account: &Account) -> Result<bool> {
        let opened = sqlx::query(
            "INSERT INTO account (person_id, opened_at, terms, language, contact_encrypted) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person_id) DO NOTHING RETURNING person_id",
        )
        .bind(person)
        .bind(account.opened_at.timestamp_millis())
        .bind(&account.terms)
        .bind(account.language.tag())
        .bind(self.encrypt_contact(person, &account.contact)?)
        .fetch_optional(connection)
        .await?;
        Ok(opened.is_some())
    }

    fn encrypt_contact(&self, person: &str, contact: &Contact) -> Result<String> {
        Ok(self.cipher.encrypt(contact_cell(person), &to_json(contact, "contact")?)?)
    }

    fn decrypt_contact(&self, person: &str, encrypted: &str) -> Result<Contact> {
        let contact = self.cipher.decrypt(contact_cell(person), encrypted)?;
        serde_json::from_str(&contact).map_err(|_| StoreError::Corrupt("account.contact_encrypted"))
    }
}
