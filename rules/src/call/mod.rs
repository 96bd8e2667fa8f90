//! Call (uzsaukums): the figures, readings and sentences of one announcement, as data.
//!
//! A second call is a second file under `rules/calls/`; it needs no code.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::citations::Citations;
use crate::clause::{Clause, ClauseId};
use crate::digcomp::LevelRange;
use crate::hours::HourRange;
use crate::money::Cents;
use crate::programme::kind::{PerType, ProgrammeType, StudyMode};
use crate::reading::Readings;
use crate::window::ApplicationWindow;

pub mod citations;
#[cfg(feature = "json")]
pub mod pack;

/// Call pack of June 2025.
pub const JUNE_2025: &str = include_str!("../../calls/2025-06.json");

/// Ground on which the announcement excludes a person of age from the grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// An earlier grant in this project lapsed without a choice of programme (N8).
    EarlierGrantWithoutChoice,
    /// Training in progress (N8).
    StillLearning,
    /// Interrupted training (N8).
    InterruptedLearning,
}

/// A call. [`Call::parse`] creates it from a call pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Name of the call, a year and a month: `2025-06`.
    pub id: String,
    /// Number of the project that funds it.
    pub project: String,
    /// Application window (N3).
    pub window: ApplicationWindow,
    /// Minimum age in full years, for an application (N2) and for an account (N13).
    pub minimum_age: u8,
    /// Grant (N2, N7).
    pub grant: Cents,
    /// Last day on which the grant is usable, inclusive (N9).
    pub usable_until: NaiveDate,
    /// Day of the grants, if known; reading R1 `grant` requires it.
    pub grant_on: Option<NaiveDate>,
    /// DigComp levels of programmes (N4).
    pub levels: LevelRange,
    /// Study modes of programmes (N5).
    pub modes: Vec<StudyMode>,
    /// Exclusions of this call (N8).
    pub exclusions: Vec<Exclusion>,
    /// Readings of open points.
    pub readings: Readings,
    /// Clauses behind the figures.
    pub cites: Citations,
    /// Sentences of the announcement, in its order.
    pub clauses: Vec<Clause>,
    hours: PerType<Option<HourRange>>,
    #[cfg(feature = "json")]
    canonical: String,
}

impl Call {
    /// Returns the hours allowed for a programme type (N6), or `None` if the call has no programmes of this type.
    pub const fn hour_range(&self, kind: ProgrammeType) -> Option<HourRange> {
        self.hours.get(kind)
    }

    /// Returns the sentence with this name.
    pub fn clause(&self, id: ClauseId) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == id)
    }

    /// Returns whether the call has an exclusion.
    pub fn excludes(&self, exclusion: Exclusion) -> bool {
        self.exclusions.contains(&exclusion)
    }

    /// Returns the canonical form of the call pack (RFC 8785), which parses to the same call.
    #[cfg(feature = "json")]
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// Returns the SHA-256 of the canonical call pack. Confirmations contain it.
    #[cfg(feature = "receipt")]
    pub fn pack_hash(&self) -> crate::hash::Hash {
        crate::hash::sha256(&[self.canonical.as_bytes()])
    }
}
