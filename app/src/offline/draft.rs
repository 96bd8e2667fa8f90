//! Formats of the draft (melnraksts): in the storage of this device, and in the sign-in hand-off.
//!
//! The unencrypted part identifies no person: programme, study group, language, answers. The birth date and the contact
//! data are [`Personal`]; they are stored only encrypted, and only after the person marks the device as their own.
//! Name and personal code are never stored: the page receives them at sign-in and keeps them only in memory.

use api::is_idempotency_key;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::facts::Facts;
use rules::field::Field;
use rules::language::Language;
use serde::{Deserialize, Serialize};

/// Version of the stored format. Version 1 had no base revision of the account and no conflicts.
pub const VERSION: u8 = 2;

/// Days after the last change until a stored draft expires.
pub const KEPT_DAYS: i64 = 7;

/// Draft with the sync state that a page needs to resume it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDraft {
    /// Idempotency key, created and stored with the draft, so that a reload does not submit a second application.
    pub key: String,
    /// The draft.
    pub draft: ApplicationDraft,
    /// Whether the person has marked the device as their own.
    pub own_device: bool,
    /// Base: the account's draft at the last synchronisation.
    pub agreed: Option<Agreed>,
    /// Conflict: fields changed on both sides.
    pub contested: Option<Contested>,
}

/// Base: the last version common to this device and the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The account's revision.
    pub revision: u32,
    /// The draft.
    pub draft: ApplicationDraft,
    /// Whether the personal part is included; `false` after a reload on a device that is not the person's own.
    pub whole: bool,
}

/// Conflict: fields changed on both sides. The stored draft holds one value of each, `other` holds the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contested {
    /// The fields, at least one.
    pub fields: Vec<Field>,
    /// Their other values; the remaining fields have no meaning.
    pub other: ApplicationDraft,
}

/// Draft in the format of LocalStorage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredDraft {
    version: u8,
    saved_at: DateTime<Utc>,
    key: String,
    programme: String,
    group: String,
    language: Language,
    answers: Facts,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    agreed: Option<StoredAgreed>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contested: Option<StoredContested>,
    /// [`Personal`], encrypted; present if and only if the person has marked the device as their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sealed: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredAgreed {
    revision: u32,
    draft: Plain,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredContested {
    fields: Vec<Field>,
    other: Plain,
}

/// Part of a draft that identifies no person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    programme: String,
    group: String,
    language: Language,
    answers: Facts,
}

/// Personal data of a stored draft, including its base and conflict.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Personal {
    birth_date: Option<NaiveDate>,
    contact: Contact,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    agreed: Option<Own>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    other: Option<Own>,
}

/// Personal data of one draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    birth_date: Option<NaiveDate>,
    contact: Contact,
}

/// Reason to reject a stored draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// The text is not a valid draft. It is deleted.
    NotADraft,
    /// The last change is [`KEPT_DAYS`] days old. It is deleted.
    Expired,
    /// A newer version of the app wrote it in another tab. It stays.
    Newer,
}

impl StoredDraft {
    /// Creates the stored format from the unencrypted part of a draft and its encrypted personal part, if stored.
    pub fn of(kept: &KeptDraft, sealed: Option<String>, saved_at: DateTime<Utc>) -> Self {
        let Plain { programme, group, language, answers } = Plain::of(&kept.draft);
        let agreed = kept.agreed.as_ref();
        let contested = kept.contested.as_ref();
        Self {
            version: VERSION,
            saved_at,
            key: kept.key.clone(),
            programme,
            group,
            language,
            answers,
            agreed: agreed.map(|agreed| StoredAgreed { revision: agreed.revision, draft: Plain::of(&agreed.draft) }),
            contested: contested.map(|contested| StoredContested {
                fields: contested.fields.clone(),
                other: Plain::of(&contested.other),
            }),
            sealed,
        }
    }

    /// Reads a stored draft, of this version or an older one.
    ///
    /// # Errors
    /// [`Unusable`]: a draft changed exactly [`KEPT_DAYS`] days ago is expired, a second less is not.
    pub fn read(text: &str, now: DateTime<Utc>) -> Result<Self, Unusable> {
        if version_of(text).is_some_and(|version| version > VERSION) {
            return Err(Unusable::Newer);
        }
        // The fields that version 2 added are optional, so version 1 parses without conversion.
        let stored: Self = serde_json::from_str(text).map_err(|_| Unusable::NotADraft)?;
        if stored.version == 0 || !is_idempotency_key(&stored.key) {
            return Err(Unusable::NotADraft);
        }
        if now - stored.saved_at >= TimeDelta::days(KEPT_DAYS) {
            return Err(Unusable::Expired);
        }
        Ok(Self { version: VERSION, ..stored })
    }

    /// Returns the encrypted personal part.
    pub fn sealed(&self) -> Option<&str> {
        self.sealed.as_deref()
    }

    /// Returns the draft for a call with its personal part, if that was stored and decrypted.
    pub fn with_personal(self, call: &str, personal: Option<Personal>) -> KeptDraft {
        let own_device = personal.is_some();
        let Personal { birth_date, contact, agreed, other } = personal.unwrap_or_default();
        let (programme, group, language, answers) = (self.programme, self.group, self.language, self.answers);
        let own = Plain { programme, group, language, answers };
        KeptDraft {
            key: self.key,
            draft: own.with(call, Own { birth_date, contact }),
            own_device,
            agreed: self.agreed.map(|stored| Agreed {
                revision: stored.revision,
                whole: agreed.is_some(),
                draft: stored.draft.with(call, agreed.unwrap_or_default()),
            }),
            contested: self.contested.and_then(|stored| {
                // Without the personal part the personal fields have no other value to choose.
                let known = |field: &Field| own_device || !is_personal(field);
                let fields: Vec<Field> = stored.fields.into_iter().filter(known).collect();
                let other = stored.other.with(call, other.unwrap_or_default());
                (!fields.is_empty()).then_some(Contested { fields, other })
            }),
        }
    }
}

/// Whether a field is stored only encrypted.
pub const fn is_personal(field: &Field) -> bool {
    matches!(field, Field::Email | Field::Phone | Field::Fact(rules::facts::FactId::BirthDate))
}

fn version_of(text: &str) -> Option<u8> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u8,
    }
    serde_json::from_str::<Versioned>(text).ok().map(|draft| draft.version)
}

impl Plain {
    fn of(draft: &ApplicationDraft) -> Self {
        Self {
            programme: draft.programme.clone(),
            group: draft.group.clone(),
            language: draft.language,
            answers: Facts { birth_date: None, ..draft.facts },
        }
    }

    /// Joins both parts. Ignores a birth date in the unencrypted part, which only manual edits of the storage can add.
    fn with(self, call: &str, own: Own) -> ApplicationDraft {
        ApplicationDraft {
            call: call.to_owned(),
            programme: self.programme,
            group: self.group,
            language: self.language,
            facts: Facts { birth_date: own.birth_date, ..self.answers },
            contact: own.contact,
        }
    }
}

impl Own {
    fn of(draft: &ApplicationDraft) -> Self {
        Self { birth_date: draft.facts.birth_date, contact: draft.contact.clone() }
    }
}

impl Personal {
    /// Returns the personal data of a draft.
    pub fn of(kept: &KeptDraft) -> Self {
        let Own { birth_date, contact } = Own::of(&kept.draft);
        let agreed = kept.agreed.as_ref().filter(|agreed| agreed.whole).map(|agreed| Own::of(&agreed.draft));
        let other = kept.contested.as_ref().map(|contested| Own::of(&contested.other));
        Self { birth_date, contact, agreed, other }
    }
}

/// Version of the hand-off format.
const HANDED_OVER: u8 = 1;

/// Sign-in hand-off: the whole form, which the server stores unread for at most 15 minutes while the person signs in
/// at the identity provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedOver {
    version: u8,
    /// The idempotency key.
    pub key: String,
    /// Whether the person has marked the device as their own.
    pub own_device: bool,
    /// Whether the person accepts the account's terms.
    pub terms: bool,
    /// Values of the form; an empty programme means no draft.
    pub draft: ApplicationDraft,
    /// Unsaved input of an account form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<TypedForAccount>,
}

/// Unsaved input of an account form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedForAccount {
    /// Author of the input: name and masked personal code.
    pub person: String,
    /// The contact data as typed.
    pub contact: Contact,
    /// The language for messages, where one was chosen.
    pub language: Option<Language>,
    /// Day, month and year of the birth date as typed.
    pub birth_date: [String; 3],
    /// Whether the person accepts the account's terms.
    pub terms: bool,
    /// Whether the input edits the data of an open account.
    pub editing: bool,
}

impl HandedOver {
    /// Creates a hand-off without account input.
    pub const fn new(draft: ApplicationDraft, key: String, own_device: bool, terms: bool) -> Self {
        Self { version: HANDED_OVER, key, own_device, terms, draft, account: None }
    }

    /// Adds the unsaved input of an account form.
    #[must_use]
    pub fn with_account(self, account: Option<TypedForAccount>) -> Self {
        Self { account, ..self }
    }

    /// Parses the text that the server returned; `None` if it has another version or is invalid.
    pub fn read(text: &str) -> Option<Self> {
        let handed: Self = serde_json::from_str(text).ok()?;
        (handed.version == HANDED_OVER && is_idempotency_key(&handed.key)).then_some(handed)
    }
}

#[cfg(test)]
mod tests {
    use rules::facts::{Answer, FactId};

    use super::*;

    const KEY: &str = "0123456789abcdef0123456789abcdef";

    /// Exact text that version 1 wrote.
    const OF_VERSION_1: &str = r#"{"version":1,"saved_at":"2025-06-10T12:00:00Z","key":"0123456789abcdef0123456789abcdef","programme":"datu-analize","group":"da-1","language":"lv","answers":{"birth_date":null,"earlier_grant_without_choice":false,"still_learning":true,"interrupted_learning":null,"completed_learning":null,"still_learning_elsewhere":null,"interrupted_learning_elsewhere":null},"sealed":"c2VhbGVk"}"#;
    const PERSONAL_OF_VERSION_1: &str =
        r#"{"birth_date":"1988-03-14","contact":{"email":"anna.ozola@epasts.lv","phone":"26123456"}}"#;

    fn draft() -> ApplicationDraft {
        ApplicationDraft {
            call: "2025-06".into(),
            programme: "datu-analize".into(),
            group: "da-1".into(),
            language: Language::Lv,
            facts: Facts {
                birth_date: NaiveDate::from_ymd_opt(1988, 3, 14),
                earlier_grant_without_choice: Answer::No,
                still_learning: Answer::Yes,
                ..Facts::default()
            },
            contact: Contact { email: "anna.ozola@epasts.lv".into(), phone: "26123456".into() },
        }
    }

    fn other() -> ApplicationDraft {
        ApplicationDraft {
            group: "da-2".into(),
            contact: Contact { email: "liga.balode@epasts.lv".into(), phone: "29999999".into() },
            ..draft()
        }
    }

    fn kept() -> KeptDraft {
        KeptDraft {
            key: KEY.into(),
            draft: draft(),
            own_device: true,
            agreed: Some(Agreed { revision: 4, draft: other(), whole: true }),
            contested: Some(Contested { fields: vec![Field::Group, Field::Email], other: other() }),
        }
    }

    fn noon(day: u32) -> DateTime<Utc> {
        NaiveDate::from_ymd_opt(2025, 6, day).unwrap().and_hms_opt(12, 0, 0).unwrap().and_utc()
    }

    fn stored_text() -> String {
        serde_json::to_string(&StoredDraft::of(&kept(), None, noon(10))).unwrap()
    }

    #[test]
    fn stored_draft_comes_back_whole_with_its_personal_part() {
        let personal: Personal = serde_json::from_str(&serde_json::to_string(&Personal::of(&kept())).unwrap()).unwrap();
        let stored = StoredDraft::read(&stored_text(), noon(11)).unwrap();
        assert_eq!(stored.with_personal("2025-06", Some(personal)), kept());
    }

    #[test]
    fn draft_without_its_personal_part_has_no_personal_data() {
        let read = StoredDraft::read(&stored_text(), noon(11)).unwrap().with_personal("2025-06", None);
        let nobody = Facts { birth_date: None, ..draft().facts };
        assert_eq!(read.draft, ApplicationDraft { facts: nobody, contact: Contact::default(), ..draft() });
        assert!(!read.own_device);
        assert_eq!(read.agreed.map(|agreed| (agreed.revision, agreed.whole)), Some((4, false)));
        assert_eq!(read.contested.map(|contested| contested.fields), Some(vec![Field::Group]));
    }

    #[test]
    fn stored_draft_contains_no_personal_data() {
        let text = stored_text();
        for personal in ["1988", "anna", "liga", "epasts", "26123456", "29999999"] {
            assert!(!text.contains(personal), "{personal} is in {text}");
        }
    }

    #[test]
    fn draft_of_version_1_is_read_unchanged() {
        let stored = StoredDraft::read(OF_VERSION_1, noon(11)).unwrap();
        assert_eq!(stored.sealed(), Some("c2VhbGVk"));
        let personal: Personal = serde_json::from_str(PERSONAL_OF_VERSION_1).unwrap();
        let expected = KeptDraft { key: KEY.into(), draft: draft(), own_device: true, agreed: None, contested: None };
        assert_eq!(stored.with_personal("2025-06", Some(personal)), expected);
    }

    #[test]
    fn draft_of_version_1_is_written_as_version_2() {
        let stored = StoredDraft::read(OF_VERSION_1, noon(11)).unwrap();
        let text = serde_json::to_string(&stored).unwrap();
        assert_eq!(text, OF_VERSION_1.replace("\"version\":1", "\"version\":2"));
    }

    #[test]
    fn draft_of_seven_days_ago_is_expired_and_a_second_less_is_not() {
        let last = noon(17) - TimeDelta::seconds(1);
        assert!(StoredDraft::read(&stored_text(), last).is_ok());
        assert_eq!(StoredDraft::read(&stored_text(), noon(17)), Err(Unusable::Expired));
    }

    #[test]
    fn draft_from_a_clock_that_ran_ahead_is_kept() {
        assert!(StoredDraft::read(&stored_text(), noon(1)).is_ok());
    }

    #[test]
    fn draft_of_a_newer_version_is_left_to_it_whatever_it_holds() {
        let newer = stored_text().replace("\"version\":2", "\"version\":3,\"new\":[]");
        assert_eq!(StoredDraft::read(&newer, noon(10)), Err(Unusable::Newer));
        let none = stored_text().replace("\"version\":2", "\"version\":0");
        assert_eq!(StoredDraft::read(&none, noon(10)), Err(Unusable::NotADraft));
    }

    #[test]
    fn draft_with_a_spoilt_key_is_not_read() {
        let spoilt = stored_text().replace(KEY, "short");
        assert_eq!(StoredDraft::read(&spoilt, noon(10)), Err(Unusable::NotADraft));
    }

    #[test]
    fn text_that_is_no_draft_is_not_read() {
        for text in ["", "null", "{}", "[1]", "{\"version\":1}", "{\"version\":2}"] {
            assert_eq!(StoredDraft::read(text, noon(10)), Err(Unusable::NotADraft), "{text}");
        }
    }

    #[test]
    fn birth_date_written_into_the_storage_by_hand_is_ignored() {
        let forged = stored_text().replace("\"birth_date\":null", "\"birth_date\":\"1988-03-14\"");
        assert_ne!(forged, stored_text());
        let read = StoredDraft::read(&forged, noon(10)).unwrap().with_personal("2025-06", None);
        assert_eq!(read.draft.facts.birth_date, None);
    }

    #[test]
    fn fields_that_are_kept_sealed_are_the_personal_ones() {
        assert!(
            is_personal(&Field::Fact(FactId::BirthDate)) && is_personal(&Field::Email) && is_personal(&Field::Phone)
        );
        assert!(!is_personal(&Field::Fact(FactId::StillLearning)) && !is_personal(&Field::Group));
    }

    #[test]
    fn handed_over_form_comes_back_whole() {
        let handed = HandedOver::new(draft(), KEY.into(), true, false);
        let text = serde_json::to_string(&handed).unwrap();
        assert_eq!(HandedOver::read(&text), Some(handed));
        assert_eq!(HandedOver::read(&text.replace("\"version\":1", "\"version\":9")), None);
        assert_eq!(HandedOver::read("not a form"), None);
    }

    #[test]
    fn hand_off_round_trips_with_and_without_account_input() {
        let typed = TypedForAccount { birth_date: ["14".into(), String::new(), String::new()], ..Default::default() };
        let without = HandedOver::new(draft(), KEY.into(), true, false);
        assert!(!serde_json::to_string(&without).unwrap().contains("account"), "older pages read it too");
        for handed in [without.clone().with_account(Some(typed)), without] {
            assert_eq!(HandedOver::read(&serde_json::to_string(&handed).unwrap()), Some(handed));
        }
    }
}
