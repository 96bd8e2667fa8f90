//! Simulation of the pages, devices and the server around [`Replica`], for the property test.
//!
//! Pages 0 and 1 are two tabs of one device, page 2 is another device of the same person. Every typed value is unique,
//! so that a lost word is found by its value. A word may disappear only after the person has replaced, rejected or
//! deleted it where it was shown, or where the device may not store it.

mod checks;
mod network;
mod person;

use api::{AccountDraft, DraftState};
use rules::application::ApplicationDraft;
use rules::field::Field;
use rules::language::Language;

use super::handoff::HandedOver;
use super::local::{LocalCopy, Personal, StoredDraft};
use super::model::Screen;
use super::replica::{Effect, Event, Phase, Replica, Request, Response, SaveResult, Session};

/// Faults that the property test must find. Most are bugs that these pages once had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mutation {
    /// A restored hand-off overwrites newer input (90e5a8d).
    HandoffOverwritesInput,
    /// The server gives a hand-off once, also if the response is lost (e744aa2).
    HandoffGivenOnce,
    /// The key is not rotated: going back restores the hand-off again (bdd049f).
    HandoffKeyKept,
    /// The end of the session does not wait for the push in flight (6d98006, 423c24b).
    SignOutDoesNotWait,
    /// A page that does not know the personal part of the base pushes blank fields (found by this test).
    BlankFieldsPushed,
    /// A save overwrites what another tab has stored since.
    SaveOverwritesOtherTab,
    /// A personal part that cannot be decrypted counts as none, and the next save overwrites it.
    UnreadOverwritten,
    /// Responses of a push are not awaited before the deletion is sent.
    DeletionOvertakesPush,
}

/// Fate of a request in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Delivered,
    RequestLost,
    ResponseLost,
    /// The server receives it twice, and the second response arrives late.
    Duplicated,
}

/// An act of the person or the environment.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    Type { page: usize, field: usize },
    TakeBack { page: usize, field: usize },
    OwnDevice { page: usize, ticked: bool },
    Resolve { page: usize, for_other: bool },
    Task { page: usize },
    Network { page: usize, fate: Fate },
    LateResponse { page: usize },
    Quiet { page: usize },
    Wake { page: usize },
    SignIn { page: usize, succeeds: bool },
    GoBack { page: usize },
    SessionEnds { device: usize },
    SignOut { page: usize, regardless: bool },
    Delete { page: usize },
    Submit { page: usize },
    Reload { page: usize },
    StorageRefuses { device: usize, refuses: bool },
    EncryptionRefuses { device: usize, refuses: bool },
    DecryptionRefuses { device: usize, refuses: bool },
    SubmissionEnds { page: usize, arrives: bool },
}

const CALL: &str = "2025-06";
const PAGES: usize = 3;
const TYPED: [Field; 3] = [Field::Email, Field::Phone, Field::Programme];

type Check = Result<(), String>;

/// Work of a page that takes time.
#[derive(Clone, Debug)]
enum Task {
    Load,
    /// The same, also if the page has read this version already.
    LoadAgain,
    Save(u32, Box<LocalCopy>),
    Session,
}

struct Page {
    replica: Replica,
    screen: Screen,
    /// Version of the storage that the page has read or written last.
    seen: u64,
    tasks: Vec<Task>,
    request: Option<(u32, Request)>,
    late: Option<(u32, Response)>,
    timer: bool,
    first_key: Option<String>,
    /// Whether a submission is in flight; the server has received it.
    submitting: bool,
}

#[derive(Default)]
struct Device {
    entry: Option<StoredDraft>,
    version: u64,
    refuses: bool,
    refuses_encryption: bool,
    refuses_decryption: bool,
    signed_in: bool,
    handoff: Option<Stored>,
    returned: Option<Stored>,
}

impl Device {
    /// Everything that the device stores. The simulation encrypts by writing JSON.
    fn copy(&self) -> Option<LocalCopy> {
        let entry = self.entry.clone()?;
        let personal = entry.encrypted().and_then(|text| serde_json::from_str(text).ok());
        Some(entry.with_personal(personal))
    }

    /// The copy that a page reads.
    fn read(&self) -> Option<LocalCopy> {
        if self.refuses_decryption { self.entry.clone().map(|entry| entry.with_personal(None)) } else { self.copy() }
    }

    fn store(&mut self, copy: &LocalCopy, personal: Option<&Personal>) {
        let encrypted = personal.map(|personal| serde_json::to_string(personal).unwrap_or_default());
        let saved_at = chrono::DateTime::UNIX_EPOCH;
        self.entry = Some(StoredDraft::new(copy, encrypted.or_else(|| copy.unread.clone()), saved_at));
    }
}

/// A hand-off on the server, and the key that took it.
struct Stored {
    handed: HandedOver,
    taken_by: Option<String>,
}

impl Stored {
    fn take(&mut self, key: &str, once: bool) -> Option<HandedOver> {
        let may_take = match &self.taken_by {
            None => true,
            Some(by) => by == key && !once,
        };
        self.taken_by.get_or_insert_with(|| key.to_owned());
        may_take.then(|| self.handed.clone())
    }
}

/// A value that the person typed.
struct Word {
    field: Field,
    text: String,
    /// Whether the person has replaced, rejected or deleted it, or the device may not store it.
    given_up: bool,
}

pub(super) struct World {
    mutation: Option<Mutation>,
    account: Option<AccountDraft>,
    devices: [Device; 2],
    pages: Vec<Page>,
    words: Vec<Word>,
    keys: u32,
    /// Whether the draft was deleted or submitted, and nothing has happened since that may begin another.
    ended: bool,
}

fn device_of(page: usize) -> usize {
    page / 2
}

fn value(field: &Field, draft: &ApplicationDraft) -> String {
    match field {
        Field::Email => draft.contact.email.clone(),
        Field::Phone => draft.contact.phone.clone(),
        _ => draft.programme.clone(),
    }
}

fn new_page(keys: &mut u32) -> Page {
    let screen = Screen::blank(CALL, Language::Lv);
    let mut source = || next_key(keys);
    let replica = Replica::new(screen.clone(), &mut source);
    let first_key = replica.returned_key.clone();
    // The page reads the storage when it starts.
    let tasks = vec![Task::Load, Task::Session];
    Page { replica, screen, seen: 0, tasks, request: None, late: None, timer: false, first_key, submitting: false }
}

#[expect(clippy::unnecessary_wraps, reason = "a source of keys may fail")]
fn next_key(keys: &mut u32) -> Option<String> {
    *keys += 1;
    Some(format!("{keys:032x}"))
}

impl Page {
    fn is_running(&self) -> bool {
        self.replica.phase == Phase::Running
    }
}

impl World {
    pub(super) fn new(mutation: Option<Mutation>) -> Self {
        let mut keys = 0;
        let pages = (0..PAGES).map(|_| new_page(&mut keys)).collect();
        let mut world =
            Self { mutation, account: None, devices: Default::default(), pages, words: vec![], keys, ended: false };
        for page in 0..PAGES {
            world.run_tasks(page).expect("nothing can be lost yet");
        }
        world
    }

    pub(super) fn act(&mut self, act: Act) -> Check {
        let may_begin_another = !matches!(
            act,
            Act::Task { .. } | Act::Network { .. } | Act::LateResponse { .. } | Act::Quiet { .. } | Act::Wake { .. }
        );
        self.ended &= !may_begin_another;
        match act {
            Act::Type { page, field } => self.type_into(page, &TYPED[field], false),
            Act::TakeBack { page, field } => self.type_into(page, &TYPED[field], true),
            Act::OwnDevice { page, .. } if !self.pages[page].is_running() => Ok(()),
            Act::OwnDevice { page, ticked } => {
                self.pages[page].screen.own_device = ticked;
                self.dispatch(page, Event::Edited)
            }
            Act::Resolve { page, for_other } => self.resolve(page, for_other),
            Act::Task { page } => self.run_task(page),
            Act::Network { page, fate } => self.deliver(page, fate),
            Act::LateResponse { page } => self.late_response(page),
            Act::Quiet { page } => self.quiet(page),
            Act::Wake { page } => self.wake(page),
            Act::SignIn { page, succeeds } => self.sign_in(page, succeeds),
            Act::GoBack { page } => self.fetch_returned(page),
            Act::SessionEnds { device } => {
                // The server keeps a hand-off with the session: a hand-off that is not fetched before its end is lost.
                self.devices[device].signed_in &= self.is_handoff_pending(device);
                Ok(())
            }
            Act::SignOut { page, regardless } => self.sign_out(page, regardless),
            Act::Delete { page } => self.delete(page),
            Act::Submit { page } => self.submit(page),
            Act::Reload { page } => self.reload(page),
            Act::SubmissionEnds { page, arrives } => self.submission_ends(page, arrives),
            Act::StorageRefuses { device, refuses } => {
                self.devices[device].refuses = refuses;
                Ok(())
            }
            Act::EncryptionRefuses { device, refuses } => {
                self.devices[device].refuses_encryption = refuses;
                Ok(())
            }
            Act::DecryptionRefuses { device, refuses } => {
                self.devices[device].refuses_decryption = refuses;
                Ok(())
            }
        }
    }

    fn dispatch(&mut self, page: usize, event: Event) -> Check {
        let is_handoff = match &event {
            Event::Response(_, Response::Handoff(Ok(Some(handed)))) => Some(handed.draft.clone()),
            _ => None,
        };
        let Page { replica, screen, first_key, .. } = &mut self.pages[page];
        let mut keys = || next_key(&mut self.keys);
        if let Some(base) = replica.base.as_mut().filter(|_| self.mutation == Some(Mutation::BlankFieldsPushed)) {
            base.whole = true;
        }
        let effects = replica.handle(screen.clone(), event, &mut keys);
        if self.mutation == Some(Mutation::HandoffKeyKept) {
            replica.returned_key.clone_from(first_key);
        }
        for effect in effects {
            self.run(page, effect)?;
        }
        if let Some(draft) = is_handoff.filter(|_| self.mutation == Some(Mutation::HandoffOverwritesInput)) {
            self.pages[page].screen.draft = draft;
            self.dispatch(page, Event::Edited)?;
        }
        Ok(())
    }

    fn run(&mut self, page: usize, effect: Effect) -> Check {
        let device = device_of(page);
        let this = &mut self.pages[page];
        match effect {
            Effect::Show(screen) => this.screen = screen,
            Effect::Clear => this.screen = Screen::blank(CALL, Language::Lv),
            Effect::SessionUsed => {}
            Effect::Load => this.tasks.push(Task::LoadAgain),
            Effect::Save(number, copy) => {
                this.tasks.retain(|task| !matches!(task, Task::Save(..)));
                this.tasks.push(Task::Save(number, copy));
            }
            Effect::DeleteLocal => {
                self.devices[device].entry = None;
                self.stored(page);
            }
            Effect::DeleteLocalIfSeen if this.seen == self.devices[device].version => {
                self.devices[device].entry = None;
                self.stored(page);
            }
            Effect::DeleteLocalIfSeen => this.tasks.push(Task::Load),
            Effect::Send(number, request) => return self.send(page, number, request),
            Effect::StartTimer => this.timer = true,
            Effect::StopTimer => this.timer = false,
            Effect::RefreshSession => this.tasks.push(Task::Session),
        }
        Ok(())
    }

    /// The page has written the storage: the other tab of the device receives an event.
    fn stored(&mut self, page: usize) {
        let device = device_of(page);
        self.devices[device].version += 1;
        let version = self.devices[device].version;
        for (index, other) in self.pages.iter_mut().enumerate().filter(|(index, _)| device_of(*index) == device) {
            if index == page {
                other.seen = version;
            } else {
                other.tasks.push(Task::Load);
            }
        }
    }

    fn run_task(&mut self, page: usize) -> Check {
        if self.pages[page].tasks.is_empty() {
            return Ok(());
        }
        let device = device_of(page);
        match self.pages[page].tasks.remove(0) {
            task @ (Task::Load | Task::LoadAgain) => {
                let is_first = self.pages[page].replica.phase == Phase::Loading;
                let version = self.devices[device].version;
                let is_seen = std::mem::replace(&mut self.pages[page].seen, version) == version;
                if is_seen && !is_first && matches!(task, Task::Load) {
                    return Ok(());
                }
                let mut copy = self.devices[device].read();
                if self.mutation == Some(Mutation::UnreadOverwritten) {
                    let shared =
                        |copy: LocalCopy| LocalCopy { own_device: copy.stores_personal(), ..copy }.for_device();
                    copy = copy.map(shared);
                }
                self.dispatch(page, Event::LocalLoaded(copy.map(Box::new)))
            }
            Task::Save(number, copy) => self.save(page, number, copy),
            Task::Session => {
                let session = if self.devices[device].signed_in { Session::Person(None) } else { Session::Nobody };
                if self.pages[page].replica.session == session {
                    return Ok(());
                }
                self.dispatch(page, Event::Session(session))
            }
        }
    }

    fn save(&mut self, page: usize, number: u32, copy: Box<LocalCopy>) -> Check {
        let device = device_of(page);
        if self.pages[page].replica.last_save != number {
            return Ok(());
        }
        let may_overwrite = self.mutation == Some(Mutation::SaveOverwritesOtherTab);
        let personal = Personal::of(&copy);
        let unread = self.pages[page].replica.unread();
        let is_read_first = personal.is_some() && unread.is_some() && !self.devices[device].refuses_decryption;
        let is_changed = self.pages[page].seen != self.devices[device].version && !may_overwrite;
        let result = if is_changed || is_read_first {
            SaveResult::Changed
        } else if self.devices[device].refuses {
            SaveResult::Refused
        } else if personal.is_some() && self.devices[device].refuses_encryption {
            let copy = copy.not_encrypted(self.devices[device].entry.as_ref());
            self.devices[device].store(&copy, None);
            self.stored(page);
            SaveResult::NotEncrypted(Box::new(copy))
        } else {
            if unread.is_some() && copy.unread.is_none() {
                // The person was told that this replaces what could not be read.
                self.give_up_stored(device);
            }
            self.devices[device].store(&copy, personal.as_ref());
            self.stored(page);
            SaveResult::Saved
        };
        self.dispatch(page, Event::Saved(number, result))
    }

    fn run_tasks(&mut self, page: usize) -> Check {
        for _ in 0..50 {
            if self.pages[page].tasks.is_empty() {
                return Ok(());
            }
            self.run_task(page)?;
        }
        Err(format!("page {page} stores and reads in a loop"))
    }

    fn give_up(&mut self, is_given_up: impl Fn(&Field, &str) -> bool) {
        for word in self.words.iter_mut().filter(|word| !word.given_up) {
            word.given_up = is_given_up(&word.field, &word.text);
        }
    }

    /// The values of a field that a page shows: one, or the two of a conflict.
    fn shown(&self, page: usize, field: &Field) -> Vec<String> {
        let Page { replica, screen, .. } = &self.pages[page];
        let conflict = replica.conflict.as_ref().filter(|conflict| conflict.fields.contains(field));
        let both = conflict.into_iter().flat_map(|conflict| [&conflict.resolved, &conflict.other]);
        std::iter::once(&screen.draft).chain(both).map(|draft| value(field, draft)).collect()
    }

    /// The values of a field that a device stores.
    fn stored_on(&self, device: usize, field: &Field) -> Vec<String> {
        let Some(copy) = self.devices[device].copy() else { return vec![] };
        let conflict = copy.conflict.as_ref().filter(|conflict| conflict.fields.contains(field));
        std::iter::once(&copy.draft)
            .chain(conflict.map(|conflict| &conflict.other))
            .map(|it| value(field, it))
            .collect()
    }

    fn in_account(&self, field: &Field) -> Option<String> {
        match self.account.as_ref().map(|account| &account.state) {
            Some(DraftState::Open { draft, .. }) => Some(value(field, draft)),
            _ => None,
        }
    }

    /// The person gives up the personal values that a device stores.
    fn give_up_stored(&mut self, device: usize) {
        for field in [Field::Email, Field::Phone] {
            let stored = self.stored_on(device, &field);
            self.give_up(|other, text| *other == field && stored.iter().any(|value| value == text));
        }
    }

    fn give_up_shown(&mut self, page: usize, fields: &[Field]) {
        for field in fields {
            let shown = self.shown(page, field);
            self.give_up(|other, text| other == field && shown.iter().any(|value| value == text));
        }
    }

    fn quiet(&mut self, page: usize) -> Check {
        if !std::mem::take(&mut self.pages[page].timer) {
            return Ok(());
        }
        self.dispatch(page, Event::Quiet)
    }

    fn wake(&mut self, page: usize) -> Check {
        self.pages[page].tasks.extend([Task::Load, Task::Session]);
        self.dispatch(page, Event::Woke)?;
        self.dispatch(page, Event::RetryHandoff)
    }

    fn run_saves(&mut self, page: usize) -> Check {
        while self.pages[page].tasks.iter().any(|task| matches!(task, Task::Save(..) | Task::Load | Task::LoadAgain)) {
            self.run_task(page)?;
        }
        Ok(())
    }
}
