//! Decides whether a person may receive the grant, and says of every condition whether it holds, why, and what would
//! change it.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::call::{Call, Clauses, Exclusion};
use crate::facts::{Answer, FactId, Facts};
use crate::reading::{AgeDay, CompletedLearners, ExclusionScope, LeapBirthday, ReadingId};
use crate::riga_time;
use crate::window::WindowState;

/// A condition of the announcement. The order is fixed: every decision lists its findings in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RuleId {
    /// The person is of age (N2).
    Age,
    /// The call takes applications (N3).
    Window,
    /// No earlier grant went without a choice (N8).
    EarlierGrantWithoutChoice,
    /// The person is not in training (N8).
    StillLearning,
    /// The person did not interrupt training (N8).
    InterruptedLearning,
    /// The person did not complete training; a condition only where reading R2 makes it one.
    CompletedLearning,
}

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It holds.
    Met,
    /// It does not hold.
    NotMet,
    /// A fact is missing.
    Open,
}

/// What would change a condition that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Remedy {
    /// Nothing needs to change: the condition holds.
    None,
    /// Apply on one of these days, both counted: the person is of age by then and the window still open.
    ApplyBetween {
        /// The first day on which the condition holds.
        from: NaiveDate,
        /// The window's last day.
        last_day: NaiveDate,
    },
    /// The person comes of age too late for this call.
    TooLate {
        /// The day the person comes of age.
        adult_on: NaiveDate,
    },
    /// Wait until the window opens.
    WaitForOpening {
        /// The window's first instant.
        opens_at: DateTime<FixedOffset>,
    },
    /// The window is over; another call may come.
    WindowOver {
        /// The instant at which it closed.
        closed_at: DateTime<FixedOffset>,
    },
    /// Answer a question.
    Answer {
        /// The fact that is missing.
        fact: FactId,
    },
    /// Nothing the person can change.
    NothingYouCanChange,
}

/// The facts a condition looked at: one, two or none.
pub type FactsUsed = &'static [FactId];

/// One condition, checked (nosacījuma pārbaude).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The condition.
    pub rule: RuleId,
    /// Whether it holds.
    pub outcome: Outcome,
    /// The sentences it rests on.
    pub clauses: Clauses,
    /// The facts it looked at.
    pub facts: FactsUsed,
    /// The reading without which the outcome would differ, if one did.
    pub reading: Option<ReadingId>,
    /// What would change it.
    pub remedy: Remedy,
}

/// The whole of a decision (vērtējums).
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

/// A decision: the verdict and every condition behind it, in the order of [`RuleId`].
///
/// A decision made in the browser is preliminary; the server repeats it when the application arrives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The call it was made for.
    pub call: String,
    /// The instant it was made for, on Riga's clock.
    pub at: DateTime<FixedOffset>,
    /// Its outcome.
    pub verdict: Verdict,
    /// Every condition.
    pub findings: Vec<Finding>,
}

/// Checks every condition of a call against what is known of a person at an instant.
///
/// # Law
/// N2 (age), N3 (window), N8 (exclusions). Employment plays no part (N13).
///
/// Not modelled: that the money may run out before a person is granted.
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
/// let the_second_before = "2025-06-09T23:59:59+03:00".parse().unwrap();
/// assert_eq!(assess(&call, &facts, the_second_before).verdict, Verdict::NotEligible);
/// # }
/// ```
pub fn assess(call: &Call, facts: &Facts, now: DateTime<Utc>) -> Decision {
    let at = riga_time::local(now);
    let mut findings = Vec::with_capacity(6);
    findings.push(age(call, facts, at.date_naive()));
    findings.push(window(call, now));
    findings.extend(exclusions(call, facts));
    Decision { call: call.id.clone(), at, verdict: verdict(&findings), findings }
}

/// The facts that a call's conditions look at, in the order in which to ask.
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

/// N2: from the age of 18; the birthday itself counts.
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
        // Where the day of the grant is not known, it may come after the birthday.
        let reading = reading.or_else(|| call.grant_on.is_none().then_some(ReadingId::R1));
        finding(Outcome::NotMet, reading, age_remedy(call, adult_on))
    }
}

/// The reading that decided a question of age: R9 where the other 29 February day would turn it, else R1 where the
/// other day of counting would.
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

/// The day on which somebody reaches an age, the birthday itself; reading R9 decides for those born on 29 February.
///
/// ```
/// use chrono::NaiveDate;
/// use rules::{eligibility::adult_on, reading::LeapBirthday};
/// let born = NaiveDate::from_ymd_opt(2008, 2, 29).unwrap();
/// assert_eq!(adult_on(born, 18, LeapBirthday::FirstOfMarch), NaiveDate::from_ymd_opt(2026, 3, 1).unwrap());
/// assert_eq!(adult_on(born, 18, LeapBirthday::LastOfFebruary), NaiveDate::from_ymd_opt(2026, 2, 28).unwrap());
/// ```
pub fn adult_on(birth_date: NaiveDate, age: u8, leap: LeapBirthday) -> NaiveDate {
    let year = birth_date.year() + i32::from(age);
    let birthday = birth_date.with_year(year).or_else(|| match leap {
        LeapBirthday::FirstOfMarch => NaiveDate::from_ymd_opt(year, 3, 1),
        LeapBirthday::LastOfFebruary => NaiveDate::from_ymd_opt(year, 2, 28),
    });
    // Only dates beyond the calendar's last year have no birthday; they are never of age.
    birthday.unwrap_or(NaiveDate::MAX)
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

/// N8: each exclusion the call has, and completed learners where reading R2 excludes them.
fn exclusions<'a>(call: &'a Call, facts: &'a Facts) -> impl Iterator<Item = Finding> + 'a {
    rules_of(call).map(|rule| {
        let used = facts_of(rule, call);
        let said = used.iter().fold(Answer::No, |said, fact| said.or(facts.answer(*fact)));
        let (outcome, remedy) = match said {
            Answer::No => (Outcome::Met, Remedy::None),
            Answer::Yes => (Outcome::NotMet, Remedy::NothingYouCanChange),
            Answer::Unknown => (Outcome::Open, first_open(used, facts)),
        };
        let reading = exclusion_reading(rule, call, facts, said);
        Finding { rule, outcome, clauses: call.cites.of_rule(rule), facts: used, reading, remedy }
    })
}

fn first_open(used: FactsUsed, facts: &Facts) -> Remedy {
    let open = used.iter().find(|fact| !facts.answer(**fact).is_known());
    open.map_or(Remedy::None, |fact| Remedy::Answer { fact: *fact })
}

/// The reading that decided an exclusion: R2 for completed learners; R6 where the narrower or wider scope would turn
/// the answer.
fn exclusion_reading(rule: RuleId, call: &Call, facts: &Facts, said: Answer) -> Option<ReadingId> {
    let (here, elsewhere) = match rule {
        RuleId::CompletedLearning => return (said == Answer::Yes).then_some(ReadingId::R2),
        RuleId::StillLearning => (facts.still_learning, facts.still_learning_elsewhere),
        RuleId::InterruptedLearning => (facts.interrupted_learning, facts.interrupted_learning_elsewhere),
        RuleId::Age | RuleId::Window | RuleId::EarlierGrantWithoutChoice => return None,
    };
    let narrow_differs_from_wide = match call.readings.exclusion_scope {
        ExclusionScope::ThisProject => here != Answer::Yes && elsewhere == Answer::Yes,
        ExclusionScope::AnyPublicTraining => said == Answer::Yes && here != Answer::Yes,
    };
    narrow_differs_from_wide.then_some(ReadingId::R6)
}

/// The conditions after age and window, in the fixed order.
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
