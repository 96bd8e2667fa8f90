//! The last step: all of it once more, and the button that sends.

use leptos::prelude::*;

use super::check_sections::{AboutSection, ContactSection, DeclarationsSection, DifferencesSection, ProgrammeSection};
use super::flow::Flow;
use super::frame::StepFrame;
use super::not_taken::NotTaken;
use super::open_account::AccountBlock;
use super::send::Sending;
use super::stopped::Stopped;
use super::verdict::Verdict;
use crate::citizen::leave::{SignIn, SignInFailed, use_sign_in};
use crate::components::link::PageLink;
use crate::forms::step::Step;
use crate::i18n::{apply, common, sign_in};
use crate::routes::Route;

/// The last step.
#[component]
pub(super) fn CheckStep(flow: Flow) -> impl IntoView {
    let (sending, sign_in) = (Sending::of(flow), use_sign_in());
    let signed_in = Memo::new(move |_| flow.person().is_some());
    let submit = Callback::new(move |()| {
        if signed_in.get_untracked() { sending.start() } else { sign_in.start(flow.address(Step::Check)) }
    });
    view! {
        <StepFrame
            flow=flow
            step=Step::Check
            on_submit=submit
            more_mistakes=Callback::new(move |()| sending.more_mistakes())
        >
            <NotTaken flow=flow />
            <ProgrammeSection flow=flow />
            <AboutSection flow=flow />
            <ContactSection flow=flow />
            <DeclarationsSection flow=flow />
            <DifferencesSection flow=flow />
            <Verdict flow=flow brief=true />
            {move || sending.needs_account().then(|| view! { <AccountBlock sending=sending /> })}
            {move || sending.stopped().map(|error| view! { <Stopped error=error /> })}
            <SignInFailed sign_in=sign_in />
            {move || (!signed_in.get()).then(|| view! { <p>{apply::texts(flow.lang.get()).check.why_sign_in}</p> })}
            <StrongButton sending=sending sign_in=sign_in signed_in=signed_in />
            <SeeDocument flow=flow />
        </StepFrame>
    }
}

/// The page's one strong action: sign in, send, or try again with the same key. It submits the form.
#[component]
fn StrongButton(sending: Sending, sign_in: SignIn, signed_in: Memo<bool>) -> impl IntoView {
    let lang = sending.flow.lang;
    let busy = move || sending.is_pending().get() || sign_in.is_pending().get();
    let text = move || {
        let texts = apply::texts(lang.get());
        match (signed_in.get(), busy()) {
            (true, true) => texts.check.sending,
            (true, false) if sending.may_retry() => common::texts(lang.get()).retry,
            (true, false) => texts.check.send,
            (false, true) => sign_in::texts(lang.get()).leaving,
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
            }>{apply::texts(flow.lang.get_untracked()).check.see_document}</PageLink>
        </p>
    }
}
