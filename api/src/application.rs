//! Submitted applications.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rules::clause::ClauseId;
use rules::eligibility::{Decision, Outcome, Verdict};
use rules::language::Localised;
use rules::reading::ReadingId;
use rules::receipt::{ReceiptFile, SignedFinding};
use rules::rule::RuleId;
use serde::{Deserialize, Serialize};

/// State of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ApplicationState {
    /// Received; the agency has not decided yet.
    Submitted,
}

/// Seat (vieta) of an application, assigned when the server receives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Seat {
    /// A seat is held.
    Held,
    /// No seat was free: the application is on the waiting list (rezerves saraksts).
    Waiting {
        /// Position on the waiting list at the time of receipt, from 1.
        number: u32,
    },
    /// Seats are drawn after the window closes (reading R8).
    Draw,
}

/// Application of the signed-in person (`GET applications`, `GET applications/{id}`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Application {
    /// Identifier.
    pub id: String,
    /// Name of the call.
    pub call: String,
    /// Identifier of the programme.
    pub programme: String,
    /// Title of the programme at the time of receipt.
    pub title: Localised,
    /// Identifier of the study group.
    pub group: String,
    /// First day of the study group.
    pub starts_on: NaiveDate,
    /// Last day of the study group.
    pub ends_on: NaiveDate,
    /// State.
    pub state: ApplicationState,
    /// Seat.
    pub seat: Seat,
    /// Instant of receipt.
    pub submitted_at: DateTime<FixedOffset>,
    /// Verdict at the time of receipt; not the agency's decision.
    pub verdict: Verdict,
    /// One finding for each condition.
    pub findings: Vec<FindingView>,
}

/// Finding as the account shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingView {
    /// The condition.
    pub rule: RuleId,
    /// The outcome.
    pub outcome: Outcome,
    /// Clauses that the condition rests on.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub clauses: Vec<ClauseId>,
    /// Reading that decided the outcome.
    pub reading: Option<ReadingId>,
}

impl FindingView {
    /// Returns the findings of a decision.
    pub fn of(decision: &Decision) -> Vec<Self> {
        decision.findings.iter().map(|finding| Self::from(&SignedFinding::from(finding))).collect()
    }
}

impl From<&SignedFinding> for FindingView {
    fn from(finding: &SignedFinding) -> Self {
        Self {
            rule: finding.rule,
            outcome: finding.outcome,
            clauses: finding.clauses.iter().collect(),
            reading: finding.reading,
        }
    }
}

/// Response to `POST applications`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Submitted {
    /// The application as the account shows it.
    pub application: Application,
    /// Confirmation with the holder's part.
    pub receipt: ReceiptFile,
}

/// Response to `GET applications`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Applications {
    /// Applications of the person, the newest first.
    pub applications: Vec<Application>,
}
