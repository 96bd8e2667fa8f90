//! Where the draft lies on this device: one entry of LocalStorage for each call.

use chrono::{DateTime, Utc};
use gloo_storage::{LocalStorage, Storage};

use super::draft::StoredDraft;
use super::settings::{PREFIX, draft_entry, is_available};

/// Storage is blocked or full; the person is told that the draft cannot be kept here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StorageRefused;

/// The draft of a call, if this device keeps one that is still good. One that is not is deleted.
pub fn load(call: &str, now: DateTime<Utc>) -> Option<StoredDraft> {
    let text = is_available().then(|| LocalStorage::raw().get_item(&draft_entry(call)).ok().flatten()).flatten()?;
    let draft = StoredDraft::read(&text, now).ok();
    if draft.is_none() {
        delete(call);
    }
    draft
}

/// Keeps the draft of a call.
///
/// # Errors
/// [`StorageRefused`].
pub fn save(call: &str, draft: &StoredDraft) -> Result<(), StorageRefused> {
    if !is_available() {
        return Err(StorageRefused);
    }
    LocalStorage::set(draft_entry(call), draft).map_err(|_| StorageRefused)
}

/// Deletes the draft of a call.
pub fn delete(call: &str) {
    if is_available() {
        LocalStorage::delete(draft_entry(call));
    }
}

/// Deletes every entry of these pages, settings too: the person signed out.
pub fn delete_everything() {
    if !is_available() {
        return;
    }
    let storage = LocalStorage::raw();
    // The numbers shift with every deletion, so the names are gathered first.
    let entries = (0..LocalStorage::length()).filter_map(|index| storage.key(index).ok().flatten());
    let ours: Vec<String> = entries.filter(|name| name.starts_with(PREFIX)).collect();
    for name in ours {
        LocalStorage::delete(name);
    }
}
