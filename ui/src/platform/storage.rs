//! Local storage of this browser. Storage may be blocked (private windows, policies); reads then return `None` and writes
//! have no effect.

use gloo_storage::{LocalStorage, Storage};

/// What every entry of these pages begins with.
pub const PREFIX: &str = "imk:";

/// Whether this browser lets us store anything. `gloo_storage` panics where it does not, so every use asks first.
pub fn is_available() -> bool {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten()).is_some()
}

/// The stored text of an entry, unparsed: the first page reads entries, and a JSON parser would make it larger.
pub fn read(key: &str) -> Option<String> {
    if is_available() { LocalStorage::raw().get_item(key).ok().flatten() } else { None }
}

/// Stores a text. A full or blocked storage loses a convenience and nothing else, so nobody is told.
pub fn write(key: &str, value: &str) {
    if is_available() {
        let _not_kept = LocalStorage::raw().set_item(key, value);
    }
}
