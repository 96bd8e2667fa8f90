//! A field for one line of text.

use leptos::prelude::*;

use crate::components::field::{FieldWords, described_by, leave};
use crate::platform::lang::use_lang;

/// A labelled field for one line.
#[component]
pub fn TextInput(
    /// Its identifier; the error summary links to it.
    id: &'static str,
    /// What it asks for.
    #[prop(into)]
    label: String,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it, if anything is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What was typed.
    value: RwSignal<String>,
    /// The kind of text: `email`, `tel`, `search`; it chooses the keyboard.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in (HTML `autocomplete`).
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it may stay empty; the label says so.
    #[prop(optional)]
    optional: bool,
    /// The person left the field.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let language = use_lang().get_untracked();
    let has_hint = !hint.is_empty();
    view! {
        <div class="imk-field" class:imk-field--error=move || error.get().is_some()>
            <label class="imk-field__label" for=id>
                {label}
                {optional.then(|| view! { <span class="imk-field__optional">{super::field::optional(language)}</span> })}
            </label>
            <FieldWords id=id hint=hint error=error />
            <input
                class="imk-input"
                id=id
                name=id
                type=kind
                autocomplete=autocomplete
                aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=move || described_by(id, has_hint, error.get().is_some())
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
                on:blur=move |event| leave(on_leave, &event)
            />
        </div>
    }
}
