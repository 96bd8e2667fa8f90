//! Small settings of this device that name nobody: the language, and how far its clock is off.
//!
//! Storage may be blocked (private windows, policies); the pages then work without these.

use chrono::TimeDelta;
use gloo_storage::{LocalStorage, Storage};
use js_sys::{JSON, Reflect};
use rules::language::Language;

/// What every entry of these pages begins with.
pub const PREFIX: &str = "imk:";

const LANGUAGE: &str = "imk:language";
const CLOCK_OFFSET: &str = "imk:clock-offset-ms";

/// Whether this browser lets us store anything. `gloo_storage` panics where it does not, so every use asks first.
pub fn is_available() -> bool {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten()).is_some()
}

/// The language chosen on an earlier visit.
pub fn language() -> Option<Language> {
    Language::from_tag(read(LANGUAGE)?.trim_matches('"'))
}

/// Remembers the language.
pub fn set_language(language: Language) {
    write(LANGUAGE, &format!("\"{}\"", language.tag()));
}

/// The server's clock minus this device's, as last learnt.
pub fn clock_offset() -> Option<TimeDelta> {
    read(CLOCK_OFFSET)?.parse().ok().and_then(TimeDelta::try_milliseconds)
}

/// Remembers by how much the clocks differ.
pub fn set_clock_offset(offset: TimeDelta) {
    write(CLOCK_OFFSET, &offset.num_milliseconds().to_string());
}

/// The programme of the draft that this device keeps for a call: enough to offer to go on with it. The draft itself is read
/// by the pages that need it.
pub fn open_draft(call: &str) -> Option<String> {
    let draft = JSON::parse(&read(&draft_entry(call))?).ok()?;
    Reflect::get(&draft, &"programme".into()).ok()?.as_string().filter(|programme| !programme.is_empty())
}

/// The name under which a call's draft lies.
pub fn draft_entry(call: &str) -> String {
    format!("{PREFIX}draft:{call}")
}

// The first page reads these, so they are written and read as they are: no reader of JSON comes with it.
fn read(key: &str) -> Option<String> {
    if is_available() { LocalStorage::raw().get_item(key).ok().flatten() } else { None }
}

/// A full or blocked storage loses a convenience and nothing else, so nobody is told.
fn write(key: &str, value: &str) {
    if is_available() {
        let _not_kept = LocalStorage::raw().set_item(key, value);
    }
}
