//! Inputs for contact data, shared by the application and the account.

use leptos::prelude::*;
use rules::field::Field;
use rules::language::Language;
use ui::components::radio_group::{Choice, RadioGroup};
use ui::components::text_input::TextInput;
use ui::platform::lang::use_lang;

use crate::apply::field_id::field_id;
use crate::apply::texts;

/// E-mail address.
#[component]
pub(crate) fn EmailInput(
    /// Typed text.
    value: RwSignal<String>,
    /// Error text, if the value is invalid.
    error: Signal<Option<String>>,
    /// Hint; may be empty.
    #[prop(optional)]
    hint: &'static str,
    /// Whether the field may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Called when the focus leaves the field.
    #[prop(default = Callback::new(|()| ()))]
    on_leave: Callback<()>,
) -> impl IntoView {
    view! {
        <TextInput
            id=field_id(&Field::Email)
            label=texts::of(use_lang().get_untracked()).check.email
            hint=hint
            error=error
            value=value
            kind="email"
            autocomplete="email"
            optional=optional
            on_leave=on_leave
        />
    }
}

/// Telephone number, optional.
#[component]
pub(crate) fn PhoneInput(
    /// Typed text.
    value: RwSignal<String>,
    /// Error text, if the value is invalid.
    error: Signal<Option<String>>,
    /// Called when the focus leaves the field.
    #[prop(default = Callback::new(|()| ()))]
    on_leave: Callback<()>,
) -> impl IntoView {
    let texts = texts::of(use_lang().get_untracked());
    view! {
        <TextInput
            id=field_id(&Field::Phone)
            label=texts.check.phone
            hint=texts.phone_hint
            error=error
            value=value
            kind="tel"
            autocomplete="tel"
            optional=true
            on_leave=on_leave
        />
    }
}

/// Language for messages.
#[component]
pub(crate) fn LanguageChoice(
    /// The chosen language, or the page's.
    chosen: Signal<Language>,
    /// Receives the chosen language.
    on_choose: Callback<Language>,
) -> impl IntoView {
    let texts = texts::of(use_lang().get_untracked());
    let choice = |language: Language| Choice::new(language.tag(), (texts.in_language)(language));
    view! {
        <RadioGroup
            id=field_id(&Field::Language)
            legend=texts.language_legend
            choices=vec![choice(Language::Lv), choice(Language::En)]
            chosen=Signal::derive(move || Some(chosen.get().tag().to_owned()))
            on_choose=Callback::new(move |tag: String| {
                on_choose.run(if tag == Language::En.tag() { Language::En } else { Language::Lv });
            })
        />
    }
}
