//! The draft (melnraksts) as this device keeps it, and as it is handed over while the person signs in.
//!
//! What is kept in the open names nobody: programme, study group, language, answers. The birth date and the contact
//! data are [`Personal`]; they are kept only sealed, and only after the person said that the device is their own.
//! Name and personal code never come here: the page does not know them until sign-in, and then does not keep them.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::facts::Facts;
use rules::language::Language;
use rules::wire::is_idempotency_key;
use serde::{Deserialize, Serialize};

/// The version of both forms below; another version is not read.
pub const VERSION: u8 = 1;

/// A draft is kept this many days after it was last changed.
pub const KEPT_DAYS: i64 = 7;

/// The draft as LocalStorage keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredDraft {
    version: u8,
    /// When it was last changed, by this device's clock.
    pub saved_at: DateTime<Utc>,
    /// The idempotency key: made with the draft and kept with it, so that no reload makes a second application.
    pub key: String,
    /// The programme's identifier; may be empty.
    pub programme: String,
    /// The study group's identifier; may be empty.
    pub group: String,
    /// The language for messages.
    pub language: Language,
    answers: Facts,
    /// [`Personal`], sealed; present exactly where the person said that the device is their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
}

/// What of a draft is personal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Personal {
    /// The declared birth date.
    pub birth_date: Option<NaiveDate>,
    /// The contact data as typed.
    pub contact: Contact,
}

/// Why a stored draft is not used; it is deleted then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// The text is no draft of this version.
    NotADraft,
    /// It was not changed for [`KEPT_DAYS`] days.
    Expired,
}

impl StoredDraft {
    /// The part of a draft that names nobody.
    pub fn of(draft: &ApplicationDraft, key: String, saved_at: DateTime<Utc>) -> Self {
        Self {
            version: VERSION,
            saved_at,
            key,
            programme: draft.programme.clone(),
            group: draft.group.clone(),
            language: draft.language,
            answers: Facts { birth_date: None, ..draft.facts },
            sealed: None,
        }
    }

    /// The same draft with its personal part, sealed; or without it.
    pub fn with_sealed(self, sealed: Option<String>) -> Self {
        Self { sealed, ..self }
    }

    /// Reads a stored draft.
    ///
    /// # Errors
    /// [`Unusable`]: a draft changed exactly [`KEPT_DAYS`] days ago is expired, a second less is not.
    pub fn read(text: &str, now: DateTime<Utc>) -> Result<Self, Unusable> {
        let stored: Self = serde_json::from_str(text).map_err(|_| Unusable::NotADraft)?;
        if stored.version != VERSION || !is_idempotency_key(&stored.key) {
            return Err(Unusable::NotADraft);
        }
        if now - stored.saved_at >= TimeDelta::days(KEPT_DAYS) {
            return Err(Unusable::Expired);
        }
        Ok(stored)
    }

    /// The answers, without the birth date.
    pub fn answers(&self) -> Facts {
        // A birth date that somebody wrote into the storage by hand stays out all the same.
        Facts { birth_date: None, ..self.answers }
    }
}

impl Personal {
    /// The part of a draft that is personal.
    pub fn of(draft: &ApplicationDraft) -> Self {
        Self { birth_date: draft.facts.birth_date, contact: draft.contact.clone() }
    }

    /// Whether nothing personal was typed yet.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

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
    /// The form's values.
    pub draft: ApplicationDraft,
}

impl HandedOver {
    /// The form as it is handed over.
    pub const fn new(draft: ApplicationDraft, key: String, own_device: bool, terms: bool) -> Self {
        Self { version: VERSION, key, own_device, terms, draft }
    }

    /// Reads what the server gave back; nothing where it is not of this version.
    pub fn read(text: &str) -> Option<Self> {
        let handed: Self = serde_json::from_str(text).ok()?;
        (handed.version == VERSION && is_idempotency_key(&handed.key)).then_some(handed)
    }
}

#[cfg(test)]
mod tests {
    use rules::facts::Answer;

    use super::*;

    const KEY: &str = "0123456789abcdef0123456789abcdef";

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

    fn noon(day: u32) -> DateTime<Utc> {
        NaiveDate::from_ymd_opt(2025, 6, day).unwrap().and_hms_opt(12, 0, 0).unwrap().and_utc()
    }

    fn stored_text() -> String {
        serde_json::to_string(&StoredDraft::of(&draft(), KEY.into(), noon(10))).unwrap()
    }

    #[test]
    fn stored_draft_comes_back_as_it_was_but_for_what_is_personal() {
        let stored = StoredDraft::read(&stored_text(), noon(11)).unwrap();
        assert_eq!((stored.programme.as_str(), stored.group.as_str()), ("datu-analize", "da-1"));
        assert_eq!(stored.key, KEY);
        assert_eq!(stored.answers(), Facts { birth_date: None, ..draft().facts });
    }

    #[test]
    fn stored_draft_names_nobody() {
        let text = stored_text();
        for personal in ["1988", "anna", "epasts", "26123456"] {
            assert!(!text.contains(personal), "{personal} is in {text}");
        }
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
    fn draft_of_another_version_is_not_read() {
        let other = stored_text().replace("\"version\":1", "\"version\":2");
        assert_eq!(StoredDraft::read(&other, noon(10)), Err(Unusable::NotADraft));
    }

    #[test]
    fn draft_with_a_spoilt_key_is_not_read() {
        let spoilt = stored_text().replace(KEY, "short");
        assert_eq!(StoredDraft::read(&spoilt, noon(10)), Err(Unusable::NotADraft));
    }

    #[test]
    fn text_that_is_no_draft_is_not_read() {
        for text in ["", "null", "{}", "[1]", "{\"version\":1}"] {
            assert_eq!(StoredDraft::read(text, noon(10)), Err(Unusable::NotADraft), "{text}");
        }
    }

    #[test]
    fn birth_date_written_into_the_storage_by_hand_is_ignored() {
        let forged = stored_text().replace("\"birth_date\":null", "\"birth_date\":\"1988-03-14\"");
        assert_ne!(forged, stored_text());
        assert_eq!(StoredDraft::read(&forged, noon(10)).unwrap().answers().birth_date, None);
    }

    #[test]
    fn personal_part_holds_birth_date_and_contact_only() {
        let personal = Personal::of(&draft());
        let text = serde_json::to_string(&personal).unwrap();
        assert!(!text.contains("datu-analize"));
        assert_eq!(serde_json::from_str::<Personal>(&text).unwrap(), personal);
        assert!(!personal.is_empty());
        assert!(Personal::default().is_empty());
    }

    #[test]
    fn handed_over_form_comes_back_whole() {
        let handed = HandedOver::new(draft(), KEY.into(), true, false);
        let text = serde_json::to_string(&handed).unwrap();
        assert_eq!(HandedOver::read(&text), Some(handed));
        assert_eq!(HandedOver::read(&text.replace("\"version\":1", "\"version\":9")), None);
        assert_eq!(HandedOver::read("not a form"), None);
    }
}
