//! Places of study groups: how many are held, and how many people wait.

use rules::programme::Programme;
use rules::wire::{GroupPlaces, Place};
use sqlx::AnyConnection;

use super::applications::NumberedPlace;
use super::{Result, Store, count, text};

impl Store {
    /// Makes the catalogue's study groups known. A group that is there already keeps the places that are held.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails, or where a group would have fewer places than are held.
    pub async fn put_groups(&self, programmes: &[Programme]) -> Result<()> {
        let mut transaction = self.begin().await?;
        for programme in programmes {
            for group in &programme.groups {
                sqlx::query(
                    "INSERT INTO study_group (id, programme_id, places) VALUES ($1, $2, $3) \
                     ON CONFLICT (id) DO UPDATE SET programme_id = excluded.programme_id, places = excluded.places",
                )
                .bind(&group.id)
                .bind(&programme.id)
                .bind(i64::from(group.places))
                .execute(&mut *transaction)
                .await?;
            }
        }
        Ok(transaction.commit().await?)
    }

    /// What is free in every study group.
    ///
    /// # Errors
    /// [`super::StoreError`] where the database fails.
    pub async fn places(&self) -> Result<Vec<GroupPlaces>> {
        let rows = sqlx::query("SELECT id, places - held AS free, waiting FROM study_group ORDER BY id")
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(GroupPlaces { group: text(row, "id")?, free: count(row, "free")?, waiting: count(row, "waiting")? })
            })
            .collect()
    }
}

/// Holds a place where one is free, else puts one more person on the waiting list, and gives its number; part of the
/// caller's transaction. The comparison and the change are one statement, so no place is ever held twice.
pub(super) async fn hold(connection: &mut AnyConnection, group: &str) -> Result<NumberedPlace> {
    let held = sqlx::query("UPDATE study_group SET held = held + 1 WHERE id = $1 AND held < places RETURNING held")
        .bind(group)
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(row) = held {
        return Ok(NumberedPlace { place: Place::Held, number: Some(count(&row, "held")?) });
    }
    let row = sqlx::query("UPDATE study_group SET waiting = waiting + 1 WHERE id = $1 RETURNING waiting")
        .bind(group)
        .fetch_one(connection)
        .await?;
    let number = count(&row, "waiting")?;
    Ok(NumberedPlace { place: Place::Waiting { number }, number: Some(number) })
}
