//! Effects of the state machine: storage, requests and timers. Each reports its result as an event.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::platform::clock::device_now;
use ui::platform::{encryption, host};

use super::controller::DraftController;
use super::local::{LocalCopy, Personal, StoredDraft};
use super::local_store::{self, Content, Entry};
use super::remote;
use super::replica::{Effect, Event, Request, Response, SaveResult};

/// Debounce delay of a push: the time without changes before it starts.
const QUIET: Duration = Duration::from_millis(1_500);

/// Attempts to push before the session ends: a concurrent change on another device refuses one attempt.
const FLUSH_ATTEMPTS: u32 = 3;

/// Limit of a request: a lost connection must not block the requests that follow.
const REQUEST_LIMIT: Duration = Duration::from_secs(30);

/// Limit of the wait for the session, the hand-off and the account's draft before the form is shown.
const START_LIMIT: Duration = Duration::from_secs(3);

/// Limit of the wait for a request in flight.
const IN_FLIGHT_LIMIT: Duration = Duration::from_secs(5);

impl DraftController {
    /// Runs an effect. No effect dispatches an event before this returns: the state machine handles one at a time.
    pub(super) fn run(self, effect: Effect) {
        match effect {
            Effect::Show(screen) => self.form.show(&screen),
            Effect::Clear => self.form.clear(),
            Effect::Load => spawn_local(self.load_again()),
            Effect::Save(number, copy) => spawn_local(self.save(number, copy)),
            Effect::DeleteLocal => self.delete_local(),
            Effect::DeleteLocalIfSeen => {
                if self.is_seen(&local_store::read(&self.call.id)) {
                    self.delete_local();
                } else {
                    spawn_local(self.load());
                }
            }
            Effect::Send(number, request) => spawn_local(self.send(number, request)),
            Effect::StartTimer => {
                self.set_timer(set_timeout_with_handle(move || self.dispatch(Event::Quiet), QUIET).ok());
            }
            Effect::StopTimer => self.set_timer(None),
            Effect::RefreshSession => self.session.refresh(),
            Effect::SessionUsed => self.session.note_used(),
        }
    }

    /// Deletes every entry of the app from this device.
    pub(super) fn delete_storage(self) {
        self.delete_entry(local_store::delete_everything);
        spawn_local(encryption::delete_key());
    }

    fn delete_local(self) {
        self.delete_entry(|| local_store::delete(&self.call.id));
        spawn_local(encryption::delete_key());
    }

    /// Deletes the entry. Where the browser keeps it, it counts as seen: it would be loaded and deleted for ever.
    fn delete_entry(self, delete: impl FnOnce()) {
        let before = local_store::read(&self.call.id);
        delete();
        let is_kept = local_store::read(&self.call.id) == before;
        self.seen.set_value(if is_kept { before } else { Entry::default() });
    }

    fn set_timer(self, timer: Option<leptos::leptos_dom::helpers::TimeoutHandle>) {
        let before = self.push_timer.try_update_value(|current| std::mem::replace(current, timer)).flatten();
        if let Some(before) = before {
            before.clear();
        }
    }

    /// Loads the draft of this device and shows the form, at the latest after [`START_LIMIT`].
    pub(super) async fn start(self) {
        self.load().await;
        host::wait(START_LIMIT).await;
        self.dispatch(Event::StartLimit);
    }

    /// Loads the draft of this device, if another tab has changed it or this page starts.
    pub(super) async fn load(self) {
        let is_needed = move |entry: &Entry| {
            let is_loading = self.replica.try_with_value(|replica| replica.is_loading());
            is_loading.is_some_and(|is_loading| is_loading || !self.is_seen(entry))
        };
        self.load_if(is_needed).await;
    }

    /// Loads the draft of this device for a save that waits for it, whatever the entry is by now.
    async fn load_again(self) {
        self.load_if(move |_| !self.replica.is_disposed()).await;
    }

    async fn load_if(self, is_needed: impl Fn(&Entry) -> bool) {
        loop {
            let entry = local_store::read(&self.call.id);
            if !is_needed(&entry) {
                return;
            }
            let event = self.parse(&entry).await;
            // Another tab may have changed the entry during the decryption.
            if local_store::read(&self.call.id) == entry {
                if is_needed(&entry) {
                    self.loaded(entry, event);
                }
                return;
            }
        }
    }

    fn loaded(self, entry: Entry, event: Event) {
        if matches!(event, Event::LocalLoaded(None)) {
            // Deletes an invalid or expired draft.
            if entry == Entry::default() {
                self.seen.set_value(entry);
            } else {
                self.delete_entry(|| local_store::delete(&self.call.id));
            }
        } else {
            self.seen.set_value(entry);
        }
        self.dispatch(event);
    }

    fn is_seen(self, entry: &Entry) -> bool {
        self.seen.with_value(|seen| seen == entry)
    }

    async fn parse(self, entry: &Entry) -> Event {
        match entry.content(device_now()) {
            Content::Nothing => Event::LocalLoaded(None),
            Content::Unusable => Event::LocalUnusable,
            Content::Draft(draft) => {
                let personal = decrypt(draft.encrypted()).await;
                Event::LocalLoaded(Some(Box::new(draft.with_personal(personal))))
            }
        }
    }

    /// Stores a copy, unless another tab has changed the entry, or a later save follows.
    async fn save(self, number: u32, copy: Box<LocalCopy>) {
        let sealed = match Personal::of(&copy) {
            None => Sealed::Nothing,
            // Typed text replaces an encrypted part only if that part still cannot be read.
            Some(_) if self.can_read_again().await => Sealed::ReadFirst,
            Some(personal) => encrypt(&personal).await.map_or(Sealed::Refused, Sealed::Encrypted),
        };
        if self.replica.try_with_value(|replica| replica.is_last_save(number)) == Some(true) {
            self.dispatch(Event::Saved(number, self.write(*copy, sealed)));
        }
    }

    /// Whether an encrypted part that this page could not read can be read now.
    async fn can_read_again(self) -> bool {
        let unread = self.replica.try_with_value(super::replica::Replica::unread).flatten();
        decrypt(unread.as_deref()).await.is_some()
    }

    fn write(self, copy: LocalCopy, sealed: Sealed) -> SaveResult {
        let (current, now) = (local_store::read(&self.call.id), device_now());
        if !self.is_seen(&current) || matches!(sealed, Sealed::ReadFirst) {
            return SaveResult::Changed;
        }
        let is_refused = matches!(sealed, Sealed::Refused);
        let copy = if is_refused { copy.not_encrypted(current.draft(now).as_ref()) } else { copy };
        let encrypted = if let Sealed::Encrypted(text) = sealed { Some(text) } else { copy.unread.clone() };
        let stored = StoredDraft::new(&copy, encrypted, now);
        let Some(entry) = local_store::write(&self.call.id, &current, &stored, now) else {
            return SaveResult::Refused;
        };
        self.seen.set_value(entry);
        if is_refused { SaveResult::NotEncrypted(Box::new(copy)) } else { SaveResult::Saved }
    }

    async fn send(self, number: u32, request: Request) {
        let mut response = remote::send(&self.call.id, request, REQUEST_LIMIT).await;
        if let Response::Handoff(Ok(handed)) = &mut response
            && self.replica.try_with_value(|replica| replica.is_handoff_pending()) == Some(true)
        {
            self.restore_account_form(handed.as_deref_mut());
        }
        self.dispatch(Event::Response(number, response));
    }

    /// Pushes the form before the session ends; returns whether the account has the whole draft.
    pub async fn flush(self) -> bool {
        for _ in 0..FLUSH_ATTEMPTS {
            self.dispatch(Event::Flush);
            self.wait_for_in_flight().await;
            let (is_synced, is_in_flight) =
                self.replica.with_value(|replica| (replica.is_synced(), replica.is_in_flight()));
            if is_synced || is_in_flight {
                return is_synced;
            }
        }
        false
    }

    /// Cancels the scheduled push and waits for a request in flight. The next change schedules a push again.
    pub async fn hold(self) {
        self.dispatch(Event::Hold);
        self.wait_for_in_flight().await;
    }

    /// Waits until no request is in flight, at most [`IN_FLIGHT_LIMIT`].
    async fn wait_for_in_flight(self) {
        let idle = poll_fn(|context| {
            if !self.replica.try_with_value(|replica| replica.is_in_flight()).unwrap_or_default() {
                return Poll::Ready(());
            }
            self.waiting.update_value(|waiting| waiting.push(context.waker().clone()));
            Poll::Pending
        });
        let _timed_out = host::within(IN_FLIGHT_LIMIT, idle).await;
    }

    /// Wakes the tasks that wait until no request is in flight.
    pub(super) fn wake_waiting(self) {
        if !self.replica.with_value(|replica| replica.is_in_flight()) {
            let waiting = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
            waiting.into_iter().for_each(std::task::Waker::wake);
        }
    }
}

/// The personal part of a copy that is saved.
enum Sealed {
    /// None is stored, or the earlier one stays.
    Nothing,
    /// Encrypted.
    Encrypted(String),
    /// The browser refuses to encrypt.
    Refused,
    /// The earlier one can be read again and is merged first.
    ReadFirst,
}

async fn encrypt(personal: &Personal) -> Option<String> {
    encryption::encrypt(&serde_json::to_string(personal).ok()?).await.ok()
}

/// Decrypts the personal part; `None` if it is not stored or this browser has lost the key.
async fn decrypt(encrypted: Option<&str>) -> Option<Personal> {
    let text = encryption::decrypt(encrypted?).await.ok()?;
    serde_json::from_str(&text).ok()
}
