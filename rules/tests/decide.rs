//! Decisions as text: one line in, one decision out.
#![cfg(test)]

use rules::call::Call;
use rules::decide::{LineError, decide_line};

mod support;
use support::calls::june;

fn field_of(line: &str) -> String {
    decide_line(&june(), line).err().map(|LineError { field, .. }| field).unwrap_or_else(|| "none".into())
}

#[test]
fn decision_is_printed_in_canonical_form() {
    let line = r#"{"facts":{"birth_date":"2007-06-15","still_learning":true},"at":"2025-06-10T09:00:00Z"}"#;
    let expected = concat!(
        r#"{"at":"2025-06-10T12:00:00+03:00","call":"2025-06","findings":["#,
        r#"{"clauses":["N2"],"facts":["birth_date"],"outcome":"not_met","reading":"R1","#,
        r#""remedy":{"from":"2025-06-15","kind":"apply_between","last_day":"2025-06-20"},"rule":"age"},"#,
        r#"{"clauses":["N3"],"facts":[],"outcome":"met","reading":null,"remedy":{"kind":"none"},"rule":"window"},"#,
        r#"{"clauses":["N8"],"facts":["earlier_grant_without_choice"],"outcome":"open","reading":null,"#,
        r#""remedy":{"fact":"earlier_grant_without_choice","kind":"answer"},"rule":"earlier_grant_without_choice"},"#,
        r#"{"clauses":["N8"],"facts":["still_learning"],"outcome":"not_met","reading":null,"#,
        r#""remedy":{"kind":"complete_training","last_day":"2025-06-20"},"rule":"still_learning"},"#,
        r#"{"clauses":["N8"],"facts":["interrupted_learning"],"outcome":"open","reading":null,"#,
        r#""remedy":{"fact":"interrupted_learning","kind":"answer"},"rule":"interrupted_learning"}],"#,
        r#""verdict":"not_eligible"}"#,
    );
    assert_eq!(decide_line(&june(), line).as_deref(), Ok(expected));
}

#[test]
fn remedies_about_the_window_print_their_instants() {
    let decide = |call: &Call, at: &str| decide_line(call, &format!(r#"{{"at":"{at}","facts":{{}}}}"#)).unwrap();
    let early = decide(&june(), "2025-06-08T23:59:59+03:00");
    assert!(
        early.contains(r#""remedy":{"kind":"wait_for_opening","opens_at":"2025-06-09T00:00:00+03:00"}"#),
        "{early}"
    );
    let late = decide(&june(), "2025-06-21T00:00:00+03:00");
    assert!(late.contains(r#""remedy":{"closed_at":"2025-06-21T00:00:00+03:00","kind":"window_over"}"#), "{late}");
}

#[test]
fn offset_and_white_space_do_not_change_the_bytes() {
    let lines = [
        r#"{"at":"2025-06-10T12:00:00+03:00","facts":{"birth_date":"1990-05-05"}}"#,
        r#"{ "facts" : { "birth_date" : "1990-05-05" }, "at" : "2025-06-10T09:00:00Z" }"#,
        r#"{"at":"2025-06-10T05:00:00.000-04:00","facts":{"birth_date":"1990-05-05","still_learning":null}}"#,
    ];
    let decisions = lines.map(|line| decide_line(&june(), line).unwrap());
    assert_eq!(decisions[0], decisions[1]);
    assert_eq!(decisions[0], decisions[2]);
}

#[test]
fn line_that_holds_no_question_names_its_field() {
    let table = [
        ("", ""),
        ("x", ""),
        ("[]", ""),
        ("null", ""),
        (r#"{"facts":{}}"#, "at"),
        (r#"{"at":"2025-06-10","facts":{}}"#, "at"),
        (r#"{"at":"2025-06-10T12:00:00","facts":{}}"#, "at"),
        (r#"{"at":1749546000,"facts":{}}"#, "at"),
        (r#"{"at":"2025-06-10T12:00:00+03:00"}"#, "facts"),
        (r#"{"at":"2025-06-10T12:00:00+03:00","facts":[1]}"#, "facts"),
        (r#"{"at":"2025-06-10T12:00:00+03:00","facts":{"age":40}}"#, "facts"),
        (r#"{"at":"2025-06-10T12:00:00+03:00","facts":{"birth_date":"1990-13-01"}}"#, "facts"),
        (r#"{"at":"2025-06-10T12:00:00+03:00","facts":{"still_learning":"yes"}}"#, "facts"),
        (r#"{"at":"2025-06-10T12:00:00+03:00","facts":{},"name":"Anna"}"#, "name"),
    ];
    for (line, field) in table {
        assert_eq!(field_of(line), field, "{line}");
    }
}

#[test]
fn instants_at_the_ends_of_the_calendar_are_decided_too() {
    for at in ["-262143-01-01T00:00:00Z", "+262142-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
        let line = format!(r#"{{"at":"{at}","facts":{{"birth_date":"1990-05-05"}}}}"#);
        assert!(decide_line(&june(), &line).is_ok(), "{at}");
    }
}
