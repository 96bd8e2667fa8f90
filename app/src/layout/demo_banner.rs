//! Banner of the demonstration: the data are fictional; shows the simulated day.

use leptos::prelude::*;
use ui::components::erased::erased;
use ui::platform::clock::use_today;
use ui::platform::lang::use_lang;
use ui::text::common;
use ui::text::format::{Case, date};

use crate::state::use_server_call;

/// The banner, a landmark; nothing if the data are real.
#[component]
pub fn DemoBanner() -> impl IntoView {
    let (lang, today, call) = (use_lang(), use_today(), use_server_call());
    erased(move || {
        let language = lang.get();
        call.is_demonstration().then(|| {
            let text = (common::texts(language).demonstration)(&date(language, today.get(), Case::Nominative));
            view! {
                <aside class="imk-demo">
                    <span class="imk-demo__text">{text}</span>
                </aside>
            }
        })
    })
}
