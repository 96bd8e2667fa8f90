//! Readings (interpretācijas): named decisions on points that the announcement leaves open, configurable for each call.
//!
//! The first variant of each is the default. `docs/readings.md` explains each choice and its effect.

use serde::{Deserialize, Serialize};

/// R1: the day on which the person must be of age (N2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeDay {
    /// The day, in Riga, on which the application is submitted.
    #[default]
    Applying,
    /// The day of the grant, [`crate::call::Call::grant_on`].
    Grant,
}

/// R2: exclusion of people who completed an earlier training (N8 does not mention them).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompletedLearners {
    /// They are admitted.
    #[default]
    Admitted,
    /// They are excluded, and the questionnaire contains the question.
    Excluded,
}

/// R3: the hours of the window's first and last day (N3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowHours {
    /// Both days are whole days in Riga.
    #[default]
    WholeDays,
    /// The hours of the window in the call pack.
    Stated,
}

/// R4: the event that must happen by the last day on which the grant is usable (N9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsableUntil {
    /// The last day of the study group's training.
    #[default]
    TrainingEnds,
    /// The first day of the study group's training.
    TrainingStarts,
    /// Payment of the provider: the payment day of the group, or its last day if none is given.
    TrainingPaid,
}

/// R5: the meaning of 500 EUR (N2, N7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantAmount {
    /// A maximum: the grant is the price if the price is lower; the person pays the part above the maximum.
    #[default]
    Ceiling,
    /// A fixed amount, regardless of the price; the person pays the part above it.
    Fixed,
}

/// R6: the training that "continue or have interrupted" refers to (N8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExclusionScope {
    /// Training in this project.
    #[default]
    ThisProject,
    /// Training in any publicly funded project; the questionnaire contains both questions.
    AnyPublicTraining,
}

/// R7: the number of live applications of one person in one call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LiveApplications {
    /// One.
    #[default]
    One,
    /// Several, of which one is granted.
    SeveralOneGranted,
}

/// R8: the order in which seats are assigned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatOrder {
    /// By the instant of the application; a free seat is held at once.
    #[default]
    FirstCome,
    /// By a draw after the window closes; no seat is held before it.
    Draw,
}

/// R9: the day on which a person born on 29 February reaches an age in a common year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeapBirthday {
    /// 1 March.
    #[default]
    FirstOfMarch,
    /// 28 February.
    LastOfFebruary,
}

/// R10: the time within which a person with a grant must choose a programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceDeadline {
    /// No known deadline; the pages show none.
    #[default]
    None,
    /// This many calendar days; then the grant lapses.
    Days(u16),
}

/// R11: the kind of an hour of study.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HourKind {
    /// Academic hour: 40 minutes or more, as the provider counts.
    #[default]
    Academic,
    /// Clock hour: 60 minutes.
    Clock,
}

/// Readings of a call. A call pack names those that differ from the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Readings {
    /// R1.
    pub age_day: AgeDay,
    /// R2.
    pub completed_learners: CompletedLearners,
    /// R3.
    pub window_hours: WindowHours,
    /// R4.
    pub usable_until: UsableUntil,
    /// R5.
    pub grant_amount: GrantAmount,
    /// R6.
    pub exclusion_scope: ExclusionScope,
    /// R7.
    pub live_applications: LiveApplications,
    /// R8. Call packs use the older name `place_order`: confirmations contain the hash of the pack.
    #[serde(rename = "place_order")]
    pub seat_order: SeatOrder,
    /// R9.
    pub leap_birthday: LeapBirthday,
    /// R10.
    pub choice_deadline: ChoiceDeadline,
    /// R11.
    pub hour_kind: HourKind,
}

/// Number of a reading, as in a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ReadingId {
    /// Day on which age counts.
    R1,
    /// Completed learners.
    R2,
    /// Hours of the window.
    R3,
    /// Usable until.
    R4,
    /// Ceiling or fixed amount.
    R5,
    /// Scope of the exclusions.
    R6,
    /// Live applications.
    R7,
    /// Order of seats.
    R8,
    /// Born on 29 February.
    R9,
    /// Deadline to choose.
    R10,
    /// Kind of hour.
    R11,
}
