//! Tables of applications, drafts and idempotency keys.

pub(crate) mod applications;
pub(crate) mod drafts;

pub use applications::{NewApplication, StoredDecision, StoredReply, SubmitOutcome};
pub use drafts::{DraftChange, DraftContent, SavedDraft};
