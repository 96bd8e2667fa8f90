//! Storage of the draft on this device: one LocalStorage entry per call, shared by all tabs.

use chrono::{DateTime, Utc};
use gloo_storage::{LocalStorage, Storage};
use leptos::ev;
use leptos::prelude::{WindowListenerHandle, window_event_listener};
use ui::platform::storage::{PREFIX, is_available};

use crate::draft::open_draft::draft_entry;
use crate::offline::draft::{StoredDraft, Unusable};

/// Storage is blocked or full, or a newer version of the app owns the entry; the page shows that the draft cannot be
/// stored here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StorageRefused;

/// Returns the valid stored draft of a call. Deletes an invalid or expired one.
pub fn load(call: &str, now: DateTime<Utc>) -> Option<StoredDraft> {
    match StoredDraft::read(&entry(call)?, now) {
        Ok(draft) => Some(draft),
        Err(Unusable::Newer) => None,
        Err(Unusable::NotADraft | Unusable::Expired) => {
            delete(call);
            None
        }
    }
}

/// Stores the draft of a call.
///
/// # Errors
/// [`StorageRefused`].
pub fn save(call: &str, draft: &StoredDraft, now: DateTime<Utc>) -> Result<(), StorageRefused> {
    if !is_available() || entry(call).is_some_and(|text| StoredDraft::read(&text, now) == Err(Unusable::Newer)) {
        return Err(StorageRefused);
    }
    LocalStorage::set(draft_entry(call), draft).map_err(|_| StorageRefused)
}

/// Whether the storage has an entry for the draft of a call, valid or not.
pub fn is_there(call: &str) -> bool {
    entry(call).is_some()
}

/// Deletes the draft of a call.
pub fn delete(call: &str) {
    if is_available() {
        LocalStorage::delete(draft_entry(call));
    }
}

/// Calls `changed` when another tab changes or deletes the draft of a call, and when this tab's visibility changes:
/// a browser may suspend a hidden tab and drop its events.
pub fn watch(call: &str, changed: impl Fn() + Clone + 'static) -> [WindowListenerHandle; 2] {
    let (entry, heard) = (draft_entry(call), changed.clone());
    // An event without a key reports that the whole storage was cleared.
    let told = move |event: web_sys::StorageEvent| {
        if event.key().is_none_or(|key| key == entry) {
            heard();
        }
    };
    [window_event_listener(ev::storage, told), window_event_listener(ev::visibilitychange, move |_| changed())]
}

/// Deletes every entry of the app, including settings, after a sign-out.
pub fn delete_everything() {
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

fn entry(call: &str) -> Option<String> {
    is_available().then(|| LocalStorage::raw().get_item(&draft_entry(call)).ok().flatten()).flatten()
}
