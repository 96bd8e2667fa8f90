//! People, keyed by an internal id: a personal code may change, and a person may use several identity providers.

use chrono::{DateTime, NaiveDate, Utc};
use rules::birth_date::{BirthDateSource, may_declare};
use rules::facts::Facts;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::audit::store as audit;
use crate::platform::encryption::{CellId, ColumnCipher};
use crate::platform::store::key_rotation;
use crate::platform::store::row::{json, optional_text, text, to_json, to_word, word};
use crate::platform::store::{Result, Store, StoreError};

/// The column `name` holds a encrypted text.
pub(crate) const fn name_cell(person: &str) -> CellId<'_> {
    CellId { column: "person.name_encrypted", row: person }
}

/// Person with the data of the identity provider and the registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Internal id.
    pub id: String,
    /// Given name and surname.
    pub name: String,
    /// Encrypted personal code.
    pub code_encrypted: String,
    /// Facts from registers, with the birth date.
    pub register: Facts,
    /// Source of the birth date.
    pub birth_date_source: Option<BirthDateSource>,
}

/// Personal code as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncryptedCode {
    /// Keyed hash for lookups.
    pub lookup: String,
    /// Encrypted code.
    pub encrypted: String,
}

/// Person who signs in, perhaps for the first time.
#[derive(Clone, Debug)]
pub struct NewPerson<'a> {
    /// Internal id for a new person.
    pub id: &'a str,
    /// Issuer.
    pub issuer: &'a str,
    /// Issuer's identifier of the person, never reassigned.
    pub subject: &'a str,
    /// Current personal code.
    pub code: &'a EncryptedCode,
    /// Former personal codes reported by the issuer.
    pub former_codes: &'a [EncryptedCode],
    /// Given name and surname.
    pub name: &'a str,
    /// Facts from registers.
    pub register: Facts,
    /// Source of the birth date.
    pub birth_date_source: Option<BirthDateSource>,
    /// Id of the audit entry in case of a conflict.
    pub audit_id: &'a str,
}

/// Result of recognising a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonMatch {
    /// Internal id of the person, existing or new.
    Person(String),
    /// Codes and subject match different people. Nothing was changed except the audit log.
    Conflict,
}

impl Store {
    /// Finds or creates the person who signs in. A person is identified by issuer and subject, and by every current
    /// or former code.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn find_or_create(&self, person: &NewPerson<'_>, now: DateTime<Utc>) -> Result<PersonMatch> {
        match self.recognise_once(person, now).await {
            // Two concurrent first sign-ins of one person: the second attempt finds the person.
            Err(StoreError::Database(sqlx::Error::Database(cause))) if cause.is_unique_violation() => {
                self.recognise_once(person, now).await
            }
            recognised => recognised,
        }
    }

    async fn recognise_once(&self, person: &NewPerson<'_>, now: DateTime<Utc>) -> Result<PersonMatch> {
        let mut transaction = self.begin().await?;
        for code in std::iter::once(person.code).chain(person.former_codes) {
            key_rotation::move_lookup(&mut transaction, &self.cipher, &code.lookup, &code.encrypted).await?;
        }
        let known = known(&mut transaction, person).await?;
        let id = match known.as_slice() {
            [] => person.id,
            [id] => id,
            [id, other, ..] => {
                audit::append(&mut transaction, person.audit_id, now, id, "identity_conflict", other).await?;
                transaction.commit().await?;
                return Ok(PersonMatch::Conflict);
            }
        };
        if known.is_empty() {
            insert(&mut transaction, &self.cipher, person, now).await?;
        } else {
            update(&mut transaction, &self.cipher, id, person, now).await?;
        }
        let id = id.to_owned();
        keep_names(&mut transaction, &id, person).await?;
        transaction.commit().await?;
        Ok(PersonMatch::Person(id))
    }

    /// Finds a person by a current or former code.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn person_by_code(&self, code_lookup: &str) -> Result<Option<String>> {
        let row = sqlx::query("SELECT person_id FROM person_code WHERE code_lookup = $1")
            .bind(code_lookup)
            .fetch_optional(&self.read)
            .await?;
        row.map(|row| text(&row, "person_id")).transpose()
    }

    /// Whether a person with this internal id exists.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn person_exists(&self, id: &str) -> Result<bool> {
        Ok(sqlx::query("SELECT id FROM person WHERE id = $1").bind(id).fetch_optional(&self.read).await?.is_some())
    }

    /// Stores a declared birth date, unless a better source has one or the person has an account. Returns whether the
    /// date is now in force; the same date again changes nothing.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn declare_birth_date(
        &self,
        person: &str,
        born: NaiveDate,
        audit_id: &str,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let mut transaction = self.begin().await?;
        let Some(row) = lock(&mut transaction, person).await? else { return Ok(false) };
        let source = source(&row)?;
        if optional_text(&row, "birth_date")?.as_deref() == Some(&born.to_string()) {
            return Ok(source == Some(BirthDateSource::Declared));
        }
        let account = sqlx::query("SELECT person_id FROM account WHERE person_id = $1")
            .bind(person)
            .fetch_optional(&mut *transaction)
            .await?;
        if !may_declare(source, account.is_some()) {
            return Ok(false);
        }
        sqlx::query("UPDATE person SET birth_date = $2, birth_date_source = $3 WHERE id = $1")
            .bind(person)
            .bind(born.to_string())
            .bind(to_word(&BirthDateSource::Declared, "birth_date_source")?)
            .execute(&mut *transaction)
            .await?;
        audit::append(&mut transaction, audit_id, now, person, "birth_date_declared", person).await?;
        transaction.commit().await?;
        Ok(true)
    }
    /// Corrects a declared birth date for the operator `by`, also after an account was opened; false if the person
    /// has declared none. Existing decisions do not change.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn correct_birth_date(
        &self,
        person: &str,
        born: NaiveDate,
        by: &str,
        audit_id: &str,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let mut transaction = self.begin().await?;
        let corrected =
            sqlx::query("UPDATE person SET birth_date = $2 WHERE id = $1 AND birth_date_source = 'declared'")
                .bind(person)
                .bind(born.to_string())
                .execute(&mut *transaction)
                .await?;
        if corrected.rows_affected() == 0 {
            return Ok(false);
        }
        audit::append(&mut transaction, audit_id, now, person, "birth_date_corrected_by_operator", by).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// Finds the distinct people with this subject or these codes.
async fn known(connection: &mut AnyConnection, person: &NewPerson<'_>) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let by_subject = sqlx::query("SELECT person_id FROM identity WHERE issuer = $1 AND subject = $2")
        .bind(person.issuer)
        .bind(person.subject)
        .fetch_optional(&mut *connection)
        .await?;
    found.extend(by_subject);
    for code in std::iter::once(person.code).chain(person.former_codes) {
        let by_code = sqlx::query("SELECT person_id FROM person_code WHERE code_lookup = $1")
            .bind(&code.lookup)
            .fetch_optional(&mut *connection)
            .await?;
        found.extend(by_code);
    }
    let mut people = Vec::new();
    for row in &found {
        let id = text(row, "person_id")?;
        if !people.contains(&id) {
            people.push(id);
        }
    }
    Ok(people)
}

/// Locks a person's row until the transaction ends, by an update that changes nothing, and returns the birth date.
async fn lock(connection: &mut AnyConnection, person: &str) -> Result<Option<AnyRow>> {
    let lock = "UPDATE person SET seen_at = seen_at WHERE id = $1 RETURNING birth_date, birth_date_source";
    Ok(sqlx::query(lock).bind(person).fetch_optional(connection).await?)
}

fn source(row: &AnyRow) -> Result<Option<BirthDateSource>> {
    let source = optional_text(row, "birth_date_source")?;
    source.map(|source| word(source, "birth_date_source")).transpose()
}

async fn insert(
    connection: &mut AnyConnection,
    cipher: &ColumnCipher,
    person: &NewPerson<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO person \
         (id, code_lookup, code_encrypted, name_encrypted, birth_date, birth_date_source, register, seen_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(person.id)
    .bind(&person.code.lookup)
    .bind(&person.code.encrypted)
    .bind(cipher.encrypt(name_cell(person.id), person.name)?)
    .bind(person.register.birth_date.map(|date| date.to_string()))
    .bind(source_word(person)?)
    .bind(register(person)?)
    .bind(now.timestamp_millis())
    .execute(connection)
    .await?;
    Ok(())
}

/// Updates a person. A missing birth date keeps the stored one, a present one replaces a declared one. A known former
/// code does not become the current code again.
async fn update(
    connection: &mut AnyConnection,
    cipher: &ColumnCipher,
    id: &str,
    person: &NewPerson<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query(
        "UPDATE person SET name_encrypted = $2, register = $3, seen_at = $4, \
         birth_date = COALESCE($5, birth_date), birth_date_source = COALESCE($6, birth_date_source) WHERE id = $1",
    )
    .bind(id)
    .bind(cipher.encrypt(name_cell(id), person.name)?)
    .bind(register(person)?)
    .bind(now.timestamp_millis())
    .bind(person.register.birth_date.map(|date| date.to_string()))
    .bind(source_word(person)?)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "UPDATE person SET code_lookup = $2, code_encrypted = $3 WHERE id = $1 \
         AND NOT EXISTS (SELECT code_lookup FROM person_code WHERE code_lookup = $2)",
    )
    .bind(id)
    .bind(&person.code.lookup)
    .bind(&person.code.encrypted)
    .execute(connection)
    .await?;
    Ok(())
}

/// Adds a new subject and new codes.
async fn keep_names(connection: &mut AnyConnection, id: &str, person: &NewPerson<'_>) -> Result<()> {
    sqlx::query(
        "INSERT INTO identity (issuer, subject, person_id) VALUES ($1, $2, $3) \
         ON CONFLICT (issuer, subject) DO NOTHING",
    )
    .bind(person.issuer)
    .bind(person.subject)
    .bind(id)
    .execute(&mut *connection)
    .await?;
    for code in std::iter::once(person.code).chain(person.former_codes) {
        sqlx::query(
            "INSERT INTO person_code (code_lookup, person_id, code_encrypted) VALUES ($1, $2, $3) \
             ON CONFLICT (code_lookup) DO NOTHING",
        )
        .bind(&code.lookup)
        .bind(id)
        .bind(&code.encrypted)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

fn register(person: &NewPerson<'_>) -> Result<String> {
    to_json(&Facts { birth_date: None, ..person.register }, "register")
}

fn source_word(person: &NewPerson<'_>) -> Result<Option<String>> {
    person.birth_date_source.map(|source| to_word(&source, "birth_date_source")).transpose()
}

/// Reads a person from a row of the table `person`.
pub(crate) fn person(row: &AnyRow, cipher: &ColumnCipher) -> Result<Person> {
    let birth_date = optional_text(row, "birth_date")?
        .map(|date| date.parse::<NaiveDate>().map_err(|_| StoreError::Corrupt("birth_date")))
        .transpose()?;
    let id = text(row, "id")?;
    Ok(Person {
        name: cipher.decrypt(name_cell(&id), &text(row, "name_encrypted")?)?,
        id,
        code_encrypted: text(row, "code_encrypted")?,
        register: Facts { birth_date, ..json(row, "register")? },
        birth_date_source: source(row)?,
    })
}
