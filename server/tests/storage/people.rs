//! Fixtures: people and their applications, written to a store directly.

use api::{Account, Application, ApplicationState, FindingView, Seat, Submitted, TERMS_VERSION};
use chrono::{DateTime, TimeDelta, Utc};
use ed25519_dalek::SigningKey;
use rules::call::{Call, JUNE_2025};
use rules::contact::Contact;
use rules::eligibility::assess;
use rules::facts::{Answer, Facts};
use rules::hash::Hex;
use rules::language::{Language, Localised};
use rules::personal_code::PersonalCode;
use rules::programme::Programme;
use rules::reading::{LiveApplications, SeatOrder};
use rules::receipt::{HolderPart, Subject, UnsignedReceipt};
use rules::riga_time;
use rules::signed::PublicKey;
use server::applications::store::{NewApplication, SubmitOutcome};
use server::identity::session::secret_hash;
use server::identity::store::NewSession;
use server::people::store::{EncryptedCode, NewPerson, PersonMatch};
use server::platform::encryption::ColumnCipher;
use server::platform::random;
use server::platform::store::Store;

/// Signing key of the test receipts.
const KEY: [u8; 32] = [7; 32];

pub(crate) fn keys() -> [PublicKey; 1] {
    [PublicKey::of(&KEY.into())]
}

pub(crate) fn now() -> DateTime<Utc> {
    "2025-06-10T06:14:00Z".parse().unwrap()
}

pub(crate) fn call() -> Call {
    Call::parse(JUNE_2025.as_bytes()).unwrap()
}

pub(crate) fn contact() -> Contact {
    Contact { email: "anna.ozola@epasts.lv".into(), phone: "+37126123456".into() }
}

/// Creates a person with an account; returns the internal id.
pub(crate) async fn person_with_account(store: &Store, name: &str) -> String {
    let (code, cipher) = (new_code(), super::databases::cipher());
    let person = sign_in(store, &cipher, code, name).await;
    open_account(store, &person).await;
    person
}

pub(crate) async fn open_account(store: &Store, person: &str) {
    let account = Account {
        opened_at: riga_time::local(now()),
        terms: TERMS_VERSION.into(),
        language: Language::Lv,
        contact: contact(),
    };
    assert!(store.open_account(person, &account, &random::id().unwrap()).await.unwrap());
}

/// Starts a session of 30 minutes, with a handed-over draft for 15 minutes; returns its secret.
pub(crate) async fn start_session(store: &Store, person: &str, draft: Option<&str>, at: DateTime<Utc>) -> String {
    let secret = random::secret().unwrap();
    let session = NewSession {
        token_hash: &secret_hash(&secret),
        replaces: None,
        id: &random::id().unwrap(),
        audit_id: &random::id().unwrap(),
        person,
        issuer: "https://id.example.lv",
        subject: person,
        auth_time: None,
        acr: None,
        provider_session: None,
        draft_encrypted: draft,
        draft_until: at + TimeDelta::minutes(15),
        idle_until: at + TimeDelta::minutes(30),
        expires_at: at + TimeDelta::hours(8),
    };
    store.begin_session(&session, at).await.unwrap();
    secret
}

/// Recognises a person by a code under the keys of a cipher; returns the internal id.
pub(crate) async fn sign_in(store: &Store, cipher: &ColumnCipher, code: PersonalCode, name: &str) -> String {
    let kept = EncryptedCode {
        lookup: cipher.lookup(code).to_string(),
        encrypted: cipher.encrypt_unbound(&code.hyphenated()).unwrap(),
    };
    let person = NewPerson {
        id: &random::id().unwrap(),
        issuer: "https://id.example.lv",
        subject: &code.hyphenated(),
        code: &kept,
        former_codes: &[],
        name,
        register: facts(0),
        birth_date_source: None,
        audit_id: &random::id().unwrap(),
    };
    match store.find_or_create(&person, now()).await.unwrap() {
        PersonMatch::Person(id) => id,
        PersonMatch::Conflict => panic!("the code matches two people"),
    }
}

/// Random personal code of the new form.
fn new_code() -> PersonalCode {
    let digits = u64::from_be_bytes(random::bytes().unwrap()) % 1_000_000_000;
    PersonalCode::parse(&format!("32{digits:09}")).unwrap()
}

/// Stores the call and a study group.
pub(crate) async fn add_group(store: &Store, group: &str, places: u16) {
    store.put_call(&call()).await.unwrap();
    store.put_groups(&[programme(group, places)]).await.unwrap();
}

/// Submits an application for a group with the facts of `number`; returns the stored application.
pub(crate) async fn submit_application(store: &Store, person: &str, group: &str, number: u32) -> Submitted {
    let new = new_application(person, group, number);
    match &store.submit(&[new], &signing_key(), now).await.unwrap()[..] {
        [outcome] => accepted(outcome),
        other => panic!("{other:?}"),
    }
}

/// Content of an accepted submission.
pub(crate) fn accepted(outcome: &SubmitOutcome) -> Submitted {
    match outcome {
        SubmitOutcome::Accepted { response } => serde_json::from_str(response).unwrap(),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn signing_key() -> SigningKey {
    KEY.into()
}

/// Application for a group with the facts of `number`.
pub(crate) fn new_application(person: &str, group: &str, number: u32) -> NewApplication {
    let (call, facts) = (call(), facts(number));
    let (id, message_id, salt) = (random::id().unwrap(), random::id().unwrap(), random::bytes().unwrap());
    let decision = assess(&call, &facts, now());
    let subject = Subject { application: &id, programme: "p-storage", group };
    let holder = HolderPart { facts, declared: facts, salt: Hex(salt) };
    let receipt = UnsignedReceipt::new(subject, &call, &decision, holder).unwrap();
    let programme = programme(group, 1);
    let application = Application {
        id: id.clone(),
        call: call.id.clone(),
        programme: programme.id,
        title: programme.title,
        group: group.to_owned(),
        starts_on: programme.groups[0].starts_on,
        ends_on: programme.groups[0].ends_on,
        state: ApplicationState::Submitted,
        seat: Seat::Draw,
        submitted_at: decision.at,
        verdict: decision.verdict,
        findings: FindingView::of(&decision),
    };
    NewApplication {
        person: person.to_owned(),
        key: "an-attempt-of-this-person".to_owned(),
        body_hash: "hash of the body".to_owned(),
        body: r#"{"contact":{"email":"anna.ozola@epasts.lv","phone":"+37126123456"}}"#.to_owned(),
        application,
        receipt,
        live: LiveApplications::One,
        seat_order: SeatOrder::FirstCome,
        message_id,
    }
}

/// Facts with varying birth dates and answers, so that every verdict and many findings occur.
pub(crate) fn facts(number: u32) -> Facts {
    let answer = |bit: u32| [Answer::No, Answer::Yes, Answer::default()][(number / bit % 3) as usize];
    Facts {
        birth_date: chrono::NaiveDate::from_ymd_opt(1988, 3, 14)
            .and_then(|day| day.checked_add_days(chrono::Days::new(u64::from(number) * 37 % 8_000))),
        earlier_grant_without_choice: answer(1),
        still_learning: answer(3),
        interrupted_learning: answer(9),
        ..Facts::default()
    }
}

pub(crate) fn programme(group: &str, places: u16) -> Programme {
    let text = || Localised { lv: "Krātuve".into(), en: "Storage".into() };
    serde_json::from_value(serde_json::json!({
        "id": "p-storage", "provider": "storage", "title": text(), "summary": text(), "outcomes": [text()],
        "prior_knowledge": text(), "kind": "study_course", "hours": 60, "level": { "from": 4, "to": 4 },
        "mode": "remote", "language": "lv", "price_cents": 48_000,
        "groups": [{ "id": group, "starts_on": "2025-09-01", "ends_on": "2025-12-12", "seats": places }],
    }))
    .unwrap()
}
