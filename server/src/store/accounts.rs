//! Learning accounts.

use chrono::{DateTime, Utc};
use rules::contact::Contact;
use rules::language::Language;
use rules::riga;
use rules::wire::{Account, Message, MessageContent};

use super::{Result, Store, StoreError, instant, messages, text, to_json, word};
use crate::vault::Place;

pub(super) const fn contact_place(person: &str) -> Place<'_> {
    Place { column: "account.contact_sealed", row: person }
}

impl Store {
    /// The person's account, once it is open.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn account(&self, person: &str) -> Result<Option<Account>> {
        let row = sqlx::query("SELECT opened_at, terms, language, contact_sealed FROM account WHERE person_id = $1")
            .bind(person)
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Account {
            opened_at: riga::local(instant(&row, "opened_at")?),
            terms: text(&row, "terms")?,
            language: word(text(&row, "language")?, "language")?,
            contact: self.open_contact(person, &text(&row, "contact_sealed")?)?,
        }))
    }

    /// Opens an account and writes its first message; tells whether it was opened now.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn open_account(&self, person: &str, account: &Account, message_id: &str) -> Result<bool> {
        let mut transaction = self.begin().await?;
        let opened = sqlx::query(
            "INSERT INTO account (person_id, opened_at, terms, language, contact_sealed) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person_id) DO NOTHING RETURNING person_id",
        )
        .bind(person)
        .bind(account.opened_at.timestamp_millis())
        .bind(&account.terms)
        .bind(account.language.tag())
        .bind(self.seal_contact(person, &account.contact)?)
        .fetch_optional(&mut *transaction)
        .await?
        .is_some();
        if opened {
            let message =
                Message { id: message_id.into(), at: account.opened_at, content: MessageContent::AccountOpened };
            messages::write(&mut transaction, person, &message).await?;
            messages::audit(&mut transaction, message_id, account.opened_at.to_utc(), person, "account_opened", person)
                .await?;
        }
        transaction.commit().await?;
        Ok(opened)
    }

    /// Changes language and contact data; tells whether there is an account.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn change_account(&self, person: &str, language: Language, contact: &Contact) -> Result<bool> {
        let changed = sqlx::query("UPDATE account SET language = $2, contact_sealed = $3 WHERE person_id = $1")
            .bind(person)
            .bind(language.tag())
            .bind(self.seal_contact(person, contact)?)
            .execute(&self.pool)
            .await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Closes an account: it, its messages, drafts and sessions go. Tells whether that was possible; it is not while an
    /// application is alive, for whose decision the person must be reachable.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn close_account(&self, person: &str, audit_id: &str, now: DateTime<Utc>) -> Result<bool> {
        let mut transaction = self.begin().await?;
        let alive = sqlx::query("SELECT id FROM application WHERE person_id = $1 AND state = 'submitted'")
            .bind(person)
            .fetch_optional(&mut *transaction)
            .await?;
        if alive.is_some() {
            return Ok(false);
        }
        for delete in [
            "DELETE FROM message WHERE person_id = $1",
            "DELETE FROM draft WHERE person_id = $1",
            "DELETE FROM session WHERE person_id = $1",
            "DELETE FROM account WHERE person_id = $1",
        ] {
            sqlx::query(delete).bind(person).execute(&mut *transaction).await?;
        }
        messages::audit(&mut transaction, audit_id, now, person, "account_closed", person).await?;
        transaction.commit().await?;
        Ok(true)
    }

    fn seal_contact(&self, person: &str, contact: &Contact) -> Result<String> {
        Ok(self.vault.seal_at(contact_place(person), &to_json(contact, "contact")?)?)
    }

    fn open_contact(&self, person: &str, sealed: &str) -> Result<Contact> {
        let contact = self.vault.open_at(contact_place(person), sealed)?;
        serde_json::from_str(&contact).map_err(|_| StoreError::Corrupt("account.contact_sealed"))
    }
}
