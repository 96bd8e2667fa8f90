//! The browser's verdicts for comparison with those of the server and the command line.

use rules::decide;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::call_pack;

/// Decides one line of JSON, `{"at": instant, "facts": {…}}`, in canonical form. A line that cannot be read gives an
/// object with its `error`.
#[wasm_bindgen]
pub fn decide_line(line: &str) -> String {
    let Ok(call) = call_pack::current() else { return error("", "the call pack cannot be read") };
    decide::decide_line(call, line).unwrap_or_else(|bad| error(&bad.field, &bad.reason))
}

fn error(field: &str, reason: &str) -> String {
    serde_json::json!({ "error": { "field": field, "reason": reason } }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_gives_a_decision_in_canonical_form() {
        let decision = decide_line(r#"{"at":"2025-06-10T12:00:00+03:00","facts":{"birth_date":"1988-03-14"}}"#);
        assert!(
            decision.starts_with(r#"{"at":"2025-06-10T12:00:00+03:00","call":"2025-06","findings":[{"#),
            "{decision}"
        );
        assert!(decision.ends_with(r#""verdict":"needs_answer"}"#), "{decision}");
    }

    #[test]
    fn unreadable_line_names_its_field() {
        assert_eq!(
            decide_line(r#"{"at":"2025-06-10T12:00:00+03:00"}"#),
            r#"{"error":{"field":"facts","reason":"is missing"}}"#
        );
    }
}
