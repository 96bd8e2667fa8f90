//! The pages of the individual learning account: a citizen learns whether the grant is for them and which sentence says
//! so, chooses a programme, applies, and holds a confirmation.
//!
//! The verdict comes from `rules`, the same crate that decides on the server. What is private to pages: addresses
//! ([`routes`]), words ([`i18n`]), the time ([`clock`]), the network ([`client`]) and this device's storage ([`offline`])
//! each have one home, and tests keep it so.

use leptos::prelude::*;
use leptos_router::components::Router;

pub mod answer;
pub mod call_front;
pub mod call_pack;
pub mod chunks;
pub mod citizen;
pub mod client;
pub mod clock;
pub mod components;
pub mod decide;
pub mod embed;
pub mod forms;
pub mod i18n;
pub mod insist;
pub mod offline;
pub mod random;
mod router;
pub mod routes;
pub mod served;
pub mod shell;
pub mod state;
pub mod trusted;

use citizen::frame::Frame;
use components::page;

/// The citizen's pages.
#[component]
pub fn App() -> impl IntoView {
    state::provide();
    page::provide();
    view! {
        <Router base=embed::embedding().base.as_str()>
            <Frame />
        </Router>
    }
}
