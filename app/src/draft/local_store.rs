//! Storage of the draft on this device: one LocalStorage entry per call, shared by all tabs.

use chrono::{DateTime, Utc};
use leptos::prelude::WindowListenerHandle;
use ui::platform::storage::{self, UnreadableError};

use super::local::{StoredDraft, UnusableError};
use super::open_draft::draft_entry;

/// An entry as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The text; `None` without an entry, an error where the browser refuses to read it.
    text: Result<Option<String>, UnreadableError>,
}

impl Default for Entry {
    /// No entry.
    fn default() -> Self {
        Self { text: Ok(None) }
    }
}

/// Content of an [`Entry`].
pub(super) enum Content {
    /// There is no valid draft.
    Nothing,
    /// A draft.
    Draft(Box<StoredDraft>),
    /// It is neither read nor overwritten: a newer version of the pages wrote it, or the browser refuses to read it.
    Unusable,
}

/// Reads the entry of a call.
pub(super) fn read(call: &str) -> Entry {
    Entry { text: storage::try_read(&draft_entry(call)) }
}

impl Entry {
    /// Parses the entry; an invalid or expired draft counts as none.
    pub(super) fn content(&self, now: DateTime<Utc>) -> Content {
        let Ok(text) = &self.text else { return Content::Unusable };
        match text.as_deref().map(|text| StoredDraft::read(text, now)) {
            Some(Ok(draft)) => Content::Draft(Box::new(draft)),
            Some(Err(UnusableError::Newer)) => Content::Unusable,
            None | Some(Err(UnusableError::NotADraft | UnusableError::Expired)) => Content::Nothing,
        }
    }

    /// Parses the entry; `None` if it has no draft that this page can use.
    pub(super) fn draft(&self, now: DateTime<Utc>) -> Option<StoredDraft> {
        if let Content::Draft(draft) = self.content(now) { Some(*draft) } else { None }
    }
}

/// Replaces the `current` entry of a call and returns the new one; `None` if the browser refuses, or the current one is
/// unusable.
pub(super) fn write(call: &str, current: &Entry, draft: &StoredDraft, now: DateTime<Utc>) -> Option<Entry> {
    if matches!(current.content(now), Content::Unusable) {
        return None;
    }
    let written = Entry { text: Ok(Some(serde_json::to_string(draft).ok()?)) };
    if let Ok(Some(text)) = &written.text {
        storage::write(&draft_entry(call), text);
    }
    // A browser may refuse without an error.
    (read(call) == written).then_some(written)
}

/// Deletes the draft of a call.
pub(super) fn delete(call: &str) {
    storage::remove(&draft_entry(call));
}

/// Deletes every entry of the app, including settings, after a sign-out.
pub(super) fn delete_everything() {
    storage::remove_all();
}

/// Calls `changed` when another tab changes or deletes the draft of a call.
pub(super) fn watch(call: &str, changed: impl Fn() + 'static) -> WindowListenerHandle {
    storage::watch(draft_entry(call), changed)
}
