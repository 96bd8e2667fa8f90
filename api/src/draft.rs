//! The draft (melnraksts) that the server keeps for a signed-in person, so that another device can go on with it.
//!
//! Nobody merges on the server: it keeps one draft for each person and call under a revision, refuses a change that was
//! made from another revision, and gives the one it has. What both sides changed is for the person to decide.

use alloc::string::String;

use chrono::{DateTime, FixedOffset};
use rules::application::ApplicationDraft;
use serde::{Deserialize, Serialize};

/// The server keeps a draft for this many days after it was last changed.
pub const ACCOUNT_DRAFT_DAYS: u16 = 30;

/// `GET drafts/{call}`: what the server has of the person's draft for a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountDraft {
    /// Grows with every change; 0 where there never was a draft, or where it has lapsed.
    pub revision: u32,
    /// What has become of it.
    pub state: DraftState,
}

/// What has become of a draft on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum DraftState {
    /// There is none.
    None,
    /// It is being filled in.
    Open {
        /// When it was last changed.
        saved_at: DateTime<FixedOffset>,
        /// Its idempotency key: every device sends it under the same one.
        key: String,
        /// The draft; parts of it may be missing or wrong still.
        draft: ApplicationDraft,
    },
    /// It was sent.
    Sent,
    /// The person deleted it.
    Deleted,
}

/// `PUT drafts/{call}`: keep this draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct KeepDraft {
    /// The revision that this draft was made from.
    pub revision: u32,
    /// The draft's idempotency key ([`super::is_idempotency_key`]).
    pub key: String,
    /// The draft.
    pub draft: ApplicationDraft,
}
