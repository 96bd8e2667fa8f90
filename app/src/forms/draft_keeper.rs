//! Stores the draft on this device after each change; `draft_sync.rs` synchronises it with other tabs and the account.

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

/// State of the draft in the storage of this device.
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

/// State of the draft's personal part in the storage of this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PersonalKept {
    /// Nothing: the person has not marked the device as their own.
    #[default]
    Nothing,
    /// All of it, encrypted.
    Sealed,
    /// Nothing: the browser refuses.
    Refused,
}

/// State of the draft in the account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnAccount {
    /// Nothing: no person is signed in.
    #[default]
    Nothing,
    /// All of it.
    Draft,
    /// Not yet all of it: the server could not be reached.
    Waiting,
}

/// Deletion of the account's draft after the person has deleted the draft here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deletion {
    /// No request: no person is signed in.
    #[default]
    NotAsked,
    /// The request is in flight.
    Asked,
    /// It is deleted.
    Done,
    /// The draft still exists: the server was unreachable or refused.
    Failed,
}

/// Notice of a change of the draft in another tab or on another device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// These fields were filled in there.
    Taken(Vec<Field>),
    /// The draft was begun there, and last changed at this instant.
    Begun(chrono::DateTime<chrono::FixedOffset>),
    /// It was submitted or deleted there.
    Ended,
}

/// The form with the states of its stored copies; a singleton shared by all pages.
#[derive(Clone, Copy)]
pub struct DraftKeeper {
    /// The form.
    pub form: ApplicationForm,
    /// The account form, which the sign-in hand-off includes.
    pub account: AccountForm,
    pub(super) call: &'static Call,
    pub(super) lang: Lang,
    pub(super) session: Session,
    pub(super) ready: RwSignal<bool>,
    pub(super) known: StoredValue<Known>,
    /// [`Known::contest`], for the screen.
    contest: RwSignal<Option<Contest>>,
    pub(super) news: RwSignal<Option<News>>,
    /// Whether another tab or device has changed the programme and the person has not chosen one here since.
    pub(super) moved: RwSignal<bool>,
    kept: RwSignal<Kept>,
    personal_kept: RwSignal<PersonalKept>,
    pub(super) on_account: RwSignal<OnAccount>,
    pub(super) deletion: RwSignal<Deletion>,
    open_draft: RwSignal<Option<String>>,
    details: StoredValue<Option<ProgrammeDetails>>,
    sent: StoredValue<Option<Submitted>>,
    /// Number of changes; a slow encryption compares it and does not overwrite a newer draft.
    change: StoredValue<u32>,
    /// Stored draft that this page last read or wrote.
    pub(super) seen: StoredValue<Option<StoredDraft>>,
    pub(super) push: StoredValue<Option<TimeoutHandle>>,
    pub(super) pushing: StoredValue<bool>,
    /// Form at the start of the app; `Some` until the hand-off of the sign-in is fetched.
    pub(super) owed: StoredValue<Option<ApplicationDraft>>,
    /// Idempotency key of the fetch of the hand-off: a retry receives a lost response again.
    pub(super) asks_by: StoredValue<Option<String>>,
    /// Whether a restore from the server is in flight.
    pub(super) asking: StoredValue<bool>,
    /// Consecutive failed attempts to fetch the hand-off.
    pub(super) missed: RwSignal<u32>,
}

/// Creates the form, restores the stored draft, and stores every later change.
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

/// Returns the shared [`DraftKeeper`].
pub fn use_draft() -> DraftKeeper {
    app_singleton(make)
}

impl DraftKeeper {
    /// Whether the restore of the form is complete.
    pub fn is_ready(self) -> bool {
        self.ready.get()
    }

    /// State of the draft in the storage of this device.
    pub fn kept(self) -> Kept {
        self.kept.get()
    }

    /// State of the draft's personal part in the storage of this device.
    pub fn personal_kept(self) -> PersonalKept {
        self.personal_kept.get()
    }

    /// State of the draft in the account.
    pub fn on_account(self) -> OnAccount {
        self.on_account.get()
    }

    /// The programme of the draft, where there is one.
    pub fn open_draft(self) -> Option<String> {
        self.open_draft.get()
    }

    /// Unresolved conflict: fields changed on both sides, until the person decides.
    pub fn contest(self) -> Option<Contest> {
        self.contest.get()
    }

    /// Last notice from another tab or device, until the person dismisses it.
    pub fn news(self) -> Option<News> {
        self.news.get()
    }

    /// Dismisses the notice.
    pub fn forget_news(self) {
        self.news.set(None);
    }

    /// Whether another tab or device has changed the programme of the draft.
    pub fn is_moved(self) -> bool {
        self.moved.get()
    }

    /// Chooses the programme of the page, here and in all other replicas of the draft.
    pub fn choose_programme(self, programme: &str) {
        self.moved.set(false);
        if self.news.with_untracked(|news| *news == Some(News::Ended)) {
            self.news.set(None);
        }
        self.form.choose_programme(programme);
    }

    /// Resolves a conflict in `field`: with the other value if `for_other`, else with the value on the screen.
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

    /// Returns the cached programme with this identifier, so that the document can be read offline.
    pub fn known_details(self, programme: &str) -> Option<ProgrammeDetails> {
        self.details.get_value().filter(|details| details.programme.id == programme)
    }

    /// Caches a programme in memory.
    pub fn remember_details(self, details: &ProgrammeDetails) {
        self.details.set_value(Some(details.clone()));
    }

    /// Serialises the form and the account form for the sign-in hand-off; `None` if both are empty.
    pub fn to_hand_over(self) -> Option<String> {
        let account = untrack(|| self.account.typed());
        if self.has_no_draft() && account.is_none() {
            return None;
        }
        let (own_device, terms) = (self.form.own_device.get_untracked(), self.form.terms.get_untracked());
        let handed = HandedOver::new(self.on_screen(), self.form.key().ok()?, own_device, terms).with_account(account);
        serde_json::to_string(&handed).ok()
    }

    /// Deletes the submitted draft and keeps the response in memory for the confirmation page.
    pub fn sent(self, submitted: Submitted) {
        self.sent.set_value(Some(submitted));
        self.delete_here();
    }

    /// Returns the response to the application with this identifier, if it was submitted since the app started.
    pub fn just_sent(self, application: &str) -> Option<Submitted> {
        self.sent.get_value().filter(|submitted| submitted.application.id == application)
    }

    /// Deletes the draft from the screen, from this device and from the account.
    pub fn delete(self) {
        self.deletion.set(Deletion::NotAsked);
        self.delete_on_account();
        self.delete_here();
    }

    /// State of the deletion of the account's draft.
    pub fn deletion(self) -> Deletion {
        self.deletion.get()
    }

    /// Deletes the draft from the screen and from this device.
    pub(super) fn delete_here(self) {
        self.forget_kept();
        draft_store::delete(&self.call.id);
        spawn_local(encryption::delete_key());
    }

    /// Deletes everything that the app stores on this device, including the draft.
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
        // The revision at which the account's draft ended stays: the next draft continues from it.
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

    /// Returns the draft on the screen; untracked.
    pub(super) fn on_screen(self) -> ApplicationDraft {
        untrack(|| self.form.to_declared_draft(&self.call.id, self.lang.get()))
    }

    pub(super) fn show_contest(self) {
        let contest = self.known.with_value(|known| known.contest.clone());
        if self.contest.with_untracked(|shown| *shown != contest) {
            self.contest.set(contest);
        }
    }

    /// Stores the form at every change. The signals that it writes report the result of the device storage.
    fn keep(self) {
        let here = self.form.to_declared_draft(&self.call.id, self.lang.get());
        let own_device = self.form.own_device.get();
        if self.ready.get() {
            self.keep_this(&here, own_device);
        }
    }

    /// Stores the form after a change of [`Known`], as [`Self::keep`] does after a change of the form.
    pub(super) fn keep_now(self) {
        if self.ready.get_untracked() {
            self.keep_this(&self.on_screen(), self.form.own_device.get_untracked());
        }
    }

    /// Whether there is no draft: no programme, or a blank form that was never stored. A stored draft stays a draft
    /// after its fields are cleared.
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

    /// Stores the draft. Merges an unread change of another tab first.
    fn write(self, kept: KeptDraft) {
        if self.has_more_to_hear() {
            return spawn_local(self.hear());
        }
        self.change.update_value(|change| *change += 1);
        if kept.own_device {
            // The old encrypted personal part stays until the new one is encrypted.
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

    /// Writes the draft and returns whether the storage accepted it. A refused draft must not count as stored:
    /// a later comparison would treat it as reverted by another tab.
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

    /// Encrypts the personal part and stores the draft. Drops the result if the form has changed during encryption.
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
