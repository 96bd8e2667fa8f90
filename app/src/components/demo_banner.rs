//! Says on every page that the data is made up and which day it is there.

use leptos::prelude::*;

use crate::i18n::common;
use crate::i18n::format::{Case, date};
use crate::state::{use_lang, use_server_call, use_today};

/// The banner, a part of the page by itself; nothing where the data is real.
#[component]
pub fn DemoBanner() -> impl IntoView {
    let (lang, today, call) = (use_lang(), use_today(), use_server_call());
    let shown = move || call.is_demonstration();
    view! {
        <Show when=shown>
            <aside class="imk-demo">
                <span class="imk-demo__text">
                    {move || {
                        let language = lang.get();
                        (common::texts(language).demonstration)(&date(language, today.get(), Case::Nominative))
                    }}
                </span>
            </aside>
        </Show>
    }
}
