//! One line in, one decision out: what the command line reads, and the browser when its verdicts are compared with
//! the server's.

use alloc::format;
use alloc::string::{String, ToString};

use chrono::{DateTime, FixedOffset};

use crate::call::Call;
use crate::canonical;
use crate::eligibility::assess;
use crate::json_fields::{Fields, JsonFieldError, JsonFieldReason};

/// Why a line holds no question, for the operator who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// The path of the field that is wrong, such as `facts.birth_date`; empty where the line is no JSON object.
    pub field: String,
    /// What is wrong with it, in English.
    pub reason: String,
}

impl From<JsonFieldError> for LineError {
    fn from(bad: JsonFieldError) -> Self {
        let reason = match bad.kind {
            JsonFieldReason::Missing => "is missing".to_string(),
            JsonFieldReason::Unknown => "is not a field of this line".to_string(),
            JsonFieldReason::Wrong(reason) => reason,
        };
        Self { field: bad.path, reason }
    }
}

/// Decides one line of JSON, `{"at": instant, "facts": {…}}`, and gives the decision in canonical form.
///
/// # Errors
/// [`LineError`] names the field that is missing, unknown or of the wrong type.
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
