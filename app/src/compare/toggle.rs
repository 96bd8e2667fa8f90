//! Checkbox that selects a programme for comparison.

use leptos::prelude::*;
use ui::platform::lang::use_lang;

use crate::compare::texts;

/// The checkbox, with an error below it if the selection is full.
#[component]
pub fn CompareToggle(
    /// Title of the programme, for screen readers.
    title: String,
    /// Whether the programme is selected.
    #[prop(into)]
    chosen: Signal<bool>,
    /// Whether the last attempt to select it failed.
    #[prop(into)]
    refused: Signal<bool>,
    /// Receives the requested state.
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
                        // The browser ticks the box even if the selection is full.
                        event.target().set_checked(chosen.get_untracked());
                    }
                />
                <span class="imk-choice__label">
                    {texts.choose} <span class="imk-visually-hidden">": " {title}</span>
                </span>
            </label>
            {move || {
                refused.get().then(|| {
                    view! { <p class="imk-compare-toggle__refused" role="alert">{texts.too_many}</p> }
                })
            }}
        </div>
    }
}
