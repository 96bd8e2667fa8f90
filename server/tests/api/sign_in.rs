//! Routes `sign-in` and `session`: draft hand-off, session lifetime, and sign-ins that must be rejected.

use serde_json::json;

use crate::support::TestApp;

#[tokio::test]
async fn sign_in_redirects_back_and_returns_the_draft_to_one_page() {
    let app = TestApp::new().await;
    let mut anna = app.visitor();
    let response = anna.sign_in("anna-ozola", Some("what Anna typed")).await.expect(303);
    assert_eq!(response.headers["location"], "/konts");
    assert_eq!(anna.take_draft("session/draft", 1).await, json!("what Anna typed"));
    assert_eq!(anna.take_draft("session/draft", 2).await, json!(null));
    assert_eq!(
        anna.take_draft("session/draft", 1).await,
        json!("what Anna typed"),
        "a repeated request with the same key"
    );
}

#[tokio::test]
async fn sign_ins_of_two_tabs_both_succeed_and_keep_their_drafts() {
    let app = TestApp::new().await;
    for is_first_first in [true, false] {
        let mut anna = app.visitor();
        let [first, second] =
            [anna.start_sign_in(Some("the first tab")).await, anna.start_sign_in(Some("the second tab")).await];
        let mut finish = [(first, "the first tab"), (second, "the second tab")];
        if !is_first_first {
            finish.reverse();
        }
        for (state, draft) in finish {
            let response = anna.finish_sign_in(&state, "anna-ozola").await.expect(303);
            assert_eq!(response.headers["location"], "/konts");
            assert_eq!(anna.take_draft("session/draft", 1).await, json!(draft));
        }
        assert_eq!(anna.get("session").await.expect(200).json()["person"]["name"], "Anna Ozola");
    }
}

#[tokio::test]
async fn secret_that_is_not_ours_is_replaced() {
    let app = TestApp::new().await;
    let long = "a".repeat(65);
    for planted in ["", "x", &"A".repeat(64), &long] {
        let mut anna = app.visitor();
        anna.cookies.push(("imk-sign-in".to_owned(), planted.to_owned()));
        let state = anna.start_sign_in(None).await;
        assert!(anna.cookies.iter().all(|(_, value)| value != planted && value.len() == 64), "{planted}");
        anna.finish_sign_in(&state, "anna-ozola").await.expect(303);
    }
}

#[tokio::test]
async fn going_back_to_the_provider_leads_a_signed_in_person_on() {
    let app = TestApp::new().await;
    let mut anna = app.visitor();
    let state = anna.start_sign_in(None).await;
    anna.finish_sign_in(&state, "anna-ozola").await.expect(303);
    for person in ["anna-ozola", "toms-klavins"] {
        let again = anna.finish_sign_in(&state, person).await.expect(303);
        assert_eq!(again.headers["location"], "/konts");
        assert_eq!(anna.get("session").await.expect(200).json()["person"]["name"], "Anna Ozola");
    }
    anna.cookies.retain(|(name, _)| name != "imk");
    assert_eq!(anna.finish_sign_in(&state, "anna-ozola").await.rejection_code(), "sign_in_expired");
}

#[tokio::test]
async fn drafts_are_returned_to_a_valid_idempotency_key_only() {
    let app = TestApp::new().await;
    let mut anna = app.visitor();
    anna.sign_in("anna-ozola", Some("what Anna typed")).await.expect(303);
    for path in ["session/draft", "sign-in/draft"] {
        let request = anna.request("POST", path).header("idempotency-key", "short");
        let response = app.send(request.body(axum::body::Body::empty()).unwrap()).await;
        response.expect_code(400, "idempotency_key_invalid");
        anna.post(path, &json!({})).await.expect_code(400, "idempotency_key_invalid");
    }
    assert_eq!(anna.take_draft("session/draft", 1).await, json!("what Anna typed"));
}

#[tokio::test]
async fn get_request_does_not_consume_the_handed_over_draft() {
    let app = TestApp::new().await;
    let mut anna = app.visitor();
    anna.sign_in("anna-ozola", Some("what Anna typed")).await.expect(303);
    for path in ["session/draft", "sign-in/draft"] {
        anna.get(path).await.expect(405);
    }
    assert_eq!(anna.take_draft("session/draft", 1).await, json!("what Anna typed"));
}

#[tokio::test]
async fn session_state_and_browser_secrets_are_32_random_bytes() {
    let (app, mut secrets) = (TestApp::new().await, Vec::new());
    for _ in 0..8 {
        let mut anna = app.visitor();
        secrets.push(anna.start_sign_in(None).await);
        secrets.extend(anna.cookies.iter().map(|(_, value)| value.clone()));
        let state = secrets[secrets.len() - 2].clone();
        anna.finish_sign_in(&state, "anna-ozola").await.expect(303);
        secrets.extend(anna.cookies.iter().filter(|(name, _)| name == "imk").map(|(_, value)| value.clone()));
    }
    assert_eq!(secrets.len(), 24);
    for secret in &secrets {
        let digits = secret.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit));
        assert!(secret.len() == 64 && digits, "{secret}");
    }
    secrets.sort_unstable();
    secrets.dedup();
    assert_eq!(secrets.len(), 24, "every secret is unique");
}

#[tokio::test]
async fn session_contains_the_name_and_a_masked_personal_code() {
    let app = TestApp::new().await;
    let response = app.signed_in("anna-ozola").await.get("session").await.expect(200);
    assert_eq!(response.json()["person"]["name"], "Anna Ozola");
    assert_eq!(response.json()["person"]["personal_code_masked"], "14••••-•••••");
    assert_eq!(response.json()["person"]["register"]["birth_date"], "1988-03-14");
    assert_eq!(app.visitor().get("session").await.expect(200).json(), json!({ "person": null }));
}

#[tokio::test]
async fn sign_in_finishes_only_in_the_browser_that_started_it() {
    let app = TestApp::new().await;
    let (mut anna, mut thief) = (app.visitor(), app.visitor());
    let state = anna.start_sign_in(Some("what Anna typed")).await;
    assert_eq!(thief.finish_sign_in(&state, "anna-ozola").await.rejection_code(), "sign_in_expired");
    thief.start_sign_in(None).await;
    assert_eq!(thief.finish_sign_in(&state, "anna-ozola").await.rejection_code(), "sign_in_expired");
    anna.finish_sign_in(&state, "anna-ozola").await.expect(303);
}

#[tokio::test]
async fn sign_in_finishes_only_once() {
    let app = TestApp::new().await;
    let mut anna = app.visitor();
    let state = anna.start_sign_in(None).await;
    let mut copy = anna.clone();
    anna.finish_sign_in(&state, "anna-ozola").await.expect(303);
    assert_eq!(copy.finish_sign_in(&state, "anna-ozola").await.rejection_code(), "sign_in_expired");
}

#[tokio::test]
async fn sign_in_expires_after_15_minutes() {
    let app = TestApp::new().await;
    let mut anna = app.visitor();
    let state = anna.start_sign_in(Some("draft")).await;
    let late = app.later("2025-06-10T09:29:00+03:00").await;
    assert_eq!(anna.clone().at(&late).finish_sign_in(&state, "anna-ozola").await.rejection_code(), "sign_in_expired");
    let in_time = app.later("2025-06-10T09:28:59+03:00").await;
    anna.at(&in_time).finish_sign_in(&state, "anna-ozola").await.expect(303);
}

#[tokio::test]
async fn session_expires_after_30_idle_minutes_and_after_8_hours() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    let idle = app.later("2025-06-10T09:44:00+03:00").await;
    anna.at(&idle).get("account").await.expect_code(401, "sign_in_required");
    let anna = app.signed_in("anna-ozola").await;
    // With a request every 29 minutes from 09:14, the session lasts until 17:14.
    for minutes in (29..=8 * 60).step_by(29) {
        let (hour, minute) = (9 + (14 + minutes) / 60, (14 + minutes) % 60);
        let then = app.later(&format!("2025-06-10T{hour:02}:{minute:02}:00+03:00")).await;
        anna.at(&then).get("messages").await.expect(200);
    }
    let end = app.later("2025-06-10T17:14:00+03:00").await;
    anna.at(&end).get("messages").await.expect_code(401, "sign_in_required");
}

#[tokio::test]
async fn sign_out_ends_the_session_for_every_copy_of_its_cookie() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    let copy = anna.clone();
    let response = anna.post("sign-out", &json!({})).await.expect(200);
    assert_eq!(response.json(), json!({ "location": null }), "the demonstration provider has no sign-out page");
    copy.get("messages").await.expect_code(401, "sign_in_required");
}

#[tokio::test]
async fn foreign_return_address_and_oversized_draft_are_rejected() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    for elsewhere in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let response = visitor.post("sign-in", &json!({ "return_to": elsewhere })).await;
        response.expect_code(400, "return_path_invalid");
    }
    let draft = "x".repeat(16 * 1024 + 1);
    let response = visitor.post("sign-in", &json!({ "return_to": "/", "draft": draft })).await;
    response.expect_code(413, "body_too_large");
}

#[tokio::test]
async fn sign_in_is_unavailable_without_demonstration_or_provider() {
    let app = TestApp::with(|state| (state.demo, state.identity) = (None, None)).await;
    app.visitor().get("sign-in/people").await.expect_code(503, "sign_in_unavailable");
    app.visitor().post("sign-in", &json!({ "return_to": "/" })).await.expect_code(503, "sign_in_unavailable");
}

#[tokio::test]
async fn cookie_over_tls_is_bound_to_the_host() {
    let app = TestApp::with(|state| state.tls = true).await;
    let mut anna = app.visitor();
    let response = anna.sign_in("anna-ozola", None).await.expect(303);
    let cookie = response.headers["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with("__Host-imk=") && cookie.contains("; Path=/;") && cookie.ends_with("; Secure"),
        "{cookie}"
    );
    assert!(cookie.contains("; HttpOnly; SameSite=Lax;"), "{cookie}");
}

#[tokio::test]
async fn second_sign_in_finds_the_same_person() {
    let app = TestApp::new().await;
    let first = app.with_account("marta-lapina").await;
    let again = app.signed_in("marta-lapina").await;
    assert_eq!(first.get("account").await.expect(200).text, again.get("account").await.expect(200).text);
}
