//! App-wide state that every page shares. Everything else is in the URL or belongs to one page.

use leptos::prelude::*;
use rules::call::Call;
use rules::facts::Facts;
use ui::platform::clock::{Clock, device_now};
use ui::platform::connectivity::Connectivity;
use ui::platform::embed::embedding;
use ui::platform::lang::Lang;
use ui::platform::resource::Resource;
use ui::platform::service_worker;

use crate::call_summary::CALL;
use crate::client::call::CallStatus;
use crate::draft::open_draft::open_draft;
use crate::{app_singleton, call_pack, client};

/// The facts a person declared: the questionnaire and the application form share them.
#[derive(Clone, Copy)]
pub struct DeclaredFacts(pub RwSignal<Facts>);

/// A draft that this device keeps: the programme it is for.
#[derive(Clone, Copy)]
pub struct OpenDraft(pub RwSignal<Option<String>>);

/// Whether a newer version of the pages is ready to take over.
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

    /// Whether it is offered.
    pub fn is_offered(self) -> bool {
        self.0.get()
    }
}

/// What the server says of the call, and with it the time.
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

    /// Asks again when the network is back, where the time is still the device's.
    fn ask_again_with(self, connectivity: Connectivity, clock: Clock) {
        Effect::new(move |was_online: Option<bool>| {
            let is_online = connectivity.is_online();
            if is_online && was_online == Some(false) && clock.is_the_devices() {
                self.0.refetch();
            }
            is_online
        });
    }

    /// The server's answer, once it is there.
    pub fn status(self) -> Option<CallStatus> {
        self.0.get().flatten()
    }

    /// Whether it has answered, or failed to.
    pub fn has_loaded(self) -> bool {
        self.0.is_loaded()
    }

    /// Whether the data is made up.
    pub fn is_demonstration(self) -> bool {
        self.status().is_some_and(|status| status.demonstration)
    }
}

/// Provides everything above to the pages below.
pub fn provide() {
    let clock = Clock::start();
    app_singleton::provide();
    provide_context(clock);
    provide_context(Lang::begin());
    provide_context(DeclaredFacts(RwSignal::default()));
    provide_context(OpenDraft(RwSignal::new(open_draft(CALL.id))));
    let connectivity = Connectivity::watched();
    provide_context(connectivity);
    provide_context(Update::watched());
    let server_call = ServerCall::ask(clock);
    server_call.ask_again_with(connectivity, clock);
    provide_context(server_call);
}

/// The call of these pages. The first page does without and takes [`crate::call_summary`].
pub fn use_call() -> &'static Call {
    call_pack::current()
}

/// The declared facts.
pub fn use_declared_facts() -> RwSignal<Facts> {
    expect_context::<DeclaredFacts>().0
}

/// The programme of the draft that this device keeps.
pub fn use_open_draft() -> RwSignal<Option<String>> {
    expect_context::<OpenDraft>().0
}

/// Whether a newer version of the pages is ready.
pub fn use_update() -> Update {
    expect_context()
}

/// What the server says of the call.
pub fn use_server_call() -> ServerCall {
    expect_context()
}
