//! Hours of study, and the range that a call allows for a programme type (N6).

use serde::{Deserialize, Serialize};

/// Range of study hours, both ends included.
///
/// The hours are those of the announcement (`stundas`). Reading R11 decides whether they are academic or clock hours;
/// it changes no comparison.
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

/// A range is invalid: its lower end is zero or above its upper end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the range is empty: its lower end is zero or above its upper end")]
pub struct HourRangeError;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    min: u16,
    max: u16,
}

impl HourRange {
    /// Creates a range from `min` to `max` hours, both included.
    ///
    /// # Errors
    /// [`HourRangeError`] if `min` is zero or greater than `max`.
    pub const fn new(min: u16, max: u16) -> Result<Self, HourRangeError> {
        if min == 0 || min > max { Err(HourRangeError) } else { Ok(Self { min, max }) }
    }

    /// Returns the minimum number of hours.
    pub const fn min(self) -> u16 {
        self.min
    }

    /// Returns the maximum number of hours.
    pub const fn max(self) -> u16 {
        self.max
    }

    /// Returns whether the range contains `hours`, its ends included.
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
