//! The third step: how to reach the person, and whether this device may keep that.

use leptos::prelude::*;

use super::contact_fields::{EmailField, LanguageField, OwnDeviceField, PhoneField};
use super::flow::Flow;
use super::frame::{GoOn, StepFrame};
use crate::forms::step::Step;

/// The third step.
#[component]
pub(super) fn ContactStep(flow: Flow) -> impl IntoView {
    view! {
        <StepFrame flow=flow step=Step::Contact on_submit=Callback::new(move |()| flow.go_on(Step::Contact))>
            <EmailField flow=flow />
            <PhoneField flow=flow />
            <LanguageField flow=flow />
            <OwnDeviceField flow=flow />
            <GoOn flow=flow />
        </StepFrame>
    }
}
