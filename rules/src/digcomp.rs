//! Proficiency levels of the European Digital Competence Framework (DigComp 2.1 and 2.2).

use serde::{Deserialize, Serialize};

/// A DigComp level, 1 to 8.
///
/// ```
/// use rules::digcomp::{Band, DigCompLevel};
/// assert_eq!(DigCompLevel::new(4)?.band(), Band::Intermediate);
/// assert!(DigCompLevel::new(9).is_err());
/// # Ok::<(), rules::digcomp::LevelError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "u8", into = "u8")]
pub struct DigCompLevel(u8);

/// A level or a range of levels is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LevelError {
    /// DigComp has the levels 1 to 8 only.
    #[error("DigComp levels run from 1 to 8")]
    OutOfRange,
    /// The range begins with the higher level.
    #[error("a range of DigComp levels begins with the lower level")]
    Reversed,
}

/// Band of two levels. The announcement's "medium and high" (N1, N4) are level 4 and levels 5–6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Levels 1 and 2.
    Foundation,
    /// Levels 3 and 4.
    Intermediate,
    /// Levels 5 and 6.
    Advanced,
    /// Levels 7 and 8.
    HighlySpecialised,
}

impl DigCompLevel {
    /// Creates the level with this number.
    ///
    /// # Errors
    /// [`LevelError::OutOfRange`] outside 1 to 8.
    pub const fn new(level: u8) -> Result<Self, LevelError> {
        if matches!(level, 1..=8) { Ok(Self(level)) } else { Err(LevelError::OutOfRange) }
    }

    /// Returns the number of the level, 1 to 8.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// Returns the band that contains the level.
    pub const fn band(self) -> Band {
        match self.0 {
            1 | 2 => Band::Foundation,
            3 | 4 => Band::Intermediate,
            5 | 6 => Band::Advanced,
            _ => Band::HighlySpecialised,
        }
    }
}

impl TryFrom<u8> for DigCompLevel {
    type Error = LevelError;

    fn try_from(level: u8) -> Result<Self, LevelError> {
        Self::new(level)
    }
}

impl From<DigCompLevel> for u8 {
    fn from(level: DigCompLevel) -> Self {
        level.0
    }
}

/// Range of levels, both ends included. A single level is a range from itself to itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "Bounds")]
pub struct LevelRange {
    from: DigCompLevel,
    to: DigCompLevel,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    from: DigCompLevel,
    to: DigCompLevel,
}

impl LevelRange {
    /// Creates the range between two levels.
    ///
    /// # Errors
    /// [`LevelError::Reversed`] if `from` is above `to`.
    pub fn new(from: DigCompLevel, to: DigCompLevel) -> Result<Self, LevelError> {
        if from > to { Err(LevelError::Reversed) } else { Ok(Self { from, to }) }
    }

    /// Returns the lowest level.
    pub const fn from(self) -> DigCompLevel {
        self.from
    }

    /// Returns the highest level.
    pub const fn to(self) -> DigCompLevel {
        self.to
    }

    /// Returns whether this range contains all of `inner`.
    pub fn covers(self, inner: Self) -> bool {
        self.from <= inner.from && inner.to <= self.to
    }
}

impl TryFrom<Bounds> for LevelRange {
    type Error = LevelError;

    fn try_from(bounds: Bounds) -> Result<Self, LevelError> {
        Self::new(bounds.from, bounds.to)
    }
}
