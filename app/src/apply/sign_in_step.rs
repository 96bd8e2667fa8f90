//! Step between the second and the third: an optional sign-in.

use leptos::prelude::*;
use ui::components::button::Button;

use crate::apply::context::ApplyContext;
use crate::apply::step::Step;
use crate::apply::step_layout::StepLayout;
use crate::apply::texts;
use crate::sign_in::redirect::{SignInButton, SignInFailed, use_sign_in};

/// The offer to sign in.
#[component]
pub(super) fn SignInStep(context: ApplyContext) -> impl IntoView {
    let sign_in = use_sign_in();
    let go_on = Callback::new(move |()| context.go_to(Step::Contact));
    view! {
        <StepLayout context=context step=Step::SignIn on_submit=go_on>
            <p>{texts::of(context.lang.get_untracked()).sign_in_offer}</p>
            <p>{texts::of(context.lang.get_untracked()).sign_in_later}</p>
            <SignInFailed sign_in=sign_in />
            <p class="imk-actions">
                <SignInButton
                    sign_in=sign_in
                    return_to=context.address(Step::Contact)
                    text=texts::of(context.lang.get_untracked()).sign_in_now
                />
                <Button quiet=true on_press=go_on>
                    {texts::of(context.lang.get_untracked()).without_sign_in}
                </Button>
            </p>
        </StepLayout>
    }
}
