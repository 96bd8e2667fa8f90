//! Keeps the draft on this device while it is filled in.

use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::application::ApplicationDraft;
use rules::call::Call;
use rules::wire::{ProgrammeDetails, Submitted};

use super::application_form::ApplicationForm;
use super::restore::{self, Held};
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
    lang: Lang,
    kept: RwSignal<Kept>,
    personal_kept: RwSignal<PersonalKept>,
    open_draft: RwSignal<Option<String>>,
    ready: Memo<bool>,
    details: StoredValue<Option<ProgrammeDetails>>,
    sent: StoredValue<Option<Submitted>>,
    /// Counts the changes, so that a text that took long to seal does not overwrite a newer one.
    change: StoredValue<u32>,
    storage: Held,
}

/// Makes the form, brings back what was kept, and from then on keeps what is typed.
fn make() -> DraftKeeper {
    let call = state::use_call();
    let form = ApplicationForm::new(state::use_answers());
    let (lang, storage) = (state::use_lang(), Held::default());
    let stored = LocalResource::new(move || restore::stored(form, call, lang, storage));
    let session = state::use_session();
    let handed = LocalResource::new(move || {
        let answer = session.answer();
        async move {
            stored.await;
            restore::handed_over(form, answer).await
        }
    });
    let keeper = DraftKeeper {
        form,
        call,
        lang,
        storage,
        kept: RwSignal::default(),
        personal_kept: RwSignal::default(),
        open_draft: state::use_open_draft(),
        ready: Memo::new(move |_| handed.get() == Some(true)),
        details: StoredValue::new(None),
        sent: StoredValue::new(None),
        change: StoredValue::new(0),
    };
    Effect::new(move |_| keeper.keep());
    keeper
}

/// The form with what is kept of it.
pub fn use_draft() -> DraftKeeper {
    state::made_once(make)
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
        let draft = untrack(|| self.form.to_declared_draft(&self.call.id, self.lang.get_untracked()));
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
        self.storage.forget();
        self.kept.set(Kept::Nothing);
        self.personal_kept.set(PersonalKept::Nothing);
        self.open_draft.set(None);
    }

    /// Runs at every change of the form. The signals it writes tell what the storage, which is outside the pages, did.
    fn keep(self) {
        if !self.ready.get() {
            return;
        }
        let draft = self.form.to_declared_draft(&self.call.id, self.lang.get());
        let own_device = self.form.own_device.get();
        if draft.programme.is_empty() {
            return;
        }
        if self.storage.holds(&draft, own_device) {
            return self.say_held(&draft.programme, own_device);
        }
        let Ok(key) = self.form.key() else { return self.kept.set(Kept::Refused) };
        let stored = StoredDraft::of(&draft, key, device_now());
        self.change.update_value(|change| *change += 1);
        if own_device {
            self.save(stored.clone().with_sealed(self.storage.sealed.get_value()));
            spawn_local(self.seal_and_save(stored, draft));
        } else {
            self.storage.sealed.set_value(None);
            self.personal_kept.set(PersonalKept::Nothing);
            self.save(stored);
            self.storage.note(draft, false);
        }
    }

    fn say_held(self, programme: &str, own_device: bool) {
        self.kept.set(Kept::Draft);
        self.personal_kept.set(if own_device { PersonalKept::Sealed } else { PersonalKept::Nothing });
        self.open_draft.set(Some(programme.to_owned()));
    }

    fn save(self, stored: StoredDraft) {
        let saved = draft_store::save(&self.call.id, &stored).is_ok();
        self.kept.set(if saved { Kept::Draft } else { Kept::Refused });
        self.open_draft.set(Some(stored.programme));
    }

    /// Sealing takes a moment; what is sealed too late for a newer change is dropped.
    async fn seal_and_save(self, stored: StoredDraft, draft: ApplicationDraft) {
        let change = self.change.get_value();
        let sealed = seal_personal(&Personal::of(&draft)).await;
        if self.change.get_value() != change {
            return;
        }
        let refused = sealed.is_none();
        self.storage.sealed.set_value(sealed.clone());
        self.personal_kept.set(if refused { PersonalKept::Refused } else { PersonalKept::Sealed });
        self.save(stored.with_sealed(sealed));
        if !refused {
            self.storage.note(draft, true);
        }
    }
}

async fn seal_personal(personal: &Personal) -> Option<String> {
    seal::seal(&serde_json::to_string(personal).ok()?).await.ok()
}
