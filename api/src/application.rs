//! Submitted applications.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rules::clause::ClauseId;
use rules::eligibility::{Decision, Finding, Outcome, RuleId, Verdict};
use rules::language::Localised;
use rules::reading::ReadingId;
use rules::receipt::ReceiptFile;
use serde::{Deserialize, Serialize};

/// Where an application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ApplicationState {
    /// It was received and waits for the agency's decision.
    Submitted,
}

/// What became of the seat when an application arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Seat {
    /// A seat is held.
    Held,
    /// No seat was free; the number on the waiting list (rezerves saraksts) when it arrived, from 1.
    Waiting {
        /// The number, from 1.
        number: u32,
    },
    /// Seats are drawn after the window closes (reading R8).
    Draw,
}

/// One's own application (`GET applications`, `GET applications/{id}`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Application {
    /// Its identifier.
    pub id: String,
    /// The call's name.
    pub call: String,
    /// The programme's identifier.
    pub programme: String,
    /// The programme's title when the application arrived.
    pub title: Localised,
    /// The study group's identifier.
    pub group: String,
    /// The study group's first day.
    pub starts_on: NaiveDate,
    /// The study group's last day.
    pub ends_on: NaiveDate,
    /// Where it stands.
    pub state: ApplicationState,
    /// What became of the seat.
    pub seat: Seat,
    /// When it arrived.
    pub submitted_at: DateTime<FixedOffset>,
    /// What was found when it arrived; not yet the agency's decision.
    pub verdict: Verdict,
    /// Every condition.
    pub findings: Vec<FindingView>,
}

/// A condition as the account shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingView {
    /// The condition.
    pub rule: RuleId,
    /// Whether it held.
    pub outcome: Outcome,
    /// The sentences it rests on.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub clauses: Vec<ClauseId>,
    /// The reading that decided.
    pub reading: Option<ReadingId>,
}

impl FindingView {
    /// The findings of a decision.
    pub fn of(decision: &Decision) -> Vec<Self> {
        let view = |finding: &Finding| Self {
            rule: finding.rule,
            outcome: finding.outcome,
            clauses: finding.clauses.iter().collect(),
            reading: finding.reading,
        };
        decision.findings.iter().map(view).collect()
    }
}

/// The answer to `POST applications`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Submitted {
    /// The application as the account shows it.
    pub application: Application,
    /// The confirmation, with the holder's part.
    pub receipt: ReceiptFile,
}

/// `GET applications`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Applications {
    /// One's own applications, the newest first.
    pub applications: Vec<Application>,
}
