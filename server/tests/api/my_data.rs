//! `account/export` and `account/import`: a signed file that brings a closed account back, to its person alone.

use api::Keys;
use api::my_data::{MyDataError, MyDataFile, verify};
use serde_json::{Value, json};

use crate::support::{Answer, Client, TestApp, application, key, open_account};

async fn export(client: &Client) -> Answer {
    client.get("account/export").await.expect(200)
}

fn refused(answer: Answer, reason: &str) {
    let answer = answer.expect_code(422, "my_data_refused");
    assert_eq!(answer.json()["data"]["reason"], reason);
}

#[tokio::test]
async fn the_file_holds_everything_that_the_account_holds_and_its_signature_fits() {
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
async fn there_is_nothing_to_take_away_without_an_account_or_a_session() {
    let app = TestApp::new().await;
    app.visitor().get("account/export").await.expect_code(401, "sign_in_required");
    app.visitor().post("account/import", &json!({})).await.expect_code(401, "sign_in_required");
    app.signed_in("anna-ozola").await.get("account/export").await.expect_code(403, "account_missing");
}

#[tokio::test]
async fn a_closed_account_comes_back_with_contact_data_language_and_messages() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    anna.patch("account", &json!({ "language": "en" })).await.expect(200);
    let (file, account) = (export(&anna).await.json(), anna.get("account").await.json());
    let messages = anna.get("messages").await.json();
    anna.delete("account").await.expect(204);
    let again = app.signed_in("anna-ozola").await;
    let outbox = app.state.store.outbox_length().await.unwrap();
    let answer = again.post("account/import", &file).await.expect(201);
    assert_eq!(answer.json(), account);
    assert_eq!(again.get("account").await.json(), account);
    let kept = |messages: &Value| -> Vec<(Value, Value)> {
        let messages = messages["messages"].as_array().unwrap().iter();
        messages.map(|message| (message["at"].clone(), message["content"].clone())).collect()
    };
    assert_eq!(kept(&again.get("messages").await.json()), kept(&messages));
    assert_eq!(app.state.store.outbox_length().await.unwrap(), outbox, "nothing is sent again");
    again.post("account/import", &file).await.expect_code(409, "account_exists");
}

#[tokio::test]
async fn a_file_that_was_changed_is_forged_or_is_somebody_elses_brings_nothing_back() {
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
        refused(anna.post("account/import", &changed).await, "bad_signature");
    }
    let mut changed = file.clone();
    changed["data"]["format"] = json!("imk-my-data-2");
    refused(anna.post("account/import", &changed).await, "unknown_format");
    changed = file.clone();
    changed["data"]["key"] = json!("0123456789abcdef");
    refused(anna.post("account/import", &changed).await, "unknown_key");
    changed = file.clone();
    changed["data"]["balance"] = json!(50_000);
    anna.post("account/import", &changed).await.expect_code(400, "body_invalid");
    let toms = app.signed_in("toms-klavins").await;
    refused(toms.post("account/import", &file).await, "other_person");
    for client in [&anna, &toms] {
        client.get("account").await.expect_code(403, "account_missing");
    }
    anna.post("account/import", &file).await.expect(201);
}

#[tokio::test]
async fn a_confirmation_is_no_file_of_ones_data_though_the_same_key_signs_both() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    let answer = anna.submit(&key(1), &application().to_string()).await.expect(201).json();
    let mut file = export(&anna).await.json();
    file["signature"] = answer["receipt"]["receipt"]["signature"].clone();
    refused(anna.post("account/import", &file).await, "bad_signature");
}

/// Closing takes everything that leads to the person from every table, and leaves what the law asks for.
#[tokio::test]
async fn closing_an_account_leaves_the_stub_and_the_audit_log_and_nothing_else() {
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
    let left = of_anna(&after);
    let tables: Vec<&str> = left.iter().map(|(table, _)| table.as_str()).collect();
    assert_eq!(tables, ["closed_account", "audit", "audit", "audit"], "{left:?}");
    let (stub, signed_in, opened, closed) = (&left[0].1, &left[1].1, &left[2].1, &left[3].1);
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
    assert_eq!(others(&after).len(), before.len() - 1, "nobody else's rows change, but for the head of the audit log");
}

#[tokio::test]
async fn a_stub_goes_once_its_time_is_over_and_not_before() {
    let app = TestApp::new().await;
    app.with_account("anna-ozola").await.delete("account").await.expect(204);
    for (instant, stubs) in [("2030-06-10T09:13:59+03:00", 2), ("2030-06-10T09:14:00+03:00", 2)] {
        let later = app.later(instant).await;
        let ilze = later.signed_in("ilze-kalnina").await;
        ilze.post("account", &open_account()).await.expect(201);
        ilze.delete("account").await.expect(204);
        let mut kept = 0;
        let dumped = later.state.store.dump(|record| {
            kept += u32::from(record.table == "closed_account");
            Ok(())
        });
        dumped.await.unwrap();
        assert_eq!(kept, stubs, "{instant}");
    }
}
