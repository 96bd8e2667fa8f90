//! LocalStorage of this browser. Storage may be blocked (private windows, policies); reads then return `None` and
//! writes have no effect.

use gloo_storage::{LocalStorage, Storage};
use leptos::ev;
use leptos::prelude::{WindowListenerHandle, window_event_listener};

/// Prefix of all keys of this application.
pub const PREFIX: &str = "imk:";

/// Returns whether this browser provides LocalStorage. `gloo_storage` panics where it does not, so every use checks
/// first.
pub fn is_available() -> bool {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten()).is_some()
}

/// Returns the stored text of a key, unparsed: the first page reads entries, and a JSON parser would make it larger.
pub fn read(key: &str) -> Option<String> {
    if is_available() { LocalStorage::raw().get_item(key).ok().flatten() } else { None }
}

/// Stores a text. Failures (storage full or blocked) are ignored, because the entries are only a convenience.
pub fn write(key: &str, value: &str) {
    if is_available() {
        let _not_kept = LocalStorage::raw().set_item(key, value);
    }
}

/// Deletes the entry of a key.
pub fn remove(key: &str) {
    if is_available() {
        LocalStorage::delete(key);
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
