//! Small settings of this device that name nobody: the language, and how far its clock is off.
//!
//! Storage may be blocked (private windows, policies); the pages then work without these.

use chrono::TimeDelta;
use rules::language::Language;

use crate::platform::storage::{read, write};

const LANGUAGE: &str = "imk:language";
const CLOCK_OFFSET: &str = "imk:clock-offset-ms";

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
