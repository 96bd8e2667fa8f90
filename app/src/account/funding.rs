//! Grant section. It states that nothing is granted yet.

use leptos::prelude::*;
use ui::platform::lang::use_lang;
use ui::text::format::{Case, date};

use crate::account::texts;
use crate::state::use_call;

/// The grant section.
#[component]
pub(super) fn Funding() -> impl IntoView {
    let (call, lang) = (use_call(), use_lang());
    move || {
        let texts = texts::of(lang.get());
        let last_day = date(lang.get(), call.usable_until, Case::Dative);
        view! {
            <section class="imk-card" aria-labelledby="imk-funding">
                <h2 id="imk-funding">{texts.funding}</h2>
                <p>{(texts.not_granted)(&last_day)}</p>
            </section>
        }
    }
}
