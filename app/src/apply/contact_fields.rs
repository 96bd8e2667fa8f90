//! Contact fields, and the checkbox that lets this device store them.

use leptos::prelude::*;
use rules::field::Field;
use rules::language::Language;
use ui::components::checkbox::Checkbox;
use ui::components::radio_group::{Choice, RadioGroup};
use ui::components::text_input::TextInput;

use crate::apply::context::ApplyContext;
use crate::apply::field_id::field_id;
use crate::apply::texts;
use crate::draft::status::{AccountStatus, PersonalStatus};

/// E-mail address.
#[component]
pub(super) fn EmailField(context: ApplyContext) -> impl IntoView {
    let texts = texts::of(context.lang.get_untracked());
    view! {
        <TextInput
            id=field_id(&Field::Email)
            label=texts.check.email
            hint=texts.email_hint
            error=context.error(Field::Email)
            value=context.form.email
            kind="email"
            autocomplete="email"
            on_leave=leave(context, Field::Email)
        />
    }
}

/// Telephone number, optional.
#[component]
pub(super) fn PhoneField(context: ApplyContext) -> impl IntoView {
    let texts = texts::of(context.lang.get_untracked());
    view! {
        <TextInput
            id=field_id(&Field::Phone)
            label=texts.check.phone
            hint=texts.phone_hint
            error=context.error(Field::Phone)
            value=context.form.phone
            kind="tel"
            autocomplete="tel"
            optional=true
            on_leave=leave(context, Field::Phone)
        />
    }
}

/// Leaving an empty field shows no error: the person may only be moving through the form.
fn leave(context: ApplyContext, field: Field) -> Callback<()> {
    let value = if field == Field::Phone { context.form.phone } else { context.form.email };
    Callback::new(move |()| {
        if !value.get_untracked().trim().is_empty() {
            context.form.leave(field.clone());
        }
    })
}

/// Language for messages.
#[component]
pub(super) fn LanguageField(context: ApplyContext) -> impl IntoView {
    let texts = texts::of(context.lang.get_untracked());
    let choice = |language: Language| Choice::new(language.tag(), (texts.in_language)(language));
    view! {
        <RadioGroup
            id=field_id(&Field::Language)
            legend=texts.language_legend
            choices=vec![choice(Language::Lv), choice(Language::En)]
            chosen=Signal::derive(move || Some(context.draft().language.tag().to_owned()))
            on_choose=Callback::new(move |tag: String| {
                let chosen = if tag == Language::En.tag() { Language::En } else { Language::Lv };
                context.form.language.set(Some(chosen));
            })
        />
    }
}

/// Checkbox that lets this device store personal data, with the consequence of leaving it unticked.
#[component]
pub(super) fn OwnDeviceField(context: ApplyContext) -> impl IntoView {
    let texts = texts::of(context.lang.get_untracked());
    let own_device = context.form.own_device;
    let consequence = move || match (own_device.get(), context.controller.personal_status()) {
        (false, _) if context.controller.account_status() == AccountStatus::Saved => Some(texts.account_only),
        (false, _) => Some(texts.memory_only),
        (true, PersonalStatus::Refused) => Some(texts.cannot_encrypt),
        (true, PersonalStatus::Nothing | PersonalStatus::Encrypted) => None,
    };
    view! {
        <Checkbox
            id="own-device"
            label=texts.own_device
            hint=texts.own_device_hint
            checked=own_device
            on_change=Callback::new(move |ticked| own_device.set(ticked))
        />
        <p class="imk-small" role="status">{consequence}</p>
    }
}
