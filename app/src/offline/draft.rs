//! The draft (melnraksts) as this device keeps it, and as it is handed over while the person signs in.
//!
//! What is kept in the open names nobody: programme, study group, language, answers. The birth date and the contact
//! data are [`Personal`]; they are kept only sealed, and only after the person said that the device is their own.
//! Name and personal code never come here: the page does not know them until sign-in, and then does not keep them.

use api::is_idempotency_key;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::facts::Facts;
use rules::field::Field;
use rules::language::Language;
use serde::{Deserialize, Serialize};

/// The version of the stored form. Version 1 knew of no account's draft and of no contested fields.
pub const VERSION: u8 = 2;

/// A draft is kept this many days after it was last changed.
pub const KEPT_DAYS: i64 = 7;

/// The draft with all that a page has to know of it to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDraft {
    /// The idempotency key: made with the draft and kept with it, so that no reload makes a second application.
    pub key: String,
    /// The draft.
    pub draft: ApplicationDraft,
    /// Whether the person said that the device is their own.
    pub own_device: bool,
    /// What the account's draft was when this device last heard of it.
    pub agreed: Option<Agreed>,
    /// What was changed in two places at once.
    pub contested: Option<Contested>,
}

/// The draft that this device and the account both had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The account's revision.
    pub revision: u32,
    /// The draft.
    pub draft: ApplicationDraft,
    /// Whether the personal part is known too; it is not after a reload on a device that is not the person's own.
    pub whole: bool,
}

/// Fields that were changed in two places at once. What is kept holds one value, this the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contested {
    /// The fields, at least one.
    pub fields: Vec<Field>,
    /// Their other values; what is in other fields says nothing.
    pub other: ApplicationDraft,
}

/// The draft as LocalStorage keeps it.
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
    /// [`Personal`], sealed; present exactly where the person said that the device is their own.
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

/// What of a draft names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    programme: String,
    group: String,
    language: Language,
    answers: Facts,
}

/// What is personal of all that is kept.
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

/// What of a draft is personal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    birth_date: Option<NaiveDate>,
    contact: Contact,
}

/// Why a stored draft is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// The text is no draft. It is deleted.
    NotADraft,
    /// It was not changed for [`KEPT_DAYS`] days. It is deleted.
    Expired,
    /// A newer version of these pages wrote it, in another tab. It stays.
    Newer,
}

impl StoredDraft {
    /// What may lie in the open of a draft, beside its personal part, sealed, where that is to be kept.
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
        // All that version 2 added may be left out, so version 1 is read as it is.
        let stored: Self = serde_json::from_str(text).map_err(|_| Unusable::NotADraft)?;
        if stored.version == 0 || !is_idempotency_key(&stored.key) {
            return Err(Unusable::NotADraft);
        }
        if now - stored.saved_at >= TimeDelta::days(KEPT_DAYS) {
            return Err(Unusable::Expired);
        }
        Ok(Self { version: VERSION, ..stored })
    }

    /// The sealed personal part.
    pub fn sealed(&self) -> Option<&str> {
        self.sealed.as_deref()
    }

    /// The draft for a call with its personal part, where that was kept and could be opened.
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

/// Whether a field is kept only sealed.
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

    /// A birth date that somebody wrote into the storage by hand stays out.
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
    /// What is personal of a draft.
    pub fn of(kept: &KeptDraft) -> Self {
        let Own { birth_date, contact } = Own::of(&kept.draft);
        let agreed = kept.agreed.as_ref().filter(|agreed| agreed.whole).map(|agreed| Own::of(&agreed.draft));
        let other = kept.contested.as_ref().map(|contested| Own::of(&contested.other));
        Self { birth_date, contact, agreed, other }
    }
}

/// The version of the form that is handed over.
const HANDED_OVER: u8 = 1;

/// The whole form, as the server keeps it for at most 15 minutes while the person signs in elsewhere; the server does
/// not read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedOver {
    version: u8,
    /// The idempotency key.
    pub key: String,
    /// Whether the person said that the device is their own.
    pub own_device: bool,
    /// Whether the person accepts the account's terms.
    pub terms: bool,
    /// The form's values; a draft without a programme is none.
    pub draft: ApplicationDraft,
    /// What is typed into a form of the account, if anything is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<TypedForAccount>,
}

/// What is typed into a form of the account and not saved yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedForAccount {
    /// Who typed it: name and masked personal code.
    pub person: String,
    /// The contact data as typed.
    pub contact: Contact,
    /// The language for messages, where one was chosen.
    pub language: Option<Language>,
    /// Day, month and year of the birth date as typed.
    pub birth_date: [String; 3],
    /// Whether the person accepts the account's terms.
    pub terms: bool,
    /// Whether it is to take the place of what an open account has.
    pub editing: bool,
}

impl HandedOver {
    /// The form as it is handed over.
    pub const fn new(draft: ApplicationDraft, key: String, own_device: bool, terms: bool) -> Self {
        Self { version: HANDED_OVER, key, own_device, terms, draft, account: None }
    }

    /// The same with what is typed into a form of the account.
    #[must_use]
    pub fn with_account(self, account: Option<TypedForAccount>) -> Self {
        Self { account, ..self }
    }

    /// Reads what the server gave back; nothing where it is not of this version.
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

    /// What a page of version 1 wrote, to the letter.
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
    fn without_its_personal_part_a_draft_comes_back_without_what_is_personal() {
        let read = StoredDraft::read(&stored_text(), noon(11)).unwrap().with_personal("2025-06", None);
        let nobody = Facts { birth_date: None, ..draft().facts };
        assert_eq!(read.draft, ApplicationDraft { facts: nobody, contact: Contact::default(), ..draft() });
        assert!(!read.own_device);
        assert_eq!(read.agreed.map(|agreed| (agreed.revision, agreed.whole)), Some((4, false)));
        assert_eq!(read.contested.map(|contested| contested.fields), Some(vec![Field::Group]));
    }

    #[test]
    fn stored_draft_names_nobody() {
        let text = stored_text();
        for personal in ["1988", "anna", "liga", "epasts", "26123456", "29999999"] {
            assert!(!text.contains(personal), "{personal} is in {text}");
        }
    }

    #[test]
    fn draft_of_version_1_goes_on_as_it_was() {
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
    fn form_that_is_handed_over_comes_back_with_and_without_what_was_typed_for_the_account() {
        let typed = TypedForAccount { birth_date: ["14".into(), String::new(), String::new()], ..Default::default() };
        let without = HandedOver::new(draft(), KEY.into(), true, false);
        assert!(!serde_json::to_string(&without).unwrap().contains("account"), "older pages read it too");
        for handed in [without.clone().with_account(Some(typed)), without] {
            assert_eq!(HandedOver::read(&serde_json::to_string(&handed).unwrap()), Some(handed));
        }
    }
}
