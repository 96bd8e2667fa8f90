//! The draft that a signed-in person goes on with on another device.

use serde_json::{Value, json};

use crate::support::{Client, MORNING, TestApp, application, key, open_account};

const PATH: &str = "drafts/2025-06";

fn keep(revision: u32, draft: &Value) -> Value {
    json!({ "revision": revision, "key": key(1), "draft": draft })
}

fn with_email(email: &str) -> Value {
    let mut draft = application();
    draft["contact"]["email"] = email.into();
    draft
}

async fn kept(client: &Client) -> Value {
    client.get(PATH).await.expect(200).json()
}

#[tokio::test]
async fn draft_of_one_device_is_there_on_another() {
    let app = TestApp::new().await;
    let phone = app.signed_in("anna-ozola").await;
    assert_eq!(kept(&phone).await, json!({ "revision": 0, "state": { "kind": "none" } }));
    let answer = phone.put(PATH, &keep(0, &application())).await.expect(200).json();
    let open = json!({ "revision": 1, "state": {
        "kind": "open", "saved_at": MORNING, "key": key(1), "draft": kept_form(&application()),
    } });
    assert_eq!(answer, open);
    let desktop = app.signed_in("anna-ozola").await;
    assert_eq!(kept(&desktop).await, open);
}

/// Facts that were left out are open.
fn kept_form(draft: &Value) -> Value {
    serde_json::to_value(serde_json::from_value::<rules::application::ApplicationDraft>(draft.clone()).unwrap())
        .unwrap()
}

#[tokio::test]
async fn change_from_an_old_revision_is_refused_and_told_what_there_is() {
    let app = TestApp::new().await;
    let (phone, desktop) = (app.signed_in("anna-ozola").await, app.signed_in("anna-ozola").await);
    phone.put(PATH, &keep(0, &with_email("no-talruna@epasts.lv"))).await.expect(200);
    let refused = desktop.put(PATH, &keep(0, &with_email("no-datora@epasts.lv"))).await;
    let refused = refused.expect_code(409, "draft_changed").json();
    assert_eq!(refused["data"]["current"], kept(&phone).await);
    assert_eq!(kept(&desktop).await["state"]["draft"]["contact"]["email"], "no-talruna@epasts.lv");
    desktop.put(PATH, &keep(1, &with_email("no-datora@epasts.lv"))).await.expect(200);
    assert_eq!(kept(&phone).await["state"]["draft"]["contact"]["email"], "no-datora@epasts.lv");
}

#[tokio::test]
async fn change_from_a_revision_that_nobody_was_given_leaves_the_draft_readable() {
    let anna = TestApp::new().await.signed_in("anna-ozola").await;
    for revision in [u32::MAX, i32::MAX as u32] {
        anna.put(PATH, &keep(revision, &application())).await.expect_code(409, "draft_changed");
        assert_eq!(kept(&anna).await["revision"], 0);
    }
    anna.put(PATH, &keep(i32::MAX as u32 - 1, &application())).await.expect(200);
    assert_eq!(kept(&anna).await["revision"], i32::MAX);
}

#[tokio::test]
async fn sending_ends_the_draft_and_other_devices_learn_it() {
    let app = TestApp::new().await;
    let (phone, desktop) = (app.signed_in("anna-ozola").await, app.signed_in("anna-ozola").await);
    phone.post("account", &open_account()).await.expect(201);
    desktop.put(PATH, &keep(0, &application())).await.expect(200);
    phone.submit(&key(1), &application().to_string()).await.expect(201);
    assert_eq!(kept(&desktop).await, json!({ "revision": 2, "state": { "kind": "sent" } }));
    desktop.put(PATH, &keep(1, &application())).await.expect_code(409, "draft_changed");
}

#[tokio::test]
async fn deleted_draft_is_gone_and_told_to_be() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    anna.delete(PATH).await.expect(204);
    assert_eq!(kept(&anna).await["state"], json!({ "kind": "none" }));
    anna.put(PATH, &keep(0, &application())).await.expect(200);
    anna.delete(PATH).await.expect(204);
    assert_eq!(kept(&anna).await, json!({ "revision": 2, "state": { "kind": "deleted" } }));
}

#[tokio::test]
async fn draft_is_nobody_elses_and_needs_a_sign_in() {
    let app = TestApp::new().await;
    app.signed_in("anna-ozola").await.put(PATH, &keep(0, &application())).await.expect(200);
    assert_eq!(kept(&app.signed_in("liga-balode").await).await["revision"], 0);
    let visitor = app.visitor();
    visitor.get(PATH).await.expect_code(401, "sign_in_required");
    visitor.put(PATH, &keep(0, &application())).await.expect_code(401, "sign_in_required");
    visitor.delete(PATH).await.expect_code(401, "sign_in_required");
}

#[tokio::test]
async fn draft_with_gaps_and_mistakes_is_kept_as_it_is() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    let mut draft = with_email("anna@");
    draft["group"] = "".into();
    draft["facts"] = json!({});
    anna.put(PATH, &keep(0, &draft)).await.expect(200);
    assert_eq!(kept(&anna).await["state"]["draft"], kept_form(&draft));
}

#[tokio::test]
async fn draft_of_another_call_does_not_exist() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    anna.get("drafts/2031-01").await.expect_code(404, "not_found");
    let mut draft = application();
    draft["call"] = "2031-01".into();
    anna.put("drafts/2031-01", &keep(0, &draft)).await.expect_code(404, "not_found");
    anna.put(PATH, &keep(0, &draft)).await.expect_code(404, "not_found");
}

#[tokio::test]
async fn draft_of_sixteen_kilobytes_is_kept_and_a_byte_more_is_not() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    let bytes = |draft: &Value| json!({ "key": key(1), "draft": kept_form(draft) }).to_string().len();
    let longest = 16 * 1024 - bytes(&with_email(""));
    anna.put(PATH, &keep(0, &with_email(&"a".repeat(longest + 1)))).await.expect_code(413, "body_too_large");
    anna.put(PATH, &keep(0, &with_email(&"a".repeat(longest)))).await.expect(200);
}

#[tokio::test]
async fn spoilt_key_and_unknown_fields_are_refused() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    let mut body = keep(0, &application());
    body["key"] = "short".into();
    anna.put(PATH, &body).await.expect_code(400, "idempotency_key_invalid");
    let mut body = keep(0, &application());
    body["draft"]["name"] = "Anna".into();
    anna.put(PATH, &body).await.expect_code(400, "body_invalid");
}

#[tokio::test]
async fn draft_cannot_be_read_in_the_database() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    anna.put(PATH, &keep(0, &with_email("kanarijputnins@epasts.lv"))).await.expect(200);
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
    anna.put(PATH, &keep(0, &application())).await.expect(200);
    anna.delete("account").await.expect(204);
    assert_eq!(kept(&app.signed_in("anna-ozola").await).await["state"], json!({ "kind": "none" }));
}
