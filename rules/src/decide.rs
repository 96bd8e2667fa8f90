//! Decisions as text: one line of JSON in, one line out. The command line uses it, and the parity test that compares
//! the browser's decisions with the server's.

use alloc::format;
use alloc::string::{String, ToString};

use chrono::{DateTime, FixedOffset};

use crate::call::Call;
use crate::canonical;
use crate::eligibility::assess;
use crate::json_fields::{Fields, JsonFieldError, JsonFieldReason};

/// Error of a line, for operators.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct LineError {
    /// Path of the field, such as `facts.birth_date`; empty if the line is not a JSON object.
    pub field: String,
    /// The problem, in English.
    pub reason: String,
}

impl From<JsonFieldError> for LineError {
    fn from(error: JsonFieldError) -> Self {
        let reason = match error.reason {
            JsonFieldReason::Missing => "is missing".to_string(),
            JsonFieldReason::Unknown => "is not a field of this line".to_string(),
            JsonFieldReason::Invalid(message) => message,
        };
        Self { field: error.path, reason }
    }
}

/// Decides one line of JSON, `{"at": instant, "facts": {…}}`, and returns the decision in canonical form.
///
/// # Errors
/// [`LineError`] for a field that is missing, unknown or of the wrong type.
///
/// ```
/// use rules::{call::{Call, JUNE_2025}, decide::decide_line};
/// let call = Call::parse(JUNE_2025.as_bytes()).unwrap();
/// let decision = decide_line(&call, r#"{"at":"2025-06-10T09:00:00+03:00","facts":{}}"#).unwrap();
/// assert!(decision.contains(r#""verdict":"needs_answer""#));
/// let error = decide_line(&call, r#"{"at":"2025-06-10T09:00:00+03:00","facts":{"age":40}}"#).unwrap_err();
/// assert_eq!(error.field, "facts");
/// ```
pub fn decide_line(call: &Call, line: &str) -> Result<String, LineError> {
    let mut fields = Fields::parse(line.as_bytes())?;
    let at: DateTime<FixedOffset> = fields.take("at")?;
    let facts = fields.take("facts")?;
    if let Some(unknown) = fields.left_over().into_iter().next() {
        return Err(unknown.into());
    }
    let decision = assess(call, &facts, at.to_utc());
    canonical::to_string(&decision).map_err(|reason| LineError { field: String::new(), reason: format!("{reason}") })
}
