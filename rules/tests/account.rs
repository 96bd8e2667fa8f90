//! N13, account "from the age of 18": both sides of the birthday in Riga, and the readings that matter.
#![cfg(test)]

use rules::account::{OpenAccountError, check_open};
use rules::call::{Call, JUNE_2025};
use serde_json::json;

mod support;
use support::calls::{Pack, june, june_reading};
use support::{at, day};

fn open(call: &Call, birth_date: &str, instant: &str) -> Result<(), OpenAccountError> {
    check_open(call, Some(day(birth_date)), at(instant))
}

fn from(adult_on: &str) -> Result<(), OpenAccountError> {
    Err(OpenAccountError::UnderAge { minimum_age: 18, adult_on: day(adult_on) })
}

#[test]
fn account_does_not_open_without_a_birth_date() {
    let result = check_open(&june(), None, at("2025-06-15T12:00:00+03:00"));
    assert_eq!(result, Err(OpenAccountError::BirthDateUnknown));
}

#[test]
fn account_opens_at_midnight_in_riga_on_the_eighteenth_birthday() {
    assert_eq!(open(&june(), "2007-06-15", "2025-06-14T23:59:59+03:00"), from("2025-06-15"));
    assert_eq!(open(&june(), "2007-06-15", "2025-06-14T20:59:59Z"), from("2025-06-15"), "still the 14th in Riga");
    assert_eq!(open(&june(), "2007-06-15", "2025-06-15T00:00:00+03:00"), Ok(()));
    assert_eq!(open(&june(), "1931-01-01", "2025-06-15T00:00:00+03:00"), Ok(()), "there is no upper age");
}

#[test]
fn account_opens_outside_the_application_window_too() {
    assert_eq!(open(&june(), "1990-05-05", "2025-06-08T23:59:59+03:00"), Ok(()));
    assert_eq!(open(&june(), "1990-05-05", "2026-01-01T12:00:00+02:00"), Ok(()));
}

#[test]
fn born_on_29_february_opens_on_the_day_of_the_reading() {
    let other = june_reading(&[("leap_birthday", "last_of_february")]);
    assert_eq!(open(&june(), "2008-02-29", "2026-02-28T12:00:00+02:00"), from("2026-03-01"));
    assert_eq!(open(&other, "2008-02-29", "2026-02-28T12:00:00+02:00"), Ok(()));
}

#[test]
fn account_age_counts_on_opening_whatever_the_reading() {
    let grants_in_july = Pack::of(JUNE_2025).with("/grant_on", json!("2025-07-15")).reading("age_day", json!("grant"));
    assert_eq!(open(&grants_in_july.call(), "2007-07-01", "2025-06-10T12:00:00+03:00"), from("2025-07-01"));
}
