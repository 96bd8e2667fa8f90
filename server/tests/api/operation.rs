//! Operation: health checks, request ids, security headers, rate limits.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use serde_json::json;
use server::platform::headers::Headers;
use server::platform::rate_limit::RateLimits;

use crate::support::{Response, TestApp};

async fn get(app: &TestApp, path: &str) -> Response {
    app.send(Request::get(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn server_is_ready_until_draining_and_alive_until_the_end() {
    let app = TestApp::new().await;
    assert_eq!(get(&app, "/readyz").await.expect(200).text, "ready");
    app.state.drain();
    assert_eq!(get(&app, "/readyz").await.expect(503).text, "draining");
    assert_eq!(get(&app, "/healthz").await.expect(200).text, "ok");
    app.visitor().get("call").await.expect(200);
}

#[tokio::test]
async fn server_without_database_is_alive_but_not_ready() {
    let app = TestApp::new().await;
    app.state.store.close().await;
    get(&app, "/healthz").await.expect(200);
    get(&app, "/readyz").await.expect(503);
}

#[tokio::test]
async fn every_response_has_a_request_id_that_failures_repeat() {
    let app = TestApp::new().await;
    let (first, second) = (app.visitor().get("call").await, app.visitor().get("call").await);
    assert_ne!(first.headers["x-request-id"], second.headers["x-request-id"]);
    app.state.store.close().await;
    let failed = app.visitor().get("programmes").await.expect_code(500, "internal");
    assert_eq!(failed.json()["data"]["request"], failed.headers["x-request-id"].to_str().unwrap());
    assert_eq!(failed.json()["data"].as_object().unwrap().len(), 1, "the cause stays in the log");
}

#[tokio::test]
async fn request_id_from_the_client_is_ignored() {
    let app = TestApp::new().await;
    let request = Request::get("/api/v1/call").header("x-request-id", "mine").body(Body::empty()).unwrap();
    assert_ne!(app.send(request).await.headers["x-request-id"], "mine");
}

#[tokio::test]
async fn every_response_has_security_headers() {
    let app = TestApp::new().await;
    for path in ["/", "/api/v1/call", "/api/v1/nothing", "/nothing.js", "/healthz"] {
        let response = get(&app, path).await;
        let header =
            |name: &str| response.headers.get(name).unwrap_or_else(|| panic!("{path}: {name}")).to_str().unwrap();
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(policy.contains("; base-uri 'none'") && !policy.contains("object-src"), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert!(policy.contains("; require-trusted-types-for 'script'; trusted-types imk;"), "{policy}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "same-origin");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        let resource = if path.starts_with("/api/") { "same-origin" } else { "same-site" };
        assert_eq!(header("cross-origin-resource-policy"), resource, "{path}");
        assert!(header("permissions-policy").contains("geolocation=()"));
        assert!(!response.headers.contains_key("strict-transport-security"), "no HSTS over plain HTTP");
        assert!(!response.headers.contains_key("access-control-allow-origin"));
        assert!(!response.headers.contains_key("server"));
    }
}

#[tokio::test]
async fn tls_responses_set_hsts_and_allowed_frame_ancestors() {
    let app = TestApp::with(|state| {
        state.headers = Arc::new(Headers::new(&["https://stars.gov.lv".into()], true).unwrap());
    })
    .await;
    let response = get(&app, "/").await;
    assert_eq!(response.headers["strict-transport-security"], "max-age=63072000");
    let policy = response.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.ends_with("; frame-ancestors https://stars.gov.lv"), "{policy}");
}

#[tokio::test]
async fn rate_limit_applies_per_person_with_retry_after() {
    let app = TestApp::with(|state| state.limits = Arc::new(RateLimits::new(3, 100, Vec::new()))).await;
    let (anna, toms) = (app.signed_in("anna-ozola").await, app.signed_in("toms-klavins").await);
    for _ in 0..3 {
        anna.get("messages").await.expect(200);
    }
    let refused = anna.get("messages").await.expect_code(429, "too_many_requests");
    assert_eq!(refused.headers["retry-after"], "20");
    assert_eq!(refused.json()["data"], json!({ "retry_after": 20 }));
    toms.get("messages").await.expect(200);
    app.visitor().get("call").await.expect(200);
}

#[tokio::test]
async fn made_up_session_is_limited_before_the_database() {
    let app = TestApp::with(|state| state.limits = Arc::new(RateLimits::new(3, 100, Vec::new()))).await;
    let mut stranger = app.visitor();
    stranger.cookies.push(("imk".to_owned(), "made-up".to_owned()));
    for _ in 0..3 {
        stranger.get("messages").await.expect_code(401, "sign_in_required");
    }
    app.state.store.close().await;
    stranger.get("messages").await.expect_code(429, "too_many_requests");
}

#[tokio::test]
async fn flood_with_a_session_does_not_prevent_signing_out() {
    let app = TestApp::with(|state| state.limits = Arc::new(RateLimits::new(3, 100, Vec::new()))).await;
    let (thief, anna, other) =
        (app.signed_in("anna-ozola").await, app.signed_in("anna-ozola").await, app.signed_in("anna-ozola").await);
    let sign_ins = anna.get("sign-ins").await.expect(200).json();
    let listed = sign_ins["sign_ins"].as_array().unwrap();
    let current = listed.iter().find(|sign_in| sign_in["current"] == true).unwrap()["id"].clone();
    let another = listed.iter().map(|sign_in| sign_in["id"].clone()).find(|id| *id != current).unwrap();
    while thief.get("messages").await.status == 200 {}
    anna.get("messages").await.expect_code(429, "too_many_requests");
    anna.delete(&format!("sign-ins/{}", another.as_str().unwrap())).await.expect(204);
    other.post("sign-out", &json!({})).await;
    anna.post("sign-out/everywhere", &json!({})).await.expect(200);
}

#[tokio::test]
async fn return_from_the_provider_is_not_limited_by_address() {
    let app = TestApp::with(|state| state.limits = Arc::new(RateLimits::new(100, 1, Vec::new()))).await;
    let mut anna = app.visitor();
    let state = anna.start_sign_in(None).await;
    anna.post("sign-in", &json!({ "return_to": "/" })).await.expect_code(429, "too_many_requests");
    anna.finish_sign_in(&state, "anna-ozola").await.expect(303);
    anna.get("account").await.expect_code(403, "account_missing");
}

#[tokio::test]
async fn refused_request_without_the_header_is_not_cached() {
    let app = TestApp::new().await;
    let request = Request::post("/api/v1/sign-out").body(Body::empty()).unwrap();
    let refused = app.send(request).await.expect_code(403, "csrf_header_missing");
    assert_eq!(refused.headers["cache-control"], "no-store");
    assert_eq!(refused.headers["cross-origin-resource-policy"], "same-origin");
}

#[tokio::test]
async fn sign_in_rate_limit_is_per_address_and_excludes_reads() {
    let limits = || Arc::new(RateLimits::new(100, 2, vec!["10.0.0.0/8".parse().unwrap()]));
    let app = TestApp::with(|state| state.limits = limits()).await;
    let attempt = |peer: &str, forwarded: &str| {
        let peer: std::net::SocketAddr = peer.parse().unwrap();
        let body = Body::from(json!({ "return_to": "/" }).to_string());
        let request = Request::post("/api/v1/sign-in").header("x-imk-csrf", "1").header("x-forwarded-for", forwarded);
        app.send(request.extension(ConnectInfo(peer)).body(body).unwrap())
    };
    for _ in 0..2 {
        attempt("203.0.113.9:1000", "198.51.100.1").await.expect(200);
    }
    attempt("203.0.113.9:1001", "198.51.100.2").await.expect_code(429, "too_many_requests");
    attempt("10.0.0.1:1000", "203.0.113.9").await.expect_code(429, "too_many_requests");
    attempt("10.0.0.1:1000", "203.0.113.10").await.expect(200);
    app.visitor().get("call").await.expect(200);
}

#[tokio::test]
async fn unsupported_method_returns_405() {
    let app = TestApp::new().await;
    for method in ["TRACE", "PROPFIND", "POST", "DELETE"] {
        let request = Request::builder().method(method).uri("/api/v1/call").header("x-imk-csrf", "1");
        app.send(request.body(Body::empty()).unwrap()).await.expect_code(405, "method_not_allowed");
    }
}

#[tokio::test]
async fn path_that_is_not_utf8_is_not_found() {
    let app = TestApp::new().await;
    app.visitor().get("programmes/%ff%fe").await.expect_code(404, "not_found");
    app.signed_in("anna-ozola").await.get("applications/%ff").await.expect_code(404, "not_found");
}
