//! Input for several lines of text.

use leptos::prelude::*;

use crate::components::field::{LabelledField, described_by};

/// A labelled input for several lines.
#[component]
pub fn TextArea(
    /// HTML `id`; the error summary links to it.
    id: &'static str,
    /// Label.
    #[prop(into)]
    label: String,
    /// Hint; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// Error text, if the value is invalid.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Typed text.
    value: RwSignal<String>,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let input = view! {
        <textarea
            class="imk-input imk-input--tall"
            id=id
            name=id
            rows="6"
            spellcheck="false"
            autocomplete="off"
            aria-invalid=move || error.get().is_some().then_some("true")
            aria-describedby=move || described_by(id, has_hint, error.get().is_some())
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
        />
    }
    .into_any();
    view! { <LabelledField id=id label=label hint=hint error=error optional=false input=input /> }
}
