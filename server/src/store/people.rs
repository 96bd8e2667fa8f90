//! People, keyed by an internal id: a personal code may change.

use chrono::{DateTime, NaiveDate, Utc};
use rules::facts::Facts;
use rules::wire::BirthDateSource;

use super::{Result, Store, StoreError, optional_text, reseal, text, word};
use crate::vault::Place;

/// The column `name` holds a sealed text.
pub(super) const fn name_place(person: &str) -> Place<'_> {
    Place { column: "person.name", row: person }
}

/// A person as the identity provider and the registers describe them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The internal id.
    pub id: String,
    /// Given name and surname.
    pub name: String,
    /// The personal code, sealed.
    pub code_sealed: String,
    /// What the registers know, the birth date among it.
    pub register: Facts,
    /// Where the birth date comes from.
    pub birth_date_source: Option<BirthDateSource>,
}

/// A person who signs in, perhaps for the first time.
#[derive(Clone, Debug)]
pub struct NewPerson<'a> {
    /// The id to use where the person is not known yet.
    pub id: &'a str,
    /// The keyed hash of the personal code, under which the person is found.
    pub code_lookup: &'a str,
    /// The personal code, sealed.
    pub code_sealed: &'a str,
    /// Given name and surname.
    pub name: &'a str,
    /// What the registers know.
    pub register: Facts,
    /// Where the birth date comes from.
    pub birth_date_source: Option<BirthDateSource>,
}

impl Store {
    /// Writes down who signs in, and gives the person's internal id: the old one where the code is known.
    ///
    /// # Errors
    /// [`StoreError`] where the database fails.
    pub async fn recognise(&self, person: &NewPerson<'_>, now: DateTime<Utc>) -> Result<String> {
        let source = person.birth_date_source.map(|source| super::to_json(&source, "birth_date_source")).transpose()?;
        let mut transaction = self.begin().await?;
        reseal::move_lookup(&mut transaction, &self.vault, person.code_lookup, person.code_sealed).await?;
        // The name is sealed for the row, so the row comes first.
        let row = sqlx::query(
            "INSERT INTO person (id, code_lookup, code_sealed, name, birth_date, birth_date_source, register, seen_at) \
             VALUES ($1, $2, $3, '', $4, $5, $6, $7) \
             ON CONFLICT (code_lookup) DO UPDATE SET birth_date = excluded.birth_date, \
             birth_date_source = excluded.birth_date_source, register = excluded.register, seen_at = excluded.seen_at \
             RETURNING id",
        )
        .bind(person.id)
        .bind(person.code_lookup)
        .bind(person.code_sealed)
        .bind(person.register.birth_date.map(|date| date.to_string()))
        .bind(source.map(|source| source.trim_matches('"').to_owned()))
        .bind(super::to_json(&Facts { birth_date: None, ..person.register }, "register")?)
        .bind(now.timestamp_millis())
        .fetch_one(&mut *transaction)
        .await?;
        let id = text(&row, "id")?;
        sqlx::query("UPDATE person SET name = $2 WHERE id = $1")
            .bind(&id)
            .bind(self.vault.seal_at(name_place(&id), person.name)?)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// The person behind a session's token, while neither of its deadlines has passed; the idle deadline moves on.
    ///
    /// # Errors
    /// [`StoreError`] where the database fails.
    pub async fn person_of_session(
        &self,
        token_hash: &str,
        now: DateTime<Utc>,
        idle_until: DateTime<Utc>,
    ) -> Result<Option<Person>> {
        let alive = sqlx::query(
            "UPDATE session SET idle_until = $3 WHERE token_hash = $1 AND idle_until > $2 AND expires_at > $2 \
             RETURNING person_id",
        )
        .bind(token_hash)
        .bind(now.timestamp_millis())
        .bind(idle_until.timestamp_millis())
        .fetch_optional(&self.pool)
        .await?;
        let Some(session) = alive else { return Ok(None) };
        let row = sqlx::query(
            "SELECT id, name, code_sealed, birth_date, birth_date_source, register FROM person WHERE id = $1",
        )
        .bind(text(&session, "person_id")?)
        .fetch_one(&self.pool)
        .await?;
        let birth_date = optional_text(&row, "birth_date")?
            .map(|date| date.parse::<NaiveDate>().map_err(|_| StoreError::Corrupt("birth_date")))
            .transpose()?;
        let source = optional_text(&row, "birth_date_source")?;
        let id = text(&row, "id")?;
        Ok(Some(Person {
            name: self.vault.open_at(name_place(&id), &text(&row, "name")?)?,
            id,
            code_sealed: text(&row, "code_sealed")?,
            register: Facts { birth_date, ..super::json(&row, "register")? },
            birth_date_source: source.map(|source| word(source, "birth_date_source")).transpose()?,
        }))
    }
}
