//! `account`: who may open one, what can be changed, and when it cannot be closed.

use serde_json::json;

use crate::support::{TestApp, application, key, open_account};

#[tokio::test]
async fn somebody_under_age_is_refused_with_the_day_from_which_they_may() {
    let app = TestApp::new().await;
    let elina = app.signed_in("elina-zarina").await;
    let answer = elina.post("account", &open_account()).await.expect_code(403, "under_age");
    assert_eq!(answer.json()["data"], json!({ "minimum_age": 18, "adult_on": "2025-06-15" }));
    let birthday = app.later("2025-06-15T00:00:00+03:00").await;
    birthday.signed_in("elina-zarina").await.post("account", &open_account()).await.expect(201);
}

#[tokio::test]
async fn an_account_is_opened_once_and_greets_with_a_message() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    anna.post("account", &open_account()).await.expect_code(409, "account_exists");
    let messages = anna.get("messages").await.expect(200).json();
    assert_eq!(messages["messages"][0]["content"], json!({ "kind": "account_opened" }));
    assert_eq!(messages["messages"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn terms_that_are_no_longer_in_force_are_not_accepted() {
    let app = TestApp::new().await;
    let anna = app.signed_in("anna-ozola").await;
    let mut request = open_account();
    request["terms"] = json!("2024-01-01");
    let answer = anna.post("account", &request).await.expect_code(422, "terms_outdated");
    assert_eq!(answer.json()["data"]["current"], api::TERMS_VERSION);
}

#[tokio::test]
async fn contact_data_can_be_changed_and_wrong_contact_data_changes_nothing() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let wrong = json!({ "contact": { "email": "anna@", "phone": "1" } });
    let answer = anna.patch("account", &wrong).await.expect_code(422, "contact_invalid");
    assert_eq!(answer.json()["data"]["errors"].as_array().unwrap().len(), 2);
    anna.patch("account", &json!({ "language": "en" })).await.expect(200);
    let account = anna.get("account").await.expect(200).json();
    assert_eq!(account["language"], "en");
    assert_eq!(account["contact"]["email"], "anna.ozola@epasts.lv");
}

#[tokio::test]
async fn a_change_with_a_field_that_no_account_has_is_refused() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    anna.patch("account", &json!({ "balance": 50_000 })).await.expect_code(400, "body_invalid");
}

#[tokio::test]
async fn a_closed_account_takes_its_messages_and_sessions_along() {
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
async fn an_account_with_a_live_application_stays_open() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    anna.submit(&key(1), &application().to_string()).await.expect(201);
    anna.delete("account").await.expect_code(409, "account_in_use");
    anna.get("account").await.expect(200);
}

#[tokio::test]
async fn somebody_who_is_not_signed_in_has_no_account() {
    let app = TestApp::new().await;
    app.visitor().get("account").await.expect_code(401, "sign_in_required");
    app.visitor().post("account", &open_account()).await.expect_code(401, "sign_in_required");
}
