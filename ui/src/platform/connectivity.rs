//! Network connectivity as the browser reports it.

use leptos::prelude::*;

use crate::platform::context::provided;

/// Online state of the browser. An online browser may still not reach the server.
#[derive(Clone, Copy)]
pub struct Connectivity(RwSignal<bool>);

impl Connectivity {
    /// Follows the browser's `online` and `offline` events until the owner is cleaned up.
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

    /// Returns whether the browser is online.
    pub fn is_online(self) -> bool {
        self.0.get()
    }
}

/// Returns the online state from the context.
pub fn use_connectivity() -> Connectivity {
    provided()
}
