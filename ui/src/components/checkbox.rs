//! Checkboxes.

use leptos::prelude::*;

use crate::components::field::{FieldWords, described_by};

/// A checkbox with its label beside it.
#[component]
pub fn Checkbox(
    /// HTML `id`; the error summary links to it.
    #[prop(into)]
    id: String,
    /// Label: the statement that ticking the box confirms.
    #[prop(into)]
    label: String,
    /// Hint below the label; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// Whether the box is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Receives the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Whether the box is marked as invalid.
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

/// A checkbox that must be ticked, with its error above it.
#[component]
pub fn RequiredCheckbox(
    /// HTML `id`; the error summary links to it.
    id: &'static str,
    /// Label: the statement that ticking the box confirms.
    #[prop(into)]
    label: String,
    /// Error text, if the field is invalid.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Whether the box is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Receives the new state.
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
