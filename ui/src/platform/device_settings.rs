//! Settings on this device without personal data: the language and the clock offset.
//!
//! Storage may be blocked (private windows, policies); the pages then work without the settings.

use chrono::TimeDelta;
use rules::language::Language;

use crate::platform::storage::{read, write};

const LANGUAGE: &str = "imk:language";
const CLOCK_OFFSET: &str = "imk:clock-offset-ms";

/// Returns the language chosen on an earlier visit.
pub fn language() -> Option<Language> {
    Language::from_tag(read(LANGUAGE)?.trim_matches('"'))
}

/// Stores the language.
pub fn set_language(language: Language) {
    write(LANGUAGE, &format!("\"{}\"", language.tag()));
}

/// Returns the stored clock offset: the server's time minus the device's.
pub fn clock_offset() -> Option<TimeDelta> {
    read(CLOCK_OFFSET)?.parse().ok().and_then(TimeDelta::try_milliseconds)
}

/// Stores the clock offset.
pub fn set_clock_offset(offset: TimeDelta) {
    write(CLOCK_OFFSET, &offset.num_milliseconds().to_string());
}
