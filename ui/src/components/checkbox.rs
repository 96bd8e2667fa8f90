//! A box to tick.

use leptos::prelude::*;

use crate::components::field::{FieldWords, described_by};

/// A box to tick, with its label beside it.
#[component]
pub fn Checkbox(
    /// Its identifier; the error summary links to it.
    #[prop(into)]
    id: String,
    /// What ticking it says.
    #[prop(into)]
    label: String,
    /// What goes with it.
    #[prop(optional, into)]
    hint: String,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// It was ticked or unticked.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Whether it has to be ticked and is not.
    #[prop(optional, into)]
    wrong: Signal<bool>,
) -> impl IntoView {
    view! {
        <label class="imk-choice" class:imk-choice--on=checked>
            <input
                class="imk-choice__control"
                type="checkbox"
                id=id.clone()
                name=id.clone()
                aria-invalid=move || wrong.get().then_some("true")
                prop:checked=checked
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <span class="imk-choice__label">
                {label} {(!hint.is_empty()).then(|| view! { <span class="imk-choice__hint">{hint}</span> })}
            </span>
        </label>
    }
}

/// A box that has to be ticked, with its error above it.
#[component]
pub fn RequiredCheckbox(
    /// Its identifier; the error summary links to it.
    id: &'static str,
    /// What ticking it says.
    #[prop(into)]
    label: String,
    /// What is wrong, if anything is.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// It was ticked or unticked.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <div
            class="imk-field"
            class:imk-field--error=move || error.get().is_some()
            aria-describedby=move || described_by(id, false, error.get().is_some())
        >
            <FieldWords id=id hint=String::new() error=error />
            <Checkbox
                id=id
                label=label
                checked=checked
                on_change=on_change
                wrong=Signal::derive(move || error.get().is_some())
            />
        </div>
    }
}
