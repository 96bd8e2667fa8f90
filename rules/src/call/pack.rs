//! Reads a call pack and says which field is wrong.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use chrono::{DateTime, FixedOffset};

use super::{Call, Citations};
use crate::canonical;
use crate::clause::{Clause, ClauseId};
use crate::hours::HourRange;
use crate::json_fields::{Fields, JsonFieldError, JsonFieldReason};
use crate::money::Cents;
use crate::reading::{AgeDay, Readings, WindowHours};
use crate::window::ApplicationWindow;

/// What is wrong with a call pack, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallError {
    /// The field's path, such as `hours.study_course`; empty where the file is not a JSON object.
    pub field: String,
    /// What is wrong with it.
    pub problem: CallFieldError,
}

/// What can be wrong with a field of a call pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallFieldError {
    /// It is not there.
    Missing,
    /// No such field exists.
    Unknown,
    /// It is of the wrong type, or its value is out of bounds.
    Wrong(String),
    /// The window closes before it opens, or at the same instant.
    EmptyWindow,
    /// Reading R3 says whole days, and the window begins or ends within a day in Riga.
    NotWholeDays,
    /// The grant is nothing.
    NoGrant,
    /// The least age is zero or above 120.
    ImpossibleAge,
    /// The grant ceases to be usable before the window closes.
    UsableUntilBeforeWindow,
    /// The reading needs a field that the pack leaves out.
    ReadingNeeds(&'static str),
    /// The list is empty.
    Empty,
    /// No clause of the pack has this name.
    NoSuchClause(ClauseId),
    /// Two clauses have this name.
    DoubledClause(ClauseId),
    /// A clause's text is missing in one of the languages.
    ClauseWithoutText(ClauseId),
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = if self.field.is_empty() { "the pack" } else { &self.field };
        write!(f, "{field}: ")?;
        match &self.problem {
            CallFieldError::Missing => f.write_str("is missing"),
            CallFieldError::Unknown => f.write_str("is not a field of a call pack"),
            CallFieldError::Wrong(reason) => f.write_str(reason),
            CallFieldError::EmptyWindow => f.write_str("the window closes before it opens or at the same instant"),
            CallFieldError::NotWholeDays => {
                f.write_str("is not midnight in Riga, though readings.window_hours says whole days")
            }
            CallFieldError::NoGrant => f.write_str("the grant is nothing"),
            CallFieldError::ImpossibleAge => f.write_str("the least age must lie between 1 and 120 years"),
            CallFieldError::UsableUntilBeforeWindow => f.write_str("the grant ends before the window closes"),
            CallFieldError::ReadingNeeds(needed) => write!(f, "this reading needs the field {needed}"),
            CallFieldError::Empty => f.write_str("is empty"),
            CallFieldError::NoSuchClause(clause) => write!(f, "cites {clause}, which the pack does not hold"),
            CallFieldError::DoubledClause(clause) => write!(f, "holds {clause} twice"),
            CallFieldError::ClauseWithoutText(clause) => write!(f, "{clause} has no text in one of the languages"),
        }
    }
}

impl core::error::Error for CallError {}

impl From<JsonFieldError> for CallError {
    fn from(bad: JsonFieldError) -> Self {
        let problem = match bad.kind {
            JsonFieldReason::Missing => CallFieldError::Missing,
            JsonFieldReason::Unknown => CallFieldError::Unknown,
            JsonFieldReason::Wrong(reason) => CallFieldError::Wrong(reason),
        };
        Self { field: bad.path, problem }
    }
}

fn error(field: &str, problem: CallFieldError) -> CallError {
    CallError { field: field.to_string(), problem }
}

impl Call {
    /// Reads and validates a call pack.
    ///
    /// # Errors
    /// [`CallError`] names the first field that is wrong: missing, unknown, out of bounds, an empty range or window,
    /// or a citation of a clause that the pack does not hold.
    ///
    /// ```
    /// use rules::call::{Call, JUNE_2025};
    /// let call = Call::parse(JUNE_2025.as_bytes())?;
    /// assert_eq!(call.grant.get(), 50_000);
    /// let error = Call::parse(JUNE_2025.replace("50000", "0").as_bytes()).unwrap_err();
    /// assert_eq!(error.field, "grant_cents");
    /// # Ok::<(), rules::call::CallError>(())
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
        match self.cites.all().find(|cited| self.clause(*cited).is_none()) {
            Some(missing) => Err(error(&citing_field(&self.cites, missing), CallFieldError::NoSuchClause(missing))),
            None => Ok(()),
        }
    }
}

/// The path of the first field of `cites` that names a clause.
fn citing_field(cites: &Citations, clause: ClauseId) -> String {
    let value = serde_json::to_value(cites).unwrap_or_default();
    let wanted = serde_json::Value::from(clause.to_string());
    let holds = |list: &serde_json::Value| list.as_array().is_some_and(|list| list.contains(&wanted));
    let field = value.as_object().into_iter().flatten().find(|(_, list)| holds(list));
    field.map_or_else(|| "cites".to_string(), |(name, _)| alloc::format!("cites.{name}"))
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
    let cites = Citations {
        age: fields.take("age")?,
        window: fields.take("window")?,
        exclusions: fields.take("exclusions")?,
        grant: fields.take("grant")?,
        usable_until: fields.take("usable_until")?,
        levels: fields.take("levels")?,
        modes: fields.take("modes")?,
        hours: fields.take("hours")?,
        account: fields.take("account")?,
        fund: fields.take("fund")?,
    };
    none_left(fields).map(|()| cites)
}

fn hours(mut fields: Fields) -> Result<[Option<HourRange>; 4], CallError> {
    let ranges = [
        fields.take_optional("study_course")?,
        fields.take_optional("study_module")?,
        fields.take_optional("vocational_module")?,
        fields.take_optional("module_set")?,
    ];
    none_left(fields)?;
    if ranges.iter().all(Option::is_none) { Err(error("hours", CallFieldError::Empty)) } else { Ok(ranges) }
}

fn canonical_text(json: &[u8]) -> Result<String, CallError> {
    let wrong = |reason: String| error("", CallFieldError::Wrong(reason));
    let value: serde_json::Value = serde_json::from_slice(json).map_err(|reason| wrong(reason.to_string()))?;
    canonical::to_string(&value).map_err(|reason| wrong(reason.to_string()))
}

fn none_left(fields: Fields) -> Result<(), CallError> {
    let unknown: Vec<_> = fields.left_over();
    unknown.into_iter().next().map_or(Ok(()), |bad| Err(bad.into()))
}
