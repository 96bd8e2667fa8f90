//! Routes `call` and `assess`, and properties of every response.

use api::AgencyContact;
use axum::body::Body;
use axum::http::Request;
use rules::call::{Call, JUNE_2025};
use rules::decide::decide_line;
use serde_json::json;

use crate::support::{MORNING, TestApp};

#[tokio::test]
async fn call_reports_window_clock_and_demonstration_mode() {
    let app = TestApp::new().await;
    let call = app.visitor().get("call").await.expect(200).json();
    assert_eq!(call["id"], "2025-06");
    assert_eq!(call["state"], "open");
    assert_eq!(call["now"], MORNING);
    assert_eq!(call["demonstration"], true);
    assert_eq!(call["window"]["closes"], "2025-06-21T00:00:00+03:00");
}

#[tokio::test]
async fn call_contains_the_configured_contact_data_only() {
    let contact = AgencyContact { email: Some("help@viaa.example".to_owned()), ..AgencyContact::default() };
    let app = TestApp::with(|state| state.contact = contact.into()).await;
    let call = app.visitor().get("call").await.expect(200).json();
    assert_eq!(call["contact"], json!({ "email": "help@viaa.example" }));
}

#[tokio::test]
async fn api_verdict_equals_the_rules_verdict_byte_for_byte() {
    let app = TestApp::new().await;
    let call = Call::parse(JUNE_2025.as_bytes()).unwrap();
    let facts = json!({ "birth_date": "2007-06-15", "still_learning": true });
    let at = "2025-06-12T10:00:00+03:00";
    let response = app.visitor().post("assess", &json!({ "facts": facts, "now": at })).await.expect(200);
    let line = json!({ "at": at, "facts": facts }).to_string();
    assert_eq!(response.text, decide_line(&call, &line).unwrap());
}

#[tokio::test]
async fn instant_can_be_chosen_only_in_demonstration_mode() {
    let app = TestApp::with(|state| state.demo = None).await;
    let visitor = app.visitor();
    let response = visitor.post("assess", &json!({ "facts": {}, "now": MORNING })).await;
    response.expect_code(403, "demonstration_only");
    visitor.post("assess", &json!({ "facts": {} })).await.expect(200);
}

#[tokio::test]
async fn unknown_path_and_method_return_a_problem_code() {
    let app = TestApp::new().await;
    app.visitor().get("nothing-here").await.expect_code(404, "not_found");
    app.visitor().delete("call").await.expect_code(405, "method_not_allowed");
}

#[tokio::test]
async fn unreadable_body_returns_a_problem_code() {
    let app = TestApp::new().await;
    let request = app.visitor().request("POST", "assess").body(Body::from("{")).unwrap();
    app.send(request).await.expect_code(400, "body_invalid");
    app.visitor().post("assess", &json!({ "facts": { "age": 40 } })).await.expect_code(400, "body_invalid");
}

#[tokio::test]
async fn public_lists_are_cacheable_and_personal_data_is_not() {
    let app = TestApp::new().await;
    let get_compressed = |path: &str| {
        let request = app.visitor().request("GET", path).header("accept-encoding", "br");
        app.send(request.body(Body::empty()).unwrap())
    };
    // The list is requested uncompressed, because `Response` needs UTF-8.
    assert_eq!(app.visitor().get("programmes").await.headers["cache-control"], "no-cache");
    let session = get_compressed("session").await.expect(200);
    assert_eq!(session.headers["cache-control"], "no-store");
    assert!(!session.headers.contains_key("content-encoding"));
}

#[tokio::test]
async fn all_routes_are_only_under_the_base_path() {
    let app = TestApp::with(|state| state.base_path = "/imk".into()).await;
    let get = |path: &str| app.send(Request::get(path).body(Body::empty()).unwrap());
    get("/imk/api/v1/call").await.expect(200);
    get("/api/v1/call").await.expect(404);
    assert_eq!(get("/imk/").await.expect(308).headers["location"], "/imk");
    let request =
        Request::post("/imk/api/v1/sign-in").header("x-imk-csrf", "1").header("content-type", "application/json");
    let started = app.send(request.body(Body::from(r#"{"return_to":"/imk/konts"}"#)).unwrap()).await.expect(200).json();
    assert!(started["location"].as_str().unwrap().starts_with("/imk/pieslegties?state="), "{started}");
}

#[tokio::test]
async fn every_response_forbids_inline_scripts() {
    let app = TestApp::new().await;
    let response = app.visitor().get("call").await;
    let policy = response.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';") && !policy.contains("unsafe-inline"));
    assert_eq!(response.headers["x-content-type-options"], "nosniff");
}

#[tokio::test]
async fn health_check_is_outside_the_api() {
    let app = TestApp::new().await;
    let response = app.send(Request::get("/healthz").body(Body::empty()).unwrap()).await.expect(200);
    assert_eq!(response.text, "ok");
}

#[tokio::test]
async fn openapi_document_lists_every_operation() {
    let app = TestApp::new().await;
    let document = app.visitor().get("openapi.json").await.expect(200).json();
    assert_eq!(document["openapi"], "3.1.0");
    let mut addresses = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        addresses.extend(methods.as_object().unwrap().keys().map(|method| format!("{method} {path}")));
    }
    addresses.sort();
    assert_eq!(
        addresses,
        [
            "delete /account",
            "delete /drafts/{call}",
            "delete /sign-ins/{id}",
            "get /account",
            "get /account/export",
            "get /applications",
            "get /applications/{id}",
            "get /applications/{id}/receipt",
            "get /audit",
            "get /call",
            "get /drafts/{call}",
            "get /keys",
            "get /messages",
            "get /programmes",
            "get /programmes/{id}",
            "get /session",
            "get /sign-in/callback",
            "get /sign-in/people",
            "get /sign-ins",
            "patch /account",
            "post /account",
            "post /account/import",
            "post /applications",
            "post /assess",
            "post /session/draft",
            "post /sign-in",
            "post /sign-in/back-channel-logout",
            "post /sign-in/callback",
            "post /sign-in/draft",
            "post /sign-out",
            "post /sign-out/everywhere",
            "put /drafts/{call}",
            "put /session/birth-date",
        ]
    );
}

#[tokio::test]
async fn every_operation_lists_its_roles() {
    let app = TestApp::new().await;
    let document = app.visitor().get("openapi.json").await.expect(200).json();
    let known = ["anyone", "citizen", "provider_member", "agency_staff", "auditor"];
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let roles = operation["x-imk-roles"].as_array().unwrap_or_else(|| panic!("{method} {path} lists no roles"));
            assert!(!roles.is_empty(), "{method} {path}");
            assert!(roles.iter().all(|role| known.contains(&role.as_str().unwrap())), "{method} {path}: {roles:?}");
            let documents_401 = operation["responses"].as_object().unwrap().contains_key("401");
            assert_eq!(documents_401, roles[0] != "anyone", "{method} {path}: 401 where a session is required");
        }
    }
}
