//! Seats of study groups: held seats and waiting lists.

use std::collections::{BTreeMap, BTreeSet};

use api::{GroupSeats, Seat};
use rules::programme::Programme;
use serde_json::json;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::audit::store::LockedLog;
use crate::platform::store::row::{count, optional_number, text};
use crate::platform::store::rows::to_rows;
use crate::platform::store::{Kind, Result, Store, StoreError};

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
    /// [`StoreError::SeatsHeld`] if a group would have fewer seats than are held; [`StoreError`] if the database fails.
    pub async fn put_groups(&self, programmes: &[Programme]) -> Result<()> {
        let groups =
            programmes.iter().flat_map(|programme| programme.groups.iter().map(move |group| (programme, group)));
        let rows = to_rows(groups.map(|(programme, group)| json!([group.id, programme.id, group.seats])));
        let mut transaction = self.begin().await?;
        // Orders the change among the submissions of other servers.
        LockedLog::lock(&mut transaction, self.kind).await?;
        check_held(&mut transaction, programmes).await?;
        let insert = self.kind.statement(
            "INSERT INTO study_group (id, programme_id, seats) \
             SELECT value ->> 0, value ->> 1, CAST(value ->> 2 AS BIGINT) FROM {rows} WHERE true \
             ON CONFLICT (id) DO UPDATE SET programme_id = excluded.programme_id, seats = excluded.seats \
             WHERE study_group.programme_id <> excluded.programme_id OR study_group.seats <> excluded.seats",
        );
        sqlx::query(insert).bind(rows).execute(&mut *transaction).await?;
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
        .fetch_all(&self.read)
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
        .fetch_all(&self.read)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(GroupSeats { group: text(row, "id")?, free: count(row, "free")?, waiting: count(row, "waiting")? })
            })
            .collect()
    }
}

/// Checks that no group loses a held seat.
async fn check_held(connection: &mut AnyConnection, programmes: &[Programme]) -> Result<()> {
    let rows = sqlx::query("SELECT id, held FROM study_group WHERE held > 0").fetch_all(connection).await?;
    let held: BTreeMap<_, _> =
        rows.iter().map(|row| Ok((text(row, "id")?, count(row, "held")?))).collect::<Result<_>>()?;
    for group in programmes.iter().flat_map(|programme| &programme.groups) {
        match held.get(&group.id) {
            Some(held) if *held > u32::from(group.seats) => {
                let (group, seats, held) = (group.id.clone(), group.seats.into(), *held);
                return Err(StoreError::SeatsHeld { group, seats, held });
            }
            _ => {}
        }
    }
    Ok(())
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

/// Seat counts of study groups in a transaction that holds the lock of the audit log, which every change of seats
/// takes. It counts in memory and writes the counts once.
#[derive(Debug)]
pub(crate) struct GroupSeatCounts(BTreeMap<String, SeatCount>);

#[derive(Debug)]
struct SeatCount {
    seats: u32,
    held: u32,
    waiting: u32,
    is_changed: bool,
}

impl GroupSeatCounts {
    /// Reads the counts of these groups; unknown ones are left out.
    pub(crate) async fn read<'a>(
        connection: &mut AnyConnection,
        kind: Kind,
        groups: impl Iterator<Item = &'a str>,
    ) -> Result<Self> {
        let select = kind
            .statement("SELECT id, seats, held, waiting FROM study_group WHERE id IN (SELECT value ->> 0 FROM {rows})");
        let rows = to_rows(groups.collect::<BTreeSet<_>>().into_iter().map(|group| json!([group])));
        let found = sqlx::query(select).bind(rows).fetch_all(connection).await?;
        let counts = |row| {
            let (seats, held, waiting) = (count(row, "seats")?, count(row, "held")?, count(row, "waiting")?);
            Ok((text(row, "id")?, SeatCount { seats, held, waiting, is_changed: false }))
        };
        found.iter().map(counts).collect::<Result<_>>().map(Self)
    }

    /// Holds a free seat of a group without a waiting list, or else appends to the waiting list.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] for an unknown group.
    pub(crate) fn assign(&mut self, group: &str) -> Result<NumberedSeat> {
        let count = self.0.get_mut(group).ok_or(StoreError::Corrupt("application.group_id"))?;
        count.is_changed = true;
        if count.held < count.seats && count.waiting == 0 {
            count.held += 1;
            return Ok(NumberedSeat { seat: Seat::Held, number: Some(count.held) });
        }
        count.waiting += 1;
        Ok(NumberedSeat { seat: Seat::Waiting { number: count.waiting }, number: Some(count.waiting) })
    }

    /// Writes the changed counts.
    pub(crate) async fn write(self, connection: &mut AnyConnection, kind: Kind) -> Result<()> {
        let changed = self.0.into_iter().filter(|(_, count)| count.is_changed);
        let update = kind.statement(
            "UPDATE study_group SET held = input.held, waiting = input.waiting FROM (SELECT value ->> 0 AS id, \
             CAST(value ->> 1 AS BIGINT) AS held, CAST(value ->> 2 AS BIGINT) AS waiting FROM {rows}) AS input \
             WHERE study_group.id = input.id",
        );
        let rows = to_rows(changed.map(|(group, count)| json!([group, count.held, count.waiting])));
        sqlx::query(update).bind(rows).execute(connection).await?;
        Ok(())
    }
}
