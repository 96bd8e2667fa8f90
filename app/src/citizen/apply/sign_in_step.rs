//! Between the second step and the third: the offer to sign in now. It may be declined.

use leptos::prelude::*;

use super::flow::Flow;
use super::frame::StepFrame;
use crate::citizen::leave::{SignInButton, SignInFailed, use_sign_in};
use crate::components::button::Button;
use crate::forms::step::Step;
use crate::i18n::apply;

/// The offer.
#[component]
pub(super) fn SignInStep(flow: Flow) -> impl IntoView {
    let sign_in = use_sign_in();
    let go_on = Callback::new(move |()| flow.go_to(Step::Contact));
    view! {
        <StepFrame flow=flow step=Step::SignIn on_submit=go_on>
            <p>{apply::texts(flow.lang.get_untracked()).sign_in_offer}</p>
            <p>{apply::texts(flow.lang.get_untracked()).sign_in_later}</p>
            <SignInFailed sign_in=sign_in />
            <p class="imk-actions">
                <SignInButton
                    sign_in=sign_in
                    return_to=flow.address(Step::Contact)
                    text=apply::texts(flow.lang.get_untracked()).sign_in_now
                />
                <Button quiet=true on_press=go_on>
                    {apply::texts(flow.lang.get_untracked()).without_sign_in}
                </Button>
            </p>
        </StepFrame>
    }
}
