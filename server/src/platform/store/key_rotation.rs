//! Re-encrypts texts with the current key, a few rows at a time, while servers write. A row is changed only if its
//! text is unchanged since it was read. The key name in each text shows the progress, so an interrupted run can be
//! resumed.

use rules::personal_code::PersonalCode;
use sqlx::AnyConnection;

use super::error::{Result, StoreError};
use super::pool::Store;
use super::row::text;
use crate::platform::encryption::{CellId, ColumnCipher};

/// Column of encrypted texts that are bound to their rows. The statements name the row's key `one` and `two`; `two`
/// is empty for a single key. `$1` is the prefix of texts under the current key, `$3` and `$4` are the last position.
struct Column {
    name: &'static str,
    select: &'static str,
    update: &'static str,
}

const COLUMNS: [Column; 6] = [
    Column {
        name: "person.name_encrypted",
        select: "SELECT id AS one, '' AS two, name_encrypted AS encrypted FROM person \
                 WHERE name_encrypted NOT LIKE $1 AND id > $3 AND $4 = '' ORDER BY id LIMIT $2",
        update: "UPDATE person SET name_encrypted = $4 WHERE id = $1 AND $2 = '' AND name_encrypted = $3",
    },
    Column {
        name: "account.contact_encrypted",
        select: "SELECT person_id AS one, '' AS two, contact_encrypted AS encrypted FROM account \
                 WHERE contact_encrypted NOT LIKE $1 AND person_id > $3 AND $4 = '' ORDER BY person_id LIMIT $2",
        update: "UPDATE account SET contact_encrypted = $4 WHERE person_id = $1 AND $2 = '' AND contact_encrypted = $3",
    },
    Column {
        name: "application.receipt_encrypted",
        select: "SELECT id AS one, '' AS two, receipt_encrypted AS encrypted FROM application \
                 WHERE receipt_encrypted NOT LIKE $1 AND id > $3 AND $4 = '' ORDER BY id LIMIT $2",
        update: "UPDATE application SET receipt_encrypted = $4 WHERE id = $1 AND $2 = '' AND receipt_encrypted = $3",
    },
    Column {
        name: "application.body_encrypted",
        select: "SELECT id AS one, '' AS two, body_encrypted AS encrypted FROM application \
                 WHERE body_encrypted NOT LIKE $1 AND id > $3 AND $4 = '' ORDER BY id LIMIT $2",
        update: "UPDATE application SET body_encrypted = $4 WHERE id = $1 AND $2 = '' AND body_encrypted = $3",
    },
    Column {
        name: "idempotency.response_encrypted",
        select: "SELECT person_id AS one, key AS two, response_encrypted AS encrypted FROM idempotency \
                 WHERE response_encrypted NOT LIKE $1 AND (person_id > $3 OR (person_id = $3 AND key > $4)) \
                 ORDER BY person_id, key LIMIT $2",
        update: "UPDATE idempotency SET response_encrypted = $4 \
                 WHERE person_id = $1 AND key = $2 AND response_encrypted = $3",
    },
    Column {
        name: "draft.encrypted",
        select: "SELECT person_id AS one, call_id AS two, encrypted FROM draft \
                 WHERE encrypted NOT LIKE $1 AND (person_id > $3 OR (person_id = $3 AND call_id > $4)) \
                 ORDER BY person_id, call_id LIMIT $2",
        update: "UPDATE draft SET encrypted = $4 WHERE person_id = $1 AND call_id = $2 AND encrypted = $3",
    },
];

/// Columns of personal codes, with their lookup columns.
const CODES: [Column; 2] = [
    Column {
        name: "person.code_encrypted",
        select: "SELECT id AS one, code_encrypted AS encrypted FROM person \
                 WHERE code_encrypted NOT LIKE $1 AND id > $3 ORDER BY id LIMIT $2",
        update: "UPDATE person SET code_lookup = $3, code_encrypted = $4 WHERE id = $1 AND code_encrypted = $2",
    },
    Column {
        name: "person_code.code_encrypted",
        select: "SELECT code_lookup AS one, code_encrypted AS encrypted FROM person_code \
                 WHERE code_encrypted NOT LIKE $1 AND code_lookup > $3 ORDER BY code_lookup LIMIT $2",
        update: "UPDATE person_code SET code_lookup = $3, code_encrypted = $4 \
                 WHERE code_lookup = $1 AND code_encrypted = $2",
    },
];

/// Position of a re-encryption run; [`Default`] is the start.
#[derive(Clone, Debug, Default)]
pub struct RotationPosition {
    column: usize,
    one: String,
    two: String,
}

impl Store {
    /// Re-encrypts up to `limit` rows after a position; returns their number and the next position, or `None` at the
    /// end. Personal codes come last.
    ///
    /// # Errors
    /// [`StoreError::Decrypt`] where a text is encrypted under a key that the cipher does not have; [`StoreError`] if
    /// the database fails.
    pub async fn reencrypt(&self, position: &RotationPosition, limit: u32) -> Result<(u32, Option<RotationPosition>)> {
        let Some(column) = COLUMNS.get(position.column) else {
            return self.reencrypt_codes(position, limit).await;
        };
        let mut transaction = self.begin().await?;
        let rows = sqlx::query(column.select)
            .bind(format!("{}%", self.cipher.current_prefix()))
            .bind(i64::from(limit))
            .bind(&position.one)
            .bind(&position.two)
            .fetch_all(&mut *transaction)
            .await?;
        let (mut moved, mut next) =
            (0, RotationPosition { column: position.column + 1, ..RotationPosition::default() });
        for row in &rows {
            let (one, two, encrypted) = (text(row, "one")?, text(row, "two")?, text(row, "encrypted")?);
            let name = if two.is_empty() { one.clone() } else { format!("{one}\n{two}") };
            let place = CellId { column: column.name, row: &name };
            let again = self.cipher.encrypt(place, &self.cipher.decrypt(place, &encrypted)?)?;
            let update = sqlx::query(column.update).bind(&one).bind(&two).bind(&encrypted).bind(again);
            moved += u32::try_from(update.execute(&mut *transaction).await?.rows_affected()).unwrap_or_default();
            // For a single key `two` is empty, as the statement requires.
            next = RotationPosition { column: position.column, one, two };
        }
        transaction.commit().await?;
        Ok((moved, Some(next)))
    }

    /// Re-encrypts personal codes. They are not bound to a row, and their lookup hash depends on the current key.
    async fn reencrypt_codes(
        &self,
        position: &RotationPosition,
        limit: u32,
    ) -> Result<(u32, Option<RotationPosition>)> {
        let Some(codes) = CODES.get(position.column - COLUMNS.len()) else { return Ok((0, None)) };
        let mut transaction = self.begin().await?;
        let rows = sqlx::query(codes.select)
            .bind(format!("{}%", self.cipher.current_prefix()))
            .bind(i64::from(limit))
            .bind(&position.one)
            .fetch_all(&mut *transaction)
            .await?;
        let (mut moved, mut next) =
            (0, RotationPosition { column: position.column + 1, ..RotationPosition::default() });
        for row in &rows {
            let (one, encrypted) = (text(row, "one")?, text(row, "encrypted")?);
            let open = self.cipher.decrypt_unbound(&encrypted)?;
            let code = PersonalCode::parse(&open).map_err(|_| StoreError::Corrupt(codes.name))?;
            let update = sqlx::query(codes.update)
                .bind(&one)
                .bind(&encrypted)
                .bind(self.cipher.lookup(code).to_string())
                .bind(self.cipher.encrypt_unbound(&open)?);
            moved += u32::try_from(update.execute(&mut *transaction).await?.rows_affected()).unwrap_or_default();
            next = RotationPosition { column: position.column, one, two: String::new() };
        }
        transaction.commit().await?;
        Ok((moved, Some(next)))
    }
}

/// Updates lookup hashes of older keys to the current one, so that the person is found during a rotation. Runs in the
/// caller's transaction before the lookup.
pub(crate) async fn move_lookup(
    connection: &mut AnyConnection,
    cipher: &ColumnCipher,
    lookup: &str,
    encrypted: &str,
) -> Result<()> {
    if cipher.key_names().len() == 1 {
        return Ok(());
    }
    let code = PersonalCode::parse(&cipher.decrypt_unbound(encrypted)?)
        .map_err(|_| StoreError::Corrupt("person.code_encrypted"))?;
    for older in cipher.lookups(code).into_iter().map(|older| older.to_string()).filter(|older| older != lookup) {
        for update in [
            "UPDATE person SET code_lookup = $2, code_encrypted = $3 WHERE code_lookup = $1",
            "UPDATE person_code SET code_lookup = $2, code_encrypted = $3 WHERE code_lookup = $1",
        ] {
            sqlx::query(update).bind(&older).bind(lookup).bind(encrypted).execute(&mut *connection).await?;
        }
    }
    Ok(())
}
