//! Proficiency levels of the European digital competence framework, DigComp 2.1 and 2.2.

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

/// DigComp has levels 1 to 8 and no other; or a span runs from a higher level to a lower one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelError;

impl core::fmt::Display for LevelError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("DigComp levels run from 1 to 8, lower level first")
    }
}

impl core::error::Error for LevelError {}

/// The four bands of two levels each; the announcement's "medium and high" (N1, N4) are level 4 and levels 5–6.
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
    /// The level with this number.
    ///
    /// # Errors
    /// [`LevelError`] outside 1 to 8.
    pub const fn new(level: u8) -> Result<Self, LevelError> {
        if matches!(level, 1..=8) { Ok(Self(level)) } else { Err(LevelError) }
    }

    /// The level's number, 1 to 8.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The band that holds the level.
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

/// A span of levels, both ends counted; a single level is a span from itself to itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "Span")]
pub struct LevelRange {
    from: DigCompLevel,
    to: DigCompLevel,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Span {
    from: DigCompLevel,
    to: DigCompLevel,
}

impl LevelRange {
    /// The span between two levels.
    ///
    /// # Errors
    /// [`LevelError`] where `from` is above `to`.
    pub fn new(from: DigCompLevel, to: DigCompLevel) -> Result<Self, LevelError> {
        if from > to { Err(LevelError) } else { Ok(Self { from, to }) }
    }

    /// The lowest level.
    pub const fn from(self) -> DigCompLevel {
        self.from
    }

    /// The highest level.
    pub const fn to(self) -> DigCompLevel {
        self.to
    }

    /// Whether the whole of `inner` lies within this span.
    pub fn covers(self, inner: Self) -> bool {
        self.from <= inner.from && inner.to <= self.to
    }
}

impl TryFrom<Span> for LevelRange {
    type Error = LevelError;

    fn try_from(span: Span) -> Result<Self, LevelError> {
        Self::new(span.from, span.to)
    }
}
