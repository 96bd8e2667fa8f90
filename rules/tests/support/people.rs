//! People by their facts.

use rules::call::Call;
use rules::eligibility::{Decision, Finding, assess};
use rules::facts::{Answer, Facts};
use rules::rule::RuleId;

use super::{at, day};

/// A day in the June window on which most tests ask.
pub(crate) const IN_JUNE: &str = "2025-06-10T12:00:00+03:00";

/// An eligible person: of age, with "no" to every question.
pub(crate) fn adult() -> Facts {
    born("1990-05-05")
}

/// Born on a day, and no to every question.
pub(crate) fn born(birth_date: &str) -> Facts {
    Facts {
        birth_date: Some(day(birth_date)),
        earlier_grant_without_choice: Answer::No,
        still_learning: Answer::No,
        interrupted_learning: Answer::No,
        completed_learning: Answer::No,
        still_learning_elsewhere: Answer::No,
        interrupted_learning_elsewhere: Answer::No,
    }
}

/// The decision at an instant given as text.
pub(crate) fn decide(call: &Call, facts: &Facts, instant: &str) -> Decision {
    assess(call, facts, at(instant))
}

/// One finding of a decision.
pub(crate) fn finding(decision: &Decision, rule: RuleId) -> Finding {
    let found = decision.findings.iter().find(|finding| finding.rule == rule);
    *found.unwrap_or_else(|| panic!("no finding on {rule:?}"))
}
