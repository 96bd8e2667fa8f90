//! The third step: how to reach the person, and whether this device may keep that.

use leptos::prelude::*;

use crate::apply::contact_fields::{EmailField, LanguageField, OwnDeviceField, PhoneField};
use crate::apply::context::Flow;
use crate::apply::step::Step;
use crate::apply::step_layout::{GoOn, StepLayout};

/// The third step.
#[component]
pub(super) fn ContactStep(flow: Flow) -> impl IntoView {
    view! {
        <StepLayout flow=flow step=Step::Contact on_submit=Callback::new(move |()| flow.go_on(Step::Contact))>
            <EmailField flow=flow />
            <PhoneField flow=flow />
            <LanguageField flow=flow />
            <OwnDeviceField flow=flow />
            <GoOn flow=flow />
        </StepLayout>
    }
}
