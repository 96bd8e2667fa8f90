//! Replica of the draft on one page, as a state machine: state and event give a new state and effects.
//!
//! Pure: it knows no Leptos, clock, storage or network. Randomness (idempotency keys) is passed in. The controller
//! runs the effects and reports their results as events. At most one request to the server is in flight, so that
//! responses cannot overtake each other; what else is wanted waits in [`Wanted`].

mod account;
mod device;
mod handoff;

use rules::application::ApplicationDraft;
use rules::contact::Contact;
use rules::facts::FactId;
use rules::field::Field;
use rules::language::Language;

pub(super) use super::message::{Effect, Event, Request, RequestError, Response, SaveResult, Session};

use super::local::{Base, LocalCopy};
use super::merge::{Conflict, Merged, Theirs, merge};
use super::model::{Screen, blank, copy_all, copy_field, fields, is_personal};
use super::status::{AccountStatus, Deletion, LocalStatus, News, PersonalStatus, Status};

/// How far the page has started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Reads the copy of this device.
    Loading,
    /// Waits for the session, the hand-off and the account's draft. The form is not shown yet.
    Starting,
    /// The form is in use.
    Running,
}

/// The request that is in flight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct InFlight {
    /// Its number. The response to another number is ignored.
    pub(super) number: u32,
    pub(super) request: Request,
    /// The base revision when it was sent. Another tab may have moved the base since.
    pub(super) base_revision: u32,
    /// Whether the draft has ended on this page since.
    pub(super) abandoned: bool,
}

/// A hand-off that the server may still have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PendingHandoff {
    /// The form when the page started: what differs now was typed since.
    pub(super) start: Screen,
    /// How many requests in a row failed.
    pub(super) failures: u32,
}

/// Requests that wait for the one in flight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) handoff: bool,
    pub(super) pull: bool,
    pub(super) push: bool,
    pub(super) delete: bool,
}

/// Source of idempotency keys: nothing if the browser has no randomness.
pub(super) type Keys<'a> = &'a mut dyn FnMut() -> Option<String>;

/// State of the draft on one page.
#[derive(Clone, Debug)]
pub(super) struct Replica {
    pub(super) phase: Phase,
    pub(super) session: Session,
    /// The form.
    pub(super) screen: Screen,
    /// The copy of this device, without the fields that it may not store.
    pub(super) local: Option<LocalCopy>,
    /// The draft of this page when it was last saved or loaded, with the fields that the device does not store.
    pub(super) saved_draft: Option<ApplicationDraft>,
    /// The last save, while it is in flight or if it was refused: it is not repeated before something changes.
    pub(super) attempted: Option<(LocalCopy, ApplicationDraft)>,
    /// Whether a save waits until the copy that another tab has stored is loaded.
    pub(super) is_load_awaited: bool,
    /// Number of the last save.
    pub(super) last_save: u32,
    /// The last version that this page and the account had in common.
    pub(super) base: Option<Base>,
    pub(super) conflict: Option<Conflict>,
    /// [`LocalCopy::unread`] of the copy of this device.
    pub(super) unread: Option<String>,
    /// The idempotency key of the draft.
    pub(super) key: Option<String>,
    /// The idempotency key of the last draft that ended on this page. A later draft needs another.
    pub(super) ended_key: Option<String>,
    /// A submission of this draft is in flight, or had no response.
    pub(super) unanswered: Option<ApplicationDraft>,
    /// Whether a submission is in flight. Nothing is exchanged with the account before its response.
    pub(super) submitting: bool,
    /// Whether the account may have a draft that has ended on this page.
    pub(super) owes_deletion: bool,
    /// Contact data and language that the form has from the account.
    pub(super) prefill: Option<(Contact, Language)>,
    /// The hand-off that the server may still have. Nothing is exchanged with the account before.
    pub(super) handoff: Option<PendingHandoff>,
    /// The idempotency key under which the page asks for the hand-off, so that a lost response is repeated.
    pub(super) handoff_key: Option<String>,
    /// The same for the form of a failed sign-in.
    pub(super) returned_key: Option<String>,
    pub(super) in_flight: Option<InFlight>,
    /// Number of the last request.
    pub(super) last_request: u32,
    pub(super) wanted: Wanted,
    /// The draft for which a push was scheduled: it is not scheduled again before something changes.
    pub(super) scheduled: Option<ApplicationDraft>,
    /// Pushes without a response: the server may have accepted one of them.
    pub(super) unacknowledged: Vec<ApplicationDraft>,
    pub(super) status: Status,
    pub(super) effects: Vec<Effect>,
}

impl Replica {
    /// A page that starts.
    pub(super) fn new(screen: Screen, keys: Keys<'_>) -> Self {
        Self {
            phase: Phase::Loading,
            session: Session::Awaited,
            screen,
            local: None,
            saved_draft: None,
            attempted: None,
            is_load_awaited: false,
            last_save: 0,
            base: None,
            conflict: None,
            unread: None,
            key: None,
            ended_key: None,
            unanswered: None,
            submitting: false,
            owes_deletion: false,
            prefill: None,
            handoff: None,
            handoff_key: keys(),
            returned_key: keys(),
            in_flight: None,
            last_request: 0,
            wanted: Wanted::default(),
            scheduled: None,
            unacknowledged: Vec::new(),
            status: Status::default(),
            effects: Vec::new(),
        }
    }

    /// Handles an event. `screen` is the present form.
    pub(super) fn handle(&mut self, mut screen: Screen, event: Event, keys: Keys<'_>) -> Vec<Effect> {
        if screen.is_birth_date_partial {
            // The last complete date counts until the person has typed another one.
            screen.draft.facts.birth_date = self.screen.draft.facts.birth_date;
        }
        self.screen = screen.clone();
        self.apply(event, keys);
        self.save_local(keys);
        self.send_next(keys);
        self.status.programme = (!self.has_no_draft()).then(|| self.screen.draft.programme.clone());
        if self.screen != screen || self.effects.contains(&Effect::Clear) {
            self.effects.push(Effect::Show(self.screen.clone()));
        }
        std::mem::take(&mut self.effects)
    }

    fn apply(&mut self, event: Event, keys: Keys<'_>) {
        match event {
            Event::LocalLoaded(copy) => self.local_loaded(copy, keys),
            Event::LocalUnusable => self.local_unusable(),
            Event::Saved(number, result) => self.saved(number, result),
            Event::Session(session) => self.session_changed(session),
            Event::Response(number, response) => self.response(number, response, keys),
            Event::Returned(handed) => self.returned(handed, keys),
            Event::Edited => {}
            Event::Quiet => self.wanted.push = true,
            Event::Woke => {
                let delete = self.wanted.delete || (self.owes_deletion && self.has_no_draft());
                self.wanted = Wanted { pull: true, push: true, delete, ..self.wanted };
                if self.status.local == LocalStatus::Refused || self.status.personal == PersonalStatus::Refused {
                    self.attempted = None;
                }
                if self.unread.is_some() {
                    self.effects.push(Effect::Load);
                }
            }
            Event::StartLimit => self.start(),
            Event::RetryHandoff => self.wanted.handoff = !self.is_asking_for_handoff(),
            Event::Flush => {
                self.effects.push(Effect::StopTimer);
                self.wanted.push = true;
            }
            Event::Hold => {
                self.effects.push(Effect::StopTimer);
                self.wanted.push = false;
            }
            Event::ProgrammeChosen(programme) => self.choose_programme(programme),
            Event::Resolved(field, for_other) => self.resolve(&field, for_other),
            Event::NewsRead => self.status.news = None,
            Event::Deleted => {
                self.status.deletion = Deletion::NotRequested;
                self.delete_remote();
                self.end(Effect::DeleteLocal, keys);
            }
            Event::DeletionRetried => self.delete_remote(),
            Event::SubmissionStarted(draft) => self.submission_started(*draft),
            Event::SubmissionFailed { may_have_arrived } => self.submission_failed(may_have_arrived),
            // Another tab may have stored input during the submission: it begins another draft.
            Event::Submitted => self.end(Effect::DeleteLocalIfSeen, keys),
            Event::SignedOut => self.signed_out(keys),
        }
    }

    /// The idempotency key of the draft, created on first use.
    pub(super) fn key(&mut self, keys: Keys<'_>) -> Option<String> {
        self.key = self.key.take().or_else(keys);
        self.key.clone()
    }

    /// Continues under the key of the same draft elsewhere, unless a submission under this one had no response.
    pub(super) fn adopt_key(&mut self, key: String) {
        if self.unanswered.is_none() {
            self.key = Some(key).filter(|key| self.ended_key.as_ref() != Some(key));
        }
    }

    /// Whether this very draft was submitted and may have arrived.
    pub(super) fn may_have_arrived(&self, draft: &ApplicationDraft) -> bool {
        self.unanswered.as_ref() == Some(draft)
    }

    /// The draft that the device and the account store.
    pub(super) fn resolved(&self) -> ApplicationDraft {
        let mut draft = self.screen.draft.clone();
        if let Some(conflict) = &self.conflict {
            for field in &conflict.fields {
                copy_field(field, &conflict.resolved, &mut draft);
            }
        }
        draft
    }

    /// A draft with the account's contact data and language only.
    pub(super) fn prefilled(&self) -> ApplicationDraft {
        let language = self.prefill.as_ref().map_or(self.screen.page_language, |(_, language)| *language);
        let contact = self.prefill.as_ref().map(|(contact, _)| contact.clone()).unwrap_or_default();
        ApplicationDraft { contact, ..blank(&self.screen.draft.call, language) }
    }

    /// Whether there is no draft: no programme, or one that was only looked at. A draft that was stored once stays a
    /// draft, even if every field is emptied.
    pub(super) fn has_no_draft(&self) -> bool {
        let in_account = self.base.as_ref().is_some_and(|base| !base.draft.programme.is_empty());
        let was_stored = self.status.local != LocalStatus::Nothing || self.local.is_some() || in_account;
        self.screen.draft.programme.is_empty() || (!was_stored && self.is_blank())
    }

    /// Whether only the programme and the account's contact data and language are filled in.
    fn is_blank(&self) -> bool {
        let programme = self.screen.draft.programme.clone();
        let language = self.prefill.as_ref().map(|(_, language)| *language);
        let chosen = self.screen.language_chosen.then_some(self.screen.draft.language);
        let empty = ApplicationDraft { programme, language: self.screen.draft.language, ..self.prefilled() };
        self.screen.draft == empty && chosen == language && !self.screen.own_device
    }

    /// Merges another replica into this page.
    pub(super) fn merge(&mut self, base: &ApplicationDraft, theirs: Theirs<'_>) -> Vec<Field> {
        let ours = self.conflict.take();
        let Merged { draft, taken, conflict } = merge(base, &self.screen.draft, ours.as_ref(), theirs);
        self.conflict = conflict;
        if let Some(pending) = &mut self.handoff {
            // What another tab has changed is not typed here.
            copy_all(&taken, &draft, &mut pending.start.draft);
        }
        self.screen.set_draft(draft);
        self.status.moved |= taken.contains(&Field::Programme);
        taken
    }

    pub(super) fn note(&mut self, news: News) {
        if news != News::Changed(Vec::new()) {
            self.status.news = Some(news);
        }
    }

    fn choose_programme(&mut self, programme: String) {
        self.status.moved = false;
        if self.status.news == Some(News::Ended) {
            self.status.news = None;
        }
        if self.screen.draft.programme != programme {
            self.screen.draft.programme = programme;
            self.screen.draft.group = String::new();
        }
    }

    fn resolve(&mut self, field: &Field, for_other: bool) {
        let Some(conflict) = &mut self.conflict else { return };
        if for_other {
            let other = conflict.beside(&self.screen.draft);
            copy_field(field, &other, &mut self.screen.draft);
            self.screen.is_birth_date_partial &= *field != Field::Fact(FactId::BirthDate);
        }
        conflict.fields.retain(|conflicting| conflicting != field);
        self.drop_resolved();
    }

    /// A third value that the person typed resolves a conflict.
    pub(super) fn resolve_by_typing(&mut self) {
        let Some(mut conflict) = self.conflict.take() else { return };
        let offered = |field: &Field| conflict.offers(field, &self.screen.draft);
        let fields = conflict.fields.iter().filter(|field| offered(field)).cloned().collect();
        conflict.fields = fields;
        self.conflict = Some(conflict);
        self.drop_resolved();
    }

    pub(super) fn drop_resolved(&mut self) {
        self.conflict = self.conflict.take().filter(|conflict| !conflict.fields.is_empty());
    }

    fn session_changed(&mut self, session: Session) {
        self.session = session;
        match self.session {
            Session::Awaited => {}
            Session::Unreachable => self.start(),
            Session::Nobody => {
                // The server hands nothing over; a sign-in in another tab is handed to that tab.
                self.handoff = None;
                self.wanted = Wanted::default();
                self.status.account = AccountStatus::Nothing;
                if self.status.deletion == Deletion::Requested {
                    self.status.deletion = Deletion::Failed;
                }
                if self.has_no_draft() {
                    // The next person may have another draft under the same revision.
                    self.base = None;
                }
                // No response of the server is awaited any more.
                self.start();
            }
            Session::Person(_) => self.wanted = Wanted { handoff: true, pull: true, ..self.wanted },
        }
    }

    /// The form is complete and can be used.
    pub(super) fn start(&mut self) {
        if self.phase == Phase::Starting {
            self.phase = Phase::Running;
        }
    }

    /// The submission of this draft has begun.
    fn submission_started(&mut self, draft: ApplicationDraft) {
        self.unanswered = Some(draft);
        self.submitting = true;
        self.wanted.push = false;
        self.effects.push(Effect::StopTimer);
    }

    fn submission_failed(&mut self, may_have_arrived: bool) {
        self.submitting = false;
        self.scheduled = None;
        if !may_have_arrived {
            self.unanswered = None;
        }
    }

    /// The draft has ended: it was submitted or deleted. `delete_local` deletes the copy of this device.
    pub(super) fn end(&mut self, delete_local: Effect, keys: Keys<'_>) {
        if let Some(sent) = &mut self.in_flight {
            sent.abandoned = true;
        }
        self.ended_key = self.key.take();
        self.forget(keys);
        self.effects.push(delete_local);
    }

    /// The session has ended. The account keeps its draft: a later session starts without a base.
    fn signed_out(&mut self, keys: Keys<'_>) {
        self.forget(keys);
        self.session = Session::Nobody;
        self.base = None;
        self.in_flight = None;
        self.wanted = Wanted::default();
        self.owes_deletion = false;
    }

    /// Empties the page.
    pub(super) fn forget(&mut self, keys: Keys<'_>) {
        let page = &self.screen;
        self.screen = Screen::blank(&page.draft.call, page.page_language);
        self.local = None;
        self.saved_draft = None;
        self.attempted = None;
        self.last_save += 1;
        self.conflict = None;
        self.unread = None;
        self.key = None;
        self.unanswered = None;
        self.submitting = false;
        self.scheduled = None;
        self.unacknowledged.clear();
        self.prefill = None;
        self.handoff = None;
        // A response to an earlier request must not restore the deleted draft.
        self.handoff_key = keys();
        self.returned_key = keys();
        let empty = self.prefilled();
        if let Some(base) = &mut self.base {
            // The next draft continues from the revision under which this one ended.
            base.draft = empty;
            base.whole = true;
        }
        self.status = Status { deletion: self.status.deletion, ..Status::default() };
        self.effects.extend([Effect::Clear, Effect::StopTimer]);
    }

    /// Whether the page has not read the copy of this device yet.
    pub(super) fn is_loading(&self) -> bool {
        self.phase == Phase::Loading
    }

    /// Whether the form is in use.
    pub(super) fn is_running(&self) -> bool {
        self.phase == Phase::Running
    }

    fn is_asking_for_handoff(&self) -> bool {
        self.in_flight.as_ref().is_some_and(|sent| matches!(sent.request, Request::Handoff(_)))
    }

    /// Whether the server may still have a hand-off.
    pub(super) fn is_handoff_pending(&self) -> bool {
        self.handoff.is_some()
    }

    /// How many requests for the hand-off failed in a row.
    pub(super) fn handoff_failures(&self) -> u32 {
        self.handoff.as_ref().map_or(0, |pending| pending.failures)
    }

    /// The key under which the form of a failed sign-in is fetched.
    pub(super) fn returned_key(&self) -> Option<String> {
        self.returned_key.clone()
    }

    /// Whether a request is in flight.
    pub(super) fn is_in_flight(&self) -> bool {
        self.in_flight.is_some()
    }

    /// The encrypted personal part that this browser could not read.
    pub(super) fn unread(&self) -> Option<String> {
        self.unread.clone()
    }

    /// Whether no save follows the one with this number.
    pub(super) fn is_last_save(&self, number: u32) -> bool {
        self.last_save == number
    }

    /// Fields that two replicas changed differently.
    pub(super) fn conflict(&self) -> Option<&Conflict> {
        self.conflict.as_ref()
    }

    /// The state that the pages show.
    pub(super) fn status(&self) -> &Status {
        &self.status
    }

    /// Personal fields have the value of the page where the device does not store them.
    pub(super) fn unknown_fields(&self, is_known: bool) -> impl Iterator<Item = Field> + use<> {
        fields().filter(move |field| !is_known && is_personal(field))
    }

    /// Sets the status of this device.
    pub(super) fn set_local_status(&mut self, local: LocalStatus, personal: PersonalStatus) {
        self.status.local = local;
        self.status.personal = personal;
    }
}
