//! A call (uzsaukums): everything one announcement fixes, as data.
//!
//! A second call is a second file under `rules/calls/`, and no code.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::clause::{Clause, ClauseId};
use crate::digcomp::LevelRange;
use crate::eligibility::RuleId;
use crate::hours::HourRange;
use crate::money::Cents;
use crate::programme::{ProgrammeType, StudyMode};
use crate::reading::Readings;
use crate::window::ApplicationWindow;

#[cfg(feature = "json")]
mod pack;
#[cfg(feature = "json")]
pub use pack::{CallError, CallFieldError};

/// The pack of the call of June 2025.
pub const JUNE_2025: &str = include_str!("../calls/2025-06.json");

/// The clauses that a rule rests on: one or two, in the announcement's order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Clauses {
    first: ClauseId,
    second: Option<ClauseId>,
}

impl Clauses {
    /// A rule that rests on one clause, or on two.
    pub const fn new(first: ClauseId, second: Option<ClauseId>) -> Self {
        Self { first, second }
    }

    /// The clauses one by one.
    pub fn iter(self) -> impl Iterator<Item = ClauseId> {
        core::iter::once(self.first).chain(self.second)
    }
}

impl core::fmt::Debug for Clauses {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Clauses {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Clauses {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Vec::<ClauseId>::deserialize(deserializer)?[..] {
            [first] => Ok(Self::new(first, None)),
            [first, second] => Ok(Self::new(first, Some(second))),
            _ => Err(serde::de::Error::custom("expected one clause or two")),
        }
    }
}

/// Which clauses each figure and rule of the call rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citations {
    /// The least age.
    pub age: Clauses,
    /// The application window.
    pub window: Clauses,
    /// The three exclusions, and that of completed learners where reading R2 excludes them.
    pub exclusions: Clauses,
    /// The amount of the grant.
    pub grant: Clauses,
    /// The last day on which the grant is usable.
    pub usable_until: Clauses,
    /// The DigComp levels.
    pub levels: Clauses,
    /// The study modes.
    pub modes: Clauses,
    /// The hours of each programme type, in the order of [`ProgrammeType::ALL`].
    pub hours: [ClauseId; 4],
    /// The age from which an account may be opened.
    pub account: Clauses,
    /// The fund's line that every page carries.
    pub fund: Clauses,
}

impl Citations {
    /// The clauses behind a rule.
    pub const fn of_rule(&self, rule: RuleId) -> Clauses {
        match rule {
            RuleId::Age => self.age,
            RuleId::Window => self.window,
            RuleId::EarlierGrantWithoutChoice
            | RuleId::StillLearning
            | RuleId::InterruptedLearning
            | RuleId::CompletedLearning => self.exclusions,
        }
    }

    #[cfg(feature = "json")]
    fn all(&self) -> impl Iterator<Item = ClauseId> {
        let groups = [
            self.age,
            self.window,
            self.exclusions,
            self.grant,
            self.usable_until,
            self.levels,
            self.modes,
            self.account,
            self.fund,
        ];
        groups.into_iter().flat_map(Clauses::iter).chain(self.hours)
    }
}

/// A ground on which the announcement refuses the grant to a person of age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// An earlier grant in this project for which no programme was chosen (N8).
    EarlierGrantWithoutChoice,
    /// Training that goes on (N8).
    StillLearning,
    /// Training that was interrupted (N8).
    InterruptedLearning,
}

/// One call: the figures of its announcement, its readings, and its sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The call's name, a year and month: `2025-06`.
    pub id: String,
    /// The number of the project that pays for it.
    pub project: String,
    /// When applications are taken (N3).
    pub window: ApplicationWindow,
    /// Full years of age from which a person may apply (N2) and open an account (N13).
    pub minimum_age: u8,
    /// The grant (N2, N7).
    pub grant: Cents,
    /// The last day on which the grant is usable, that day included (N9).
    pub usable_until: NaiveDate,
    /// The day grants are made, where it is known; reading R1 `grant` needs it.
    pub grant_on: Option<NaiveDate>,
    /// The DigComp levels of programmes (N4).
    pub levels: LevelRange,
    /// The study modes of programmes (N5).
    pub modes: Vec<StudyMode>,
    /// The exclusions that this call has (N8).
    pub exclusions: Vec<Exclusion>,
    /// How open points are read.
    pub readings: Readings,
    /// Which clauses the figures rest on.
    pub cites: Citations,
    /// The announcement's sentences, in its order.
    pub clauses: Vec<Clause>,
    hours: [Option<HourRange>; 4],
    #[cfg(feature = "json")]
    canonical: String,
}

impl Call {
    /// The hours allowed for a programme type (N6), or `None` where the call takes no such programme.
    pub const fn hour_range(&self, kind: ProgrammeType) -> Option<HourRange> {
        match kind {
            ProgrammeType::StudyCourse => self.hours[0],
            ProgrammeType::StudyModule => self.hours[1],
            ProgrammeType::VocationalModule => self.hours[2],
            ProgrammeType::ModuleSet => self.hours[3],
        }
    }

    /// The sentence with this name.
    pub fn clause(&self, id: ClauseId) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == id)
    }

    /// Whether the call has an exclusion.
    pub fn excludes(&self, exclusion: Exclusion) -> bool {
        self.exclusions.contains(&exclusion)
    }

    /// The pack's canonical form (RFC 8785), from which the same call can be read.
    #[cfg(feature = "json")]
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// The SHA-256 of the pack's canonical form; confirmations carry it.
    #[cfg(feature = "receipt")]
    pub fn pack_hash(&self) -> crate::hash::Hash {
        crate::hash::sha256(&[self.canonical.as_bytes()])
    }
}
