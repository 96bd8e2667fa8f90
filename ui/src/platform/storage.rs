//! LocalStorage of this browser. Storage may be blocked (private windows, policies); reads then return `None` and
//! writes have no effect.

use gloo_storage::{LocalStorage, Storage as _};
use leptos::ev;
use leptos::prelude::{WindowListenerHandle, window_event_listener};
use web_sys::Storage;

/// Prefix of all keys of this application.
pub const PREFIX: &str = "imk:";

/// The browser refuses to read an entry. The entry may exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnreadableError;

/// Returns the storage; `None` where the browser refuses it.
fn storage() -> Option<Storage> {
    // `gloo_storage` panics where there is none.
    let is_available = web_sys::window()?.local_storage().ok().flatten().is_some();
    is_available.then(LocalStorage::raw)
}

/// Returns the stored text of a key, unparsed: the first page reads entries, and a JSON parser would make it larger.
pub fn read(key: &str) -> Option<String> {
    try_read(key).ok().flatten()
}

/// As [`read`], but distinguishes a missing entry from one that cannot be read. An empty entry is missing: [`remove`]
/// leaves it where the browser does not delete.
///
/// # Errors
/// [`UnreadableError`].
pub fn try_read(key: &str) -> Result<Option<String>, UnreadableError> {
    let text = storage().ok_or(UnreadableError)?.get_item(key).map_err(|_| UnreadableError)?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// Stores a text. Failures (storage full or blocked) are ignored, because the entries are only a convenience.
pub fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _not_kept = storage.set_item(key, value);
    }
}

/// Deletes the entry of a key. An entry that the browser does not delete is emptied; failures are ignored as in
/// [`write()`].
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _kept = storage.remove_item(key);
        if read(key).is_some() {
            write(key, "");
        }
    }
}

/// Deletes all entries of this application.
pub fn remove_all() {
    let Some(storage) = storage() else { return };
    // A deletion shifts the indexes, so the names are collected first.
    let names = (0..storage.length().unwrap_or_default()).filter_map(|index| storage.key(index).ok().flatten());
    for name in names.filter(|name| name.starts_with(PREFIX)).collect::<Vec<_>>() {
        remove(&name);
    }
}

/// Calls `changed` when another tab changes or deletes an entry. An event without a key reports that the whole storage
/// was cleared.
pub fn watch(key: String, changed: impl Fn() + 'static) -> WindowListenerHandle {
    window_event_listener(ev::storage, move |event: web_sys::StorageEvent| {
        if event.key().is_none_or(|changed_key| changed_key == key) {
            changed();
        }
    })
}
