//! Root component of the citizen's pages.

use leptos::prelude::*;
use leptos_router::components::Router;
use ui::components::page;
use ui::platform::embed::embedding;

use crate::layout::app_layout::AppLayout;
use crate::state;

/// The citizen's pages.
#[component]
pub fn App() -> impl IntoView {
    state::provide();
    page::provide();
    view! {
        <Router base=embedding().base.as_str()>
            <AppLayout />
        </Router>
    }
}
