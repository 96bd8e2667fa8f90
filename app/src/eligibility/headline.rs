//! Headline of a decision, and the day on which it changes.

use chrono::NaiveDate;
use rules::eligibility::{Decision, Finding, Outcome, Remedy, Verdict};
use rules::language::Language;
use ui::components::notice::Tone;
use ui::text::format::{Case, day};
use ui::text::plural::amount;
use ui::text::window;

/// Headline of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headline {
    /// Every condition is met.
    CanApply,
    /// Every unmet condition will or can be met on a day of this call.
    NotYet,
    /// The window is closed.
    NoMore,
    /// The person comes of age after the window.
    TooYoung,
    /// A ground of N8 that does not change.
    Excluded,
    /// No condition is unmet, and at least one is open.
    NeedsAnswer,
}

/// How the unmet conditions change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// No condition is unmet, or the window is over.
    None,
    /// They will be met on this day.
    On(String),
    /// They will be met if the person completes the training by this deadline.
    IfCompleted(String),
    /// Not before the window closes.
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

    /// Tone of the verdict's box. "Not yet" is never the tone of "no".
    pub const fn tone(self) -> Tone {
        match self {
            Self::CanApply => Tone::Good,
            Self::NotYet | Self::NeedsAnswer => Tone::Warning,
            Self::NoMore | Self::TooYoung | Self::Excluded => Tone::Bad,
        }
    }

    /// Icon of the verdict: the outcome that it shows, and whether an unmet one can still be met in this call.
    pub const fn icon(self) -> (Outcome, bool) {
        match self {
            Self::CanApply => (Outcome::Met, false),
            Self::NeedsAnswer => (Outcome::Open, false),
            Self::NotYet => (Outcome::NotMet, true),
            Self::NoMore | Self::TooYoung | Self::Excluded => (Outcome::NotMet, false),
        }
    }
}

/// Returns how the unmet conditions of a decision change, in words.
pub fn change(decision: &Decision, language: Language) -> Change {
    let find = |wanted: fn(&Remedy) -> bool| unmet(decision).any(|finding| wanted(&finding.remedy));
    let deadline = unmet(decision).find_map(|finding| match finding.remedy {
        Remedy::CompleteTraining { last_day } => Some(last_day),
        _ => None,
    });
    match (Headline::of(decision), deadline) {
        (Headline::NotYet, Some(last_day)) => Change::IfCompleted(window::by(language, last_day)),
        (Headline::NotYet, None) => {
            changes_on(decision).map_or(Change::None, |from| Change::On(day(language, from, Case::Locative)))
        }
        (Headline::Excluded | Headline::TooYoung, _) if !find(|remedy| matches!(remedy, Remedy::WindowOver { .. })) => {
            Change::Never
        }
        _ => Change::None,
    }
}

fn unmet(decision: &Decision) -> impl Iterator<Item = &Finding> {
    decision.findings.iter().filter(|finding| finding.outcome == Outcome::NotMet)
}

/// Day from which every unmet condition will be met, if it is a day of this call.
pub fn changes_on(decision: &Decision) -> Option<NaiveDate> {
    let days: Option<Vec<NaiveDate>> = unmet(decision)
        .map(|finding| match finding.remedy {
            Remedy::ApplyBetween { from, .. } => Some(from),
            Remedy::WaitForOpening { opens_at } => Some(opens_at.date_naive()),
            Remedy::None
            | Remedy::TooLate { .. }
            | Remedy::WindowOver { .. }
            | Remedy::Answer { .. }
            | Remedy::CompleteTraining { .. }
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

    fn decided(birth_date: &str, interrupted: Answer, at: &str) -> Decision {
        decided_on(birth_date, interrupted, Answer::No, at)
    }

    fn decided_on(birth_date: &str, interrupted: Answer, learning: Answer, at: &str) -> Decision {
        let facts = Facts {
            birth_date: Some(birth_date.parse().unwrap()),
            earlier_grant_without_choice: Answer::No,
            still_learning: learning,
            interrupted_learning: interrupted,
            ..Facts::default()
        };
        assess(call_pack::current(), &facts, at.parse().unwrap())
    }

    #[test]
    fn headline_names_the_hardest_condition() {
        let (adult, in_june, in_july) = ("1988-03-14", "2007-06-15", "2007-07-01");
        let (before, open, over) =
            ("2025-06-01T12:00:00+03:00", "2025-06-10T12:00:00+03:00", "2025-06-21T00:00:00+03:00");
        for (birth_date, interrupted, at, expected) in [
            (adult, Answer::No, open, Headline::CanApply),
            (adult, Answer::Unknown, open, Headline::NeedsAnswer),
            (adult, Answer::No, before, Headline::NotYet),
            (in_june, Answer::No, open, Headline::NotYet),
            (in_july, Answer::No, open, Headline::TooYoung),
            (adult, Answer::No, over, Headline::NoMore),
            (in_july, Answer::No, over, Headline::NoMore),
            (in_june, Answer::Yes, open, Headline::Excluded),
        ] {
            assert_eq!(Headline::of(&decided(birth_date, interrupted, at)), expected, "{birth_date} {at}");
        }
    }

    #[test]
    fn person_in_training_can_still_become_eligible() {
        let (adult, child, in_june) = ("1988-03-14", "2015-01-01", "2007-06-15");
        let (open, over) = ("2025-06-10T12:00:00+03:00", "2025-06-21T00:00:00+03:00");
        for (birth_date, interrupted, at, expected) in [
            (adult, Answer::No, open, Headline::NotYet),
            (in_june, Answer::No, open, Headline::NotYet),
            (child, Answer::No, open, Headline::TooYoung),
            (adult, Answer::Yes, open, Headline::Excluded),
            (adult, Answer::No, over, Headline::Excluded),
        ] {
            let decision = decided_on(birth_date, interrupted, Answer::Yes, at);
            assert_eq!(Headline::of(&decision), expected, "{birth_date} {at}");
        }
    }

    #[test]
    fn change_is_said_only_where_it_is_true() {
        let (adult, child) = ("1988-03-14", "2015-01-01");
        let (before, open, over) =
            ("2025-06-01T12:00:00+03:00", "2025-06-10T12:00:00+03:00", "2025-06-21T00:00:00+03:00");
        let change = |decision: &Decision| match change(decision, Language::Lv) {
            Change::On(day) | Change::IfCompleted(day) => Change::On(day.replace('\u{a0}', " ")),
            other => other,
        };
        let deadline = Change::On("līdz 20. jūnija beigām pēc Latvijas laika".into());
        assert_eq!(change(&decided(adult, Answer::No, before)), Change::On("9. jūnijā".into()));
        assert_eq!(change(&decided_on(adult, Answer::No, Answer::Yes, open)), deadline);
        assert_eq!(change(&decided_on(adult, Answer::No, Answer::Yes, before)), deadline);
        assert_eq!(change(&decided(child, Answer::No, open)), Change::Never);
        assert_eq!(change(&decided(adult, Answer::Yes, open)), Change::Never);
        assert_eq!(change(&decided(adult, Answer::Yes, over)), Change::None);
        assert_eq!(change(&decided(adult, Answer::No, over)), Change::None);
        assert_eq!(change(&decided(adult, Answer::No, open)), Change::None);
    }

    #[test]
    fn not_yet_has_neither_tone_nor_icon_of_no() {
        let all = [
            Headline::CanApply,
            Headline::NotYet,
            Headline::NoMore,
            Headline::TooYoung,
            Headline::Excluded,
            Headline::NeedsAnswer,
        ];
        for headline in all {
            let says_no = !matches!(headline, Headline::CanApply | Headline::NotYet | Headline::NeedsAnswer);
            assert_eq!(headline.tone() == Tone::Bad, says_no, "{headline:?}");
            assert_eq!(headline.icon() == (Outcome::NotMet, false), says_no, "{headline:?}");
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
