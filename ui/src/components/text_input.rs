//! Input for one line of text.

use leptos::prelude::*;

use crate::components::field::{LabelledField, described_by, leave};
use crate::platform::press;

/// A labelled input for one line.
#[component]
pub fn TextInput(
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
    /// HTML `type`, which selects the on-screen keyboard: `text`, `email`, `tel` or `search`.
    #[prop(default = "text")]
    kind: &'static str,
    /// Autofill field name (HTML `autocomplete`).
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Maximum length, in UTF-16 units as browsers count; longer input is cut.
    #[prop(optional)]
    max_length: Option<usize>,
    /// Whether the field may stay empty; the label says so.
    #[prop(optional)]
    optional: bool,
    /// Called when the focus leaves the field.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    press::watch();
    let has_hint = !hint.is_empty();
    let input = view! {
        <input
            class="imk-input"
            id=id
            name=id
            type=kind
            autocomplete=autocomplete
            maxlength=max_length
            aria-invalid=move || error.get().is_some().then_some("true")
            aria-describedby=move || described_by(id, has_hint, error.get().is_some())
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
            on:blur=move |event| leave(on_leave, &event)
        />
    }
    .into_any();
    view! { <LabelledField id=id label=label hint=hint error=error optional=optional input=input /> }
}
