//! N2, N7 and N9: amount paid by the grant (reading R5), and the last day on which it is usable (reading R4).
#![cfg(test)]

use rules::call::Call;
use rules::money::Cents;
use rules::programme::{Funding, StudyGroup, funding, group_in_time};

mod support;
use support::calls::{esf, june, june_reading};
use support::day;
use support::offers::group;

fn shares(call: &Call, price: u32) -> (u32, u32) {
    let Funding { grant, co_payment } = funding(call, Cents::new(price));
    (grant.get(), co_payment.get())
}

fn running(starts_on: &str, ends_on: &str, payment_on: Option<&str>) -> StudyGroup {
    StudyGroup { starts_on: day(starts_on), ends_on: day(ends_on), payment_on: payment_on.map(day), ..group("g-1") }
}

#[test]
fn grant_is_a_ceiling_of_500_eur_and_the_person_pays_the_rest() {
    let table = [
        (0, (0, 0)),
        (1, (1, 0)),
        (49_999, (49_999, 0)),
        (50_000, (50_000, 0)),
        (50_001, (50_000, 1)),
        (62_500, (50_000, 12_500)),
        (u32::MAX, (50_000, u32::MAX - 50_000)),
    ];
    for (price, expected) in table {
        assert_eq!(shares(&june(), price), expected, "price of {price} cents");
    }
}

#[test]
fn grant_read_as_fixed_is_500_eur_whatever_the_price() {
    let fixed = june_reading(&[("grant_amount", "fixed")]);
    let table = [
        (0, (50_000, 0)),
        (49_999, (50_000, 0)),
        (50_000, (50_000, 0)),
        (50_001, (50_000, 1)),
        (62_500, (50_000, 12_500)),
    ];
    for (price, expected) in table {
        assert_eq!(shares(&fixed, price), expected, "price of {price} cents");
    }
}

#[test]
fn grant_is_the_calls_and_not_a_constant() {
    assert_eq!(shares(&esf(), 44_999), (44_999, 0));
    assert_eq!(shares(&esf(), 45_000), (45_000, 0));
    assert_eq!(shares(&esf(), 45_001), (45_000, 1));
}

#[test]
fn under_a_ceiling_both_shares_make_the_price() {
    let call = june();
    for price in (0..120_000).step_by(37) {
        let (grant, co_payment) = shares(&call, price);
        assert_eq!(grant + co_payment, price);
    }
}

#[test]
fn training_that_ends_on_the_last_usable_day_is_in_time() {
    let call = june();
    assert!(group_in_time(&running("2026-01-12", "2026-04-29", None), &call));
    assert!(group_in_time(&running("2026-01-12", "2026-04-30", None), &call));
    assert!(!group_in_time(&running("2026-01-12", "2026-05-01", None), &call));
    assert!(!group_in_time(&running("2026-01-12", "2026-05-01", Some("2026-02-01")), &call), "paid early, ends late");
    assert!(group_in_time(&running("2026-01-12", "2026-04-30", Some("2026-06-01")), &call), "ends in time, paid late");
}

#[test]
fn training_starting_on_the_last_usable_day_is_in_time() {
    let call = june_reading(&[("usable_until", "training_starts")]);
    assert!(group_in_time(&running("2026-04-30", "2026-05-01", None), &call));
    assert!(group_in_time(&running("2026-04-30", "2026-12-31", Some("2027-01-31")), &call));
    assert!(!group_in_time(&running("2026-05-01", "2026-05-01", None), &call));
    assert!(!group_in_time(&running("2026-05-01", "2026-12-31", Some("2026-04-01")), &call));
}

#[test]
fn training_paid_on_the_last_usable_day_is_in_time() {
    let call = june_reading(&[("usable_until", "training_paid")]);
    assert!(group_in_time(&running("2026-01-12", "2026-06-30", Some("2026-04-30")), &call), "paid before it ends");
    assert!(!group_in_time(&running("2026-01-12", "2026-04-01", Some("2026-05-01")), &call), "paid a day late");
    assert!(group_in_time(&running("2026-01-12", "2026-04-30", None), &call), "no payment day: its last day counts");
    assert!(!group_in_time(&running("2026-01-12", "2026-05-01", None), &call));
}

#[test]
fn last_usable_day_is_the_calls_and_not_a_constant() {
    assert!(group_in_time(&running("2025-09-01", "2026-06-30", None), &esf()));
    assert!(!group_in_time(&running("2025-09-01", "2026-07-01", None), &esf()));
}
