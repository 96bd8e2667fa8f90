//! The grant: nothing yet, and that is said in so many words.

use leptos::prelude::*;

use crate::i18n::account;
use crate::i18n::format::{Case, date};
use crate::state::{use_call, use_lang};

/// What is granted.
#[component]
pub(super) fn Funding() -> impl IntoView {
    let (call, lang) = (use_call(), use_lang());
    move || {
        let texts = account::texts(lang.get());
        let last_day = date(lang.get(), call.usable_until, Case::Nominative);
        view! {
            <section class="imk-card" aria-labelledby="imk-funding">
                <h2 id="imk-funding">{texts.funding}</h2>
                <p>{(texts.not_granted)(&last_day)}</p>
            </section>
        }
    }
}
