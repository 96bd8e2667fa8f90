//! `sign-in` and `session`: the draft handed over, and every way in that must stay shut.

use serde_json::json;

use crate::support::TestApp;

#[tokio::test]
async fn signing_in_returns_to_the_page_and_gives_the_draft_back_to_one_page() {
    let app = TestApp::new().await;
    let mut anna = app.visitor();
    let answer = anna.sign_in("anna-ozola", Some("what Anna typed")).await.expect(303);
    assert_eq!(answer.headers["location"], "/konts");
    assert_eq!(anna.handed_over("session/draft", 1).await, json!("what Anna typed"));
    assert_eq!(anna.handed_over("session/draft", 2).await, json!(null));
    assert_eq!(anna.handed_over("session/draft", 1).await, json!("what Anna typed"), "the answer was lost on the way");
}

#[tokio::test]
async fn drafts_are_returned_to_a_valid_idempotency_key_only() {
    let app = TestApp::new().await;
    let mut anna = app.visitor();
    anna.sign_in("anna-ozola", Some("what Anna typed")).await.expect(303);
    for path in ["session/draft", "sign-in/draft"] {
        let request = anna.request("POST", path).header("idempotency-key", "short");
        let answer = app.send(request.body(axum::body::Body::empty()).unwrap()).await;
        answer.expect_code(400, "idempotency_key_invalid");
        anna.post(path, &json!({})).await.expect_code(400, "idempotency_key_invalid");
    }
    assert_eq!(anna.handed_over("session/draft", 1).await, json!("what Anna typed"));
}

#[tokio::test]
async fn a_page_that_leads_the_browser_to_the_draft_does_not_use_it_up() {
    let app = TestApp::new().await;
    let mut anna = app.visitor();
    anna.sign_in("anna-ozola", Some("what Anna typed")).await.expect(303);
    for path in ["session/draft", "sign-in/draft"] {
        anna.get(path).await.expect(405);
    }
    assert_eq!(anna.handed_over("session/draft", 1).await, json!("what Anna typed"));
}

#[tokio::test]
async fn secrets_of_sessions_states_and_browsers_have_32_bytes_and_are_drawn_anew() {
    let (app, mut secrets) = (TestApp::new().await, Vec::new());
    for _ in 0..8 {
        let mut anna = app.visitor();
        secrets.push(anna.start_sign_in(None).await);
        secrets.extend(anna.cookies.iter().map(|(_, value)| value.clone()));
        let state = secrets[secrets.len() - 2].clone();
        anna.come_back(&state, "anna-ozola").await.expect(303);
        secrets.extend(anna.cookies.iter().filter(|(name, _)| name == "imk").map(|(_, value)| value.clone()));
    }
    assert_eq!(secrets.len(), 24);
    for secret in &secrets {
        let digits = secret.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit));
        assert!(secret.len() == 64 && digits, "{secret}");
    }
    secrets.sort_unstable();
    secrets.dedup();
    assert_eq!(secrets.len(), 24, "each is another");
}

#[tokio::test]
async fn the_session_names_the_person_and_hides_the_personal_code() {
    let app = TestApp::new().await;
    let answer = app.signed_in("anna-ozola").await.get("session").await.expect(200);
    assert_eq!(answer.json()["person"]["name"], "Anna Ozola");
    assert_eq!(answer.json()["person"]["personal_code_masked"], "14••••-•••••");
    assert_eq!(answer.json()["person"]["register"]["birth_date"], "1988-03-14");
    assert_eq!(app.visitor().get("session").await.expect(200).json(), json!({ "person": null }));
}

#[tokio::test]
async fn a_sign_in_can_be_finished_only_in_the_browser_that_began_it() {
    let app = TestApp::new().await;
    let (mut anna, mut thief) = (app.visitor(), app.visitor());
    let state = anna.start_sign_in(Some("what Anna typed")).await;
    assert_eq!(thief.come_back(&state, "anna-ozola").await.turned_away(), "sign_in_expired");
    thief.start_sign_in(None).await;
    assert_eq!(thief.come_back(&state, "anna-ozola").await.turned_away(), "sign_in_expired");
    anna.come_back(&state, "anna-ozola").await.expect(303);
}

#[tokio::test]
async fn a_sign_in_can_be_finished_once() {
    let app = TestApp::new().await;
    let mut anna = app.visitor();
    let state = anna.start_sign_in(None).await;
    let mut copy = anna.clone();
    anna.come_back(&state, "anna-ozola").await.expect(303);
    assert_eq!(copy.come_back(&state, "anna-ozola").await.turned_away(), "sign_in_expired");
}

#[tokio::test]
async fn a_sign_in_lapses_after_a_quarter_of_an_hour() {
    let app = TestApp::new().await;
    let mut anna = app.visitor();
    let state = anna.start_sign_in(Some("draft")).await;
    let late = app.later("2025-06-10T09:29:00+03:00").await;
    assert_eq!(anna.clone().at(&late).come_back(&state, "anna-ozola").await.turned_away(), "sign_in_expired");
    let in_time = app.later("2025-06-10T09:28:59+03:00").await;
    anna.at(&in_time).come_back(&state, "anna-ozola").await.expect(303);
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_use_and_after_eight_hours_in_any_case() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    let idle = app.later("2025-06-10T09:44:00+03:00").await;
    anna.at(&idle).get("account").await.expect_code(401, "sign_in_required");
    let anna = app.signed_in("anna-ozola").await;
    // Used every 29 minutes from 09:14 on, it lives until 17:14.
    for minutes in (29..=8 * 60).step_by(29) {
        let (hour, minute) = (9 + (14 + minutes) / 60, (14 + minutes) % 60);
        let then = app.later(&format!("2025-06-10T{hour:02}:{minute:02}:00+03:00")).await;
        anna.at(&then).get("messages").await.expect(200);
    }
    let end = app.later("2025-06-10T17:14:00+03:00").await;
    anna.at(&end).get("messages").await.expect_code(401, "sign_in_required");
}

#[tokio::test]
async fn signing_out_ends_the_session_for_everybody_who_holds_its_cookie() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    let copy = anna.clone();
    let answer = anna.post("sign-out", &json!({})).await.expect(200);
    assert_eq!(answer.json(), json!({ "location": null }), "the demonstration has nowhere else to end");
    copy.get("messages").await.expect_code(401, "sign_in_required");
}

#[tokio::test]
async fn a_page_elsewhere_is_not_returned_to_and_a_draft_over_the_limit_is_not_kept() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    for elsewhere in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let answer = visitor.post("sign-in", &json!({ "return_to": elsewhere })).await;
        answer.expect_code(400, "return_path_invalid");
    }
    let draft = "x".repeat(16 * 1024 + 1);
    let answer = visitor.post("sign-in", &json!({ "return_to": "/", "draft": draft })).await;
    answer.expect_code(413, "body_too_large");
}

#[tokio::test]
async fn without_the_demonstration_there_are_no_invented_people() {
    let app = TestApp::with(|state| (state.demo, state.identity) = (None, None)).await;
    app.visitor().get("sign-in/people").await.expect_code(503, "sign_in_unavailable");
    app.visitor().post("sign-in", &json!({ "return_to": "/" })).await.expect_code(503, "sign_in_unavailable");
}

#[tokio::test]
async fn over_tls_the_cookie_is_bound_to_the_host() {
    let app = TestApp::with(|state| state.tls = true).await;
    let mut anna = app.visitor();
    let answer = anna.sign_in("anna-ozola", None).await.expect(303);
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with("__Host-imk=") && cookie.contains("; Path=/;") && cookie.ends_with("; Secure"),
        "{cookie}"
    );
    assert!(cookie.contains("; HttpOnly; SameSite=Lax;"), "{cookie}");
}

#[tokio::test]
async fn a_person_who_signs_in_again_is_the_same_person() {
    let app = TestApp::new().await;
    let first = app.with_account("marta-lapina").await;
    let again = app.signed_in("marta-lapina").await;
    assert_eq!(first.get("account").await.expect(200).text, again.get("account").await.expect(200).text);
}
