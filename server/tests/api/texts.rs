//! Texts round-trip unchanged, whatever they mean to a database or a browser, and every response has a content type.

use std::fs;

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::json;

use crate::support::{TestApp, application, key, open_account};

/// Texts that would change an SQL statement or a page if they were inserted into it.
const HOSTILE: [&str; 7] = [
    "O'Brien",
    "'; DROP TABLE person; --",
    "\" OR \"1\"=\"1",
    "x'); DELETE FROM session; --",
    "$1 $2 ? ?1 :a @b \\ \\' %27 %_",
    "/* */ -- # ; UNION SELECT code_encrypted FROM person",
    "\u{2019}; \u{ff07} \u{02bc} ' ''",
];

#[tokio::test]
async fn draft_texts_round_trip_unchanged() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    for (revision, text) in (0..).zip(HOSTILE) {
        let mut draft = application();
        draft["contact"] = json!({ "email": text, "phone": text });
        (draft["programme"], draft["group"]) = (json!(text), json!(text));
        let sent = json!({ "revision": revision, "key": key(1), "draft": draft });
        anna.put("drafts/2025-06", &sent).await.expect(200);
        let stored = anna.get("drafts/2025-06").await.expect(200).json();
        for field in ["/contact/email", "/contact/phone", "/programme", "/group"] {
            assert_eq!(stored["state"]["draft"].pointer(field), Some(&json!(text)), "{field}");
        }
    }
}

#[tokio::test]
async fn handed_over_draft_round_trips_unchanged() {
    let app = TestApp::new().await;
    for text in HOSTILE {
        let mut anna = app.visitor();
        anna.sign_in("anna-ozola", Some(text)).await.expect(303);
        assert_eq!(anna.take_draft("session/draft", 1).await, json!(text));
    }
}

#[tokio::test]
async fn email_with_special_characters_is_stored_unchanged() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let email = "o'brien--{x}|y=1&z#$%*/?^`~@epasts.lv";
    anna.patch("account", &json!({ "contact": { "email": email, "phone": "" } })).await.expect(200);
    assert_eq!(anna.get("account").await.expect(200).json()["contact"]["email"], email);
    for text in HOSTILE {
        let wrong = json!({ "contact": { "email": text, "phone": text } });
        anna.patch("account", &wrong).await.expect_code(422, "contact_invalid");
        let mut wrong = application();
        (wrong["programme"], wrong["group"], wrong["call"]) = (json!(text), json!(text), json!(text));
        let status = anna.submit(&key(1), &wrong.to_string()).await.status;
        assert!(status.is_client_error(), "{text}: {status}");
    }
    assert_eq!(anna.get("account").await.expect(200).json()["contact"]["email"], email);
}

#[tokio::test]
async fn hostile_identifiers_are_not_found_and_change_nothing() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    anna.submit(&key(1), &application().to_string()).await.expect(201);
    let before = anna.get("applications").await.expect(200).text;
    let things = ["applications", "programmes", "drafts"];
    for text in HOSTILE {
        let name: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for thing in things {
            anna.get(&format!("{thing}/{name}")).await.expect_code(404, "not_found");
        }
        anna.get(&format!("applications/{name}/receipt")).await.expect_code(404, "not_found");
        anna.delete(&format!("sign-ins/{name}")).await.expect_code(404, "not_found");
        let mut forged = app.visitor();
        forged.cookies = vec![("imk".into(), text.replace(';', ""))];
        if text.is_ascii() {
            forged.get("messages").await.expect_code(401, "sign_in_required");
        }
    }
    assert_eq!(anna.get("applications").await.expect(200).text, before);
    app.signed_in("toms-klavins").await.post("account", &open_account()).await.expect(201);
}

#[tokio::test]
async fn every_response_has_content_type_and_texts_have_charset() {
    let (app, pages) = (TestApp::new().await, tempfile::tempdir().unwrap());
    let files = ["index.html", "a.js", "a.css", "a.svg", "a.txt", "a.wasm", "a.json", "a.png", "a.webmanifest"];
    for file in files {
        fs::write(pages.path().join(file), "ā").unwrap();
    }
    let app = app.with_pages(pages.path());
    let expected = [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/konts", "text/html; charset=utf-8"),
        ("/a.js", "text/javascript; charset=utf-8"),
        ("/a.css", "text/css; charset=utf-8"),
        ("/a.svg", "image/svg+xml; charset=utf-8"),
        ("/a.txt", "text/plain; charset=utf-8"),
        ("/a.wasm", "application/wasm"),
        ("/a.json", "application/json"),
        ("/a.png", "image/png"),
        ("/a.webmanifest", "application/manifest+json"),
        ("/healthz", "text/plain; charset=utf-8"),
        ("/readyz", "text/plain; charset=utf-8"),
        ("/api/v1/call", "application/json"),
        ("/api/v1/openapi.json", "application/json"),
        ("/api/v1/programmes", "application/json"),
        ("/api/v1/session", "application/json"),
        ("/api/v1/account", "application/problem+json"),
        ("/api/v1/nothing", "application/problem+json"),
    ];
    for (path, kind) in expected {
        let response = app.send(Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(response.headers[header::CONTENT_TYPE], kind, "{path}");
        assert!(!response.text.is_empty(), "{path}");
    }
    let nothing = app.send(Request::get("/nothing.js").body(Body::empty()).unwrap()).await.expect(404);
    assert_eq!(nothing.text, "");
}
