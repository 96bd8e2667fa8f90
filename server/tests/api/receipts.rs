//! Routes `applications/{id}/receipt` and `keys`: receipts that anyone can verify.

use api::{Keys, Submitted};
use rules::call::{Call, JUNE_2025};
use rules::receipt::{ReceiptError, ReceiptFile, Verified, verify};

use crate::support::{Client, TestApp, application, key};

async fn receipt(anna: &Client) -> (ReceiptFile, Keys) {
    let response = anna.submit(&key(1), &application().to_string()).await.expect(201);
    let submitted: Submitted = serde_json::from_str(&response.text).unwrap();
    let path = format!("applications/{}/receipt", submitted.application.id);
    let fetched: ReceiptFile = serde_json::from_str(&anna.get(&path).await.expect(200).text).unwrap();
    assert_eq!(fetched, submitted.receipt);
    (fetched, serde_json::from_str(&anna.get("keys").await.expect(200).text).unwrap())
}

#[tokio::test]
async fn receipt_verifies_with_and_without_holder_part_until_changed() {
    let app = TestApp::new().await;
    let call = Call::parse(JUNE_2025.as_bytes()).unwrap();
    let (mut file, keys) = receipt(&app.with_account("anna-ozola").await).await;
    assert_eq!(verify(&file, &keys.keys, &call), Ok(Verified::Decision));
    file.receipt.signed.programme = "p-002".into();
    assert_eq!(verify(&file, &keys.keys, &call), Err(ReceiptError::BadSignature));
    file.receipt.signed.programme = "p-001".into();
    file.holder = None;
    assert_eq!(verify(&file, &keys.keys, &call), Ok(Verified::Signature));
}

#[tokio::test]
async fn receipt_contains_no_personal_data() {
    let app = TestApp::new().await;
    let (file, _) = receipt(&app.with_account("anna-ozola").await).await;
    let text = serde_json::to_string(&file).unwrap();
    for private in ["Anna", "Ozola", "140388", "epasts", "26123456"] {
        assert!(!text.contains(private), "{private}");
    }
}

#[tokio::test]
async fn database_contains_no_plain_personal_code() {
    let app = TestApp::new().await;
    let anna = app.with_account("anna-ozola").await;
    receipt(&anna).await;
    let files = app.database_files();
    assert!(!files.is_empty());
    for bytes in files {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("140388-") && !text.contains("1403881"));
    }
}
