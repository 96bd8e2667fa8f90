//! Seats of study groups: held seats and waiting lists.

use api::{GroupSeats, Seat};
use rules::programme::Programme;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::platform::store::row::{count, optional_number, text};
use crate::platform::store::{Result, Store};

/// Seat of an application, with its number among held seats or on the waiting list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberedSeat {
    pub(crate) seat: Seat,
    pub(crate) number: Option<u32>,
}

/// Seat of an application, as its columns store it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSeat {
    /// Id of the application.
    pub application: String,
    /// Id of the study group.
    pub group: String,
    /// Kind of seat: `held`, `waiting` or `draw`.
    pub seat: String,
    /// Number among held seats or on the waiting list, from 1.
    pub number: Option<i64>,
    /// Number of seats in the study group.
    pub seats: u32,
    /// Number of the audit entry of the submission.
    pub entry: Option<i64>,
}

impl Store {
    /// Saves the study groups of the catalogue. An existing group keeps its held seats and its waiting list; additional
    /// seats are for the waiting list.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails, or if a group would have fewer seats than are
    /// held.
    pub async fn put_groups(&self, programmes: &[Programme]) -> Result<()> {
        let mut transaction = self.begin().await?;
        for programme in programmes {
            for group in &programme.groups {
                sqlx::query(
                    "INSERT INTO study_group (id, programme_id, seats) VALUES ($1, $2, $3) \
                     ON CONFLICT (id) DO UPDATE SET programme_id = excluded.programme_id, seats = excluded.seats",
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

    /// Every assigned seat, by study group, in the order of the audit log.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn assigned_seats(&self) -> Result<Vec<StoredSeat>> {
        let rows = sqlx::query(
            "SELECT application.id, application.group_id, application.seat, application.seat_number, \
             study_group.seats, (SELECT MIN(audit.number) FROM audit \
             WHERE audit.subject = application.id AND audit.action = 'application_submitted') AS entry \
             FROM application JOIN study_group ON study_group.id = application.group_id \
             ORDER BY application.group_id, entry",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(stored_seat).collect()
    }

    /// Free seats of the study groups of one programme, or of all. A group with a waiting list has none.
    ///
    /// # Errors
    /// [`crate::platform::store::StoreError`] if the database fails.
    pub async fn free_seats(&self, programme: Option<&str>) -> Result<Vec<GroupSeats>> {
        let rows = sqlx::query(
            "SELECT id, CASE WHEN waiting > 0 THEN 0 ELSE seats - held END AS free, waiting FROM study_group \
             WHERE programme_id = COALESCE($1, programme_id) ORDER BY id",
        )
        .bind(programme)
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(GroupSeats { group: text(row, "id")?, free: count(row, "free")?, waiting: count(row, "waiting")? })
            })
            .collect()
    }
}

fn stored_seat(row: &AnyRow) -> Result<StoredSeat> {
    Ok(StoredSeat {
        application: text(row, "id")?,
        group: text(row, "group_id")?,
        seat: text(row, "seat")?,
        number: optional_number(row, "seat_number")?,
        seats: count(row, "seats")?,
        entry: optional_number(row, "entry")?,
    })
}

/// Holds a free seat of a group without a waiting list, or else appends to the waiting list; part of the caller's
/// transaction. Each comparison and its update are one statement, so no seat is held twice.
pub(crate) async fn assign(connection: &mut AnyConnection, group: &str) -> Result<NumberedSeat> {
    let held = sqlx::query(
        "UPDATE study_group SET held = held + 1 WHERE id = $1 AND held < seats AND waiting = 0 RETURNING held",
    )
    .bind(group)
    .fetch_optional(&mut *connection)
    .await?;
    if let Some(row) = held {
        return Ok(NumberedSeat { seat: Seat::Held, number: Some(count(&row, "held")?) });
    }
    let row = sqlx::query("UPDATE study_group SET waiting = waiting + 1 WHERE id = $1 RETURNING waiting")
        .bind(group)
        .fetch_one(connection)
        .await?;
    let number = count(&row, "waiting")?;
    Ok(NumberedSeat { seat: Seat::Waiting { number }, number: Some(number) })
}
