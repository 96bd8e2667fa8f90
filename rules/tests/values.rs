//! Money, hours, levels and clause names: every valid value, and the nearest invalid one on each side.
#![cfg(test)]

use rules::clause::ClauseId;
use rules::digcomp::{Band, DigCompLevel, LevelError, LevelRange};
use rules::hours::{HourRange, HourRangeError};
use rules::money::Cents;

#[test]
fn cents_add_up_to_the_largest_amount_and_not_beyond() {
    let most = Cents::new(u32::MAX);
    assert_eq!(Cents::new(u32::MAX - 1).checked_add(Cents::new(1)), Some(most));
    assert_eq!(most.checked_add(Cents::new(1)), None);
    assert_eq!(most.checked_add(Cents::ZERO), Some(most));
}

#[test]
fn cents_never_fall_below_nothing() {
    assert_eq!(Cents::new(50_001).saturating_sub(Cents::new(50_000)), Cents::new(1));
    assert_eq!(Cents::new(50_000).saturating_sub(Cents::new(50_000)), Cents::ZERO);
    assert_eq!(Cents::new(49_999).saturating_sub(Cents::new(50_000)), Cents::ZERO);
}

#[test]
fn hour_range_counts_both_of_its_ends() {
    let range = HourRange::new(50, 156).unwrap();
    let inside = [(0, false), (49, false), (50, true), (51, true), (155, true), (156, true), (157, false)];
    for (hours, expected) in inside {
        assert_eq!(range.contains(hours), expected, "{hours} hours");
    }
    assert!(!range.contains(u16::MAX));
}

#[test]
fn hour_range_of_one_hour_is_a_range_and_one_of_none_is_not() {
    assert!(HourRange::new(50, 50).unwrap().contains(50));
    assert!(HourRange::new(1, 1).is_ok());
    assert_eq!(HourRange::new(50, 49), Err(HourRangeError));
    assert_eq!(HourRange::new(0, 49), Err(HourRangeError));
    assert_eq!(HourRange::new(0, 0), Err(HourRangeError));
}

#[test]
fn digcomp_has_levels_one_to_eight() {
    for level in 0..=u8::MAX {
        assert_eq!(DigCompLevel::new(level).is_ok(), (1..=8).contains(&level), "level {level}");
    }
}

#[test]
fn digcomp_bands_hold_two_levels_each() {
    let bands = [Band::Foundation, Band::Intermediate, Band::Advanced, Band::HighlySpecialised];
    for (index, band) in bands.into_iter().enumerate() {
        for level in [2 * index + 1, 2 * index + 2] {
            assert_eq!(DigCompLevel::new(u8::try_from(level).unwrap()).unwrap().band(), band, "level {level}");
        }
    }
}

#[test]
fn level_span_covers_what_lies_wholly_within_it() {
    let span = |from: u8, to: u8| LevelRange::new(DigCompLevel::new(from)?, DigCompLevel::new(to)?);
    let call = span(4, 6).unwrap();
    let table = [
        ((3, 3), false),
        ((4, 4), true),
        ((6, 6), true),
        ((7, 7), false),
        ((4, 6), true),
        ((5, 6), true),
        ((3, 4), false),
        ((6, 7), false),
        ((3, 7), false),
        ((1, 8), false),
    ];
    for ((from, to), expected) in table {
        assert_eq!(call.covers(span(from, to).unwrap()), expected, "levels {from} to {to}");
    }
    assert_eq!(span(6, 4), Err(LevelError::Reversed));
    assert!(span(5, 5).is_ok());
}

#[test]
fn clause_names_are_an_n_a_number_and_at_most_one_letter() {
    for name in ["N1", "N2", "N9", "N10", "N16", "N99", "N6a", "N15d", "N1z"] {
        let clause: ClauseId = name.parse().unwrap();
        assert_eq!(clause.to_string(), name);
    }
    let bad =
        ["", "N", "n6", "6", "N0", "N00", "N01", "N100", "N6A", "N6ab", "N6a1", "Na", " N6", "N6 ", "N-1", "Ņ6", "N6ā"];
    for name in bad {
        assert!(name.parse::<ClauseId>().is_err(), "{name:?} must not be a clause");
    }
}

#[test]
fn clauses_sort_as_they_are_numbered() {
    let mut names = ["N15a", "N6b", "N10", "N6", "N6a", "N2"].map(|name| name.parse::<ClauseId>().unwrap());
    names.sort();
    assert_eq!(names.map(|name| name.to_string()), ["N2", "N6", "N6a", "N6b", "N10", "N15a"]);
}
