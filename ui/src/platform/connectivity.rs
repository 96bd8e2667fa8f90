//! Network connectivity as the browser reports it.

use leptos::prelude::*;

/// Whether the browser says it has a network. It may still not reach the server.
#[derive(Clone, Copy)]
pub struct Connectivity(RwSignal<bool>);

impl Connectivity {
    /// Follows the events of the browser until the owner is dropped.
    pub fn watched() -> Self {
        let online = RwSignal::new(web_sys::window().is_none_or(|window| window.navigator().on_line()));
        let up = window_event_listener_untyped("online", move |_| online.set(true));
        let down = window_event_listener_untyped("offline", move |_| online.set(false));
        on_cleanup(move || {
            up.remove();
            down.remove();
        });
        Self(online)
    }

    /// Whether there is a network, as far as the browser knows.
    pub fn is_online(self) -> bool {
        self.0.get()
    }
}

/// Whether there is a network.
pub fn use_connectivity() -> Connectivity {
    expect_context()
}
