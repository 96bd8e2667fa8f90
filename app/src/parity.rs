//! Assessment of JSON lines, for the parity check of browser, server and command line.

use rules::decide;

use crate::call_pack;

/// Decisions, one per line.
pub fn decided(lines: &str) -> String {
    let decisions: Vec<String> = lines.lines().map(decide_line).collect();
    decisions.join("\n")
}

fn decide_line(line: &str) -> String {
    decide::decide_line(call_pack::current(), line).unwrap_or_else(|bad| error(&bad.field, &bad.reason))
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
    fn every_line_has_one_decision() {
        let line = r#"{"at":"2025-06-10T12:00:00+03:00","facts":{}}"#;
        let decisions = decided(&format!("{line}\nnothing\n{line}\n"));
        let decisions: Vec<&str> = decisions.lines().collect();
        assert_eq!(decisions.len(), 3);
        assert_eq!(decisions[0], decisions[2]);
        assert!(decisions[1].starts_with(r#"{"error":"#), "{}", decisions[1]);
    }

    #[test]
    fn invalid_line_names_its_field() {
        assert_eq!(
            decide_line(r#"{"at":"2025-06-10T12:00:00+03:00"}"#),
            r#"{"error":{"field":"facts","reason":"is missing"}}"#
        );
    }
}
