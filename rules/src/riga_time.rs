//! Civil time of Riga by the European Union's summer-time rule, without a time-zone database.
//!
//! # Law
//! Directive 2000/84/EC, articles 1 to 3: summer time begins on the last Sunday of March and ends on the last Sunday of
//! October, both at 01:00 Coordinated Universal Time. Latvia: UTC+2, in summer UTC+3.
//!
//! Not modelled: the years before 2002, when Latvia's own rule differed.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};

const WINTER_SECONDS: i32 = 2 * 3600;
const SUMMER_SECONDS: i32 = 3 * 3600;

/// Returns Riga's offset from UTC at an instant.
///
/// ```
/// use rules::riga_time;
/// let june = "2025-06-10T09:00:00Z".parse()?;
/// assert_eq!(riga_time::local(june).to_rfc3339(), "2025-06-10T12:00:00+03:00");
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn offset_at(instant: DateTime<Utc>) -> FixedOffset {
    let seconds = if is_summer(instant) { SUMMER_SECONDS } else { WINTER_SECONDS };
    fixed(seconds)
}

/// Returns the instant in Riga time. In the last hours of chrono's calendar, which Riga time would exceed, it stays in
/// UTC, so that every instant can be printed.
pub fn local(instant: DateTime<Utc>) -> DateTime<FixedOffset> {
    let offset = offset_at(instant);
    match instant.naive_utc().checked_add_offset(offset) {
        Some(_) => instant.with_timezone(&offset),
        None => instant.fixed_offset(),
    }
}

/// Returns the day in Riga at an instant.
pub fn date_at(instant: DateTime<Utc>) -> NaiveDate {
    let shift = if is_summer(instant) { SUMMER_SECONDS } else { WINTER_SECONDS };
    shifted(instant.naive_utc(), shift).date()
}

/// Returns the instant at which a day begins in Riga. Midnight always exists there and is never ambiguous: clocks
/// change at three and four in the morning.
pub fn midnight(day: NaiveDate) -> DateTime<FixedOffset> {
    let local = day.and_time(NaiveTime::MIN);
    let as_winter = shifted(local, -WINTER_SECONDS).and_utc();
    let offset = offset_at(as_winter);
    shifted(local, -offset.local_minus_utc()).and_utc().with_timezone(&offset)
}

/// Adds seconds; returns the time unchanged if the result exceeds chrono's calendar, so that no input panics.
fn shifted(naive: NaiveDateTime, seconds: i32) -> NaiveDateTime {
    naive.checked_add_signed(TimeDelta::seconds(i64::from(seconds))).unwrap_or(naive)
}

fn is_summer(instant: DateTime<Utc>) -> bool {
    let naive = instant.naive_utc();
    let (day, month) = (naive.date(), naive.month());
    match month {
        4..=9 => true,
        3 | 10 => {
            let switched = day > last_sunday(day)
                || (day == last_sunday(day) && naive >= day.and_hms_opt(1, 0, 0).unwrap_or(naive));
            (month == 3) == switched
        }
        _ => false,
    }
}

/// Returns the last Sunday of the month of `day`, which is March or October: both have 31 days.
fn last_sunday(day: NaiveDate) -> NaiveDate {
    let month_end = day + Days::new(u64::from(31 - day.day()));
    match month_end.weekday() {
        Weekday::Sun => month_end,
        other => month_end - Days::new(u64::from(other.num_days_from_sunday())),
    }
}

fn fixed(seconds: i32) -> FixedOffset {
    // Two and three hours are always valid offsets; UTC is an unreachable fallback instead of a panic.
    FixedOffset::east_opt(seconds).unwrap_or(chrono::Offset::fix(&Utc))
}
