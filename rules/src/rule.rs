//! Names of the conditions of an announcement.

use serde::{Deserialize, Serialize};

/// A condition of the announcement. Every decision lists its findings in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RuleId {
    /// The person is of age (N2).
    Age,
    /// The application window is open (N3).
    Window,
    /// No earlier grant lapsed without a choice of programme (N8).
    EarlierGrantWithoutChoice,
    /// The person is not in training (N8).
    StillLearning,
    /// The person did not interrupt training (N8).
    InterruptedLearning,
    /// The person did not complete training; a condition only under reading R2 `excluded`.
    CompletedLearning,
}
