//! Connects the draft's state machine with the pages: signals, storage, server and clock. One for all pages.

use std::task::Waker;

use api::{ProgrammeDetails, Submitted};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::application::ApplicationDraft;
use rules::call::Call;
use rules::field::Field;
use ui::platform::connectivity::use_connectivity;
use ui::platform::http::error::ApiError;
use ui::platform::lang::{Lang, use_lang};
use ui::platform::random;
use ui::platform::retry::retry_with_backoff;

use super::handoff::HandedOver;
use super::local_store::{self, Entry};
use super::merge::Conflict;
use super::model::Screen;
use super::remote;
use super::replica::{Event, Replica, Session as DraftSession};
use super::signals::DraftSignals;
use super::status::{AccountStatus, Deletion, LocalStatus, News, PersonalStatus};
use crate::account::form::AccountForm;
use crate::app_singleton::app_singleton;
use crate::apply::form::ApplicationForm;
use crate::session::{Session, use_session};
use crate::state;

/// The draft of the person: the form, and everything that stores it.
#[derive(Clone, Copy)]
pub struct DraftController {
    /// The form.
    pub form: ApplicationForm,
    /// The account form, which the sign-in hand-off includes.
    pub account: AccountForm,
    pub(super) call: &'static Call,
    lang: Lang,
    pub(super) session: Session,
    pub(super) replica: StoredValue<Replica>,
    signals: DraftSignals,
    /// Entry of the storage that this page has read or written last.
    pub(super) seen: StoredValue<Entry>,
    pub(super) push_timer: StoredValue<Option<TimeoutHandle>>,
    /// Tasks that wait until no request is in flight.
    pub(super) waiting: StoredValue<Vec<Waker>>,
    details: StoredValue<Option<ProgrammeDetails>>,
    submitted: StoredValue<Option<Submitted>>,
}

/// Returns the shared [`DraftController`].
pub fn use_draft() -> DraftController {
    app_singleton(make)
}

/// Creates the form, loads the stored draft, and stores every later change.
fn make() -> DraftController {
    let (call, lang) = (state::use_call(), use_lang());
    let form = ApplicationForm::new(state::use_declared_facts());
    let screen = untrack(|| form.screen(&call.id, lang.get()));
    let controller = DraftController {
        form,
        account: AccountForm::new(),
        call,
        lang,
        session: use_session(),
        replica: StoredValue::new(Replica::new(screen, &mut new_key)),
        signals: DraftSignals::new(state::use_open_draft()),
        seen: StoredValue::default(),
        push_timer: StoredValue::default(),
        waiting: StoredValue::default(),
        details: StoredValue::default(),
        submitted: StoredValue::default(),
    };
    controller.subscribe();
    spawn_local(controller.start());
    controller
}

fn new_key() -> Option<String> {
    random::idempotency_key().ok()
}

impl DraftController {
    /// Subscribes to the form, the session, other tabs, the visibility of this tab and the network.
    fn subscribe(self) {
        Effect::new(move |_| {
            self.form.screen(&self.call.id, self.lang.get());
            self.dispatch(Event::Edited);
        });
        Effect::new(move |_| self.dispatch(Event::Session(self.draft_session())));
        retry_with_backoff(self.signals.handoff_failures, move || self.dispatch(Event::RetryHandoff));
        // A browser may suspend a hidden tab and drop its storage events.
        let visible = window_event_listener(leptos::ev::visibilitychange, move |_| {
            spawn_local(async move {
                self.load().await;
                self.dispatch(Event::Woke);
            });
        });
        let stored = local_store::watch(&self.call.id, move || spawn_local(self.load()));
        on_cleanup(move || [visible, stored].into_iter().for_each(|listener| listener.remove()));
        let connectivity = use_connectivity();
        Effect::new(move |before: Option<bool>| {
            let online = connectivity.is_online();
            if online && before == Some(false) {
                self.dispatch(Event::Woke);
            }
            online
        });
    }

    fn draft_session(self) -> DraftSession {
        match self.session.answer() {
            None => DraftSession::Awaited,
            Some(Err(_)) => DraftSession::Unreachable,
            Some(Ok(session)) => session.person.map_or(DraftSession::Nobody, |person| {
                DraftSession::Person(person.account.map(|account| (account.contact, account.language)))
            }),
        }
    }

    /// Passes an event to the state machine, runs its effects and publishes its state.
    pub(super) fn dispatch(self, event: Event) {
        let screen = self.on_screen();
        let effects = self.replica.try_update_value(|replica| replica.handle(screen, event, &mut new_key));
        // The pages are gone if the value is.
        let Some(effects) = effects else { return };
        for effect in effects {
            self.run(effect);
        }
        self.replica.with_value(|replica| {
            let failures = replica.handoff_failures();
            self.signals.publish(replica.status(), replica.conflict(), failures, replica.is_running());
        });
        self.wake_waiting();
    }

    fn on_screen(self) -> Screen {
        untrack(|| self.form.screen(&self.call.id, self.lang.get()))
    }

    /// Whether the form is complete and can be used.
    pub fn is_ready(self) -> bool {
        self.signals.ready.get()
    }

    /// State of the draft on this device.
    pub fn local_status(self) -> LocalStatus {
        self.signals.local.get()
    }

    /// State of the draft's personal part on this device.
    pub fn personal_status(self) -> PersonalStatus {
        self.signals.personal.get()
    }

    /// State of the draft in the account.
    pub fn account_status(self) -> AccountStatus {
        self.signals.account.get()
    }

    /// State of the deletion of the account's draft.
    pub fn deletion(self) -> Deletion {
        self.signals.deletion.get()
    }

    /// The programme of the draft, if there is a draft.
    pub fn open_draft(self) -> Option<String> {
        self.signals.programme()
    }

    /// Fields that two replicas changed differently, until the person decides.
    pub fn conflict(self) -> Option<Conflict> {
        self.signals.conflict.get()
    }

    /// Last notice from another tab or device, until the person dismisses it.
    pub fn news(self) -> Option<News> {
        self.signals.news.get()
    }

    /// Tries again to read the encrypted personal part, and everything that failed for the same reasons.
    pub fn try_again(self) {
        self.dispatch(Event::Woke);
    }

    /// Dismisses the notice.
    pub fn dismiss_news(self) {
        self.dispatch(Event::NewsRead);
    }

    /// Whether another tab or device has changed the programme of the draft. Untracked.
    pub fn is_moved(self) -> bool {
        self.replica.with_value(|replica| replica.status().moved)
    }

    /// Chooses the programme of the page, here and in all other replicas of the draft.
    pub fn choose_programme(self, programme: &str) {
        self.dispatch(Event::ProgrammeChosen(programme.to_owned()));
    }

    /// Resolves a conflict in `field`: with the other value if `for_other`, else with the value on the screen.
    pub fn resolve(self, field: &Field, for_other: bool) {
        self.dispatch(Event::Resolved(field.clone(), for_other));
    }

    /// Returns the idempotency key of the draft; `None` if the browser has no random source.
    pub fn key(self) -> Option<String> {
        self.replica.try_update_value(|replica| replica.key(&mut new_key)).flatten()
    }

    /// Records that the submission of a draft begins.
    pub fn submission_started(self, draft: ApplicationDraft) {
        self.dispatch(Event::SubmissionStarted(Box::new(draft)));
    }

    /// Records that the submission failed. The server may have received the draft if there was no response.
    pub fn submission_failed(self, may_have_arrived: bool) {
        self.dispatch(Event::SubmissionFailed { may_have_arrived });
    }

    /// Returns whether exactly this draft was submitted without a response. It is then retried unchanged: the window
    /// may have closed since, but the server returns an application that it has already received.
    pub fn may_have_been_received(self, draft: &ApplicationDraft) -> bool {
        self.replica.with_value(|replica| replica.may_have_arrived(draft))
    }

    /// Returns whether a submission of this page is in flight or had no response. Untracked.
    pub fn has_unanswered_submission(self) -> bool {
        self.replica.with_value(|replica| replica.unanswered.is_some())
    }

    /// Deletes the submitted draft and keeps the response in memory for the confirmation page.
    pub fn submitted(self, submitted: Submitted) {
        self.submitted.set_value(Some(submitted));
        self.dispatch(Event::Submitted);
    }

    /// Returns the response to the application with this identifier, if it was submitted since the app started.
    pub fn just_submitted(self, application: &str) -> Option<Submitted> {
        self.submitted.get_value().filter(|submitted| submitted.application.id == application)
    }

    /// Deletes the draft from the screen, from this device and from the account. If the server cannot be reached, the
    /// account's draft stays until it expires or a later deletion succeeds; [`Deletion::Failed`] reports this.
    pub fn delete(self) {
        self.dispatch(Event::Deleted);
    }

    /// Repeats the deletion of the account's draft.
    pub fn retry_deletion(self) {
        self.dispatch(Event::DeletionRetried);
    }

    /// Deletes everything that the app stores on this device, including the draft, after the end of the session.
    pub fn delete_everything(self) {
        self.dispatch(Event::SignedOut);
        self.account.clear();
        self.submitted.set_value(None);
        self.delete_storage();
    }

    /// Serialises the form and the account form for the sign-in hand-off; `None` if both are empty.
    pub fn hand_over(self) -> Option<String> {
        let (screen, account) = (self.on_screen(), untrack(|| self.account.typed()));
        let handed = self.replica.try_update_value(|replica| replica.hand_over(screen, &mut new_key)).flatten();
        let handed = match handed {
            Some(handed) => handed,
            None if account.is_none() => return None,
            None => HandedOver::new(Screen::blank(&self.call.id, self.lang.get_untracked()), self.key()?, None),
        };
        serde_json::to_string(&handed.with_account(account)).ok()
    }

    /// Restores the hand-off of a cancelled or failed sign-in.
    ///
    /// # Errors
    /// [`ApiError`] if the error is transient: the call may be repeated.
    pub async fn fetch_returned(self) -> Result<(), ApiError> {
        // Without a random source the form was not handed over.
        let key = self.replica.with_value(Replica::returned_key).unwrap_or_default();
        let mut handed = remote::fetch_returned(&key).await?.map(Box::new);
        self.restore_account_form(handed.as_deref_mut());
        self.dispatch(Event::Returned(handed));
        Ok(())
    }

    /// Restores the account form, unless the person has begun another input there, which is newer.
    pub(super) fn restore_account_form(self, handed: Option<&mut HandedOver>) {
        let values = handed.and_then(|handed| handed.account.take());
        if let Some(values) = values.filter(|_| !untrack(|| self.account.is_begun())) {
            self.account.restore(values);
        }
    }

    /// Returns the cached programme with this identifier, so that the document can be read offline.
    pub fn cached_programme(self, programme: &str) -> Option<ProgrammeDetails> {
        self.details.get_value().filter(|details| details.programme.id == programme)
    }

    /// Caches a programme in memory.
    pub fn cache_programme(self, details: &ProgrammeDetails) {
        self.details.set_value(Some(details.clone()));
    }
}
