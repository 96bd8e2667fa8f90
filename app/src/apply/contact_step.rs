//! Third step: contact data.

use leptos::prelude::*;

use crate::apply::contact_fields::{EmailField, LanguageField, OwnDeviceField, PhoneField};
use crate::apply::context::ApplyContext;
use crate::apply::step::Step;
use crate::apply::step_layout::{GoOn, StepLayout};

/// The third step.
#[component]
pub(super) fn ContactStep(context: ApplyContext) -> impl IntoView {
    view! {
        <StepLayout context=context step=Step::Contact on_submit=Callback::new(move |()| context.go_on(Step::Contact))>
            <EmailField context=context />
            <PhoneField context=context />
            <LanguageField context=context />
            <OwnDeviceField context=context />
            <GoOn context=context />
        </StepLayout>
    }
}
