//! Eligibility for the grant: every condition with its outcome, its clauses and its remedy.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::age::adult_on;
use crate::call::{Call, Exclusion};
use crate::clause::Clauses;
use crate::facts::{Answer, FactId, Facts};
use crate::reading::{AgeDay, CompletedLearners, ExclusionScope, LeapBirthday, ReadingId};
use crate::riga_time;
use crate::rule::RuleId;
use crate::window::WindowState;

/// Outcome of one condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The condition holds.
    Met,
    /// The condition does not hold.
    NotMet,
    /// A fact is missing.
    Open,
}

/// Remedy for a condition that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Remedy {
    /// No change needed: the condition holds.
    None,
    /// Apply on one of these days, both included: the person is of age and the window is open.
    ApplyBetween {
        /// First day on which the condition holds.
        from: NaiveDate,
        /// Last day of the window.
        last_day: NaiveDate,
    },
    /// The person reaches the minimum age too late for this call.
    TooLate {
        /// Day on which the person reaches the minimum age.
        adult_on: NaiveDate,
    },
    /// Wait until the window opens.
    WaitForOpening {
        /// Opening instant of the window.
        opens_at: DateTime<FixedOffset>,
    },
    /// The window is closed; a later call is possible.
    WindowOver {
        /// Closing instant of the window.
        closed_at: DateTime<FixedOffset>,
    },
    /// Answer a question.
    Answer {
        /// The unknown fact.
        fact: FactId,
    },
    /// Complete the training by the last day of the window and apply then: N8 does not exclude completed training
    /// (reading R2).
    CompleteTraining {
        /// Last day of the window.
        last_day: NaiveDate,
    },
    /// None: the person cannot change the condition.
    NothingYouCanChange,
}

impl Remedy {
    /// Returns whether the condition can still hold on a day of this call: the finding is "not yet", not "no".
    pub const fn is_within_call(&self) -> bool {
        match self {
            Self::ApplyBetween { .. } | Self::WaitForOpening { .. } | Self::CompleteTraining { .. } => true,
            Self::None
            | Self::TooLate { .. }
            | Self::WindowOver { .. }
            | Self::Answer { .. }
            | Self::NothingYouCanChange => false,
        }
    }
}

/// Facts that a condition depends on: none, one or two.
pub type FactsUsed = &'static [FactId];

/// Result of checking one condition (nosacījuma pārbaude).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The condition.
    pub rule: RuleId,
    /// The outcome.
    pub outcome: Outcome,
    /// Clauses that the condition rests on.
    pub clauses: Clauses,
    /// Facts that the condition depends on.
    pub facts: FactsUsed,
    /// Reading that decided the outcome: another option of it gives another outcome.
    pub reading: Option<ReadingId>,
    /// The remedy.
    pub remedy: Remedy,
}

/// Result of a decision (vērtējums).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every condition holds.
    Eligible,
    /// No condition fails, and at least one is open.
    NeedsAnswer,
    /// At least one condition fails.
    NotEligible,
}

/// Decision: the verdict, and the findings in the order of [`RuleId`].
///
/// A decision in the browser is preliminary; the server repeats it when it receives the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Name of the call.
    pub call: String,
    /// Instant of the decision, in Riga time.
    pub at: DateTime<FixedOffset>,
    /// The verdict.
    pub verdict: Verdict,
    /// One finding for each condition.
    pub findings: Vec<Finding>,
}

/// Checks every condition of a call against the facts of a person at an instant.
///
/// # Law
/// N2 (age), N3 (window), N8 (exclusions). Employment is irrelevant (N13).
///
/// Not modelled: exhausted funds.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use rules::{call::{Call, JUNE_2025}, eligibility::{assess, Verdict}, facts::{Answer, Facts}};
/// let call = Call::parse(JUNE_2025.as_bytes()).unwrap();
/// let facts = Facts {
///     birth_date: chrono::NaiveDate::from_ymd_opt(2007, 6, 10),
///     earlier_grant_without_choice: Answer::No,
///     still_learning: Answer::No,
///     interrupted_learning: Answer::No,
///     ..Facts::default()
/// };
/// let birthday = "2025-06-10T00:00:00+03:00".parse().unwrap();
/// assert_eq!(assess(&call, &facts, birthday).verdict, Verdict::Eligible);
/// let second_before = "2025-06-09T23:59:59+03:00".parse().unwrap();
/// assert_eq!(assess(&call, &facts, second_before).verdict, Verdict::NotEligible);
/// # }
/// ```
pub fn assess(call: &Call, facts: &Facts, now: DateTime<Utc>) -> Decision {
    let at = riga_time::local(now);
    let mut findings = Vec::with_capacity(6);
    findings.push(age(call, facts, at.date_naive()));
    findings.push(window(call, now));
    findings.extend(exclusions(call, facts, now));
    Decision { call: call.id.clone(), at, verdict: verdict(&findings), findings }
}

/// Returns the facts that a call's conditions depend on, in the order of the questionnaire.
pub fn questions(call: &Call) -> Vec<FactId> {
    let mut facts = alloc::vec![FactId::BirthDate];
    facts.extend(rules_of(call).flat_map(|rule| facts_of(rule, call)));
    facts
}

fn verdict(findings: &[Finding]) -> Verdict {
    let any = |outcome| findings.iter().any(|finding| finding.outcome == outcome);
    if any(Outcome::NotMet) {
        Verdict::NotEligible
    } else if any(Outcome::Open) {
        Verdict::NeedsAnswer
    } else {
        Verdict::Eligible
    }
}

/// N2: from the age of 18, the birthday included.
fn age(call: &Call, facts: &Facts, today: NaiveDate) -> Finding {
    let finding = |outcome, reading, remedy| Finding {
        rule: RuleId::Age,
        outcome,
        clauses: call.cites.age,
        facts: &[FactId::BirthDate],
        reading,
        remedy,
    };
    let Some(birth_date) = facts.birth_date else {
        return finding(Outcome::Open, None, Remedy::Answer { fact: FactId::BirthDate });
    };
    let adult_on = adult_on(birth_date, call.minimum_age, call.readings.leap_birthday);
    let (decisive, other) = match (call.readings.age_day, call.grant_on) {
        (AgeDay::Grant, Some(grant_on)) => (grant_on, Some(today)),
        (_, grant_on) => (today, grant_on),
    };
    let met = adult_on <= decisive;
    let reading = age_reading(call, birth_date, decisive, other, met);
    if met {
        finding(Outcome::Met, reading, Remedy::None)
    } else {
        // An unknown day of the grant may be after the birthday.
        let reading = reading.or_else(|| call.grant_on.is_none().then_some(ReadingId::R1));
        finding(Outcome::NotMet, reading, age_remedy(call, adult_on))
    }
}

/// Returns the reading that decided the age: R9 if the other option for 29 February changes the outcome, else R1 if
/// the other day of counting does.
fn age_reading(
    call: &Call,
    birth_date: NaiveDate,
    decisive: NaiveDate,
    other: Option<NaiveDate>,
    met: bool,
) -> Option<ReadingId> {
    let other_leap = match call.readings.leap_birthday {
        LeapBirthday::FirstOfMarch => LeapBirthday::LastOfFebruary,
        LeapBirthday::LastOfFebruary => LeapBirthday::FirstOfMarch,
    };
    let adult = |leap, day| adult_on(birth_date, call.minimum_age, leap) <= day;
    if adult(other_leap, decisive) != met {
        return Some(ReadingId::R9);
    }
    other.filter(|other| adult(call.readings.leap_birthday, *other) != met).map(|_| ReadingId::R1)
}

fn age_remedy(call: &Call, adult_on: NaiveDate) -> Remedy {
    let last_day = call.window.last_day();
    if call.readings.age_day == AgeDay::Applying && adult_on <= last_day {
        Remedy::ApplyBetween { from: adult_on.max(call.window.first_day()), last_day }
    } else {
        Remedy::TooLate { adult_on }
    }
}

/// N3: the window is open.
fn window(call: &Call, now: DateTime<Utc>) -> Finding {
    let (outcome, remedy) = match call.window.state(now) {
        WindowState::Open => (Outcome::Met, Remedy::None),
        WindowState::NotYetOpen => (Outcome::NotMet, Remedy::WaitForOpening { opens_at: call.window.opens() }),
        WindowState::Closed => (Outcome::NotMet, Remedy::WindowOver { closed_at: call.window.closes() }),
    };
    let reading = (outcome == Outcome::NotMet).then_some(ReadingId::R3);
    Finding { rule: RuleId::Window, outcome, clauses: call.cites.window, facts: &[], reading, remedy }
}

/// N8: each exclusion of the call, and completed training under reading R2 `excluded`.
fn exclusions<'a>(call: &'a Call, facts: &'a Facts, now: DateTime<Utc>) -> impl Iterator<Item = Finding> + 'a {
    rules_of(call).map(move |rule| {
        let used = facts_of(rule, call);
        let answer = used.iter().fold(Answer::No, |answer, fact| answer.or(facts.answer(*fact)));
        let (outcome, remedy) = match answer {
            Answer::No => (Outcome::Met, Remedy::None),
            Answer::Yes => (Outcome::NotMet, exclusion_remedy(rule, call, now)),
            Answer::Unknown => (Outcome::Open, first_open(used, facts)),
        };
        let reading = exclusion_reading(rule, call, facts, answer);
        Finding { rule, outcome, clauses: call.cites.of_rule(rule), facts: used, reading, remedy }
    })
}

/// A choice that was not made and an interruption are past events. Training that continues can be completed until the
/// window closes, unless the call excludes completed training too (R2).
fn exclusion_remedy(rule: RuleId, call: &Call, now: DateTime<Utc>) -> Remedy {
    let is_over = call.window.state(now) == WindowState::Closed;
    let admits_completed = call.readings.completed_learners == CompletedLearners::Admitted;
    if rule == RuleId::StillLearning && admits_completed && !is_over {
        Remedy::CompleteTraining { last_day: call.window.last_day() }
    } else {
        Remedy::NothingYouCanChange
    }
}

fn first_open(used: FactsUsed, facts: &Facts) -> Remedy {
    let open = used.iter().find(|fact| !facts.is_known(**fact));
    open.map_or(Remedy::None, |fact| Remedy::Answer { fact: *fact })
}

/// Returns the reading that decided an exclusion: R2 for completed training; R6 if the other scope changes the answer.
fn exclusion_reading(rule: RuleId, call: &Call, facts: &Facts, answer: Answer) -> Option<ReadingId> {
    let (here, elsewhere) = match rule {
        RuleId::CompletedLearning => return (answer == Answer::Yes).then_some(ReadingId::R2),
        RuleId::StillLearning => (facts.still_learning, facts.still_learning_elsewhere),
        RuleId::InterruptedLearning => (facts.interrupted_learning, facts.interrupted_learning_elsewhere),
        RuleId::Age | RuleId::Window | RuleId::EarlierGrantWithoutChoice => return None,
    };
    let narrow_differs_from_wide = match call.readings.exclusion_scope {
        ExclusionScope::ThisProject => here != Answer::Yes && elsewhere == Answer::Yes,
        ExclusionScope::AnyPublicTraining => answer == Answer::Yes && here != Answer::Yes,
    };
    narrow_differs_from_wide.then_some(ReadingId::R6)
}

/// Conditions after age and window, in the fixed order.
fn rules_of(call: &Call) -> impl Iterator<Item = RuleId> {
    let rules = [
        (call.excludes(Exclusion::EarlierGrantWithoutChoice), RuleId::EarlierGrantWithoutChoice),
        (call.excludes(Exclusion::StillLearning), RuleId::StillLearning),
        (call.excludes(Exclusion::InterruptedLearning), RuleId::InterruptedLearning),
        (call.readings.completed_learners == CompletedLearners::Excluded, RuleId::CompletedLearning),
    ];
    rules.into_iter().filter(|(applies, _)| *applies).map(|(_, rule)| rule)
}

const fn facts_of(rule: RuleId, call: &Call) -> FactsUsed {
    let wide = matches!(call.readings.exclusion_scope, ExclusionScope::AnyPublicTraining);
    match rule {
        RuleId::Age => &[FactId::BirthDate],
        RuleId::Window => &[],
        RuleId::EarlierGrantWithoutChoice => &[FactId::EarlierGrantWithoutChoice],
        RuleId::StillLearning if wide => &[FactId::StillLearning, FactId::StillLearningElsewhere],
        RuleId::StillLearning => &[FactId::StillLearning],
        RuleId::InterruptedLearning if wide => &[FactId::InterruptedLearning, FactId::InterruptedLearningElsewhere],
        RuleId::InterruptedLearning => &[FactId::InterruptedLearning],
        RuleId::CompletedLearning => &[FactId::CompletedLearning],
    }
}
