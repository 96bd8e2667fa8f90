//! Places of study groups: how many are held, and how many people wait.

use api::{GroupSeats, Seat};
use rules::programme::Programme;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::platform::store::row::{count, optional_number, text};
use crate::platform::store::{Result, Store};

/// What became of the place, with its number: among those held, or on the waiting list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberedPlace {
    pub(crate) place: Seat,
    pub(crate) number: Option<u32>,
}

/// The place of an application as the columns of its row have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPlace {
    /// The application's id.
    pub application: String,
    /// Its study group.
    pub group: String,
    /// What became of the place: `held`, `waiting` or `draw`.
    pub place: String,
    /// Its number, among those held or on the waiting list.
    pub number: Option<i64>,
    /// How many places the study group has.
    pub places: u32,
    /// The number of the log's entry that says that the application was kept.
    pub entry: Option<i64>,
}

impl Store {
    /// Makes the catalogue's study groups known. A group that is there already keeps the places that are held, and the people
    /// who wait; where it has more places than before, those are for them.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] where the database fails, or where a group would have fewer places than are held.
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
                .bind(i64::from(group.seats))
                .execute(&mut *transaction)
                .await?;
            }
        }
        Ok(transaction.commit().await?)
    }

    /// Every place that was given, by study group, in the order of the log.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] where the database fails.
    pub async fn given_places(&self) -> Result<Vec<StoredPlace>> {
        let rows = sqlx::query(
            "SELECT application.id, application.group_id, application.seat, application.place_number, \
             study_group.seats, (SELECT MIN(audit.number) FROM audit \
             WHERE audit.subject = application.id AND audit.action = 'application_submitted') AS entry \
             FROM application JOIN study_group ON study_group.id = application.group_id \
             ORDER BY application.group_id, entry",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(stored_place).collect()
    }

    /// What is free in every study group: nothing where people wait.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] where the database fails.
    pub async fn places(&self) -> Result<Vec<GroupSeats>> {
        let rows = sqlx::query(
            "SELECT id, CASE WHEN waiting > 0 THEN 0 ELSE places - held END AS free, waiting FROM study_group ORDER BY id",
        )
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(GroupSeats { group: text(row, "id")?, free: count(row, "free")?, waiting: count(row, "waiting")? })
            })
            .collect()
    }
}

fn stored_place(row: &AnyRow) -> Result<StoredPlace> {
    Ok(StoredPlace {
        application: text(row, "id")?,
        group: text(row, "group_id")?,
        place: text(row, "place")?,
        number: optional_number(row, "place_number")?,
        places: count(row, "places")?,
        entry: optional_number(row, "entry")?,
    })
}

/// Holds a place where one is free and nobody waits for it, else puts one more person on the waiting list, and gives its number; part of the
/// caller's transaction. The comparison and the change are one statement, so no place is ever held twice.
pub(crate) async fn hold(connection: &mut AnyConnection, group: &str) -> Result<NumberedPlace> {
    let held = sqlx::query(
        "UPDATE study_group SET held = held + 1 WHERE id = $1 AND held < places AND waiting = 0 RETURNING held",
    )
    .bind(group)
    .fetch_optional(&mut *connection)
    .await?;
    if let Some(row) = held {
        return Ok(NumberedPlace { place: Seat::Held, number: Some(count(&row, "held")?) });
    }
    let row = sqlx::query("UPDATE study_group SET waiting = waiting + 1 WHERE id = $1 RETURNING waiting")
        .bind(group)
        .fetch_one(connection)
        .await?;
    let number = count(&row, "waiting")?;
    Ok(NumberedPlace { place: Seat::Waiting { number }, number: Some(number) })
}
