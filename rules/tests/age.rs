//! N2, "from the age of 18": the day before, the day itself and the day after, under both readings of R1 and of R9.
#![cfg(test)]

use rules::age::adult_on;
use rules::call::{Call, JUNE_2025};
use rules::eligibility::{Finding, Outcome, Remedy, Verdict};
use rules::facts::{Answer, FactId, Facts};
use rules::reading::{LeapBirthday, ReadingId};
use rules::rule::RuleId;
use serde_json::json;

mod support;
use support::calls::{Pack, june};
use support::day;
use support::people::{born, decide, finding};

fn age(call: &Call, birth_date: &str, instant: &str) -> Finding {
    finding(&decide(call, &born(birth_date), instant), RuleId::Age)
}

fn apply_between(from: &str, last_day: &str) -> Remedy {
    Remedy::ApplyBetween { from: day(from), last_day: day(last_day) }
}

fn too_late(adult_on: &str) -> Remedy {
    Remedy::TooLate { adult_on: day(adult_on) }
}

/// The June call with its window moved to the days around 1 March 2026, a common year.
fn march_call(leap_birthday: &str) -> Call {
    Pack::of(JUNE_2025)
        .with("/window", json!({ "opens": "2026-02-23T00:00:00+02:00", "closes": "2026-03-07T00:00:00+02:00" }))
        .reading("leap_birthday", json!(leap_birthday))
        .call()
}

/// The June call with grants made on 15 July 2025.
fn grant_call(age_day: &str) -> Call {
    Pack::of(JUNE_2025).with("/grant_on", json!("2025-07-15")).reading("age_day", json!(age_day)).call()
}

#[test]
fn person_of_17_years_and_364_days_is_refused_until_a_day() {
    let found = age(&june(), "2007-06-11", "2025-06-10T12:00:00+03:00");
    assert_eq!(found.outcome, Outcome::NotMet);
    assert_eq!(found.remedy, apply_between("2025-06-11", "2025-06-20"));
}

#[test]
fn eighteenth_birthday_itself_counts() {
    for birth_date in ["2007-06-10", "2007-06-09", "1990-01-01", "1905-06-10"] {
        let found = age(&june(), birth_date, "2025-06-10T12:00:00+03:00");
        assert_eq!((found.outcome, found.remedy), (Outcome::Met, Remedy::None), "born {birth_date}");
    }
}

#[test]
fn birthday_begins_at_midnight_in_riga() {
    let outcome = |instant| age(&june(), "2007-06-11", instant).outcome;
    assert_eq!(outcome("2025-06-10T23:59:59+03:00"), Outcome::NotMet);
    assert_eq!(outcome("2025-06-11T00:00:00+03:00"), Outcome::Met);
    assert_eq!(outcome("2025-06-10T20:59:59Z"), Outcome::NotMet, "still the 10th in Riga");
    assert_eq!(outcome("2025-06-10T21:00:00Z"), Outcome::Met, "the 11th in Riga, the 10th by UTC");
    assert_eq!(outcome("2025-06-11T06:00:00+09:00"), Outcome::Met, "the traveller's own clock does not matter");
}

#[test]
fn birthday_on_the_last_day_of_the_window_is_still_in_time() {
    let remedy = |birth_date| age(&june(), birth_date, "2025-06-10T12:00:00+03:00").remedy;
    assert_eq!(remedy("2007-06-20"), apply_between("2025-06-20", "2025-06-20"));
    assert_eq!(remedy("2007-06-21"), too_late("2025-06-21"));
}

#[test]
fn birthday_before_the_window_means_its_first_day() {
    let remedy = |birth_date| age(&june(), birth_date, "2025-05-20T12:00:00+03:00").remedy;
    assert_eq!(remedy("2007-06-01"), apply_between("2025-06-09", "2025-06-20"));
    assert_eq!(remedy("2007-06-09"), apply_between("2025-06-09", "2025-06-20"));
    assert_eq!(remedy("2007-06-10"), apply_between("2025-06-10", "2025-06-20"));
}

#[test]
fn remedy_for_a_child_names_the_eighteenth_birthday() {
    let remedy = |birth_date| age(&june(), birth_date, "2025-06-10T12:00:00+03:00").remedy;
    assert_eq!(remedy("2015-03-14"), too_late("2033-03-14"));
    assert_eq!(remedy("2025-06-10"), too_late("2043-06-10"));
}

#[test]
fn unknown_birth_date_leaves_age_open() {
    let facts = Facts { birth_date: None, ..born("1990-05-05") };
    let decision = decide(&june(), &facts, "2025-06-10T12:00:00+03:00");
    let found = finding(&decision, RuleId::Age);
    assert_eq!(found.outcome, Outcome::Open);
    assert_eq!(found.remedy, Remedy::Answer { fact: FactId::BirthDate });
    assert_eq!(decision.verdict, Verdict::NeedsAnswer);
}

#[test]
fn least_age_is_the_calls_and_not_a_constant() {
    for (years, birth_date) in [(16, "2009-06-10"), (21, "2004-06-10"), (65, "1960-06-10")] {
        let call = Pack::of(JUNE_2025).with("/minimum_age", json!(years)).call();
        let outcome = |birth_date| age(&call, birth_date, "2025-06-10T12:00:00+03:00").outcome;
        assert_eq!(outcome(birth_date), Outcome::Met, "{years} years, on the birthday");
        let day_later = (day(birth_date) + chrono::Days::new(1)).to_string();
        assert_eq!(outcome(day_later.as_str()), Outcome::NotMet, "{years} years, the day before");
    }
}

#[test]
fn person_born_on_29_february_comes_of_age_on_1_march() {
    let table = [
        ("first_of_march", "2026-02-28T23:59:59+02:00", Outcome::NotMet),
        ("first_of_march", "2026-03-01T00:00:00+02:00", Outcome::Met),
        ("last_of_february", "2026-02-27T23:59:59+02:00", Outcome::NotMet),
        ("last_of_february", "2026-02-28T00:00:00+02:00", Outcome::Met),
    ];
    for (reading, instant, expected) in table {
        assert_eq!(age(&march_call(reading), "2008-02-29", instant).outcome, expected, "{reading} at {instant}");
    }
}

#[test]
fn remedy_of_a_person_born_on_29_february_follows_the_reading() {
    let remedy = |reading| age(&march_call(reading), "2008-02-29", "2026-02-25T12:00:00+02:00").remedy;
    assert_eq!(remedy("first_of_march"), apply_between("2026-03-01", "2026-03-06"));
    assert_eq!(remedy("last_of_february"), apply_between("2026-02-28", "2026-03-06"));
}

#[test]
fn leap_reading_is_named_on_28_february_only_where_it_decides() {
    let reading = |birth_date, instant| age(&march_call("first_of_march"), birth_date, instant).reading;
    let on_the_28th = "2026-02-28T12:00:00+02:00";
    assert_eq!(reading("2008-02-29", on_the_28th), Some(ReadingId::R9));
    assert_ne!(reading("2008-02-29", "2026-02-27T12:00:00+02:00"), Some(ReadingId::R9));
    assert_eq!(reading("2008-02-29", "2026-03-01T12:00:00+02:00"), None);
    assert_eq!(reading("2008-02-28", on_the_28th), None);
    assert_ne!(reading("2008-03-01", on_the_28th), Some(ReadingId::R9));
}

#[test]
fn adult_on_counts_whole_years_to_the_day() {
    let table = [
        ("2007-06-10", 18, "2025-06-10"),
        ("2007-02-28", 18, "2025-02-28"),
        ("2007-03-01", 18, "2025-03-01"),
        ("2006-12-31", 18, "2024-12-31"),
        ("2008-02-28", 18, "2026-02-28"),
        ("2008-02-29", 20, "2028-02-29"),
        ("2004-02-29", 96, "2100-03-01"),
    ];
    for (birth_date, years, expected) in table {
        let counted = adult_on(day(birth_date), years, LeapBirthday::FirstOfMarch);
        assert_eq!(counted, day(expected), "born {birth_date}, {years} years");
    }
    assert_eq!(
        adult_on(day("2004-02-29"), 96, LeapBirthday::LastOfFebruary),
        day("2100-02-28"),
        "2100 is no leap year"
    );
}

#[test]
fn age_on_the_day_of_the_grant_counts_where_the_reading_says_so() {
    let instant = "2025-06-10T12:00:00+03:00";
    let found = age(&grant_call("grant"), "2007-07-15", instant);
    assert_eq!((found.outcome, found.reading), (Outcome::Met, Some(ReadingId::R1)));
    let found = age(&grant_call("grant"), "2007-07-16", instant);
    assert_eq!((found.outcome, found.remedy), (Outcome::NotMet, too_late("2025-07-16")));
}

#[test]
fn age_on_the_day_of_applying_counts_by_default() {
    let found = age(&grant_call("applying"), "2007-07-15", "2025-06-10T12:00:00+03:00");
    assert_eq!((found.outcome, found.reading), (Outcome::NotMet, Some(ReadingId::R1)));
    assert_eq!(found.remedy, too_late("2025-07-15"));
}

#[test]
fn reading_of_the_age_day_is_named_only_where_it_may_decide() {
    let reading = |call: &Call, birth_date| age(call, birth_date, "2025-06-10T12:00:00+03:00").reading;
    assert_eq!(reading(&grant_call("grant"), "2000-01-01"), None, "of age on both days");
    assert_eq!(reading(&grant_call("grant"), "2015-01-01"), None, "of age on neither");
    assert_eq!(reading(&grant_call("applying"), "2015-01-01"), None, "of age on neither");
    assert_eq!(reading(&june(), "2000-01-01"), None);
    assert_eq!(
        reading(&june(), "2007-07-15"),
        Some(ReadingId::R1),
        "the day of the grant is not known and may be later"
    );
}

#[test]
fn age_finding_rests_on_n2_and_the_birth_date() {
    let found = age(&june(), "2000-01-01", "2025-06-10T12:00:00+03:00");
    assert_eq!(found.clauses.iter().map(|clause| clause.to_string()).collect::<Vec<_>>(), ["N2"]);
    assert_eq!(found.facts, [FactId::BirthDate]);
}

#[test]
fn no_birth_date_of_the_calendar_stops_the_verdict() {
    for birth_date in [chrono::NaiveDate::MIN, chrono::NaiveDate::MAX] {
        for instant in [chrono::DateTime::<chrono::Utc>::MIN_UTC, chrono::DateTime::<chrono::Utc>::MAX_UTC] {
            let facts = Facts { birth_date: Some(birth_date), still_learning: Answer::No, ..Facts::default() };
            let decision = rules::eligibility::assess(&june(), &facts, instant);
            assert_eq!(decision.verdict, Verdict::NotEligible, "outside the window");
        }
    }
}
