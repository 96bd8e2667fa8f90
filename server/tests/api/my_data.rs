//! Routes `account/export` and `account/import`: a signed file restores a closed account, for the same person only.

use api::Keys;
use api::my_data::{MyDataError, MyDataFile, verify};
use serde_json::{Value, json};

use crate::support::{Client, Response, TestApp, application, key, open_account};

async fn export(client: &Client) -> Response {
    client.get("account/export").await.expect(200)
}

fn expect_refusal(response: Response, reason: &str) {
    let response = response.expect_code(422, "my_data_refused");
    assert_eq!(response.json()["data"]["reason"], reason);
}

#[tokio::test]
async fn export_contains_all_account_data_with_a_valid_signature() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let submitted = anna.submit(&key(1), &application().to_string()).await.expect(201).json();
    let file: MyDataFile = serde_json::from_str(&export(&anna).await.text).unwrap();
    let data = serde_json::to_value(&file.data).unwrap();
    assert_eq!(data["person"]["name"], "Anna Ozola");
    assert_eq!(data["person"]["personal_code"], "140388-10007");
    assert_eq!(data["account"], anna.get("account").await.json());
    assert_eq!(data["applications"], json!([submitted]));
    assert_eq!(data["messages"], anna.get("messages").await.json()["messages"]);
    assert_eq!(data["draft"], anna.get("drafts/2025-06").await.json()["state"]);
    let keys: Keys = serde_json::from_str(&anna.get("keys").await.expect(200).text).unwrap();
    assert_eq!(verify(&file, &keys.keys, "140388-10007"), Ok(()));
    assert_eq!(verify(&file, &keys.keys, "021161-10009"), Err(MyDataError::OtherPerson));
    assert_eq!(verify(&file, &[], "140388-10007"), Err(MyDataError::UnknownKey));
}

#[tokio::test]
async fn export_and_import_require_a_session_and_an_account() {
    let app = TestApp::new().await;
    app.visitor().get("account/export").await.expect_code(401, "sign_in_required");
    app.visitor().post("account/import", &json!({})).await.expect_code(401, "sign_in_required");
    app.signed_in("anna-ozola").await.get("account/export").await.expect_code(403, "account_missing");
}

#[tokio::test]
async fn import_restores_a_closed_account() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    anna.patch("account", &json!({ "language": "en" })).await.expect(200);
    let (file, account) = (export(&anna).await.json(), anna.get("account").await.json());
    let messages = anna.get("messages").await.json();
    anna.delete("account").await.expect(204);
    let again = app.signed_in("anna-ozola").await;
    let outbox = app.state.store.outbox_length().await.unwrap();
    let response = again.post("account/import", &file).await.expect(201);
    assert_eq!(response.json(), account);
    assert_eq!(again.get("account").await.json(), account);
    let dated = |messages: &Value| -> Vec<(Value, Value)> {
        let messages = messages["messages"].as_array().unwrap().iter();
        messages.map(|message| (message["at"].clone(), message["content"].clone())).collect()
    };
    assert_eq!(dated(&again.get("messages").await.json()), dated(&messages));
    assert_eq!(app.state.store.outbox_length().await.unwrap(), outbox, "no message is sent again");
    again.post("account/import", &file).await.expect_code(409, "account_exists");
}

#[tokio::test]
async fn changed_forged_or_foreign_file_is_rejected() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let file = export(&anna).await.json();
    anna.delete("account").await.expect(204);
    let anna = app.signed_in("anna-ozola").await;

    let paths = [
        "/data/account/contact/email",
        "/data/account/language",
        "/data/account/opened_at",
        "/data/messages/0/at",
        "/data/person/name",
        "/data/exported_at",
    ];
    let others = [
        "a@epasts.lv",
        "en",
        "2025-06-10T09:15:00+03:00",
        "2025-06-10T09:15:00+03:00",
        "Anna",
        "2025-06-10T09:15:00+03:00",
    ];
    for (path, other) in paths.into_iter().zip(others) {
        let mut changed = file.clone();
        *changed.pointer_mut(path).unwrap() = json!(other);
        expect_refusal(anna.post("account/import", &changed).await, "bad_signature");
    }
    let mut changed = file.clone();
    changed["data"]["format"] = json!("imk-my-data-2");
    expect_refusal(anna.post("account/import", &changed).await, "unknown_format");
    changed = file.clone();
    changed["data"]["key"] = json!("0123456789abcdef");
    expect_refusal(anna.post("account/import", &changed).await, "unknown_key");
    changed = file.clone();
    changed["data"]["balance"] = json!(50_000);
    anna.post("account/import", &changed).await.expect_code(400, "body_invalid");
    let toms = app.signed_in("toms-klavins").await;
    expect_refusal(toms.post("account/import", &file).await, "other_person");
    for client in [&anna, &toms] {
        client.get("account").await.expect_code(403, "account_missing");
    }
    anna.post("account/import", &file).await.expect(201);
}

#[tokio::test]
async fn receipt_signature_is_not_valid_for_my_data() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let response = anna.submit(&key(1), &application().to_string()).await.expect(201).json();
    let mut file = export(&anna).await.json();
    file["signature"] = response["receipt"]["receipt"]["signature"].clone();
    expect_refusal(anna.post("account/import", &file).await, "bad_signature");
}

/// Closing deletes the person's data from every table, except the stub and the audit entries that the law requires.
#[tokio::test]
async fn closing_leaves_only_the_stub_and_the_audit_log() {
    let app = TestApp::new().await;
    let rows = async || {
        let mut rows = Vec::new();
        let dumped = app.state.store.dump(|record| {
            rows.push((record.table.clone(), serde_json::Value::from(record.row)));
            Ok(())
        });
        dumped.await.unwrap();
        rows
    };
    let toms = app.with_account("toms-klavins").await;
    toms.submit(&key(1), &application().to_string()).await.expect(201);
    let before = rows().await;

    let anna = app.with_account("anna-ozola").await;
    let draft = json!({ "revision": 0, "key": key(1), "draft": application() });
    anna.put("drafts/2025-06", &draft).await.expect(200);
    anna.patch("account", &json!({ "language": "en" })).await.expect(200);
    let of_anna = |rows: &[(String, Value)]| -> Vec<(String, Value)> {
        rows.iter().filter(|row| !before.contains(row) && row.0 != "audit_head").cloned().collect()
    };
    assert!(of_anna(&rows().await).len() >= 6, "person, account, message, outbox, draft, audit");
    anna.delete("account").await.expect(204);

    let after = rows().await;
    let remaining = of_anna(&after);
    let tables: Vec<&str> = remaining.iter().map(|(table, _)| table.as_str()).collect();
    assert_eq!(tables, ["closed_account", "audit", "audit", "audit"], "{remaining:?}");
    let (stub, signed_in, opened, closed) = (&remaining[0].1, &remaining[1].1, &remaining[2].1, &remaining[3].1);
    assert_eq!(signed_in["action"], "signed_in");
    let now = app.state.clock.now().timestamp_millis();
    let person = &stub["person_id"];
    assert_eq!((&stub["closed_at"], &stub["ground"]), (&json!(now), &json!("gdpr_6_1_c")));
    assert_eq!(
        stub["keep_until"],
        json!("2030-06-10T06:14:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp_millis())
    );
    assert_eq!(stub.as_object().unwrap().len(), 4);
    for (entry, action) in [(opened, "account_opened"), (closed, "account_closed")] {
        assert_eq!((&entry["action"], &entry["person_id"], &entry["subject"]), (&json!(action), person, person));
    }
    let others = |rows: &[(String, Value)]| -> Vec<(String, Value)> {
        rows.iter().filter(|row| before.contains(row)).cloned().collect()
    };
    assert_eq!(
        others(&after).len(),
        before.len() - 1,
        "the rows of other people are unchanged, except the head of the audit log"
    );
}

#[tokio::test]
async fn stub_is_deleted_when_its_retention_ends() {
    let app = TestApp::new().await;
    app.with_account("anna-ozola").await.delete("account").await.expect(204);
    for (instant, stubs) in [("2030-06-10T09:13:59+03:00", 2), ("2030-06-10T09:14:00+03:00", 2)] {
        let later = app.later(instant).await;
        later.state.store.forget_lapsed(later.state.clock.now()).await.unwrap();
        let ilze = later.signed_in("ilze-kalnina").await;
        ilze.post("account", &open_account()).await.expect(201);
        ilze.delete("account").await.expect(204);
        let mut count = 0;
        let dumped = later.state.store.dump(|record| {
            count += u32::from(record.table == "closed_account");
            Ok(())
        });
        dumped.await.unwrap();
        assert_eq!(count, stubs, "{instant}");
    }
}
