//! Whether this device has an open draft, for pages that do not load the draft itself.

use js_sys::{JSON, Reflect};
use ui::platform::storage::{PREFIX, read};

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
