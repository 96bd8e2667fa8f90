//! Parses and validates a call pack.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset};

use super::Call;
use super::citations::Citations;
use crate::canonical;
use crate::clause::{Clause, ClauseId};
use crate::hours::HourRange;
use crate::json_fields::{Fields, JsonFieldError, JsonFieldReason};
use crate::money::Cents;
use crate::programme::kind::PerType;
use crate::reading::{AgeDay, Readings, WindowHours};
use crate::window::ApplicationWindow;

/// Error in a field of a call pack.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {problem}", if .field.is_empty() { "the pack" } else { .field })]
pub struct CallError {
    /// Path of the field, such as `hours.study_course`; empty if the file is not a JSON object.
    pub field: String,
    /// The problem with the field.
    pub problem: CallFieldError,
}

/// Problem with a field of a call pack.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallFieldError {
    /// The field is missing.
    #[error("is missing")]
    Missing,
    /// A call pack has no such field.
    #[error("is not a field of a call pack")]
    Unknown,
    /// The field has the wrong type, or its value is out of bounds.
    #[error("{0}")]
    Invalid(String),
    /// The window closes before it opens, or at the same instant.
    #[error("the window closes before it opens or at the same instant")]
    EmptyWindow,
    /// Reading R3 is whole days, and the window begins or ends within a day in Riga.
    #[error("is not midnight in Riga, which readings.window_hours whole_days requires")]
    NotWholeDays,
    /// The grant is zero.
    #[error("the grant is zero")]
    NoGrant,
    /// The minimum age is zero or above 120.
    #[error("the minimum age must be between 1 and 120 years")]
    ImpossibleAge,
    /// The last day on which the grant is usable is before the window closes.
    #[error("the grant ends before the window closes")]
    UsableUntilBeforeWindow,
    /// The reading requires a field that the pack omits.
    #[error("this reading requires the field {0}")]
    ReadingNeeds(&'static str),
    /// The list is empty.
    #[error("is empty")]
    Empty,
    /// The pack has no clause of this name.
    #[error("cites {0}, which the pack does not contain")]
    NoSuchClause(ClauseId),
    /// Two clauses have this name.
    #[error("contains {0} twice")]
    DoubledClause(ClauseId),
    /// The text of a clause is missing in one of the languages.
    #[error("{0} has no text in one of the languages")]
    ClauseWithoutText(ClauseId),
}

impl From<JsonFieldError> for CallError {
    fn from(error: JsonFieldError) -> Self {
        let problem = match error.reason {
            JsonFieldReason::Missing => CallFieldError::Missing,
            JsonFieldReason::Unknown => CallFieldError::Unknown,
            JsonFieldReason::Invalid(message) => CallFieldError::Invalid(message),
        };
        Self { field: error.path, problem }
    }
}

fn error(field: &str, problem: CallFieldError) -> CallError {
    CallError { field: field.to_string(), problem }
}

impl Call {
    /// Parses and validates a call pack.
    ///
    /// # Errors
    /// [`CallError`] for the first invalid field: missing, unknown, out of bounds, an empty range or window, or a
    /// citation of a clause that the pack does not contain.
    ///
    /// ```
    /// use rules::call::{Call, JUNE_2025};
    /// let call = Call::parse(JUNE_2025.as_bytes())?;
    /// assert_eq!(call.grant.get(), 50_000);
    /// let error = Call::parse(JUNE_2025.replace("50000", "0").as_bytes()).unwrap_err();
    /// assert_eq!(error.field, "grant_cents");
    /// # Ok::<(), rules::call::pack::CallError>(())
    /// ```
    pub fn parse(json: &[u8]) -> Result<Self, CallError> {
        let mut fields = Fields::parse(json)?;
        let call = Self {
            id: fields.take("id")?,
            project: fields.take("project")?,
            window: window(fields.take_object("window")?)?,
            minimum_age: fields.take("minimum_age")?,
            grant: Cents::new(fields.take("grant_cents")?),
            usable_until: fields.take("usable_until")?,
            grant_on: fields.take_optional("grant_on")?,
            levels: fields.take("levels")?,
            modes: fields.take("modes")?,
            exclusions: fields.take("exclusions")?,
            readings: readings(fields.take_object("readings")?)?,
            cites: citations(fields.take_object("cites")?)?,
            clauses: fields.take("clauses")?,
            hours: hours(fields.take_object("hours")?)?,
            canonical: canonical_text(json)?,
        };
        none_left(fields)?;
        call.check_figures()?;
        call.check_clauses()?;
        Ok(call)
    }

    fn check_figures(&self) -> Result<(), CallError> {
        if self.id.is_empty() {
            return Err(error("id", CallFieldError::Empty));
        }
        if !matches!(self.minimum_age, 1..=120) {
            return Err(error("minimum_age", CallFieldError::ImpossibleAge));
        }
        if self.grant == Cents::ZERO {
            return Err(error("grant_cents", CallFieldError::NoGrant));
        }
        if self.usable_until < self.window.last_day() {
            return Err(error("usable_until", CallFieldError::UsableUntilBeforeWindow));
        }
        if self.modes.is_empty() {
            return Err(error("modes", CallFieldError::Empty));
        }
        if self.readings.window_hours == WindowHours::WholeDays && !self.window.is_whole_days() {
            return Err(error("window", CallFieldError::NotWholeDays));
        }
        if self.readings.age_day == AgeDay::Grant && self.grant_on.is_none() {
            return Err(error("readings.age_day", CallFieldError::ReadingNeeds("grant_on")));
        }
        Ok(())
    }

    fn check_clauses(&self) -> Result<(), CallError> {
        for (index, Clause { id, lv, en }) in self.clauses.iter().enumerate() {
            if self.clauses[..index].iter().any(|earlier| earlier.id == *id) {
                return Err(error("clauses", CallFieldError::DoubledClause(*id)));
            }
            if lv.trim().is_empty() || en.trim().is_empty() {
                return Err(error("clauses", CallFieldError::ClauseWithoutText(*id)));
            }
        }
        match self.cites.entries().find(|(_, cited)| self.clause(*cited).is_none()) {
            Some((field, missing)) => {
                Err(error(&alloc::format!("cites.{field}"), CallFieldError::NoSuchClause(missing)))
            }
            None => Ok(()),
        }
    }
}

fn window(mut fields: Fields) -> Result<ApplicationWindow, CallError> {
    let opens: DateTime<FixedOffset> = fields.take("opens")?;
    let closes: DateTime<FixedOffset> = fields.take("closes")?;
    none_left(fields)?;
    ApplicationWindow::new(opens, closes).map_err(|_| error("window", CallFieldError::EmptyWindow))
}

fn readings(mut fields: Fields) -> Result<Readings, CallError> {
    let readings = Readings {
        age_day: fields.take_or_default("age_day")?,
        completed_learners: fields.take_or_default("completed_learners")?,
        window_hours: fields.take_or_default("window_hours")?,
        usable_until: fields.take_or_default("usable_until")?,
        grant_amount: fields.take_or_default("grant_amount")?,
        exclusion_scope: fields.take_or_default("exclusion_scope")?,
        live_applications: fields.take_or_default("live_applications")?,
        seat_order: fields.take_or_default("place_order")?,
        leap_birthday: fields.take_or_default("leap_birthday")?,
        choice_deadline: fields.take_or_default("choice_deadline")?,
        hour_kind: fields.take_or_default("hour_kind")?,
    };
    none_left(fields).map(|()| readings)
}

fn citations(mut fields: Fields) -> Result<Citations, CallError> {
    let [study_course, study_module, vocational_module, module_set] = fields.take("hours")?;
    let cites = Citations {
        age: fields.take("age")?,
        window: fields.take("window")?,
        exclusions: fields.take("exclusions")?,
        grant: fields.take("grant")?,
        usable_until: fields.take("usable_until")?,
        levels: fields.take("levels")?,
        modes: fields.take("modes")?,
        hours: PerType { study_course, study_module, vocational_module, module_set },
        account: fields.take("account")?,
        fund: fields.take("fund")?,
    };
    none_left(fields).map(|()| cites)
}

fn hours(mut fields: Fields) -> Result<PerType<Option<HourRange>>, CallError> {
    let ranges = PerType {
        study_course: fields.take_optional("study_course")?,
        study_module: fields.take_optional("study_module")?,
        vocational_module: fields.take_optional("vocational_module")?,
        module_set: fields.take_optional("module_set")?,
    };
    none_left(fields)?;
    if ranges.values().iter().all(Option::is_none) { Err(error("hours", CallFieldError::Empty)) } else { Ok(ranges) }
}

fn canonical_text(json: &[u8]) -> Result<String, CallError> {
    let invalid = |reason: String| error("", CallFieldError::Invalid(reason));
    let value: serde_json::Value = serde_json::from_slice(json).map_err(|reason| invalid(reason.to_string()))?;
    canonical::to_string(&value).map_err(|reason| invalid(reason.to_string()))
}

fn none_left(fields: Fields) -> Result<(), CallError> {
    let unknown: Vec<_> = fields.left_over();
    unknown.into_iter().next().map_or(Ok(()), |bad| Err(bad.into()))
}
