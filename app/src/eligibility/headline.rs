//! Headline of a decision, and the day on which it changes.

use chrono::NaiveDate;
use rules::eligibility::{Decision, Outcome, Remedy, Verdict};
use ui::text::plural::amount;

/// Headline of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headline {
    /// Every condition is met.
    CanApply,
    /// Unmet conditions will be met on a day of this call.
    NotYet,
    /// The window is closed.
    NoMore,
    /// The person comes of age after the window.
    TooYoung,
    /// A ground of N8, which does not change.
    Excluded,
    /// No condition is unmet, and at least one is open.
    NeedsAnswer,
}

/// Time at which unmet conditions will be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// No condition is unmet.
    None,
    /// On this day.
    On(String),
    /// Not within this call.
    Never,
}

impl Headline {
    /// Headline of a decision. Of several unmet conditions the hardest to change determines it.
    pub fn of(decision: &Decision) -> Self {
        let fails = |wanted: fn(&Remedy) -> bool| {
            decision.findings.iter().any(|finding| finding.outcome == Outcome::NotMet && wanted(&finding.remedy))
        };
        match decision.verdict {
            Verdict::Eligible => Self::CanApply,
            Verdict::NeedsAnswer => Self::NeedsAnswer,
            Verdict::NotEligible if fails(|remedy| matches!(remedy, Remedy::NothingYouCanChange)) => Self::Excluded,
            Verdict::NotEligible if fails(|remedy| matches!(remedy, Remedy::WindowOver { .. })) => Self::NoMore,
            Verdict::NotEligible if fails(|remedy| matches!(remedy, Remedy::TooLate { .. })) => Self::TooYoung,
            Verdict::NotEligible => Self::NotYet,
        }
    }
}

/// Day from which every unmet condition will be met, if it is a day of this call.
pub fn changes_on(decision: &Decision) -> Option<NaiveDate> {
    let failing = decision.findings.iter().filter(|finding| finding.outcome == Outcome::NotMet);
    let days: Option<Vec<NaiveDate>> = failing
        .map(|finding| match finding.remedy {
            Remedy::ApplyBetween { from, .. } => Some(from),
            Remedy::WaitForOpening { opens_at } => Some(opens_at.date_naive()),
            Remedy::None
            | Remedy::TooLate { .. }
            | Remedy::WindowOver { .. }
            | Remedy::Answer { .. }
            | Remedy::NothingYouCanChange => None,
        })
        .collect();
    days?.into_iter().max()
}

/// Number of conditions that are met, not met and open.
pub fn counts(decision: &Decision) -> (u32, u32, u32) {
    let of = |outcome| {
        let count = decision.findings.iter().filter(|finding| finding.outcome == outcome).count();
        amount(count)
    };
    (of(Outcome::Met), of(Outcome::NotMet), of(Outcome::Open))
}

#[cfg(test)]
mod tests {
    use rules::eligibility::assess;
    use rules::facts::{Answer, Facts};

    use super::*;
    use crate::call_pack;

    fn decided(birth_date: &str, learning: Answer, at: &str) -> Decision {
        let facts = Facts {
            birth_date: Some(birth_date.parse().unwrap()),
            earlier_grant_without_choice: Answer::No,
            still_learning: learning,
            interrupted_learning: Answer::No,
            ..Facts::default()
        };
        assess(call_pack::current(), &facts, at.parse().unwrap())
    }

    #[test]
    fn headline_names_the_hardest_condition() {
        let (adult, in_june, in_july) = ("1988-03-14", "2007-06-15", "2007-07-01");
        let (before, open, over) =
            ("2025-06-01T12:00:00+03:00", "2025-06-10T12:00:00+03:00", "2025-06-21T00:00:00+03:00");
        for (birth_date, learning, at, expected) in [
            (adult, Answer::No, open, Headline::CanApply),
            (adult, Answer::Unknown, open, Headline::NeedsAnswer),
            (adult, Answer::No, before, Headline::NotYet),
            (in_june, Answer::No, open, Headline::NotYet),
            (in_july, Answer::No, open, Headline::TooYoung),
            (adult, Answer::No, over, Headline::NoMore),
            (in_july, Answer::No, over, Headline::NoMore),
            (in_june, Answer::Yes, open, Headline::Excluded),
        ] {
            assert_eq!(Headline::of(&decided(birth_date, learning, at)), expected, "{birth_date} {at}");
        }
    }

    #[test]
    fn change_comes_on_the_latest_of_the_days() {
        let waiting = decided("2007-06-15", Answer::No, "2025-06-01T12:00:00+03:00");
        assert_eq!(changes_on(&waiting), NaiveDate::from_ymd_opt(2025, 6, 15));
        assert_eq!(counts(&waiting), (3, 2, 0));
        let excluded = decided("2007-06-15", Answer::Yes, "2025-06-01T12:00:00+03:00");
        assert_eq!(changes_on(&excluded), None);
    }
}
