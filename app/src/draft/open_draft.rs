//! Whether this device has an open draft, for pages that do not load the draft itself.

use js_sys::{JSON, Reflect};
use ui::platform::storage::{PREFIX, read};
use wasm_bindgen::JsValue;

/// Returns the programme of the draft that this device stores for a call, for the link that resumes it. The pages that
/// need the whole draft load it themselves.
pub fn open_draft(call: &str) -> Option<String> {
    // The layout of `local::StoredDraft`; a parser for it would make the first page larger.
    let mut value: JsValue = JSON::parse(&read(&draft_entry(call))?).ok()?;
    for field in ["copy", "draft", "programme"] {
        value = Reflect::get(&value, &field.into()).ok()?;
    }
    value.as_string().filter(|programme| !programme.is_empty())
}

/// Returns the storage key of a call's draft.
pub fn draft_entry(call: &str) -> String {
    format!("{PREFIX}draft:{call}")
}
