//! Small settings of this device that name nobody: the language, and how far its clock is off.
//!
//! Storage may be blocked (private windows, policies); the pages then work without these.

use chrono::TimeDelta;
use gloo_storage::{LocalStorage, Storage};
use rules::language::Language;

const LANGUAGE: &str = "imk:language";
const CLOCK_OFFSET: &str = "imk:clock-offset-ms";

/// Whether this browser lets us store anything. `gloo_storage` panics where it does not, so every use asks first.
pub fn is_available() -> bool {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten()).is_some()
}

/// The language chosen on an earlier visit.
pub fn language() -> Option<Language> {
    read(LANGUAGE)
}

/// Remembers the language.
pub fn set_language(language: Language) {
    write(LANGUAGE, language);
}

/// The server's clock minus this device's, as last learnt.
pub fn clock_offset() -> Option<TimeDelta> {
    read(CLOCK_OFFSET).and_then(TimeDelta::try_milliseconds)
}

/// Remembers by how much the clocks differ.
pub fn set_clock_offset(offset: TimeDelta) {
    write(CLOCK_OFFSET, offset.num_milliseconds());
}

fn read<T: serde::de::DeserializeOwned>(key: &str) -> Option<T> {
    if is_available() { LocalStorage::get(key).ok() } else { None }
}

/// A full or blocked storage loses a convenience and nothing else, so nobody is told.
fn write<T: serde::Serialize>(key: &str, value: T) {
    if is_available() {
        let _not_kept = LocalStorage::set(key, value);
    }
}
