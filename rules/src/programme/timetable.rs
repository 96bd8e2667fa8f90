//! Timetable of a study group: weekly lessons, and lessons on single days.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::kind::StudyMode;

/// Day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Pirmdiena.
    Monday,
    /// Otrdiena.
    Tuesday,
    /// Trešdiena.
    Wednesday,
    /// Ceturtdiena.
    Thursday,
    /// Piektdiena.
    Friday,
    /// Sestdiena.
    Saturday,
    /// Svētdiena.
    Sunday,
}

/// Time of day in Riga, to the minute; in JSON `18:00`.
///
/// ```
/// use rules::programme::timetable::TimeOfDay;
/// let time: TimeOfDay = "18:05".parse()?;
/// assert_eq!((time.hour(), time.minute()), (18, 5));
/// assert!("24:00".parse::<TimeOfDay>().is_err());
/// # Ok::<(), rules::programme::timetable::TimeOfDayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    minutes: u16,
}

/// The text is not a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time of day reads 00:00 to 23:59")]
pub struct TimeOfDayError;

const MINUTES_PER_HOUR: u16 = 60;

impl TimeOfDay {
    /// Returns the hour, 0 to 23.
    pub const fn hour(self) -> u16 {
        self.minutes / MINUTES_PER_HOUR
    }

    /// Returns the minute, 0 to 59.
    pub const fn minute(self) -> u16 {
        self.minutes % MINUTES_PER_HOUR
    }
}

impl FromStr for TimeOfDay {
    type Err = TimeOfDayError;

    fn from_str(text: &str) -> Result<Self, TimeOfDayError> {
        let two_digits = |part: &str| {
            let well_formed = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            well_formed.then(|| part.parse::<u16>().ok()).flatten()
        };
        let (hour, minute) = text.split_once(':').ok_or(TimeOfDayError)?;
        match (two_digits(hour), two_digits(minute)) {
            (Some(hour @ 0..=23), Some(minute @ 0..=59)) => Ok(Self { minutes: hour * MINUTES_PER_HOUR + minute }),
            _ => Err(TimeOfDayError),
        }
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = TimeOfDayError;

    fn try_from(text: String) -> Result<Self, TimeOfDayError> {
        text.parse()
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        format!("{time}")
    }
}

/// Lessons at one time: every week on `days`, or on the single `dates`. One of the two lists is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// Days of the week, from the first to the last day of the study group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Weekday>,
    /// Single days within the study group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<NaiveDate>,
    /// Start of the lesson.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "18:00"))]
    pub starts_at: TimeOfDay,
    /// End of the lesson, after its start.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "20:15"))]
    pub ends_at: TimeOfDay,
    /// Whether the lesson is on site. A remote programme has no such lesson, one in person no other.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub on_site: bool,
}

impl Lesson {
    /// Returns whether the lesson has days of the week or dates, not both, and each of them once.
    pub fn has_days(&self) -> bool {
        let (days, dates) = (self.days.iter().collect::<BTreeSet<_>>(), self.dates.iter().collect::<BTreeSet<_>>());
        days.is_empty() != dates.is_empty() && days.len() == self.days.len() && dates.len() == self.dates.len()
    }

    /// Returns whether a programme of this mode may have the lesson.
    pub const fn fits(&self, mode: StudyMode) -> bool {
        match mode {
            StudyMode::Remote => !self.on_site,
            StudyMode::InPerson => self.on_site,
            StudyMode::PartlyRemote => true,
        }
    }
}
