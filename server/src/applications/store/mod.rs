//! Tables of applications, drafts and idempotency keys.

/// SQL condition of a live application: its state is [`ApplicationState::Submitted`].
///
/// [`ApplicationState::Submitted`]: api::ApplicationState::Submitted
macro_rules! is_live {
    () => {
        "state = 'submitted'"
    };
}

pub(crate) mod applications;
pub(crate) mod drafts;
mod submissions;

pub use applications::{StoredDecision, StoredReply};
pub use drafts::{DraftChange, DraftContent, SavedDraft};
pub use submissions::{NewApplication, SubmitOutcome};
