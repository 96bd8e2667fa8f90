//! Route `applications`: refusals, and the effects of an accepted application.

use api::{GroupSeats, Seat, Submitted};
use axum::body::Body;
use axum::http::StatusCode;
use serde_json::{Value, json};

use server::applications::queue::CAPACITY;

use crate::support::{Client, TestApp, application, application_for, key, open_account};

fn place_of(response: &str) -> Seat {
    serde_json::from_str::<Submitted>(response).unwrap().application.seat
}

async fn seats(app: &TestApp, group: &str) -> GroupSeats {
    app.state.store.free_seats(None).await.unwrap().into_iter().find(|seats| seats.group == group).unwrap()
}

async fn count(client: &Client) -> usize {
    client.get("applications").await.expect(200).json()["applications"].as_array().unwrap().len()
}

#[tokio::test]
async fn submission_requires_a_session() {
    let app = TestApp::new().await;
    app.visitor().submit(&key(1), &application().to_string()).await.expect_code(401, "sign_in_required");
}

#[tokio::test]
async fn request_without_csrf_header_changes_nothing() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let mut request = anna
        .request("POST", "applications")
        .header("idempotency-key", key(1))
        .body(Body::from(application().to_string()))
        .unwrap();
    request.headers_mut().remove("x-imk-csrf");
    app.send(request).await.expect_code(403, "csrf_header_missing");
    assert_eq!(count(&anna).await, 0);
}

#[tokio::test]
async fn submission_requires_an_account() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    anna.submit(&key(1), &application().to_string()).await.expect_code(403, "account_missing");
}

#[tokio::test]
async fn idempotency_key_has_16_to_64_plain_characters() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    for bad in ["", "fifteen-letters", &"x".repeat(65), "with a space in it", "apostrophe'apostrophe"] {
        anna.submit(bad, &application().to_string()).await.expect_code(400, "idempotency_key_invalid");
    }
    anna.submit("sixteen-letters-", &application().to_string()).await.expect(201);
}

#[tokio::test]
async fn all_invalid_fields_are_reported_at_once() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let mut body = application_for("p-999", "");
    body["contact"] = json!({ "email": "anna.ozola@", "phone": "12" });
    let response = anna.submit(&key(1), &body.to_string()).await.expect_code(422, "application_invalid");
    let errors = response.json()["data"]["errors"].clone();
    assert_eq!(
        errors,
        json!([
            { "field": "programme", "problem": "not_in_call" },
            { "field": "email", "problem": "email_without_domain" },
            { "field": "phone", "problem": "phone_latvian" },
        ])
    );
}

#[tokio::test]
async fn unknown_field_is_rejected_by_name() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    for (path, place) in [("name", "/name"), ("facts.age", "/facts/age"), ("contact.fax", "/contact/fax")] {
        let mut body = application();
        let (parent, field) = place.rsplit_once('/').unwrap();
        body.pointer_mut(parent).unwrap()[field] = json!("Anna");
        let response = anna.submit(&key(1), &body.to_string()).await.expect_code(422, "application_invalid");
        let expected = json!([{ "field": { "other": path }, "problem": "unknown_field" }]);
        assert_eq!(response.json()["data"]["errors"], expected);
    }
}

#[tokio::test]
async fn group_must_end_by_the_last_usable_day() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let groups = || app.state.catalogue.programmes.iter().flat_map(|p| p.groups.iter().map(move |g| (p, g)));
    let ending = |day: &str| groups().find(|(_, group)| group.ends_on.to_string() == day).unwrap();
    let (programme, group) = ending("2026-05-01");
    let late = application_for(&programme.id, &group.id).to_string();
    let response = anna.submit(&key(1), &late).await.expect_code(422, "application_invalid");
    let expected = json!([{ "field": "group", "problem": "group_too_late", "ends_on": "2026-05-01",
        "usable_until": "2026-04-30" }]);
    assert_eq!(response.json()["data"]["errors"], expected);
    let (programme, group) = ending("2026-04-30");
    anna.submit(&key(2), &application_for(&programme.id, &group.id).to_string()).await.expect(201);
}

#[tokio::test]
async fn window_includes_its_first_and_last_second() {
    let morning = TestApp::new().await;
    let anna = morning.with_account("anna-ozola").await;
    let cases = [
        ("2025-06-08T23:59:59+03:00", Some("window_not_yet_open")),
        ("2025-06-09T00:00:00+03:00", None),
        ("2025-06-20T23:59:59+03:00", None),
        ("2025-06-21T00:00:00+03:00", Some("window_closed")),
    ];
    for (number, (instant, code)) in (0..).zip(cases) {
        // Each instant has its own database, because a person may have one live application.
        let app = TestApp::at(instant).await;
        let person = app.with_account("anna-ozola").await;
        let response = person.submit(&key(number), &application().to_string()).await;
        match code {
            Some(code) => drop(response.expect_code(409, code)),
            None => drop(response.expect(201)),
        }
    }
    assert_eq!(count(&anna).await, 0);
}

#[tokio::test]
async fn accepted_application_writes_seat_message_outbox_and_audit() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let before = seats(&app, "p-001-1").await;
    let response = anna.submit(&key(1), &application().to_string()).await.expect(201);
    let submitted: Submitted = serde_json::from_str(&response.text).unwrap();
    assert_eq!(submitted.application.seat, Seat::Held);
    assert_eq!(submitted.application.submitted_at.to_rfc3339(), "2025-06-10T09:14:00+03:00");
    assert_eq!(seats(&app, "p-001-1").await.free, before.free - 1);
    let messages = anna.get("messages").await.expect(200).json();
    assert_eq!(messages["messages"][0]["content"]["kind"], "application_received");
    assert_eq!(app.state.store.outbox_length().await.unwrap(), 2);
    let audit = app.state.store.audit_of(&submitted.application.id).await.unwrap();
    assert_eq!(audit, ["application_submitted"]);
    let listed = anna.get(&format!("applications/{}", submitted.application.id)).await.expect(200).json();
    assert_eq!(listed, serde_json::to_value(&submitted.application).unwrap());
}

#[tokio::test]
async fn repeated_attempt_returns_the_same_bytes_after_closing() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let first = anna.submit(&key(1), &application().to_string()).await.expect(201);
    let again = anna.submit(&key(1), &application().to_string()).await.expect(201);
    assert_eq!(first.text, again.text);
    let closed = app.later("2025-07-01T12:00:00+03:00").await;
    let anna = closed.signed_in("anna-ozola").await;
    let after_closing = anna.submit(&key(1), &application().to_string()).await.expect(201);
    assert_eq!(first.text, after_closing.text);
    assert_eq!(count(&anna).await, 1);
    assert_eq!(seats(&app, "p-001-1").await.free, 7);
}

#[tokio::test]
async fn key_reused_with_another_body_is_rejected() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    anna.submit(&key(1), &application().to_string()).await.expect(201);
    let other = application_for("p-002", "p-002-1").to_string();
    anna.submit(&key(1), &other).await.expect_code(422, "idempotency_key_reused");
}

#[tokio::test]
async fn key_of_a_failed_attempt_can_be_reused() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let mut wrong = application();
    wrong["contact"]["email"] = json!("anna.ozola@");
    anna.submit(&key(1), &wrong.to_string()).await.expect(422);
    anna.submit(&key(1), &application().to_string()).await.expect(201);
}

#[tokio::test]
async fn same_key_of_another_person_is_independent() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let toms = app.with_account("toms-klavins").await;
    let of_anna = anna.submit(&key(1), &application().to_string()).await.expect(201);
    let of_toms = toms.submit(&key(1), &application_for("p-002", "p-002-1").to_string()).await.expect(201);
    assert_ne!(of_anna.json()["application"]["id"], of_toms.json()["application"]["id"]);
}

#[tokio::test]
async fn second_live_application_is_rejected_without_a_seat() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let first = anna.submit(&key(1), &application().to_string()).await.expect(201).json();
    let before = seats(&app, "p-002-1").await;
    let second = anna.submit(&key(2), &application_for("p-002", "p-002-1").to_string()).await;
    let problem = second.expect_code(409, "live_application_exists").json();
    assert_eq!(problem["data"]["application"], first["application"]["id"]);
    assert_eq!(seats(&app, "p-002-1").await, before);
}

#[tokio::test]
async fn eight_concurrent_attempts_create_one_application() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let body = application().to_string();
    let attempts: Vec<_> = (0..8)
        .map(|_| {
            let (anna, body) = (anna.clone(), body.clone());
            tokio::spawn(async move {
                // More than two at once wait, as the app does.
                loop {
                    let response = anna.submit(&key(1), &body).await;
                    if response.status != StatusCode::SERVICE_UNAVAILABLE {
                        return response.expect(201).text;
                    }
                    tokio::task::yield_now().await;
                }
            })
        })
        .collect();
    let mut replies = Vec::new();
    for attempt in attempts {
        replies.push(attempt.await.unwrap());
    }
    replies.dedup();
    assert_eq!(replies.len(), 1);
    assert_eq!(count(&anna).await, 1);
    assert_eq!(seats(&app, "p-001-1").await.free, 7);
}

#[tokio::test]
async fn last_seat_goes_to_one_person_and_the_other_waits_first() {
    let app = TestApp::new().await;
    let (anna, toms) = (app.with_account("anna-ozola").await, app.with_account("toms-klavins").await);
    let body = application_for("p-004", "p-004-1").to_string();
    assert_eq!(seats(&app, "p-004-1").await.free, 1);
    let (first, second) =
        tokio::join!(async { place_of(&anna.submit(&key(1), &body).await.expect(201).text) }, async {
            place_of(&toms.submit(&key(1), &body).await.expect(201).text)
        },);
    assert!(matches!(
        (first, second),
        (Seat::Held, Seat::Waiting { number: 1 }) | (Seat::Waiting { number: 1 }, Seat::Held)
    ));
    assert_eq!(seats(&app, "p-004-1").await, GroupSeats { group: "p-004-1".into(), free: 0, waiting: 1 });
}

#[tokio::test]
async fn registry_facts_replace_declared_facts() {
    let app = TestApp::new().await;
    let file: Value = serde_json::from_str(include_str!("../../demo/people.json")).unwrap();
    let excluded = ["earlier_grant_without_choice", "still_learning", "interrupted_learning"];
    let mut refused = 0;
    for person in file["people"].as_array().unwrap() {
        let (id, register) = (person["id"].as_str().unwrap(), &person["register"]);
        let client = app.signed_in(id).await;
        if person["birth_date"].is_null() {
            client.put("session/birth-date", &json!({ "birth_date": "1998-10-04" })).await.expect(204);
        }
        if client.post("account", &crate::support::open_account()).await.status == 403 {
            continue; // A minor has no account and cannot apply.
        }
        let response = client.submit(&key(1), &application().to_string()).await.expect(201).json();
        for rule in excluded {
            let findings = response["application"]["findings"].as_array().unwrap();
            let finding = findings.iter().find(|finding| finding["rule"] == rule).unwrap();
            let expected = if register[rule] == json!(true) { "not_met" } else { "met" };
            assert_eq!(finding["outcome"], expected, "{id} {rule}");
        }
        // The application contains the person's own answers beside those of the register.
        let holder = &response["receipt"]["holder"];
        for fact in excluded {
            assert_eq!(holder["declared"][fact], json!(false), "{id} {fact}");
            assert_eq!(holder["facts"][fact], json!(register[fact] == json!(true)), "{id} {fact}");
        }
        refused += u32::from(response["application"]["verdict"] == "not_eligible");
    }
    assert_eq!(refused, 7, "each exclusion alone, every pair, and all together");
}

#[tokio::test]
async fn application_without_the_declaration_is_rejected() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let missing = json!([{ "field": "declaration", "problem": "required" }]);
    for (number, value) in (1..).zip([json!(false), Value::Null]) {
        let mut body = application();
        body["declaration"] = value;
        if body["declaration"].is_null() {
            body.as_object_mut().unwrap().remove("declaration");
        }
        let rejected = anna.submit(&key(number), &body.to_string()).await.expect_code(422, "application_invalid");
        assert_eq!(rejected.json()["data"]["errors"], missing, "{body}");
    }
    anna.submit(&key(3), &application().to_string()).await.expect(201);
}

#[tokio::test]
async fn session_names_the_live_application() {
    let app = TestApp::new().await;
    let (anna, toms) = (app.with_account("anna-ozola").await, app.with_account("toms-klavins").await);
    assert_eq!(anna.get("session").await.expect(200).json()["person"]["application"], Value::Null);
    let sent = anna.submit(&key(1), &application().to_string()).await.expect(201).json();
    let named = &anna.get("session").await.expect(200).json()["person"]["application"];
    let application = &sent["application"];
    assert_eq!(*named, json!({ "id": application["id"], "programme": "p-001", "title": application["title"] }));
    assert_eq!(toms.get("session").await.expect(200).json()["person"]["application"], Value::Null);
}

#[tokio::test]
async fn application_of_another_person_is_not_found() {
    let app = TestApp::new().await;
    let (anna, toms) = (app.with_account("anna-ozola").await, app.with_account("toms-klavins").await);
    let response = anna.submit(&key(1), &application().to_string()).await.expect(201).json();
    let id = response["application"]["id"].as_str().unwrap();
    toms.get(&format!("applications/{id}")).await.expect_code(404, "not_found");
    toms.get(&format!("applications/{id}/receipt")).await.expect_code(404, "not_found");
    assert_eq!(count(&toms).await, 0);
}

#[tokio::test]
async fn busy_server_returns_retry_after_and_then_accepts() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let permit = app.state.submissions.places.clone().acquire_many_owned(CAPACITY as u32).await.unwrap();
    let busy = anna.submit(&key(1), &application().to_string()).await.expect_code(503, "busy");
    assert_eq!(busy.headers["retry-after"], "2");
    drop(permit);
    anna.submit(&key(1), &application().to_string()).await.expect(201);
}

#[tokio::test]
async fn attempt_at_a_busy_server_counts_after_the_window_closes() {
    let app = TestApp::at("2025-06-20T23:59:59+03:00").await;
    let anna = app.with_account("anna-ozola").await;
    let all = app.state.submissions.places.clone().acquire_many_owned(CAPACITY as u32).await.unwrap();
    anna.submit(&key(1), &application().to_string()).await.expect_code(503, "busy");
    drop(all);
    let in_time = anna.at(&app.later("2025-06-21T00:20:00+03:00").await);
    // Another attempt than the one that the server could not accept.
    in_time.submit(&key(2), &application().to_string()).await.expect_code(409, "window_closed");
    let sent = in_time.submit(&key(1), &application().to_string()).await.expect(201).json();
    assert_eq!(sent["application"]["submitted_at"], "2025-06-20T23:59:59+03:00");
}

#[tokio::test]
async fn refused_attempt_does_not_count_after_the_window_closes() {
    let app = TestApp::at("2025-06-20T23:59:59+03:00").await;
    let anna = app.signed_in("anna-ozola").await;
    anna.submit(&key(1), &application().to_string()).await.expect_code(403, "account_missing");
    anna.post("account", &open_account()).await.expect(201);
    let late = anna.at(&app.later("2025-06-21T00:20:00+03:00").await);
    late.submit(&key(1), &application().to_string()).await.expect_code(409, "window_closed");
}

#[tokio::test]
async fn name_twice_in_the_body_is_rejected() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let body = application().to_string().replacen('{', r#"{"group":"p-001-2","#, 1);
    anna.submit(&key(1), &body).await.expect_code(400, "body_invalid");
    anna.submit(&key(1), &application().to_string()).await.expect(201);
}

#[tokio::test]
async fn id_with_a_zero_byte_is_not_found() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    for path in ["applications/%00", "applications/a%00b/receipt"] {
        anna.get(path).await.expect_code(404, "not_found");
    }
    anna.delete("sign-ins/%00").await.expect_code(404, "not_found");
}

#[tokio::test]
async fn oversized_body_is_rejected_with_the_limit() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let response = anna.submit(&key(1), &" ".repeat(64 * 1024 + 1)).await.expect_code(413, "body_too_large");
    assert_eq!(response.json()["data"]["limit"], 65_536);
}
