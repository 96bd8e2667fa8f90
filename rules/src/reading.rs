//! Readings (interpretācijas): what the announcement leaves open, decided by name and switchable per call.
//!
//! The first variant of each is the default. `docs/readings.md` says of each why, and what would change.

use serde::{Deserialize, Serialize};

/// R1: the day on which the person must be of age (N2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeDay {
    /// The day, in Riga, on which the application is sent.
    #[default]
    Applying,
    /// The day the grant is made, [`crate::call::Call::grant_on`].
    Grant,
}

/// R2: whether a person who completed an earlier training is excluded (N8 does not name them).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompletedLearners {
    /// The announcement does not exclude them.
    #[default]
    Admitted,
    /// They are excluded, and the questionnaire asks.
    Excluded,
}

/// R3: the hours of the window's first and last day (N3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowHours {
    /// Both days whole, Riga time.
    #[default]
    WholeDays,
    /// The hours that the pack's window states.
    Stated,
}

/// R4: what must have happened by the last day on which the grant is usable (N9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsableUntil {
    /// The study group's last day is that day or earlier.
    #[default]
    TrainingEnds,
    /// The study group's first day is that day or earlier.
    TrainingStarts,
    /// The provider is paid by then: the group's payment day, or its last day where none is given.
    TrainingPaid,
}

/// R5: what 500 EUR is (N2, N7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantAmount {
    /// The most that is paid; it is the price where the price is lower, and the person pays what lies above.
    #[default]
    Ceiling,
    /// The amount granted whatever the price; the person pays what lies above.
    Fixed,
}

/// R6: which training "continue or have interrupted" speaks of (N8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExclusionScope {
    /// Training in this project.
    #[default]
    ThisProject,
    /// Training in any publicly funded project; the questionnaire asks about both.
    AnyPublicTraining,
}

/// R7: how many applications of one person may be alive in one call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LiveApplications {
    /// One.
    #[default]
    One,
    /// Several, of which one is granted.
    SeveralOneGranted,
}

/// R8: in which order seats are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatOrder {
    /// By the instant of the application; a seat is held at once where one is free.
    #[default]
    FirstCome,
    /// By a draw after the window closes; no seat is held before it.
    Draw,
}

/// R9: the day on which somebody born on 29 February comes of age in a common year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeapBirthday {
    /// 1 March.
    #[default]
    FirstOfMarch,
    /// 28 February.
    LastOfFebruary,
}

/// R10: how long a granted person has to choose a programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceDeadline {
    /// No deadline is known, so none is shown.
    #[default]
    None,
    /// This many calendar days, then the grant lapses.
    Days(u16),
}

/// R11: what an hour of study is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HourKind {
    /// An academic hour, 40 minutes or more as the provider counts.
    #[default]
    Academic,
    /// Sixty minutes.
    Clock,
}

/// Every reading of a call. A pack names those that differ from the default.
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
    /// R8.
    #[serde(rename = "place_order")]
    pub seat_order: SeatOrder,
    /// R9.
    pub leap_birthday: LeapBirthday,
    /// R10.
    pub choice_deadline: ChoiceDeadline,
    /// R11.
    pub hour_kind: HourKind,
}

/// A reading by its number, as a finding names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ReadingId {
    /// The day on which age counts.
    R1,
    /// Completed learners.
    R2,
    /// The window's hours.
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
