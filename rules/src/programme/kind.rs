//! Types and study modes of programmes.

use serde::{Deserialize, Serialize};

/// Type of a programme. It determines the hours that a call allows (N6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeType {
    /// Studiju kurss (N6a).
    StudyCourse,
    /// Studiju modulis (N6b).
    StudyModule,
    /// Profesionālās izglītības programmas modulis (N6c).
    VocationalModule,
    /// Moduļu kopa (N6d).
    ModuleSet,
}

impl ProgrammeType {
    /// Every type, in the order of the announcement.
    pub const ALL: [Self; 4] = [Self::StudyCourse, Self::StudyModule, Self::VocationalModule, Self::ModuleSet];
}

/// One value for each programme type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerType<T> {
    /// [`ProgrammeType::StudyCourse`].
    pub study_course: T,
    /// [`ProgrammeType::StudyModule`].
    pub study_module: T,
    /// [`ProgrammeType::VocationalModule`].
    pub vocational_module: T,
    /// [`ProgrammeType::ModuleSet`].
    pub module_set: T,
}

impl<T: Copy> PerType<T> {
    /// Returns the value of a type.
    pub const fn get(&self, kind: ProgrammeType) -> T {
        match kind {
            ProgrammeType::StudyCourse => self.study_course,
            ProgrammeType::StudyModule => self.study_module,
            ProgrammeType::VocationalModule => self.vocational_module,
            ProgrammeType::ModuleSet => self.module_set,
        }
    }

    /// Returns the values in the order of [`ProgrammeType::ALL`].
    pub const fn values(&self) -> [T; 4] {
        [self.study_course, self.study_module, self.vocational_module, self.module_set]
    }
}

/// Mode of study (N5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StudyMode {
    /// Attālināti.
    Remote,
    /// Klātienē.
    InPerson,
    /// Daļēji attālināti: theory remote, practical work on site.
    PartlyRemote,
}

impl StudyMode {
    /// Every mode, in the order of the announcement.
    pub const ALL: [Self; 3] = [Self::Remote, Self::InPerson, Self::PartlyRemote];

    /// Returns whether some of the training is on site, so that the programme needs a place.
    pub const fn needs_place(self) -> bool {
        !matches!(self, Self::Remote)
    }
}
