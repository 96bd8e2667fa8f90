//! Parts that all fields share: hint, error and their ARIA links.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, FocusEvent};
use rules::language::Language;

use crate::platform::lang::use_lang;
use crate::platform::press::after_press;
use crate::text::{common, form};

/// Hint and error of a field, above its input, so that a phone's keyboard does not cover them.
#[component]
pub fn FieldWords(
    /// HTML `id` of the field.
    id: &'static str,
    /// Hint; may be empty.
    hint: String,
    /// Error text, if the value is invalid.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        {(!hint.is_empty())
            .then(|| {
                view! {
                    <p class="imk-field__hint" id=hint_id(id)>
                        {hint}
                    </p>
                }
            })}
        {move || {
            error
                .get()
                .map(|error| {
                    view! {
                        <p class="imk-field__error" id=error_id(id)>
                            <span class="imk-visually-hidden">{common::texts(lang.get()).error} " "</span>
                            {error}
                        </p>
                    }
                })
        }}
    }
}

/// Label, hint and error of one input.
#[component]
pub fn LabelledField(
    /// HTML `id` of the input.
    id: &'static str,
    /// Label.
    label: String,
    /// Hint; may be empty.
    hint: String,
    /// Error text, if the value is invalid.
    error: Signal<Option<String>>,
    /// Whether the field may stay empty; the label says so.
    optional: bool,
    /// The input.
    input: AnyView,
) -> impl IntoView {
    let language = use_lang().get_untracked();
    view! {
        <div class="imk-field" class:imk-field--error=move || error.get().is_some()>
            <label class="imk-field__label" for=id>
                {label}
                {optional.then(|| view! { <span class="imk-field__optional">{optional_text(language)}</span> })}
            </label>
            <FieldWords id=id hint=hint error=error />
            {input}
        </div>
    }
}

/// Legend, hint and error of a group of inputs.
#[component]
pub fn FieldGroup(
    /// HTML `id` of the first input.
    id: &'static str,
    /// Question or label of the group.
    legend: String,
    /// Whether the legend is visually hidden because the page's heading shows it already.
    legend_hidden: bool,
    /// Hint; may be empty.
    hint: String,
    /// Error text, if the value is invalid.
    error: Signal<Option<String>>,
    /// The inputs.
    inputs: AnyView,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let legend_class = if legend_hidden { "imk-visually-hidden" } else { "imk-field__label" };
    view! {
        <fieldset
            class="imk-field"
            class:imk-field--error=move || error.get().is_some()
            aria-describedby=move || described_by(id, has_hint, error.get().is_some())
        >
            <legend class=legend_class>{legend}</legend>
            <FieldWords id=id hint=hint error=error />
            {inputs}
        </fieldset>
    }
}

/// Runs `on_leave` when the focus has left a field and the click that moved it is made: an error that appeared earlier
/// would move the target of the click away. A button validates the form itself, so for a button it does not run.
pub fn leave(on_leave: Option<Callback<()>>, event: &FocusEvent) {
    let target = event.related_target().and_then(|target| target.dyn_into::<Element>().ok());
    let for_button = target.is_some_and(|element| element.tag_name().eq_ignore_ascii_case("button"));
    if let Some(on_leave) = on_leave.filter(|_| !for_button) {
        // A field that is removed with its page loses the focus too; its callback no longer exists then.
        after_press(move || {
            let _page_gone = on_leave.try_run(());
        });
    }
}

/// Returns " (nav obligāti)" in the language.
pub fn optional_text(language: Language) -> String {
    format!(" ({})", form::texts(language).optional)
}

/// Builds `aria-describedby`: the ids of the hint and the error of a field.
pub fn described_by(id: &str, has_hint: bool, has_error: bool) -> Option<String> {
    let ids: Vec<String> = [(has_hint, hint_id(id)), (has_error, error_id(id))]
        .into_iter()
        .filter(|(has, _)| *has)
        .map(|(_, id)| id)
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn hint_id(id: &str) -> String {
    format!("{id}-hint")
}

fn error_id(id: &str) -> String {
    format!("{id}-error")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_is_described_by_what_it_has() {
        assert_eq!(described_by("email", false, false), None);
        assert_eq!(described_by("email", true, false).as_deref(), Some("email-hint"));
        assert_eq!(described_by("email", true, true).as_deref(), Some("email-hint email-error"));
    }
}
