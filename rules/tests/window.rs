//! The application window (N3): both of its instants to the second, and the days it names.
#![cfg(test)]

use rules::window::{ApplicationWindow, WindowError, WindowState};

mod support;
use support::{at, day};

fn window(opens: &str, closes: &str) -> Result<ApplicationWindow, WindowError> {
    let instant = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap_or_default();
    ApplicationWindow::new(instant(opens), instant(closes))
}

/// 9 to 20 June 2025, both days whole (N3, reading R3).
fn june() -> ApplicationWindow {
    window("2025-06-09T00:00:00+03:00", "2025-06-21T00:00:00+03:00").unwrap_or_else(|error| panic!("{error}"))
}

fn assert_states(window: ApplicationWindow, table: &[(&str, WindowState)]) {
    for (instant, expected) in table {
        assert_eq!(window.state(at(instant)), *expected, "at {instant}");
    }
}

#[test]
fn window_opens_with_the_first_second_of_9_june_in_riga() {
    assert_states(
        june(),
        &[
            ("2025-06-08T23:59:59+03:00", WindowState::NotYetOpen),
            ("2025-06-08T23:59:59.999999999+03:00", WindowState::NotYetOpen),
            ("2025-06-09T00:00:00+03:00", WindowState::Open),
            ("2025-06-09T00:00:01+03:00", WindowState::Open),
        ],
    );
}

#[test]
fn window_is_closed_at_the_closing_instant() {
    assert_states(
        june(),
        &[
            ("2025-06-20T23:59:59+03:00", WindowState::Open),
            ("2025-06-20T23:59:59.999999999+03:00", WindowState::Open),
            ("2025-06-21T00:00:00+03:00", WindowState::Closed),
            ("2025-06-21T00:00:01+03:00", WindowState::Closed),
        ],
    );
}

#[test]
fn window_is_the_same_seen_from_another_offset() {
    assert_states(
        june(),
        &[
            ("2025-06-08T20:59:59Z", WindowState::NotYetOpen),
            ("2025-06-08T21:00:00Z", WindowState::Open),
            ("2025-06-09T00:00:00Z", WindowState::Open),
            ("2025-06-20T20:59:59Z", WindowState::Open),
            ("2025-06-20T21:00:00Z", WindowState::Closed),
            ("2025-06-21T00:00:00Z", WindowState::Closed),
            ("2025-06-20T16:59:59-04:00", WindowState::Open),
            ("2025-06-20T17:00:00-04:00", WindowState::Closed),
        ],
    );
}

#[test]
fn window_of_another_year_is_not_this_window() {
    assert_states(
        june(),
        &[("2024-06-15T12:00:00+03:00", WindowState::NotYetOpen), ("2026-06-15T12:00:00+03:00", WindowState::Closed)],
    );
}

#[test]
fn window_names_its_first_and_last_day() {
    assert_eq!((june().first_day(), june().last_day()), (day("2025-06-09"), day("2025-06-20")));
}

#[test]
fn window_that_closes_at_an_hour_counts_that_day() {
    let office_hours = window("2025-06-09T09:00:00+03:00", "2025-06-20T17:00:00+03:00").unwrap();
    assert_eq!((office_hours.first_day(), office_hours.last_day()), (day("2025-06-09"), day("2025-06-20")));
    assert_states(
        office_hours,
        &[
            ("2025-06-09T08:59:59+03:00", WindowState::NotYetOpen),
            ("2025-06-09T09:00:00+03:00", WindowState::Open),
            ("2025-06-20T16:59:59+03:00", WindowState::Open),
            ("2025-06-20T17:00:00+03:00", WindowState::Closed),
        ],
    );
}

#[test]
fn window_of_whole_days_begins_and_ends_at_midnight_in_riga() {
    assert!(june().is_whole_days());
    let within_a_day = [
        ("2025-06-09T00:00:01+03:00", "2025-06-21T00:00:00+03:00"),
        ("2025-06-09T00:00:00+03:00", "2025-06-20T23:59:59+03:00"),
        ("2025-06-09T00:00:00+02:00", "2025-06-21T00:00:00+03:00"),
        ("2025-06-09T00:00:00Z", "2025-06-21T00:00:00Z"),
    ];
    for (opens, closes) in within_a_day {
        assert!(!window(opens, closes).unwrap().is_whole_days(), "{opens} to {closes}");
    }
    assert!(window("2025-06-08T21:00:00Z", "2025-06-20T21:00:00Z").unwrap().is_whole_days(), "midnight written as UTC");
}

#[test]
fn window_of_whole_days_may_span_the_clock_change() {
    let spring = window("2024-12-11T00:00:00+02:00", "2025-05-01T00:00:00+03:00").unwrap();
    assert!(spring.is_whole_days());
    assert_eq!((spring.first_day(), spring.last_day()), (day("2024-12-11"), day("2025-04-30")));
    assert_states(
        spring,
        &[
            ("2024-12-10T23:59:59+02:00", WindowState::NotYetOpen),
            ("2024-12-11T00:00:00+02:00", WindowState::Open),
            ("2025-04-30T23:59:59+03:00", WindowState::Open),
            ("2025-05-01T00:00:00+03:00", WindowState::Closed),
        ],
    );
}

#[test]
fn window_that_is_empty_or_ends_before_it_opens_is_an_error() {
    let opens = "2025-06-09T00:00:00+03:00";
    assert_eq!(window(opens, opens), Err(WindowError));
    assert_eq!(window(opens, "2025-06-08T21:00:00Z"), Err(WindowError));
    assert_eq!(window(opens, "2025-06-08T23:59:59+03:00"), Err(WindowError));
    assert!(window(opens, "2025-06-09T00:00:01+03:00").is_ok());
}
