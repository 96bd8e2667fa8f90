//! The last step: all of it once more, and the button that sends.

use leptos::prelude::*;
use ui::components::link::PageLink;
use ui::text::common;

use crate::apply::check_sections::{
    AboutSection, ContactSection, DeclarationsSection, DifferencesSection, ProgrammeSection,
};
use crate::apply::context::Flow;
use crate::apply::open_account::AccountBlock;
use crate::apply::step::Step;
use crate::apply::step_layout::StepLayout;
use crate::apply::submit::Sending;
use crate::apply::submit_error::SubmitError;
use crate::apply::texts;
use crate::apply::verdict::Verdict;
use crate::apply::window_closed_notice::WindowClosedNotice;
use crate::routes::Route;
use crate::sign_in::redirect::{SignIn, SignInFailed, use_sign_in};
use crate::sign_in::texts as sign_in_texts;

/// The last step.
#[component]
pub(super) fn CheckStep(flow: Flow) -> impl IntoView {
    let (sending, sign_in) = (Sending::of(flow), use_sign_in());
    let signed_in = Memo::new(move |_| flow.person().is_some());
    let submit = Callback::new(move |()| {
        if signed_in.get_untracked() { sending.start() } else { sign_in.start(flow.address(Step::Check)) }
    });
    view! {
        <StepLayout
            flow=flow
            step=Step::Check
            on_submit=submit
            more_mistakes=Callback::new(move |()| sending.more_mistakes())
        >
            <WindowClosedNotice flow=flow />
            <ProgrammeSection flow=flow />
            <AboutSection flow=flow />
            <ContactSection flow=flow />
            <DeclarationsSection flow=flow />
            <DifferencesSection flow=flow />
            <Verdict flow=flow brief=true />
            {move || sending.needs_account().then(|| view! { <AccountBlock sending=sending /> })}
            {move || sending.stopped().map(|error| view! { <SubmitError error=error /> })}
            <SignInFailed sign_in=sign_in />
            {move || (!signed_in.get()).then(|| view! { <p>{texts::of(flow.lang.get()).check.why_sign_in}</p> })}
            <StrongButton sending=sending sign_in=sign_in signed_in=signed_in />
            <SeeDocument flow=flow />
        </StepLayout>
    }
}

/// The page's one strong action: sign in, send, or try again with the same key. It submits the form.
#[component]
fn StrongButton(sending: Sending, sign_in: SignIn, signed_in: Memo<bool>) -> impl IntoView {
    let lang = sending.flow.lang;
    let busy = move || sending.is_pending().get() || sign_in.is_pending().get();
    let text = move || {
        let texts = texts::of(lang.get());
        match (signed_in.get(), busy()) {
            (true, true) => texts.check.sending,
            (true, false) if sending.may_retry() => common::texts(lang.get()).retry,
            (true, false) => texts.check.send,
            (false, true) => sign_in_texts::of(lang.get()).leaving,
            (false, false) if sending.stopped().is_some() => texts.stopped.sign_in_again,
            (false, false) => texts.check.sign_in_and_send,
        }
    };
    view! {
        <p class="imk-actions">
            <button type="submit" class="imk-button" aria-disabled=move || busy().then_some("true")>
                {text}
            </button>
        </p>
    }
}

#[component]
fn SeeDocument(flow: Flow) -> impl IntoView {
    view! {
        <p>
            <PageLink to=Route::Preview {
                programme: flow.programme(),
            }>{texts::of(flow.lang.get_untracked()).check.see_document}</PageLink>
        </p>
    }
}
