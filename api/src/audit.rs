//! Audit log.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// Response to `GET audit`: a page of the audit log, the newest entries first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditPage {
    /// The entries.
    pub entries: Vec<AuditEntry>,
    /// Value of the parameter `before` for the next page; `None` on the last one.
    pub next: Option<String>,
}

/// Entry of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Identifier.
    pub id: String,
    /// Instant.
    pub at: DateTime<FixedOffset>,
    /// Action: a code such as `application_submitted`.
    pub action: String,
    /// Internal identifier of the affected object or person.
    pub subject: String,
}
