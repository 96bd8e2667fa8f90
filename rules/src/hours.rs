//! Hours of study, and the range a call allows for a programme type (N6).

use serde::{Deserialize, Serialize};

/// A range of study hours, both ends counted.
///
/// Hours are those the announcement counts (`stundas`); whether they are academic or clock hours is reading R11 and
/// changes no comparison.
///
/// ```
/// use rules::hours::HourRange;
/// let study_course = HourRange::new(50, 156)?; // N6a
/// assert!(study_course.contains(156));
/// assert!(!study_course.contains(157));
/// # Ok::<(), rules::hours::HourRangeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "Bounds")]
pub struct HourRange {
    min: u16,
    max: u16,
}

/// The range holds no hour: its lower end is zero or lies above its upper end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourRangeError;

impl core::fmt::Display for HourRangeError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the range is empty: its lower end is zero or above its upper end")
    }
}

impl core::error::Error for HourRangeError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    min: u16,
    max: u16,
}

impl HourRange {
    /// A range from `min` to `max` hours, both counted.
    ///
    /// # Errors
    /// [`HourRangeError`] where `min` is zero or greater than `max`.
    pub const fn new(min: u16, max: u16) -> Result<Self, HourRangeError> {
        if min == 0 || min > max { Err(HourRangeError) } else { Ok(Self { min, max }) }
    }

    /// The fewest hours allowed.
    pub const fn min(self) -> u16 {
        self.min
    }

    /// The most hours allowed.
    pub const fn max(self) -> u16 {
        self.max
    }

    /// Whether `hours` lies in the range, its ends included.
    pub const fn contains(self, hours: u16) -> bool {
        self.min <= hours && hours <= self.max
    }
}

impl TryFrom<Bounds> for HourRange {
    type Error = HourRangeError;

    fn try_from(bounds: Bounds) -> Result<Self, HourRangeError> {
        Self::new(bounds.min, bounds.max)
    }
}
