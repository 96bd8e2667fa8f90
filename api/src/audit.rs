//! The audit log.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// `GET audit`: a page of the audit log, the newest entries first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditPage {
    /// The entries.
    pub entries: Vec<AuditEntry>,
    /// What to ask for as `before` to go on; nothing at the end.
    pub next: Option<String>,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// The entry's identifier.
    pub id: String,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// What: a word such as `application_submitted`.
    pub action: String,
    /// To what or whom: an internal identifier.
    pub subject: String,
}
