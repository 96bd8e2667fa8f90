//! Contact fields, and the checkbox that lets this device store them.

use leptos::prelude::*;
use rules::field::Field;
use rules::typed_text::normalize;
use ui::components::checkbox::Checkbox;

use crate::apply::contact_inputs::{EmailInput, LanguageChoice, PhoneInput};
use crate::apply::context::ApplyContext;
use crate::apply::texts;
use crate::draft::status::{AccountStatus, PersonalStatus};

/// E-mail address.
#[component]
pub(super) fn EmailField(context: ApplyContext) -> impl IntoView {
    view! {
        <EmailInput
            value=context.form.email
            error=context.error(Field::Email)
            hint=texts::of(context.lang.get_untracked()).email_hint
            on_leave=leave(context, Field::Email)
        />
    }
}

/// Telephone number, optional.
#[component]
pub(super) fn PhoneField(context: ApplyContext) -> impl IntoView {
    let error = context.error(Field::Phone);
    view! { <PhoneInput value=context.form.phone error=error on_leave=leave(context, Field::Phone) /> }
}

/// Leaving an empty field shows no error: the person may only be moving through the form.
fn leave(context: ApplyContext, field: Field) -> Callback<()> {
    let value = if field == Field::Phone { context.form.phone } else { context.form.email };
    Callback::new(move |()| {
        if !normalize(&value.get_untracked()).is_empty() {
            context.form.leave(field.clone());
        }
    })
}

/// Language for messages.
#[component]
pub(super) fn LanguageField(context: ApplyContext) -> impl IntoView {
    let choose = Callback::new(move |language| context.form.language.set(Some(language)));
    view! { <LanguageChoice chosen=Signal::derive(move || context.submission().language) on_choose=choose /> }
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
        (true, PersonalStatus::Nothing | PersonalStatus::Encrypted | PersonalStatus::Unread) => None,
    };
    view! {
        <Checkbox
            id="imk-own-device"
            label=texts.own_device
            hint=texts.own_device_hint
            checked=own_device
            on_change=Callback::new(move |ticked| own_device.set(ticked))
        />
        <p class="imk-small" role="status">{consequence}</p>
    }
}
