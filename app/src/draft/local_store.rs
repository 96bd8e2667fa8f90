//! Storage of the draft on this device: one LocalStorage entry per call, shared by all tabs.

use chrono::{DateTime, Utc};
use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::WindowListenerHandle;
use ui::platform::storage::{self, PREFIX, is_available, read as read_text};

use super::local::{StoredDraft, UnusableError};
use super::open_draft::draft_entry;

/// An entry as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// The text; `None` without an entry, or where the browser refuses its storage.
    pub(super) text: Option<String>,
}

/// Content of an [`Entry`].
pub(super) enum Content {
    /// There is no valid draft.
    Nothing,
    /// A draft.
    Draft(Box<StoredDraft>),
    /// A newer version of the pages wrote it.
    Newer,
}

/// Reads the entry of a call.
pub(super) fn read(call: &str) -> Entry {
    Entry { text: read_text(&draft_entry(call)) }
}

impl Entry {
    /// Parses the entry; an invalid or expired draft counts as none.
    pub(super) fn content(&self, now: DateTime<Utc>) -> Content {
        match self.text.as_deref().map(|text| StoredDraft::read(text, now)) {
            Some(Ok(draft)) => Content::Draft(Box::new(draft)),
            Some(Err(UnusableError::Newer)) => Content::Newer,
            None | Some(Err(UnusableError::NotADraft | UnusableError::Expired)) => Content::Nothing,
        }
    }
}

/// Replaces the `current` entry of a call and returns the new one; `None` if the browser refuses, or a newer version
/// of the pages owns the current one.
pub(super) fn write(call: &str, current: &Entry, draft: &StoredDraft, now: DateTime<Utc>) -> Option<Entry> {
    if !is_available() || matches!(current.content(now), Content::Newer) {
        return None;
    }
    let text = serde_json::to_string(draft).ok()?;
    LocalStorage::raw().set_item(&draft_entry(call), &text).ok()?;
    Some(Entry { text: Some(text) })
}

/// Deletes the draft of a call.
pub(super) fn delete(call: &str) {
    if is_available() {
        LocalStorage::delete(draft_entry(call));
    }
}

/// Deletes every entry of the app, including settings, after a sign-out.
pub(super) fn delete_everything() {
    if !is_available() {
        return;
    }
    let storage = LocalStorage::raw();
    // A deletion shifts the indexes, so the names are collected first.
    let entries = (0..LocalStorage::length()).filter_map(|index| storage.key(index).ok().flatten());
    let ours: Vec<String> = entries.filter(|name| name.starts_with(PREFIX)).collect();
    for name in ours {
        LocalStorage::delete(name);
    }
}

/// Calls `changed` when another tab changes or deletes the draft of a call.
pub(super) fn watch(call: &str, changed: impl Fn() + 'static) -> WindowListenerHandle {
    storage::watch(draft_entry(call), changed)
}
