//! Draft (melnraksts) of a signed-in person on the server, so that the person can continue on another device.
//!
//! The server stores one draft for each person and call, with a revision, and never merges. It rejects a change whose
//! base is another revision and returns the current draft. The page merges; the person resolves conflicts.

use alloc::string::String;

use chrono::{DateTime, FixedOffset};
use rules::application::ApplicationDraft;
use serde::{Deserialize, Serialize};

/// Retention of a draft on the server after its last change, in days.
pub const ACCOUNT_DRAFT_DAYS: u16 = 30;

/// Response to `GET drafts/{call}`: the person's draft for a call on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountDraft {
    /// Revision, incremented by every change; 0 if no draft exists or it expired.
    pub revision: u32,
    /// State of the draft.
    pub state: DraftState,
}

/// State of a draft on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum DraftState {
    /// No draft.
    None,
    /// Open draft.
    Open {
        /// Instant of the last change.
        saved_at: DateTime<FixedOffset>,
        /// Idempotency key, the same on every device.
        key: String,
        /// The draft; it may be incomplete or invalid.
        draft: ApplicationDraft,
    },
    /// Submitted draft.
    Sent,
    /// Draft that the person deleted.
    Deleted,
}

/// Request `PUT drafts/{call}`: stores a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct KeepDraft {
    /// Base revision of this draft.
    pub revision: u32,
    /// Idempotency key of the draft ([`super::is_idempotency_key`]).
    pub key: String,
    /// The draft.
    pub draft: ApplicationDraft,
}
