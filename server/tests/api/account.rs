//! Route `account`: conditions for opening, changing and closing.

use serde_json::json;

use crate::support::{TestApp, application, key, open_account};

#[tokio::test]
async fn minor_is_rejected_with_the_date_of_majority() {
    let app = TestApp::new().await;
    let elina = app.signed_in("elina-zarina").await;
    let response = elina.post("account", &open_account()).await.expect_code(403, "under_age");
    assert_eq!(response.json()["data"], json!({ "minimum_age": 18, "adult_on": "2025-06-15" }));
    let birthday = app.later("2025-06-15T00:00:00+03:00").await;
    birthday.signed_in("elina-zarina").await.post("account", &open_account()).await.expect(201);
}

#[tokio::test]
async fn account_is_opened_once_and_sends_a_welcome_message() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    anna.post("account", &open_account()).await.expect_code(409, "account_exists");
    let messages = anna.get("messages").await.expect(200).json();
    assert_eq!(messages["messages"][0]["content"], json!({ "kind": "account_opened" }));
    assert_eq!(messages["messages"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn outdated_terms_of_use_are_rejected() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    let mut request = open_account();
    request["terms"] = json!("2024-01-01");
    let response = anna.post("account", &request).await.expect_code(422, "terms_outdated");
    assert_eq!(response.json()["data"]["current"], api::TERMS_VERSION);
}

#[tokio::test]
async fn invalid_contact_is_rejected_and_language_can_change() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let wrong = json!({ "contact": { "email": "anna@", "phone": "1" } });
    let response = anna.patch("account", &wrong).await.expect_code(422, "contact_invalid");
    assert_eq!(response.json()["data"]["errors"].as_array().unwrap().len(), 2);
    anna.patch("account", &json!({ "language": "en" })).await.expect(200);
    let account = anna.get("account").await.expect(200).json();
    assert_eq!(account["language"], "en");
    assert_eq!(account["contact"]["email"], "anna.ozola@epasts.lv");
}

#[tokio::test]
async fn unknown_account_field_is_rejected() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    anna.patch("account", &json!({ "balance": 50_000 })).await.expect_code(400, "body_invalid");
}

#[tokio::test]
async fn closing_the_account_deletes_messages_and_sessions() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let (phone, toms) = (app.signed_in("anna-ozola").await, app.with_account("toms-klavins").await);
    phone.get("account").await.expect(200);
    anna.delete("account").await.expect(204);
    for ended in [&anna, &phone] {
        ended.get("account").await.expect_code(401, "sign_in_required");
    }
    toms.get("account").await.expect(200);
    let again = app.signed_in("anna-ozola").await;
    again.get("account").await.expect_code(403, "account_missing");
    assert_eq!(again.get("messages").await.expect(200).json(), json!({ "messages": [] }));
}

#[tokio::test]
async fn account_with_a_live_application_cannot_be_closed() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    anna.submit(&key(1), &application().to_string()).await.expect(201);
    anna.delete("account").await.expect_code(409, "account_in_use");
    anna.get("account").await.expect(200);
}

#[tokio::test]
async fn account_requires_a_session() {
    let app = TestApp::new().await;
    app.visitor().get("account").await.expect_code(401, "sign_in_required");
    app.visitor().post("account", &open_account()).await.expect_code(401, "sign_in_required");
}
