//! Route `drafts`: the draft of a signed-in person, shared between devices.

use rules::application::ApplicationDraft;
use serde_json::{Value, json};

use crate::support::{Client, MORNING, TestApp, application, key, open_account};

const PATH: &str = "drafts/2025-06";

fn change(revision: u32, draft: &Value) -> Value {
    json!({ "revision": revision, "key": key(1), "draft": draft })
}

fn with_email(email: &str) -> Value {
    let mut draft = application();
    draft["contact"]["email"] = email.into();
    draft
}

async fn stored(client: &Client) -> Value {
    client.get(PATH).await.expect(200).json()
}

#[tokio::test]
async fn draft_is_shared_between_devices() {
    let app = TestApp::new().await;
    let phone = app.signed_in("anna-ozola").await;
    assert_eq!(stored(&phone).await, json!({ "revision": 0, "state": { "kind": "none" } }));
    let response = phone.put(PATH, &change(0, &application())).await.expect(200).json();
    let open = json!({ "revision": 1, "state": {
        "kind": "open", "saved_at": MORNING, "key": key(1), "draft": normalised(&application()),
    } });
    assert_eq!(response, open);
    let desktop = app.signed_in("anna-ozola").await;
    assert_eq!(stored(&desktop).await, open);
}

/// Fills omitted facts with the unknown answer, as the server does.
/// The draft as the server stores it: without the declaration.
fn normalised(draft: &Value) -> Value {
    let draft: ApplicationDraft = serde_json::from_value(draft.clone()).unwrap();
    serde_json::to_value(ApplicationDraft { declaration: false, ..draft }).unwrap()
}

#[tokio::test]
async fn change_from_an_old_revision_returns_the_current_draft() {
    let app = TestApp::new().await;
    let (phone, desktop) = (app.signed_in("anna-ozola").await, app.signed_in("anna-ozola").await);
    phone.put(PATH, &change(0, &with_email("no-talruna@epasts.lv"))).await.expect(200);
    let refused = desktop.put(PATH, &change(0, &with_email("no-datora@epasts.lv"))).await;
    let refused = refused.expect_code(409, "draft_changed").json();
    assert_eq!(refused["data"]["current"], stored(&phone).await);
    assert_eq!(stored(&desktop).await["state"]["draft"]["contact"]["email"], "no-talruna@epasts.lv");
    desktop.put(PATH, &change(1, &with_email("no-datora@epasts.lv"))).await.expect(200);
    assert_eq!(stored(&phone).await["state"]["draft"]["contact"]["email"], "no-datora@epasts.lv");
}

#[tokio::test]
async fn change_from_an_unknown_revision_keeps_the_draft_readable() {
    let anna = TestApp::new().await.signed_in("anna-ozola").await;
    for revision in [u32::MAX, i32::MAX as u32] {
        anna.put(PATH, &change(revision, &application())).await.expect_code(409, "draft_changed");
        assert_eq!(stored(&anna).await["revision"], 0);
    }
    anna.put(PATH, &change(i32::MAX as u32 - 1, &application())).await.expect(200);
    assert_eq!(stored(&anna).await["revision"], i32::MAX);
}

#[tokio::test]
async fn submission_ends_the_draft_on_every_device() {
    let app = TestApp::new().await;
    let (phone, desktop) = (app.signed_in("anna-ozola").await, app.signed_in("anna-ozola").await);
    phone.post("account", &open_account()).await.expect(201);
    desktop.put(PATH, &change(0, &application())).await.expect(200);
    phone.submit(&key(1), &application().to_string()).await.expect(201);
    assert_eq!(stored(&desktop).await, json!({ "revision": 2, "state": { "kind": "sent" } }));
    desktop.put(PATH, &change(1, &application())).await.expect_code(409, "draft_changed");
}

#[tokio::test]
async fn deleted_draft_is_reported_as_deleted() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    anna.delete(PATH).await.expect(204);
    assert_eq!(stored(&anna).await["state"], json!({ "kind": "none" }));
    anna.put(PATH, &change(0, &application())).await.expect(200);
    anna.delete(PATH).await.expect(204);
    assert_eq!(stored(&anna).await, json!({ "revision": 2, "state": { "kind": "deleted" } }));
}

#[tokio::test]
async fn draft_is_private_and_requires_a_session() {
    let app = TestApp::new().await;
    app.signed_in("anna-ozola").await.put(PATH, &change(0, &application())).await.expect(200);
    assert_eq!(stored(&app.signed_in("liga-balode").await).await["revision"], 0);
    let visitor = app.visitor();
    visitor.get(PATH).await.expect_code(401, "sign_in_required");
    visitor.put(PATH, &change(0, &application())).await.expect_code(401, "sign_in_required");
    visitor.delete(PATH).await.expect_code(401, "sign_in_required");
}

#[tokio::test]
async fn incomplete_and_invalid_draft_is_stored_unchanged() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    let mut draft = with_email("anna@");
    draft["group"] = "".into();
    draft["facts"] = json!({});
    anna.put(PATH, &change(0, &draft)).await.expect(200);
    assert_eq!(stored(&anna).await["state"]["draft"], normalised(&draft));
}

#[tokio::test]
async fn draft_of_another_call_is_not_found() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    anna.get("drafts/2031-01").await.expect_code(404, "not_found");
    let mut draft = application();
    draft["call"] = "2031-01".into();
    anna.put("drafts/2031-01", &change(0, &draft)).await.expect_code(404, "not_found");
    anna.put(PATH, &change(0, &draft)).await.expect_code(404, "not_found");
}

#[tokio::test]
async fn draft_is_limited_to_16_kilobytes() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    let bytes = |draft: &Value| json!({ "key": key(1), "draft": normalised(draft) }).to_string().len();
    let longest = 16 * 1024 - bytes(&with_email(""));
    anna.put(PATH, &change(0, &with_email(&"a".repeat(longest + 1)))).await.expect_code(413, "body_too_large");
    anna.put(PATH, &change(0, &with_email(&"a".repeat(longest)))).await.expect(200);
}

#[tokio::test]
async fn invalid_key_and_unknown_fields_are_rejected() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    let mut body = change(0, &application());
    body["key"] = "short".into();
    anna.put(PATH, &body).await.expect_code(400, "idempotency_key_invalid");
    let mut body = change(0, &application());
    body["draft"]["name"] = "Anna".into();
    anna.put(PATH, &body).await.expect_code(400, "body_invalid");
}

#[tokio::test]
async fn draft_is_encrypted_in_the_database() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    anna.put(PATH, &change(0, &with_email("kanarijputnins@epasts.lv"))).await.expect(200);
    let canary = b"kanarijputnins";
    for file in app.database_files() {
        assert!(!file.windows(canary.len()).any(|bytes| bytes == canary));
    }
}

#[tokio::test]
async fn closing_the_account_deletes_the_draft() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    anna.post("account", &open_account()).await.expect(201);
    anna.put(PATH, &change(0, &application())).await.expect(200);
    anna.delete("account").await.expect(204);
    assert_eq!(stored(&app.signed_in("anna-ozola").await).await["state"], json!({ "kind": "none" }));
}
