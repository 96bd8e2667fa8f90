//! Riga's clock by the summer-time directive, compared with the tz database (IANA) over the years 2002 to 2035.
#![cfg(test)]

use chrono::{DateTime, Datelike, Days, NaiveDate, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Riga;
use rules::riga_time;

mod support;
use support::{at, day};

const YEARS: core::ops::RangeInclusive<i32> = 2002..=2035;

fn by_tz_database(instant: DateTime<Utc>) -> i32 {
    Riga.offset_from_utc_datetime(&instant.naive_utc()).fix().local_minus_utc()
}

fn assert_as_in_tz_database(instant: DateTime<Utc>) {
    assert_eq!(riga_time::offset_at(instant).local_minus_utc(), by_tz_database(instant), "offset at {instant}");
    let local = instant.with_timezone(&Riga);
    assert_eq!(riga_time::date_at(instant), local.date_naive(), "day at {instant}");
    assert_eq!(riga_time::local(instant).naive_local(), local.naive_local(), "clock at {instant}");
}

fn days() -> impl Iterator<Item = NaiveDate> {
    let last = day("2035-12-31");
    day("2002-01-01").iter_days().take_while(move |day| *day <= last)
}

#[test]
fn clocks_go_forward_on_the_last_sunday_of_march_at_one_in_utc() {
    // The last two years have 31 March itself as the Sunday, 2018 has the earliest day that can be.
    for date in ["2018-03-25", "2022-03-27", "2023-03-26", "2025-03-30", "2026-03-29", "2019-03-31", "2024-03-31"] {
        let before = at(&format!("{date}T00:59:59Z"));
        let after = at(&format!("{date}T01:00:00Z"));
        assert_eq!(riga_time::local(before).to_rfc3339(), format!("{date}T02:59:59+02:00"));
        assert_eq!(riga_time::local(after).to_rfc3339(), format!("{date}T04:00:00+03:00"));
    }
}

#[test]
fn clocks_go_back_on_the_last_sunday_of_october_at_one_in_utc() {
    for date in ["2020-10-25", "2022-10-30", "2023-10-29", "2024-10-27", "2025-10-26", "2026-10-25", "2021-10-31"] {
        let before = at(&format!("{date}T00:59:59Z"));
        let after = at(&format!("{date}T01:00:00Z"));
        assert_eq!(riga_time::local(before).to_rfc3339(), format!("{date}T03:59:59+03:00"));
        assert_eq!(riga_time::local(after).to_rfc3339(), format!("{date}T03:00:00+02:00"));
    }
}

#[test]
fn hours_around_both_clock_changes_match_the_tz_database() {
    for year in YEARS {
        for month in [3, 10] {
            let from = Utc.with_ymd_and_hms(year, month, 22, 0, 0, 0).unwrap();
            for hour in 0..24 * 14 {
                let instant = from + TimeDelta::hours(hour);
                assert_as_in_tz_database(instant);
                assert_as_in_tz_database(instant - TimeDelta::seconds(1));
            }
        }
    }
}

#[test]
fn every_day_begins_when_it_does_in_the_tz_database() {
    for date in days() {
        let midnight = riga_time::midnight(date);
        let expected = Riga.from_local_datetime(&date.and_hms_opt(0, 0, 0).unwrap()).single();
        assert_eq!(Some(midnight.to_utc()), expected.map(|local| local.to_utc()), "midnight of {date}");
        assert_as_in_tz_database(midnight.to_utc());
        assert_as_in_tz_database(midnight.to_utc() - TimeDelta::nanoseconds(1));
        assert_eq!(riga_time::date_at(midnight.to_utc()), date);
        assert_eq!(riga_time::date_at(midnight.to_utc() - TimeDelta::nanoseconds(1)), date - Days::new(1));
    }
}

#[test]
fn random_instants_are_as_in_the_tz_database() {
    let from = at("2002-01-01T00:00:00Z").timestamp();
    let span = at("2036-01-01T00:00:00Z").timestamp() - from;
    // A linear congruential generator (Knuth's MMIX constants): the same instants on every run.
    let mut state: u64 = 20_250_609;
    for _ in 0..50_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let seconds = i64::try_from(state >> 16).unwrap() % span;
        assert_as_in_tz_database(DateTime::from_timestamp(from + seconds, 0).unwrap());
    }
}

#[test]
fn year_has_one_short_and_one_long_day() {
    for year in YEARS {
        let hours: Vec<i64> = days()
            .filter(|date| date.year() == year)
            .map(|date| (riga_time::midnight(date + Days::new(1)) - riga_time::midnight(date)).num_hours())
            .filter(|hours| *hours != 24)
            .collect();
        assert_eq!(hours, [23, 25], "in {year}");
    }
}

#[test]
fn clock_does_not_stop_at_the_ends_of_the_calendar() {
    for instant in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        assert_eq!(riga_time::local(instant).to_utc(), instant);
        assert!(!riga_time::local(instant).to_rfc3339().is_empty());
        assert_eq!(riga_time::date_at(instant), instant.date_naive());
    }
    for date in [NaiveDate::MIN, NaiveDate::MAX] {
        assert_eq!(riga_time::date_at(riga_time::midnight(date).to_utc()), date);
    }
}
