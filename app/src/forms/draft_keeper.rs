//! Keeps the draft on this device while it is filled in, and brings it back: after a reload from the storage, after
//! signing in from the server.

use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::call::Call;
use rules::language::Language;
use rules::wire::{ProgrammeDetails, Session, Submitted};

use super::application_form::ApplicationForm;
use crate::api;
use crate::api::error::ApiError;
use crate::clock::device_now;
use crate::offline::draft::{HandedOver, Personal, StoredDraft};
use crate::offline::{draft_store, seal};
use crate::state::{self, Lang};

/// What this device keeps of the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// Nothing: there is no draft yet.
    #[default]
    Nothing,
    /// The draft.
    Draft,
    /// Nothing: the browser refuses.
    Refused,
}

/// What this device keeps of the personal part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PersonalKept {
    /// Nothing: the person did not ask for it.
    #[default]
    Nothing,
    /// All of it, sealed.
    Sealed,
    /// Nothing: the browser refuses.
    Refused,
}

/// The form with what is kept of it. One for all pages.
#[derive(Clone, Copy)]
pub struct DraftKeeper {
    /// The form.
    pub form: ApplicationForm,
    call: &'static Call,
    language: Lang,
    kept: RwSignal<Kept>,
    personal_kept: RwSignal<PersonalKept>,
    open_draft: RwSignal<Option<String>>,
    ready: Memo<bool>,
    details: StoredValue<Option<ProgrammeDetails>>,
    sent: StoredValue<Option<Submitted>>,
    /// Counts the changes, so that a text that took long to seal does not overwrite a newer one.
    change: StoredValue<u32>,
    sealed: StoredValue<Option<String>>,
}

/// Provides the form to the pages, brings back what was kept, and from then on keeps what is typed.
pub fn provide() {
    let call = state::use_call();
    let form = ApplicationForm::new(state::use_answers());
    let stored = LocalResource::new(move || restore_stored(form, call));
    let session = state::use_session();
    let handed = LocalResource::new(move || {
        let answer = session.answer();
        restore_handed_over(form, stored, answer)
    });
    let keeper = DraftKeeper {
        form,
        call,
        language: state::use_lang(),
        kept: RwSignal::default(),
        personal_kept: RwSignal::default(),
        open_draft: state::use_open_draft(),
        ready: Memo::new(move |_| handed.get() == Some(true)),
        details: StoredValue::new(None),
        sent: StoredValue::new(None),
        change: StoredValue::new(0),
        sealed: StoredValue::new(None),
    };
    provide_context(keeper);
    Effect::new(move |_| keeper.keep());
}

/// The form with what is kept of it.
pub fn use_draft() -> DraftKeeper {
    expect_context()
}

async fn restore_stored(form: ApplicationForm, call: &'static Call) {
    let Some(stored) = draft_store::load(&call.id, device_now()) else { return };
    form.restore_stored(&stored, open_personal(&stored).await);
}

/// The personal part, where it was kept and this browser still has the key.
async fn open_personal(stored: &StoredDraft) -> Option<Personal> {
    let text = seal::open(stored.sealed.as_deref()?).await.ok()?;
    serde_json::from_str(&text).ok()
}

/// Brings back what was handed over when signing in; true once the form holds all there is to bring back.
async fn restore_handed_over(
    form: ApplicationForm,
    stored: LocalResource<()>,
    session: Option<Result<Session, ApiError>>,
) -> bool {
    stored.await;
    let Some(session) = session else { return false };
    let Some(person) = session.ok().and_then(|session| session.person) else { return true };
    if let Some(handed) = api::session::take_draft().await.ok().and_then(|given| given.draft) {
        if let Some(handed) = HandedOver::read(&handed) {
            form.restore_handed_over(handed);
        }
    }
    if let Some(account) = person.account {
        form.fill_from_account(&account.contact, account.language);
    }
    true
}

impl DraftKeeper {
    /// Whether the form holds everything that was to be brought back.
    pub fn is_ready(self) -> bool {
        self.ready.get()
    }

    /// What this device keeps of the draft.
    pub fn kept(self) -> Kept {
        self.kept.get()
    }

    /// What this device keeps of the personal part.
    pub fn personal_kept(self) -> PersonalKept {
        self.personal_kept.get()
    }

    /// The programme of this identifier, where it was loaded before: the document can then be read without a network.
    pub fn known_details(self, programme: &str) -> Option<ProgrammeDetails> {
        self.details.get_value().filter(|details| details.programme.id == programme)
    }

    /// Remembers a programme while the pages are open.
    pub fn remember_details(self, details: &ProgrammeDetails) {
        self.details.set_value(Some(details.clone()));
    }

    /// The whole form as text, to hand over when signing in; nothing where there is no draft.
    pub fn to_hand_over(self) -> Option<String> {
        if self.form.programme.get_untracked().is_empty() {
            return None;
        }
        let draft = untrack(|| self.form.to_declared_draft(&self.call.id, self.page_language()));
        let (own_device, terms) = (self.form.own_device.get_untracked(), self.form.terms.get_untracked());
        let handed = HandedOver::new(draft, self.form.key().ok()?, own_device, terms);
        serde_json::to_string(&handed).ok()
    }

    /// The draft was sent: it is deleted, and the answer kept for the confirmation while the pages are open.
    pub fn sent(self, submitted: Submitted) {
        self.sent.set_value(Some(submitted));
        self.delete();
    }

    /// What the server answered to the application of this identifier, where it was sent on this visit.
    pub fn just_sent(self, application: &str) -> Option<Submitted> {
        self.sent.get_value().filter(|submitted| submitted.application.id == application)
    }

    /// Deletes the draft from the screen and from this device.
    pub fn delete(self) {
        self.forget_kept();
        draft_store::delete(&self.call.id);
        spawn_local(seal::forget());
    }

    /// Deletes everything that these pages keep on this device, the draft with it.
    pub fn delete_everything(self) {
        self.forget_kept();
        self.sent.set_value(None);
        draft_store::delete_everything();
        spawn_local(seal::forget());
    }

    fn forget_kept(self) {
        self.form.clear();
        self.change.update_value(|change| *change += 1);
        self.sealed.set_value(None);
        self.kept.set(Kept::Nothing);
        self.personal_kept.set(PersonalKept::Nothing);
        self.open_draft.set(None);
    }

    fn page_language(self) -> Language {
        self.language.get()
    }

    /// Runs at every change of the form. The signals it writes tell what the storage, which is outside the pages, did.
    fn keep(self) {
        if !self.ready.get() {
            return;
        }
        let draft = self.form.to_declared_draft(&self.call.id, self.page_language());
        let own_device = self.form.own_device.get();
        if draft.programme.is_empty() {
            return;
        }
        let Ok(key) = self.form.key() else { return self.kept.set(Kept::Refused) };
        let stored = StoredDraft::of(&draft, key, device_now());
        self.change.update_value(|change| *change += 1);
        if own_device {
            self.save(stored.clone().with_sealed(self.sealed.get_value()));
            spawn_local(self.seal_and_save(stored, Personal::of(&draft)));
        } else {
            self.sealed.set_value(None);
            self.personal_kept.set(PersonalKept::Nothing);
            self.save(stored);
        }
    }

    fn save(self, stored: StoredDraft) {
        let kept = match draft_store::save(&self.call.id, &stored) {
            Ok(()) => Kept::Draft,
            Err(draft_store::StorageRefused) => Kept::Refused,
        };
        self.kept.set(kept);
        self.open_draft.set(Some(stored.programme));
    }

    async fn seal_and_save(self, stored: StoredDraft, personal: Personal) {
        let change = self.change.get_value();
        let sealed = match serde_json::to_string(&personal) {
            Ok(text) => seal::seal(&text).await.ok(),
            Err(_) => None,
        };
        if self.change.try_get_value() != Some(change) {
            return;
        }
        self.sealed.set_value(sealed.clone());
        self.personal_kept.set(if sealed.is_some() { PersonalKept::Sealed } else { PersonalKept::Refused });
        self.save(stored.with_sealed(sealed));
    }
}
