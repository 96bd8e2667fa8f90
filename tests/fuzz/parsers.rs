//! Invariants of every parser of outside input: it returns, and it parses its own output.

#![allow(clippy::expect_used, reason = "what does not hold stops the test")]

use api::{AssessRequest, ChangeAccount, KeepDraft, OpenAccount, SignInRequest};
use rules::application::ApplicationDraft;
use rules::call::{Call, JUNE_2025};
use rules::catalogue::Catalogue;
use rules::personal_code::PersonalCode;
use rules::receipt::{ReceiptFile, verify};
use rules::signed::PublicKey;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A reader's name and what holds of it.
pub(crate) type Parser = (&'static str, fn(&[u8]));

/// Every parser of outside input.
pub(crate) const PARSERS: [Parser; 5] = [
    ("personal_code", personal_code),
    ("call_pack", call_pack),
    ("receipt", receipt),
    ("catalogue", catalogue),
    ("body", body),
];

fn personal_code(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(code) = PersonalCode::parse(text) else { return };
    assert_eq!(PersonalCode::parse(&code.hyphenated()), Ok(code));
    assert!(!format!("{code:?} {}", code.masked()).contains(&code.hyphenated()), "a code is masked");
    assert!(!code.is_new_form() || code.birth_date().is_none(), "no date can be read from a new code");
}

fn call_pack(bytes: &[u8]) {
    let Ok(call) = Call::parse(bytes) else { return };
    let again = Call::parse(bytes).expect("what was taken once is taken again");
    assert_eq!(call.pack_hash(), again.pack_hash());
    assert!(call.window.opens() < call.window.closes(), "a window that is open some time");
}

fn receipt(bytes: &[u8]) {
    let call = Call::parse(JUNE_2025.as_bytes()).expect("the call that ships");
    let Ok(file) = serde_json::from_slice::<ReceiptFile>(bytes) else { return };
    let nobodys = serde_json::json!({ "id": "0000000000000000", "key": "00".repeat(32) });
    let keys: Vec<PublicKey> = serde_json::from_value(serde_json::json!([nobodys])).expect("a key");
    assert!(verify(&file, &keys, &call).is_err(), "nobody signed it");
    same_again(&file);
}

fn catalogue(bytes: &[u8]) {
    let call = Call::parse(JUNE_2025.as_bytes()).expect("the call that ships");
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok((catalogue, _)) = Catalogue::parse(text, &call) else { return };
    for programme in &catalogue.programmes {
        assert!(catalogue.programme(&programme.id).is_some());
        assert!(catalogue.provider(&programme.provider).is_some(), "each programme has its provider");
    }
}

fn body(bytes: &[u8]) {
    if let Ok(draft) = ApplicationDraft::parse(bytes) {
        let written = serde_json::to_vec(&draft).expect("a draft can be written");
        assert_eq!(ApplicationDraft::parse(&written), Ok(draft));
    }
    read_again::<AssessRequest>(bytes);
    read_again::<SignInRequest>(bytes);
    read_again::<OpenAccount>(bytes);
    read_again::<ChangeAccount>(bytes);
    read_again::<KeepDraft>(bytes);
}

fn read_again<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(bytes: &[u8]) {
    if let Ok(read) = serde_json::from_slice::<T>(bytes) {
        same_again(&read);
    }
}

fn same_again<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(value: &T) {
    let written = serde_json::to_vec(value).expect("what was read can be written");
    assert_eq!(&serde_json::from_slice::<T>(&written).expect("what was written can be read"), value);
}
