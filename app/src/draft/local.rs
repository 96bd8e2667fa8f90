//! The draft (melnraksts) as LocalStorage stores it: a public part, and a personal part that is encrypted.
//!
//! The public part contains no personal data: programme, study group, language, answers. Birth date and contact data
//! are [`Personal`]; they are stored only encrypted, and only after the person said that the device is their own. Name
//! and personal code never come here: the page does not know them before the sign-in, and stores neither afterwards.

use api::is_idempotency_key;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::field::Field;
use serde::{Deserialize, Serialize};

use super::merge::Conflict;
use super::model::{is_personal, strip_personal};

/// Version of the stored form.
pub const VERSION: u8 = 3;

/// The device stores a draft for this many days after the last change.
pub const RETENTION_DAYS: i64 = 7;

/// The draft on this device, with everything that a page needs to continue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalCopy {
    /// The idempotency key. It is stored with the draft, so that a reload does not create a second application.
    pub key: String,
    /// The draft, with the resolved values of a conflict.
    pub draft: ApplicationDraft,
    /// Whether the person said that the device is their own.
    pub own_device: bool,
    /// The last version that this device and the account had in common.
    pub base: Option<Base>,
    /// Fields that two replicas changed differently.
    pub conflict: Option<Conflict>,
    /// Encrypted personal part that this browser cannot read now. It stays unchanged in the storage until the person
    /// types another one or deletes the draft; until then the personal fields of this copy are blank.
    #[serde(skip)]
    pub unread: Option<String>,
}

/// The last version of the draft that this device and the account had in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// The account's revision.
    pub revision: u32,
    /// The draft.
    pub draft: ApplicationDraft,
    /// Whether the personal part is known. It is not after a reload on a device that is not the person's own.
    #[serde(skip)]
    pub whole: bool,
}

impl LocalCopy {
    /// Whether the device stores the personal fields of this copy.
    pub fn stores_personal(&self) -> bool {
        self.own_device && self.unread.is_none()
    }

    /// The copy without what this device may not store.
    #[must_use]
    pub fn for_device(mut self) -> Self {
        self.unread = self.unread.filter(|_| self.own_device);
        let stores_personal = self.stores_personal();
        if let Some(base) = self.base.as_mut().filter(|base| !(stores_personal && base.whole)) {
            base.whole = false;
            strip_personal(&mut base.draft);
        }
        if stores_personal {
            return self;
        }
        self.strip();
        self.conflict = self.conflict.and_then(|conflict| {
            let public = conflict.fields.iter().filter(|field| !is_personal(field)).cloned().collect::<Vec<Field>>();
            conflict.with(&self.draft, public)
        });
        self
    }

    /// The copy where the browser refuses to encrypt: the encrypted part of the entry `before` stays.
    #[must_use]
    pub fn not_encrypted(self, before: Option<&StoredDraft>) -> Self {
        let unread = before.and_then(|before| before.encrypted.clone());
        let base = self.base.clone().filter(|base| before.is_none_or(|before| before.has_base_of(base)));
        Self { own_device: unread.is_some(), base, unread, ..self }.for_device()
    }

    /// Whether two copies have the same public part.
    pub fn is_same_in_public(&self, other: &Self) -> bool {
        let [one, other] = [self, other].map(|copy| Self { own_device: false, ..copy.clone() }.for_device());
        one == other
    }

    fn strip(&mut self) {
        let base = self.base.as_mut().map(|base| &mut base.draft);
        let conflict = self.conflict.as_mut().map(|conflict| [&mut conflict.resolved, &mut conflict.other]);
        [&mut self.draft].into_iter().chain(base).chain(conflict.into_iter().flatten()).for_each(strip_personal);
    }
}

/// The entry in LocalStorage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredDraft {
    version: u8,
    saved_at: DateTime<Utc>,
    /// Without any personal field.
    copy: LocalCopy,
    /// [`Personal`], encrypted; only on the person's own device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    encrypted: Option<String>,
}

/// The personal part of a [`LocalCopy`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Personal {
    draft: PersonalFields,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base: Option<PersonalFields>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    other: Option<PersonalFields>,
}

/// The personal fields of one draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonalFields {
    birth_date: Option<NaiveDate>,
    contact: Contact,
}

/// Why a stored draft is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnusableError {
    /// The text is not a draft of this version. It is deleted.
    NotADraft,
    /// It was not changed for [`RETENTION_DAYS`] days. It is deleted.
    Expired,
    /// A newer version of the pages wrote it in another tab. It is neither read nor overwritten.
    Newer,
}

impl StoredDraft {
    /// The public part of a copy, beside the encrypted personal part.
    pub fn new(copy: &LocalCopy, encrypted: Option<String>, saved_at: DateTime<Utc>) -> Self {
        let mut copy = LocalCopy { unread: None, ..copy.clone() };
        copy.strip();
        Self { version: VERSION, saved_at, copy, encrypted }
    }

    /// Parses an entry.
    ///
    /// # Errors
    /// [`UnusableError`]: a draft last changed exactly [`RETENTION_DAYS`] days ago is expired, a second less is not.
    pub fn read(text: &str, now: DateTime<Utc>) -> Result<Self, UnusableError> {
        if version_of(text).is_some_and(|version| version > VERSION) {
            return Err(UnusableError::Newer);
        }
        let mut stored: Self = serde_json::from_str(text).map_err(|_| UnusableError::NotADraft)?;
        if stored.version != VERSION || !is_idempotency_key(&stored.copy.key) {
            return Err(UnusableError::NotADraft);
        }
        if now - stored.saved_at >= TimeDelta::days(RETENTION_DAYS) {
            return Err(UnusableError::Expired);
        }
        // Ignores personal fields in the public part: only an edited entry has them.
        stored.copy.strip();
        Ok(stored)
    }

    /// Whether the encrypted part may belong to this base: its personal fields are those of one revision.
    fn has_base_of(&self, base: &Base) -> bool {
        self.encrypted.is_none() || self.copy.base.as_ref().is_some_and(|stored| stored.revision == base.revision)
    }

    /// The encrypted personal part.
    pub fn encrypted(&self) -> Option<&str> {
        self.encrypted.as_deref()
    }

    /// The copy with its personal part; `None` if there is none or this browser cannot decrypt it.
    pub fn with_personal(self, personal: Option<Personal>) -> LocalCopy {
        let (mut copy, unread) = (self.copy, self.encrypted);
        let Some(Personal { draft, base, other }) = personal else {
            return LocalCopy { own_device: copy.own_device && unread.is_some(), unread, ..copy }.for_device();
        };
        draft.put_into(&mut copy.draft);
        if let Some((stored, personal)) = copy.base.as_mut().zip(base) {
            personal.put_into(&mut stored.draft);
            stored.whole = true;
        }
        if let Some((conflict, personal)) = copy.conflict.as_mut().zip(other) {
            draft.put_into(&mut conflict.resolved);
            personal.put_into(&mut conflict.other);
        }
        copy
    }
}

fn version_of(text: &str) -> Option<u8> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u8,
    }
    serde_json::from_str::<Versioned>(text).ok().map(|draft| draft.version)
}

impl Personal {
    /// The personal part of a copy; nothing if the device does not store it.
    pub fn of(copy: &LocalCopy) -> Option<Self> {
        let base = copy.base.as_ref().filter(|base| base.whole).map(|base| PersonalFields::of(&base.draft));
        let other = copy.conflict.as_ref().map(|conflict| PersonalFields::of(&conflict.other));
        copy.stores_personal().then(|| Self { draft: PersonalFields::of(&copy.draft), base, other })
    }
}

impl PersonalFields {
    fn of(draft: &ApplicationDraft) -> Self {
        Self { birth_date: draft.facts.birth_date, contact: draft.contact.clone() }
    }

    fn put_into(&self, draft: &mut ApplicationDraft) {
        draft.facts.birth_date = self.birth_date;
        draft.contact.clone_from(&self.contact);
    }
}

#[cfg(test)]
mod tests {
    use rules::facts::{Answer, Facts};
    use rules::language::Language;

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
            declaration: false,
        }
    }

    fn other() -> ApplicationDraft {
        ApplicationDraft {
            group: "da-2".into(),
            contact: Contact { email: "liga.balode@epasts.lv".into(), phone: "26123456".into() },
            ..draft()
        }
    }

    fn copy() -> LocalCopy {
        LocalCopy {
            key: KEY.into(),
            draft: draft(),
            own_device: true,
            base: Some(Base { revision: 4, draft: other(), whole: true }),
            conflict: Some(Conflict { fields: vec![Field::Group, Field::Email], resolved: draft(), other: other() }),
            unread: None,
        }
    }

    fn noon(day: u32) -> DateTime<Utc> {
        NaiveDate::from_ymd_opt(2025, 6, day).unwrap().and_hms_opt(12, 0, 0).unwrap().and_utc()
    }

    fn stored_text() -> String {
        serde_json::to_string(&StoredDraft::new(&copy(), None, noon(10))).unwrap()
    }

    #[test]
    fn stored_draft_is_restored_with_its_personal_part() {
        let personal = serde_json::to_string(&Personal::of(&copy()).unwrap()).unwrap();
        let stored = StoredDraft::read(&stored_text(), noon(11)).unwrap();
        assert_eq!(stored.encrypted(), None);
        assert_eq!(stored.with_personal(serde_json::from_str(&personal).unwrap()), copy());
    }

    #[test]
    fn without_decryption_the_personal_fields_are_blank() {
        let read = StoredDraft::read(&stored_text(), noon(11)).unwrap().with_personal(None);
        let mut public = draft();
        strip_personal(&mut public);
        assert_eq!(read.draft, public);
        assert!(!read.own_device);
        assert_eq!(read.base.map(|base| (base.revision, base.whole)), Some((4, false)));
        assert_eq!(read.conflict.map(|conflict| conflict.fields), Some(vec![Field::Group]));
    }

    #[test]
    fn unreadable_personal_part_is_kept_unchanged() {
        let stored = StoredDraft::new(&copy(), Some("ciphertext".into()), noon(10));
        let read = stored.with_personal(None);
        assert_eq!((read.unread.as_deref(), read.own_device), (Some("ciphertext"), true));
        assert_eq!((Personal::of(&read), read.draft.contact.email.as_str()), (None, ""));
        assert_eq!(read.clone().for_device(), read);
        let shared = LocalCopy { own_device: false, ..read }.for_device();
        assert_eq!(shared.unread, None, "a person who takes the permission back deletes it");
    }

    #[test]
    fn refused_encryption_keeps_the_earlier_ciphertext() {
        let before = StoredDraft::new(&copy(), Some("ciphertext".into()), noon(10));
        let kept = copy().not_encrypted(Some(&before));
        assert_eq!(kept, before.clone().with_personal(None), "this is what the next page reads");
        let later = LocalCopy { base: Some(Base { revision: 5, draft: other(), whole: true }), ..copy() };
        assert_eq!(later.not_encrypted(Some(&before)).base, None, "its personal part is that of another revision");
        assert_eq!(copy().not_encrypted(None), LocalCopy { own_device: false, ..copy() }.for_device());
    }

    #[test]
    fn copy_of_a_shared_device_has_no_personal_field() {
        let shared = LocalCopy { own_device: false, ..copy() }.for_device();
        assert_eq!(Personal::of(&shared), None);
        let read = StoredDraft::read(&stored_text(), noon(11)).unwrap().with_personal(None);
        assert_eq!(shared, read, "what is compared with the storage is what the storage returns");
    }

    #[test]
    fn public_part_identifies_nobody() {
        let text = stored_text();
        for personal in ["1988", "anna", "liga", "epasts", "26123456"] {
            assert!(!text.contains(personal), "{personal} is in {text}");
        }
    }

    #[test]
    fn draft_expires_after_exactly_seven_days() {
        let last = noon(17) - TimeDelta::seconds(1);
        assert!(StoredDraft::read(&stored_text(), last).is_ok());
        assert_eq!(StoredDraft::read(&stored_text(), noon(17)), Err(UnusableError::Expired));
    }

    #[test]
    fn draft_from_a_clock_that_ran_ahead_is_used() {
        assert!(StoredDraft::read(&stored_text(), noon(1)).is_ok());
    }

    #[test]
    fn newer_version_is_recognised_whatever_it_contains() {
        let newer = stored_text().replace("\"version\":3", "\"version\":4,\"new\":[]");
        assert_eq!(StoredDraft::read(&newer, noon(10)), Err(UnusableError::Newer));
        let older = stored_text().replace("\"version\":3", "\"version\":1");
        assert_eq!(StoredDraft::read(&older, noon(10)), Err(UnusableError::NotADraft));
    }

    #[test]
    fn draft_with_a_broken_key_is_rejected() {
        let broken = stored_text().replace(KEY, "short");
        assert_eq!(StoredDraft::read(&broken, noon(10)), Err(UnusableError::NotADraft));
    }

    #[test]
    fn text_that_is_not_a_draft_is_rejected() {
        for text in ["", "null", "{}", "[1]", "{\"version\":1}", "{\"version\":3}"] {
            assert_eq!(StoredDraft::read(text, noon(10)), Err(UnusableError::NotADraft), "{text}");
        }
    }

    #[test]
    fn personal_field_in_the_public_part_is_ignored() {
        let forged = stored_text().replace("\"birth_date\":null", "\"birth_date\":\"1988-03-14\"");
        assert_ne!(forged, stored_text());
        let read = StoredDraft::read(&forged, noon(10)).unwrap().with_personal(None);
        assert_eq!(read.draft.facts.birth_date, None);
    }
}
