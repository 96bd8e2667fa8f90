//! Confirmation: the signed file verifies with and without the holder's part; every change invalidates it.
#![cfg(test)]

use ed25519_dalek::SigningKey;
use rules::call::{Call, JUNE_2025};
use rules::eligibility::{Decision, assess};
use rules::facts::{Answer, Facts};
use rules::hash::{Hex, HexParseError, sha256};
use rules::receipt::{FORMAT, HolderPart, ReceiptError, ReceiptFile, Subject, UnsignedReceipt, Verified, verify};
use rules::riga_time;
use rules::signed::PublicKey;
use serde_json::{Value, json};

mod support;
use support::at;
use support::calls::{Pack, esf, june};
use support::people::{IN_JUNE, adult, born};

const SUBJECT: Subject<'static> = Subject { application: "a-1", programme: "data-analysis", group: "g-1" };

/// Instant that orders the application: after its arrival, to the microsecond.
const ORDERED_AT: &str = "2025-06-10T09:00:00.123457Z";

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn keys() -> Vec<PublicKey> {
    vec![PublicKey::of(&key(1))]
}

fn decision(facts: &Facts) -> Decision {
    assess(&june(), facts, at(IN_JUNE))
}

fn signed_for(facts: Facts) -> ReceiptFile {
    let holder = HolderPart { facts, declared: facts, salt: Hex([7; 16]) };
    signed_by_key_1(&decision(&facts), holder)
}

fn signed_by_key_1(decision: &Decision, holder: HolderPart) -> ReceiptFile {
    let unsigned = UnsignedReceipt::new(SUBJECT, &june(), decision, holder);
    let signed = unsigned.and_then(|unsigned| unsigned.sign(riga_time::local(at(ORDERED_AT)), &key(1)));
    signed.unwrap_or_else(|error| panic!("{error}"))
}

fn file() -> ReceiptFile {
    signed_for(adult())
}

fn without_holder(file: &ReceiptFile) -> ReceiptFile {
    ReceiptFile { holder: None, ..file.clone() }
}

/// A person of 17 years, with a finding in every outcome.
fn mixed() -> Facts {
    Facts { still_learning: Answer::Unknown, interrupted_learning: Answer::Yes, ..born("2007-06-15") }
}

#[test]
fn confirmation_with_the_holders_part_verifies_the_decision() {
    for facts in [adult(), mixed(), Facts::default(), born("2008-02-29")] {
        assert_eq!(verify(&signed_for(facts), &keys(), &june()), Ok(Verified::Decision), "{facts:?}");
    }
}

#[test]
fn confirmation_without_the_holders_part_verifies_the_signature() {
    assert_eq!(verify(&without_holder(&file()), &keys(), &june()), Ok(Verified::Signature));
}

#[test]
fn confirmation_survives_the_way_through_a_file() {
    for file in [file(), without_holder(&file())] {
        let pretty = serde_json::to_string_pretty(&file).unwrap();
        let read: ReceiptFile = serde_json::from_str(&pretty).unwrap();
        assert_eq!(read, file);
        assert!(verify(&read, &keys(), &june()).is_ok());
    }
}

#[test]
fn same_application_is_signed_with_the_same_bytes_every_time() {
    assert_eq!(file(), file());
}

#[test]
fn signed_part_names_nobody_and_holds_no_fact() {
    let shown = serde_json::to_string(&without_holder(&signed_for(mixed()))).unwrap();
    for secret in ["2007", "birth_date", "06-15", "facts\"", "remedy", "salt", "holder"] {
        assert!(!shown.contains(secret), "{secret} is in {shown}");
    }
}

/// The place of every leaf, as a JSON pointer.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(name, inner)| leaves(inner, &format!("{at}/{name}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, inner)| leaves(inner, &format!("{at}/{index}"), found));
        }
        _ => found.push(at.to_string()),
    }
}

/// Other values for one leaf: of the same kind where there are such, and of others.
fn others(leaf: &Value) -> Vec<Value> {
    let mut others = vec![json!(null), json!(true), json!(false), json!(""), json!(0), json!([]), json!({})];
    if let Value::String(text) = leaf {
        let flipped = |old: &str| if old == "0" { "1".to_string() } else { "0".to_string() };
        others.push(json!(format!("{text}x")));
        others.push(json!(format!("{}{}", flipped(&text[..1]), &text[1..])));
        others.push(json!(format!("{}{}", &text[..text.len() - 1], flipped(&text[text.len() - 1..]))));
        let known = ["N1", "N2", "R1", "met", "not_met", "open", "eligible", "needs_answer", "age", "still_learning"];
        others.extend(known.map(|name| json!(name)));
        others.extend(["2025-06-10T12:00:01+03:00", "2025-06-10T09:00:00Z", "1990-05-06"].map(|name| json!(name)));
    }
    others.retain(|other| other != leaf);
    others
}

fn verify_json(value: &Value, call: &Call) -> Result<Verified, String> {
    let file: ReceiptFile = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    verify(&file, &keys(), call).map_err(|error| error.to_string())
}

/// Changes every leaf of a file in every way of [`others`], one at a time, and counts the changes.
fn assert_no_leaf_can_change(file: &ReceiptFile) -> usize {
    let (whole, call) = (serde_json::to_value(file).unwrap(), june());
    let mut places = Vec::new();
    leaves(&whole, "", &mut places);
    let mut tried = 0;
    for place in places {
        for other in others(whole.pointer(&place).unwrap()) {
            let mut changed = whole.clone();
            *changed.pointer_mut(&place).unwrap() = other.clone();
            assert!(verify_json(&changed, &call).is_err(), "{place} = {other} is not noticed");
            tried += 1;
        }
    }
    tried
}

#[test]
fn changing_any_one_value_of_the_file_is_noticed() {
    let tried = assert_no_leaf_can_change(&signed_for(mixed()));
    assert!(tried > 400, "only {tried} changes tried");
}

#[test]
fn changed_signed_value_is_detected_without_the_holders_part() {
    let tried = assert_no_leaf_can_change(&without_holder(&signed_for(mixed())));
    assert!(tried > 300, "only {tried} changes tried");
}

#[test]
fn taking_out_or_adding_a_field_is_noticed() {
    let (whole, call) = (serde_json::to_value(file()).unwrap(), june());
    let parents = ["", "/receipt", "/receipt/signed", "/receipt/signed/findings/0", "/holder"];
    for parent in parents {
        let names: Vec<_> = whole.pointer(parent).unwrap().as_object().unwrap().keys().cloned().collect();
        for name in names.iter().filter(|name| *name != "holder" && *name != "reading") {
            let mut changed = whole.clone();
            changed.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
            assert!(verify_json(&changed, &call).is_err(), "{parent}/{name} taken out");
        }
        let mut changed = whole.clone();
        changed.pointer_mut(parent).unwrap()["granted"] = json!(true);
        assert!(verify_json(&changed, &call).is_err(), "{parent}/granted added");
    }
}

#[test]
fn findings_left_out_or_in_another_order_are_noticed() {
    let mut fewer = file();
    fewer.receipt.signed.findings.pop();
    assert_eq!(verify(&fewer, &keys(), &june()), Err(ReceiptError::BadSignature));
    let mut swapped = file();
    swapped.receipt.signed.findings.swap(0, 1);
    assert_eq!(verify(&swapped, &keys(), &june()), Err(ReceiptError::BadSignature));
}

#[test]
fn every_byte_of_the_signature_matters() {
    let (file, call) = (without_holder(&file()), june());
    for byte in 0..64 {
        let mut changed = file.clone();
        changed.receipt.signature.0[byte] ^= 1 << (byte % 8);
        assert_eq!(verify(&changed, &keys(), &call), Err(ReceiptError::BadSignature), "byte {byte}");
    }
}

#[test]
fn signature_of_another_confirmation_does_not_fit() {
    let mut mixed_up = file();
    mixed_up.receipt.signature = signed_for(mixed()).receipt.signature;
    assert_eq!(verify(&mixed_up, &keys(), &june()), Err(ReceiptError::BadSignature));
}

#[test]
fn key_that_is_not_among_those_given_is_unknown() {
    assert_eq!(verify(&file(), &[], &june()), Err(ReceiptError::UnknownKey));
    assert_eq!(verify(&file(), &[PublicKey::of(&key(2))], &june()), Err(ReceiptError::UnknownKey));
    let several = [PublicKey::of(&key(2)), PublicKey::of(&key(1)), PublicKey::of(&key(3))];
    assert_eq!(verify(&file(), &several, &june()), Ok(Verified::Decision), "an earlier key still verifies");
}

#[test]
fn key_under_a_name_that_is_not_its_own_does_not_fit() {
    let borrowed_name = PublicKey { id: PublicKey::of(&key(1)).id, ..PublicKey::of(&key(2)) };
    assert_eq!(verify(&file(), &[borrowed_name], &june()), Err(ReceiptError::BadSignature));
    let no_point = PublicKey { key: Hex([2; 32]), ..PublicKey::of(&key(1)) };
    assert!(verify(&file(), &[no_point], &june()).is_err());
}

#[test]
fn name_of_a_key_is_the_first_eight_bytes_of_its_hash() {
    let public = PublicKey::of(&key(1));
    assert_eq!(public.id.0, sha256(&[&public.key.0]).0[..8]);
    assert_eq!(file().receipt.signed.key, public.id);
    assert_ne!(PublicKey::of(&key(2)).id, public.id);
}

#[test]
fn other_facts_or_another_salt_are_not_those_decided_on() {
    let mut other = file();
    other.holder = Some(HolderPart { facts: born("1990-05-06"), declared: adult(), salt: Hex([7; 16]) });
    assert_eq!(verify(&other, &keys(), &june()), Err(ReceiptError::OtherFacts));
    other.holder = Some(HolderPart { facts: adult(), declared: adult(), salt: Hex([8; 16]) });
    assert_eq!(verify(&other, &keys(), &june()), Err(ReceiptError::OtherFacts));
    other.holder = Some(HolderPart { facts: adult(), declared: mixed(), salt: Hex([7; 16]) });
    assert_eq!(verify(&other, &keys(), &june()), Err(ReceiptError::OtherFacts));
    let salts = [Hex([7; 16]), Hex([8; 16])].map(|salt| {
        let holder = HolderPart { facts: adult(), declared: adult(), salt };
        signed_by_key_1(&decision(&adult()), holder).receipt.signed.facts_hash
    });
    assert_ne!(salts[0], salts[1], "the same facts cannot be recognised by their hash");
}

#[test]
fn another_call_pack_is_noticed_with_the_holders_part() {
    let amended = Pack::of(JUNE_2025).with("/minimum_age", json!(16)).call();
    for other in [esf(), amended] {
        assert_eq!(verify(&file(), &keys(), &other), Err(ReceiptError::OtherPack));
        assert_eq!(verify(&without_holder(&file()), &keys(), &other), Ok(Verified::Signature));
    }
}

#[test]
fn pack_written_in_another_order_is_the_same_pack() {
    let respaced: Call = Pack::of(JUNE_2025).call();
    assert_eq!(respaced.pack_hash(), Call::parse(JUNE_2025.as_bytes()).unwrap().pack_hash());
    assert_ne!(esf().pack_hash(), june().pack_hash());
}

#[test]
fn signed_decision_that_the_rules_do_not_give_is_detected() {
    let refused = decision(&mixed());
    let holder = HolderPart { facts: adult(), declared: adult(), salt: Hex([7; 16]) };
    let file = signed_by_key_1(&refused, holder);
    assert_eq!(verify(&file, &keys(), &june()), Err(ReceiptError::OtherDecision));
}

#[test]
fn format_is_checked_before_anything_else() {
    let mut other = file();
    other.receipt.signed.format = "imk-receipt-3".into();
    assert_eq!(verify(&other, &[], &esf()), Err(ReceiptError::UnknownFormat));
    assert_eq!(file().receipt.signed.format, FORMAT);
}

#[test]
fn ordering_instant_belongs_to_the_second_format_only() {
    let mut without = file();
    without.receipt.signed.ordered_at = None;
    assert_eq!(verify(&without, &keys(), &june()), Err(ReceiptError::UnknownFormat));
    let mut first = file();
    first.receipt.signed.format = "imk-receipt-1".into();
    assert_eq!(verify(&first, &keys(), &june()), Err(ReceiptError::UnknownFormat));
}

#[test]
fn ordering_instant_is_exact_to_the_microsecond() {
    let text = serde_json::to_value(file()).unwrap();
    let shown = text.pointer("/receipt/signed/ordered_at").unwrap();
    assert_eq!(shown, "2025-06-10T12:00:00.123457+03:00");
}

/// Confirmations as earlier versions of the program signed them. The files are never changed.
#[test]
fn confirmations_of_every_earlier_format_verify() {
    for frozen in [include_str!("receipts/imk-receipt-1.json"), include_str!("receipts/imk-receipt-2.json")] {
        let files: Vec<ReceiptFile> = serde_json::from_str(frozen).unwrap();
        assert_eq!(files.len(), 4);
        for file in files {
            assert_eq!(verify(&file, &keys(), &june()), Ok(Verified::Decision));
            assert_eq!(verify(&without_holder(&file), &keys(), &june()), Ok(Verified::Signature));
        }
    }
}

#[test]
fn hexadecimal_digits_are_small_and_exactly_as_many_as_needed() {
    assert_eq!(Hex::<2>::parse("00ff"), Ok(Hex([0, 255])));
    assert_eq!(Hex([0, 255, 16]).to_string(), "00ff10");
    for bad in ["", "0", "00f", "00fff", "00FF", "0x00", "00 f", "00fg", "ā0f"] {
        assert_eq!(Hex::<2>::parse(bad), Err(HexParseError), "{bad:?}");
    }
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(sha256(&[]).to_string(), empty, "FIPS 180-4: the hash of nothing");
    assert_eq!(sha256(&[b"ab", b"", b"c"]), sha256(&[b"abc"]));
}
