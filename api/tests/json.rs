//! The API's JSON as it travels: every problem with its status, and the shapes that browser and server share.
#![cfg(test)]

use api::my_data::MyDataError;
use api::{
    AccountDraft, ApiProblem, AssessRequest, ChangeAccount, DraftState, FindingView, MessageContent, OpenAccount,
    ProblemBody, Seat, Session, SignInRequest, is_idempotency_key,
};
use chrono::{DateTime, FixedOffset, NaiveDate};
use rules::call::{Call, JUNE_2025};
use rules::eligibility::assess;
use rules::facts::{Answer, FactId, Facts};
use rules::field::{Field, FieldError, FieldProblem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn riga(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A value is written as the JSON says, and reads back as itself.
fn assert_json<T: Serialize + DeserializeOwned + PartialEq + core::fmt::Debug>(value: &T, json: &Value) {
    assert_eq!(serde_json::to_value(value).ok().as_ref(), Some(json));
    assert_eq!(serde_json::from_value::<T>(json.clone()).ok().as_ref(), Some(value), "{json}");
}

fn email_error() -> FieldError {
    FieldError { field: Field::Email, problem: FieldProblem::EmailWithoutDomain }
}

/// Every problem, its status, and the JSON of its code and data.
fn problems() -> Vec<(ApiProblem, u16, Value)> {
    let email = json!([{ "field": "email", "problem": "email_without_domain" }]);
    let opens_at = riga("2025-06-09T00:00:00+03:00");
    let closed_at = riga("2025-06-21T00:00:00+03:00");
    let plain = |code: &str| json!({ "code": code });
    let with = |code: &str, data: Value| json!({ "code": code, "data": data });
    vec![
        (ApiProblem::NotFound, 404, plain("not_found")),
        (ApiProblem::MethodNotAllowed, 405, plain("method_not_allowed")),
        (ApiProblem::BodyInvalid { reason: "x".into() }, 400, with("body_invalid", json!({ "reason": "x" }))),
        (ApiProblem::BodyTooLarge { limit: 16_384 }, 413, with("body_too_large", json!({ "limit": 16_384 }))),
        (ApiProblem::CsrfHeaderMissing, 403, plain("csrf_header_missing")),
        (ApiProblem::SignInRequired, 401, plain("sign_in_required")),
        (ApiProblem::SignInExpired, 422, plain("sign_in_expired")),
        (ApiProblem::SignInUnavailable, 503, plain("sign_in_unavailable")),
        (ApiProblem::ReturnPathInvalid, 400, plain("return_path_invalid")),
        (ApiProblem::UnknownPerson, 422, plain("unknown_person")),
        (ApiProblem::SignInCancelled, 422, plain("sign_in_cancelled")),
        (ApiProblem::SignInUnverified, 400, plain("sign_in_unverified")),
        (ApiProblem::IdentityConflict, 409, plain("identity_conflict")),
        (ApiProblem::SignInTooWeak, 403, plain("sign_in_too_weak")),
        (ApiProblem::StepUpRequired, 401, plain("step_up_required")),
        (ApiProblem::RoleRequired, 403, plain("role_required")),
        (
            ApiProblem::UnderAge { minimum_age: 18, adult_on: Some(day("2025-06-15")) },
            403,
            with("under_age", json!({ "minimum_age": 18, "adult_on": "2025-06-15" })),
        ),
        (ApiProblem::BirthDateUnknown, 422, plain("birth_date_unknown")),
        (ApiProblem::BirthDateKnown, 409, plain("birth_date_known")),
        (ApiProblem::AccountMissing, 403, plain("account_missing")),
        (ApiProblem::AccountExists, 409, plain("account_exists")),
        (ApiProblem::AccountInUse, 409, plain("account_in_use")),
        (
            ApiProblem::MyDataRefused { reason: MyDataError::OtherPerson },
            422,
            with("my_data_refused", json!({ "reason": "other_person" })),
        ),
        (
            ApiProblem::TermsOutdated { current: "2025-06-09".into() },
            422,
            with("terms_outdated", json!({ "current": "2025-06-09" })),
        ),
        (
            ApiProblem::ContactInvalid { errors: vec![email_error()] },
            422,
            with("contact_invalid", json!({ "errors": email.clone() })),
        ),
        (ApiProblem::IdempotencyKeyInvalid, 400, plain("idempotency_key_invalid")),
        (ApiProblem::IdempotencyKeyReused, 422, plain("idempotency_key_reused")),
        (
            ApiProblem::ApplicationInvalid { errors: vec![email_error()] },
            422,
            with("application_invalid", json!({ "errors": email })),
        ),
        (
            ApiProblem::WindowNotYetOpen { opens_at },
            409,
            with("window_not_yet_open", json!({ "opens_at": "2025-06-09T00:00:00+03:00" })),
        ),
        (
            ApiProblem::WindowClosed { closed_at },
            409,
            with("window_closed", json!({ "closed_at": "2025-06-21T00:00:00+03:00" })),
        ),
        (
            ApiProblem::LiveApplicationExists { application: "a-1".into() },
            409,
            with("live_application_exists", json!({ "application": "a-1" })),
        ),
        (
            ApiProblem::DraftChanged { current: Box::new(AccountDraft { revision: 3, state: DraftState::Sent }) },
            409,
            with("draft_changed", json!({ "current": { "revision": 3, "state": { "kind": "sent" } } })),
        ),
        (ApiProblem::DemonstrationOnly, 403, plain("demonstration_only")),
        (ApiProblem::TooManyRequests { retry_after: 20 }, 429, with("too_many_requests", json!({ "retry_after": 20 }))),
        (ApiProblem::Busy { retry_after: 2 }, 503, with("busy", json!({ "retry_after": 2 }))),
        (ApiProblem::Internal { request: "r-1".into() }, 500, with("internal", json!({ "request": "r-1" }))),
    ]
}

/// Stops compiling when a problem is added, so that it gets its row in [`problems`].
const fn has_a_row(problem: &ApiProblem) -> bool {
    match problem {
        ApiProblem::NotFound
        | ApiProblem::MethodNotAllowed
        | ApiProblem::BodyInvalid { .. }
        | ApiProblem::BodyTooLarge { .. }
        | ApiProblem::CsrfHeaderMissing
        | ApiProblem::SignInRequired
        | ApiProblem::SignInExpired
        | ApiProblem::SignInUnavailable
        | ApiProblem::ReturnPathInvalid
        | ApiProblem::UnknownPerson
        | ApiProblem::SignInCancelled
        | ApiProblem::SignInUnverified
        | ApiProblem::IdentityConflict
        | ApiProblem::SignInTooWeak
        | ApiProblem::StepUpRequired
        | ApiProblem::RoleRequired
        | ApiProblem::UnderAge { .. }
        | ApiProblem::BirthDateUnknown
        | ApiProblem::BirthDateKnown
        | ApiProblem::AccountMissing
        | ApiProblem::AccountExists
        | ApiProblem::AccountInUse
        | ApiProblem::MyDataRefused { .. }
        | ApiProblem::TermsOutdated { .. }
        | ApiProblem::ContactInvalid { .. }
        | ApiProblem::IdempotencyKeyInvalid
        | ApiProblem::IdempotencyKeyReused
        | ApiProblem::ApplicationInvalid { .. }
        | ApiProblem::WindowNotYetOpen { .. }
        | ApiProblem::WindowClosed { .. }
        | ApiProblem::LiveApplicationExists { .. }
        | ApiProblem::DraftChanged { .. }
        | ApiProblem::DemonstrationOnly
        | ApiProblem::TooManyRequests { .. }
        | ApiProblem::Busy { .. }
        | ApiProblem::Internal { .. } => true,
    }
}

#[test]
fn every_problem_has_its_status_and_its_code() {
    let problems = problems();
    assert_eq!(problems.len(), 36);
    for (problem, status, json) in problems {
        assert!(has_a_row(&problem));
        assert_eq!(problem.status(), status, "{json}");
        assert_json(&problem, &json);
    }
}

#[test]
fn every_problem_travels_in_one_envelope() {
    for (problem, status, json) in problems() {
        let mut envelope = json!({ "type": "about:blank", "status": status });
        envelope.as_object_mut().unwrap().extend(json.as_object().unwrap().clone());
        assert_json(&ProblemBody::from(problem), &envelope);
    }
}

#[test]
fn envelope_is_written_in_this_order() {
    let body = ProblemBody::from(ApiProblem::WindowClosed { closed_at: riga("2025-06-21T00:00:00+03:00") });
    let expected = concat!(
        r#"{"type":"about:blank","status":409,"code":"window_closed","#,
        r#""data":{"closed_at":"2025-06-21T00:00:00+03:00"}}"#
    );
    assert_eq!(serde_json::to_string(&body).unwrap(), expected);
}

#[test]
fn every_field_error_has_its_code_and_data() {
    let instant = riga("2025-06-09T00:00:00+03:00");
    let (ends_on, usable_until) = (day("2026-05-01"), day("2026-04-30"));
    let table = [
        (Field::Body, FieldProblem::WrongType, json!({ "field": "body", "problem": "wrong_type" })),
        (Field::Call, FieldProblem::OtherCall, json!({ "field": "call", "problem": "other_call" })),
        (
            Field::Call,
            FieldProblem::WindowNotYetOpen { opens_at: instant },
            json!({ "field": "call", "problem": "window_not_yet_open", "opens_at": "2025-06-09T00:00:00+03:00" }),
        ),
        (
            Field::Call,
            FieldProblem::WindowClosed { closed_at: instant },
            json!({ "field": "call", "problem": "window_closed", "closed_at": "2025-06-09T00:00:00+03:00" }),
        ),
        (Field::Programme, FieldProblem::NotInCall, json!({ "field": "programme", "problem": "not_in_call" })),
        (Field::Group, FieldProblem::NoSuchGroup, json!({ "field": "group", "problem": "no_such_group" })),
        (
            Field::Group,
            FieldProblem::GroupTooLate { ends_on, usable_until },
            json!({ "field": "group", "problem": "group_too_late",
                "ends_on": "2026-05-01", "usable_until": "2026-04-30" }),
        ),
        (
            Field::Fact(FactId::StillLearning),
            FieldProblem::Required,
            json!({ "field": { "fact": "still_learning" }, "problem": "required" }),
        ),
        (
            Field::Fact(FactId::BirthDate),
            FieldProblem::BirthDateInFuture,
            json!({ "field": { "fact": "birth_date" }, "problem": "birth_date_in_future" }),
        ),
        (
            Field::Fact(FactId::BirthDate),
            FieldProblem::BirthDateTooEarly,
            json!({ "field": { "fact": "birth_date" }, "problem": "birth_date_too_early" }),
        ),
        (
            Field::Email,
            FieldProblem::TooLong { bytes: 254 },
            json!({ "field": "email", "problem": "too_long", "bytes": 254 }),
        ),
        (Field::Email, FieldProblem::EmailWithoutAt, json!({ "field": "email", "problem": "email_without_at" })),
        (Field::Email, FieldProblem::EmailWithoutName, json!({ "field": "email", "problem": "email_without_name" })),
        (
            Field::Email,
            FieldProblem::EmailWithoutDomain,
            json!({ "field": "email", "problem": "email_without_domain" }),
        ),
        (
            Field::Email,
            FieldProblem::EmailDomainIncomplete,
            json!({ "field": "email", "problem": "email_domain_incomplete" }),
        ),
        (Field::Email, FieldProblem::EmailSyntax, json!({ "field": "email", "problem": "email_syntax" })),
        (Field::Phone, FieldProblem::PhoneCharacters, json!({ "field": "phone", "problem": "phone_characters" })),
        (
            Field::Email,
            FieldProblem::EmailLookalike { letter: 'а' },
            json!({ "field": "email", "problem": "email_lookalike", "letter": "а" }),
        ),
        (Field::Phone, FieldProblem::PhoneLatvian, json!({ "field": "phone", "problem": "phone_latvian" })),
        (Field::Phone, FieldProblem::PhoneInternational, json!({ "field": "phone", "problem": "phone_international" })),
        (Field::Language, FieldProblem::WrongType, json!({ "field": "language", "problem": "wrong_type" })),
        (
            Field::Other("contact.fax".into()),
            FieldProblem::UnknownField,
            json!({ "field": { "other": "contact.fax" }, "problem": "unknown_field" }),
        ),
    ];
    for (field, problem, json) in table {
        assert_json(&FieldError { field, problem }, &json);
    }
}

#[test]
fn finding_of_the_account_shows_outcome_clause_and_reading() {
    let call = Call::parse(JUNE_2025.as_bytes()).unwrap();
    let facts = Facts {
        birth_date: Some(day("2007-07-15")),
        earlier_grant_without_choice: Answer::No,
        still_learning: Answer::No,
        interrupted_learning: Answer::No,
        completed_learning: Answer::No,
        still_learning_elsewhere: Answer::No,
        interrupted_learning_elsewhere: Answer::No,
    };
    let views = FindingView::of(&assess(&call, &facts, riga("2025-06-10T12:00:00+03:00").to_utc()));
    assert_eq!(views.len(), 5);
    assert_json(&views[0], &json!({ "rule": "age", "outcome": "not_met", "clauses": ["N2"], "reading": "R1" }));
    assert_json(&views[1], &json!({ "rule": "window", "outcome": "met", "clauses": ["N3"], "reading": null }));
}

#[test]
fn seat_of_an_application_is_held_waited_for_or_drawn() {
    assert_json(&Seat::Held, &json!({ "kind": "held" }));
    assert_json(&Seat::Waiting { number: 3 }, &json!({ "kind": "waiting", "number": 3 }));
    assert_json(&Seat::Draw, &json!({ "kind": "draw" }));
    assert_json(&MessageContent::AccountOpened, &json!({ "kind": "account_opened" }));
}

#[test]
fn session_of_nobody_says_so() {
    assert_json(&Session::default(), &json!({ "person": null }));
}

#[test]
fn request_takes_no_field_that_it_does_not_know() {
    let refused =
        |error: Option<serde_json::Error>| error.is_some_and(|error| error.to_string().contains("unknown field"));
    let facts = json!({ "facts": {}, "name": "Anna" });
    assert!(refused(serde_json::from_value::<AssessRequest>(facts).err()));
    let deeper = json!({ "facts": { "age": 40 } });
    assert!(refused(serde_json::from_value::<AssessRequest>(deeper).err()));
    let sign_in = json!({ "return_to": "/", "personal_code": "x" });
    assert!(refused(serde_json::from_value::<SignInRequest>(sign_in).err()));
    let open = json!({ "terms": "2025-06-09", "language": "lv", "contact": { "email": "", "fax": "" } });
    assert!(refused(serde_json::from_value::<OpenAccount>(open).err()));
    assert!(refused(serde_json::from_value::<ChangeAccount>(json!({ "name": "Anna" })).err()));
}

#[test]
fn assess_request_needs_facts_and_no_instant() {
    let request: AssessRequest = serde_json::from_value(json!({ "facts": {} })).unwrap();
    assert_eq!(request.now, None);
    assert_eq!(serde_json::to_value(request).unwrap().get("now"), None);
    let request: AssessRequest = serde_json::from_value(json!({ "facts": {}, "now": "2025-06-10T09:00:00Z" })).unwrap();
    assert_eq!(request.now, Some(riga("2025-06-10T09:00:00Z")));
    assert!(serde_json::from_value::<AssessRequest>(json!({})).is_err());
}

#[test]
fn idempotency_key_has_16_to_64_plain_characters() {
    let of_length = |length: usize| "k".repeat(length);
    for (length, expected) in [(0, false), (15, false), (16, true), (17, true), (63, true), (64, true), (65, false)] {
        assert_eq!(is_idempotency_key(&of_length(length)), expected, "{length} characters");
    }
    assert!(is_idempotency_key("0f8fad5b-d9cb-469f-a165-70867728950e"));
    assert!(is_idempotency_key("ABCxyz019_-ABCxyz019_-"));
    for bad in ["0f8fad5b d9cb 469f", "0f8fad5b.d9cb.469f", "ķķķķķķķķķķķķķķķķ", "0f8fad5bd9cb469f\n"] {
        assert!(!is_idempotency_key(bad), "{bad:?}");
    }
}
