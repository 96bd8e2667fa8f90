//! Limits of a birth date, and the time until which a person may declare it.
#![cfg(test)]

use rules::birth_date::{BirthDateSource, may_declare, problem};
use rules::field::FieldProblem;

mod support;
use support::day;

#[test]
fn birth_date_is_at_most_120_years_back_and_not_in_the_future() {
    let today = day("2025-06-10");
    for (birth_date, expected) in [
        ("2025-06-10", None),
        ("2025-06-11", Some(FieldProblem::BirthDateInFuture)),
        ("1905-06-10", None),
        ("1905-06-09", Some(FieldProblem::BirthDateTooEarly)),
    ] {
        assert_eq!(problem(day(birth_date), today), expected, "{birth_date}");
    }
}

#[test]
fn only_a_declared_or_unknown_date_may_be_declared() {
    let declared = Some(BirthDateSource::Declared);
    let others = [Some(BirthDateSource::IdentityProvider), Some(BirthDateSource::PersonalCode)];
    assert!(may_declare(None, false) && may_declare(declared, false));
    assert!(others.iter().all(|source| !may_declare(*source, false)));
    assert!([None, declared].iter().chain(&others).all(|source| !may_declare(*source, true)));
}
