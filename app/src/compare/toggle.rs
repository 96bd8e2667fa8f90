//! The box that chooses a programme for comparing.

use leptos::prelude::*;
use ui::platform::lang::use_lang;

use crate::compare::texts;

/// The box, and beneath it why it was not ticked where there are enough already.
#[component]
pub fn CompareToggle(
    /// The programme's title, said to screen readers.
    title: String,
    /// Whether it is chosen.
    #[prop(into)]
    chosen: Signal<bool>,
    /// Whether it was refused just now.
    #[prop(into)]
    refused: Signal<bool>,
    /// It was ticked or unticked.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    let texts = texts::of(use_lang().get_untracked());
    view! {
        <div class="imk-compare-toggle">
            <label class="imk-choice imk-choice--plain" class:imk-choice--on=chosen>
                <input
                    class="imk-choice__control"
                    type="checkbox"
                    prop:checked=chosen
                    on:change:target=move |event| {
                        on_change.run(event.target().checked());
                        // The browser ticks it by itself, even where the choice is refused.
                        event.target().set_checked(chosen.get_untracked());
                    }
                />
                <span class="imk-choice__label">
                    {texts.choose} <span class="imk-visually-hidden">": " {title}</span>
                </span>
            </label>
            {move || {
                refused.get().then(|| view! { <p class="imk-compare-toggle__refused" role="alert">{texts.too_many}</p> })
            }}
        </div>
    }
}
