//! App-wide state that every page shares. Everything else is in the URL or belongs to one page.

use api::AgencyContact;
use chrono::TimeDelta;
use leptos::prelude::*;
use rules::call::Call;
use rules::window::WindowState;
use ui::platform::clock::{Clock, device_now};
use ui::platform::connectivity::Connectivity;
use ui::platform::context::provided;
use ui::platform::embed::embedding;
use ui::platform::lang::Lang;
use ui::platform::resource::Resource;
use ui::platform::service_worker;

use crate::call_summary::CALL;
use crate::client::call::CallStatus;
use crate::draft::open_draft::open_draft;
use crate::facts_entry::FactsEntry;
use crate::{app_singleton, call_pack, client, session_marker};

/// The shared state. One context for all of it: each further type of a context adds a quarter of a kilobyte to the
/// first page.
#[derive(Clone, Copy)]
struct AppState {
    /// Facts that the person declared, shared by the questionnaire and the application.
    declared_facts: FactsEntry,
    /// Programme of the draft on this device.
    open_draft: RwSignal<Option<String>>,
    update: Update,
    server_call: ServerCall,
    signed_in: RwSignal<bool>,
}

/// Whether a newer version of the pages is waiting.
#[derive(Clone, Copy)]
pub struct Update(RwSignal<bool>);

impl Update {
    fn watched() -> Self {
        let (offered, embedding) = (RwSignal::new(false), embedding());
        if let Some(script) = &embedding.worker {
            let scope = format!("{}/", embedding.base);
            if embedding.worker_is_off {
                service_worker::dismiss(script, &scope);
            } else {
                service_worker::watch(script, &scope, &embedding.version, move || offered.set(true));
            }
        }
        Self(offered)
    }

    /// Whether it is waiting.
    pub fn is_offered(self) -> bool {
        self.0.get()
    }
}

/// Status of the call from the server, with the server time.
#[derive(Clone, Copy)]
pub struct ServerCall(Resource<Option<CallStatus>>);

impl ServerCall {
    fn ask(clock: Clock) -> Self {
        Self(Resource::new(move || async move {
            let asked = device_now();
            let status = client::call::get().await;
            match status.as_ref().and_then(|status| status.now) {
                Some(now) => clock.correct(now, asked),
                None => clock.give_up(),
            }
            status
        }))
    }

    /// Fetches again when the network returns, if the time is still the device's.
    fn ask_again_with(self, connectivity: Connectivity, clock: Clock) {
        Effect::new(move |was_online: Option<bool>| {
            let is_online = connectivity.is_online();
            if is_online && was_online == Some(false) && clock.is_the_devices() {
                self.0.refetch();
            }
            is_online
        });
    }

    /// Fetches again when the device's clock was set, and when the call opens or closes by the page's clock; not when
    /// the response itself corrects the clock.
    fn ask_again_at_changes_of_time(self, clock: Clock) {
        let state = Memo::new(move |_| CALL.window().map(|window| window.state(clock.now())));
        Effect::new(move |last: Option<(u32, TimeDelta, Option<WindowState>)>| {
            let (jumps, offset, state) = (clock.jumps(), clock.offset(), state.get());
            if let Some((last_jumps, last_offset, last_state)) = last
                && (jumps != last_jumps || (offset == last_offset && state != last_state))
            {
                self.0.refetch();
            }
            (jumps, offset, state)
        });
    }

    /// The server's response, once loaded.
    pub fn status(self) -> Option<CallStatus> {
        self.0.get().flatten()
    }

    /// Whether the request has completed or failed.
    pub fn has_loaded(self) -> bool {
        self.0.is_loaded()
    }

    /// Public contact data of the agency, as far as they are known.
    pub fn contact(self) -> AgencyContact {
        self.status().map(|status| status.contact()).unwrap_or_default()
    }

    /// Whether the data are fictional.
    pub fn is_demonstration(self) -> bool {
        self.status().is_some_and(|status| status.demonstration)
    }
}

/// Provides the shared state as a context.
pub fn provide() {
    let clock = Clock::start();
    app_singleton::provide();
    provide_context(clock);
    provide_context(Lang::begin());
    let connectivity = Connectivity::watched();
    provide_context(connectivity);
    let server_call = ServerCall::ask(clock);
    server_call.ask_again_with(connectivity, clock);
    server_call.ask_again_at_changes_of_time(clock);
    provide_context(AppState {
        declared_facts: FactsEntry::empty(),
        open_draft: RwSignal::new(open_draft(CALL.id)),
        update: Update::watched(),
        server_call,
        signed_in: RwSignal::new(session_marker::read().is_some()),
    });
}

/// The call. The first page uses [`crate::call_summary`] instead.
pub fn use_call() -> &'static Call {
    call_pack::current()
}

/// The declared facts.
pub fn use_declared_facts() -> FactsEntry {
    provided::<AppState>().declared_facts
}

/// Programme of the draft on this device.
pub fn use_open_draft() -> RwSignal<Option<String>> {
    provided::<AppState>().open_draft
}

/// Whether a newer version of the pages is waiting.
pub fn use_update() -> Update {
    provided::<AppState>().update
}

/// Status of the call from the server.
pub fn use_server_call() -> ServerCall {
    provided::<AppState>().server_call
}

/// Whether a person is signed in, as far as this browser knows without a request: the session may have ended.
pub fn use_signed_in() -> RwSignal<bool> {
    provided::<AppState>().signed_in
}

/// As [`use_signed_in`], for views: it notifies only when the value changes.
pub fn use_is_signed_in() -> Memo<bool> {
    let signed_in = use_signed_in();
    Memo::new(move |_| signed_in.get())
}
