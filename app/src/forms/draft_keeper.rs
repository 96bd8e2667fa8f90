//! Keeps the draft on this device while it is filled in; `draft_sync.rs` brings it together with other tabs and with
//! the account.

use api::{ProgrammeDetails, Submitted};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::application::ApplicationDraft;
use rules::call::Call;
use rules::field::Field;
use ui::platform::clock::device_now;
use ui::platform::lang::{Lang, use_lang};
use ui::platform::{encryption, random};

use crate::account::form::AccountForm;
use crate::app_singleton::app_singleton;
use crate::apply::form::ApplicationForm;
use crate::forms::known::{Contest, Known};
use crate::offline::draft::{HandedOver, KeptDraft, Personal, StoredDraft};
use crate::offline::draft_store;
use crate::session::{Session, use_session};
use crate::state;

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

/// What the account keeps of the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnAccount {
    /// Nothing: nobody is signed in.
    #[default]
    Nothing,
    /// All of it.
    Draft,
    /// Not yet all of it: the server could not be reached.
    Waiting,
}

/// What has become of the account's draft since the person deleted theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deletion {
    /// Nothing: nobody is signed in.
    #[default]
    NotAsked,
    /// The server has been asked and has not answered.
    Asked,
    /// It is deleted.
    Done,
    /// It is there still: the server could not be reached, or refused.
    Failed,
}

/// What was heard of the draft from another tab or device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// These fields were filled in there.
    Taken(Vec<Field>),
    /// The draft was begun there, and last changed at this instant.
    Begun(chrono::DateTime<chrono::FixedOffset>),
    /// It was sent or deleted there.
    Ended,
}

/// The form with what is kept of it. One for all pages.
#[derive(Clone, Copy)]
pub struct DraftKeeper {
    /// The form.
    pub form: ApplicationForm,
    /// The account's own form, which is handed over with it when signing in.
    pub account: AccountForm,
    pub(super) call: &'static Call,
    pub(super) lang: Lang,
    pub(super) session: Session,
    pub(super) ready: RwSignal<bool>,
    pub(super) known: StoredValue<Known>,
    /// [`Known::contest`], for the screen.
    contest: RwSignal<Option<Contest>>,
    pub(super) news: RwSignal<Option<News>>,
    /// Whether the draft was given to another programme elsewhere, and nobody has chosen here since.
    pub(super) moved: RwSignal<bool>,
    kept: RwSignal<Kept>,
    personal_kept: RwSignal<PersonalKept>,
    pub(super) on_account: RwSignal<OnAccount>,
    pub(super) deletion: RwSignal<Deletion>,
    open_draft: RwSignal<Option<String>>,
    details: StoredValue<Option<ProgrammeDetails>>,
    sent: StoredValue<Option<Submitted>>,
    /// Counts the changes, so that a text that took long to seal does not overwrite a newer one.
    change: StoredValue<u32>,
    /// What this page last saw on this device, or wrote there.
    pub(super) seen: StoredValue<Option<StoredDraft>>,
    pub(super) push: StoredValue<Option<TimeoutHandle>>,
    pub(super) pushing: StoredValue<bool>,
    /// What was on the screen when the pages started, while something may still come that was handed over to the sign-in.
    pub(super) owed: StoredValue<Option<ApplicationDraft>>,
    /// The idempotency key by which these pages ask for it, so that an answer lost on the way is given again.
    pub(super) asks_by: StoredValue<Option<String>>,
    /// Whether the server is being asked for what it has.
    pub(super) asking: StoredValue<bool>,
    /// How often in a row it could not be asked for what was handed over.
    pub(super) missed: RwSignal<u32>,
}

/// Makes the form, brings back what was kept, and from then on keeps what is typed.
fn make() -> DraftKeeper {
    let keeper = DraftKeeper {
        form: ApplicationForm::new(state::use_declared_facts()),
        account: AccountForm::new(),
        call: state::use_call(),
        lang: use_lang(),
        session: use_session(),
        ready: RwSignal::new(false),
        known: StoredValue::default(),
        contest: RwSignal::default(),
        news: RwSignal::default(),
        moved: RwSignal::default(),
        kept: RwSignal::default(),
        personal_kept: RwSignal::default(),
        on_account: RwSignal::default(),
        deletion: RwSignal::default(),
        open_draft: state::use_open_draft(),
        details: StoredValue::default(),
        sent: StoredValue::default(),
        change: StoredValue::default(),
        seen: StoredValue::default(),
        push: StoredValue::default(),
        pushing: StoredValue::default(),
        owed: StoredValue::default(),
        asks_by: StoredValue::new(random::idempotency_key().ok()),
        asking: StoredValue::default(),
        missed: RwSignal::default(),
    };
    keeper.bring_back();
    Effect::new(move |_| keeper.keep());
    keeper.listen();
    keeper
}

/// The form with what is kept of it.
pub fn use_draft() -> DraftKeeper {
    app_singleton(make)
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

    /// What the account keeps of the draft.
    pub fn on_account(self) -> OnAccount {
        self.on_account.get()
    }

    /// The programme of the draft, where there is one.
    pub fn open_draft(self) -> Option<String> {
        self.open_draft.get()
    }

    /// What was changed in two places at once, and waits for the person to decide.
    pub fn contest(self) -> Option<Contest> {
        self.contest.get()
    }

    /// What was heard last from another tab or device, until the person has read it.
    pub fn news(self) -> Option<News> {
        self.news.get()
    }

    /// The person has read the news.
    pub fn forget_news(self) {
        self.news.set(None);
    }

    /// Whether the draft was given to another programme elsewhere.
    pub fn is_moved(self) -> bool {
        self.moved.get()
    }

    /// Chooses the programme of the page, and that from now on wherever the draft is open.
    pub fn choose_programme(self, programme: &str) {
        self.moved.set(false);
        if self.news.with_untracked(|news| *news == Some(News::Ended)) {
            self.news.set(None);
        }
        self.form.choose_programme(programme);
    }

    /// Decides a contested field: for the value beside the screen's, or for the one on the screen.
    pub fn decide(self, field: &Field, for_other: bool) {
        let Some(contest) = self.contest.get_untracked() else { return };
        if for_other {
            let other = contest.beside(&self.on_screen());
            self.form.take(field, &other);
        }
        self.known.update_value(|known| known.decide(field));
        self.show_contest();
        self.keep_now();
    }

    /// The programme of this identifier, where it was loaded before: the document can then be read without a network.
    pub fn known_details(self, programme: &str) -> Option<ProgrammeDetails> {
        self.details.get_value().filter(|details| details.programme.id == programme)
    }

    /// Remembers a programme while the pages are open.
    pub fn remember_details(self, details: &ProgrammeDetails) {
        self.details.set_value(Some(details.clone()));
    }

    /// What is typed as text, to hand over when signing in: the whole form, and that of the account; nothing where there is
    /// neither.
    pub fn to_hand_over(self) -> Option<String> {
        let account = untrack(|| self.account.typed());
        if self.has_no_draft() && account.is_none() {
            return None;
        }
        let (own_device, terms) = (self.form.own_device.get_untracked(), self.form.terms.get_untracked());
        let handed = HandedOver::new(self.on_screen(), self.form.key().ok()?, own_device, terms).with_account(account);
        serde_json::to_string(&handed).ok()
    }

    /// The draft was sent: it is deleted, and the answer kept for the confirmation while the pages are open.
    pub fn sent(self, submitted: Submitted) {
        self.sent.set_value(Some(submitted));
        self.delete_here();
    }

    /// What the server answered to the application of this identifier, where it was sent on this visit.
    pub fn just_sent(self, application: &str) -> Option<Submitted> {
        self.sent.get_value().filter(|submitted| submitted.application.id == application)
    }

    /// Deletes the draft from the screen, from this device and from the account.
    pub fn delete(self) {
        self.deletion.set(Deletion::NotAsked);
        self.delete_on_account();
        self.delete_here();
    }

    /// What has become of the account's draft since the person deleted theirs.
    pub fn deletion(self) -> Deletion {
        self.deletion.get()
    }

    /// Deletes the draft from the screen and from this device.
    pub(super) fn delete_here(self) {
        self.forget_kept();
        draft_store::delete(&self.call.id);
        spawn_local(encryption::delete_key());
    }

    /// Deletes everything that these pages keep on this device, the draft with it.
    pub fn delete_everything(self) {
        self.forget_kept();
        self.account.clear();
        self.sent.set_value(None);
        draft_store::delete_everything();
        spawn_local(encryption::delete_key());
    }

    pub(super) fn forget_kept(self) {
        self.form.clear();
        self.owed.set_value(None);
        self.ask_by_another_key();
        self.change.update_value(|change| *change += 1);
        // Under which revision the account's draft ended is known still: the next draft goes on from there.
        self.known.update_value(|known| *known = Known { agreed: known.agreed.take(), ..Known::default() });
        self.seen.set_value(None);
        self.show_contest();
        self.news.set(None);
        self.moved.set(false);
        self.kept.set(Kept::Nothing);
        self.personal_kept.set(PersonalKept::Nothing);
        self.on_account.set(OnAccount::Nothing);
        self.open_draft.set(None);
    }

    /// The draft as it is on the screen; follows nothing.
    pub(super) fn on_screen(self) -> ApplicationDraft {
        untrack(|| self.form.to_declared_draft(&self.call.id, self.lang.get()))
    }

    pub(super) fn show_contest(self) {
        let contest = self.known.with_value(|known| known.contest.clone());
        if self.contest.with_untracked(|shown| *shown != contest) {
            self.contest.set(contest);
        }
    }

    /// Runs at every change of the form. The signals it writes tell what the storage, which is outside the pages, did.
    fn keep(self) {
        let here = self.form.to_declared_draft(&self.call.id, self.lang.get());
        let own_device = self.form.own_device.get();
        if self.ready.get() {
            self.keep_this(&here, own_device);
        }
    }

    /// As at a change of the form: what is known of the draft has changed.
    pub(super) fn keep_now(self) {
        if self.ready.get_untracked() {
            self.keep_this(&self.on_screen(), self.form.own_device.get_untracked());
        }
    }

    /// Whether there is no draft: no programme, or one that was only looked at. What was kept once stays a draft, whatever is
    /// taken out of it.
    pub(super) fn has_no_draft(self) -> bool {
        let was_kept =
            self.kept.get_untracked() != Kept::Nothing || self.known.with_value(|known| known.held.is_some());
        self.form.programme.with_untracked(String::is_empty) || (!was_kept && self.form.is_blank())
    }

    fn keep_this(self, here: &ApplicationDraft, own_device: bool) {
        if self.has_no_draft() {
            return;
        }
        if self.known.try_update_value(|known| known.decide_by_typing(here)) == Some(true) {
            self.show_contest();
        }
        let Ok(key) = self.form.key() else { return self.kept.set(Kept::Refused) };
        let kept = self.known.with_value(|known| known.to_keep(here, key, own_device));
        if self.known.with_value(|known| known.held.as_ref() == Some(&kept)) {
            self.say_held(&kept);
        } else {
            self.write(kept);
        }
        self.push_soon();
    }

    fn say_held(self, kept: &KeptDraft) {
        self.kept.set(Kept::Draft);
        self.personal_kept.set(if kept.own_device { PersonalKept::Sealed } else { PersonalKept::Nothing });
        self.open_draft.set(Some(kept.draft.programme.clone()));
    }

    /// What another tab has written and this one has not heard of yet is heard first.
    fn write(self, kept: KeptDraft) {
        if self.has_more_to_hear() {
            return spawn_local(self.hear());
        }
        self.change.update_value(|change| *change += 1);
        if kept.own_device {
            // The personal part stays as it was until the new one is sealed.
            let sealed = self.seen.with_value(|seen| seen.as_ref()?.sealed().map(str::to_owned));
            self.save(&kept, sealed);
            spawn_local(self.seal_and_save(kept));
        } else {
            self.personal_kept.set(PersonalKept::Nothing);
            if self.save(&kept, None) {
                self.known.update_value(|known| known.held = Some(kept));
            }
        }
    }

    fn has_more_to_hear(self) -> bool {
        let there = draft_store::load(&self.call.id, device_now());
        self.seen.with_value(|seen| *seen != there)
    }

    /// Tells whether the device keeps it now. What it refused must not count as kept: it would be taken for something
    /// that another tab has taken back.
    fn save(self, kept: &KeptDraft, sealed: Option<String>) -> bool {
        let now = device_now();
        let stored = StoredDraft::of(kept, sealed, now);
        let saved = draft_store::save(&self.call.id, &stored, now).is_ok();
        if saved {
            self.seen.set_value(Some(stored));
        }
        self.kept.set(if saved { Kept::Draft } else { Kept::Refused });
        self.open_draft.set(Some(kept.draft.programme.clone()));
        saved
    }

    /// Sealing takes a moment; what is sealed too late for a newer change is dropped.
    async fn seal_and_save(self, kept: KeptDraft) {
        let change = self.change.get_value();
        let sealed = seal_personal(&Personal::of(&kept)).await;
        if self.change.get_value() != change {
            return;
        }
        if self.has_more_to_hear() {
            return self.hear().await;
        }
        let refused = sealed.is_none();
        self.personal_kept.set(if refused { PersonalKept::Refused } else { PersonalKept::Sealed });
        if self.save(&kept, sealed) && !refused {
            self.known.update_value(|known| known.held = Some(kept));
        }
    }
}

async fn seal_personal(personal: &Personal) -> Option<String> {
    encryption::encrypt(&serde_json::to_string(personal).ok()?).await.ok()
}
