//! Last step: a summary of the application and the button that submits it.

use leptos::prelude::*;
use ui::components::link::PageLink;
use ui::text::common;

use crate::apply::check_sections::{
    AboutSection, AnswersSection, ContactSection, DifferencesSection, ProgrammeSection, RegisterSection,
};
use crate::apply::context::ApplyContext;
use crate::apply::fields::DeclarationField;
use crate::apply::open_account::AccountBlock;
use crate::apply::step::Step;
use crate::apply::step_layout::StepLayout;
use crate::apply::submit::Submission;
use crate::apply::submit_error::SubmitError;
use crate::apply::texts;
use crate::apply::verdict::Verdict;
use crate::apply::window_closed_notice::WindowClosedNotice;
use crate::routes::Route;
use crate::sign_in::redirect::{SignIn, SignInFailed, use_sign_in};
use crate::sign_in::texts as sign_in_texts;

/// The last step.
#[component]
pub(super) fn CheckStep(context: ApplyContext) -> impl IntoView {
    let (submission, sign_in) = (Submission::of(context), use_sign_in());
    let signed_in = Memo::new(move |_| context.person().is_some());
    let submit = Callback::new(move |()| {
        if signed_in.get_untracked() {
            submission.start();
        } else {
            sign_in.start_checked(context.address(Step::Check), Callback::new(move |()| submission.validate()));
        }
    });
    view! {
        <StepLayout
            context=context
            step=Step::Check
            on_submit=submit
            more_mistakes=Callback::new(move |()| submission.more_mistakes())
        >
            <WindowClosedNotice context=context />
            <ProgrammeSection context=context />
            <AboutSection context=context />
            <ContactSection context=context />
            <AnswersSection context=context />
            <RegisterSection context=context />
            <DifferencesSection context=context />
            <Verdict context=context brief=true />
            {move || submission.needs_account().then(|| view! { <AccountBlock submission=submission /> })}
            <DeclarationField context=context />
            {move || submission.error().map(|error| view! { <SubmitError error=error /> })}
            <SignInFailed sign_in=sign_in />
            {move || (!signed_in.get()).then(|| view! { <p>{texts::of(context.lang.get()).check.why_sign_in}</p> })}
            <StrongButton submission=submission sign_in=sign_in signed_in=signed_in />
            <SeeDocument context=context />
        </StepLayout>
    }
}

/// Main button: signs in, submits, or retries with the same idempotency key. It submits the form.
#[component]
fn StrongButton(submission: Submission, sign_in: SignIn, signed_in: Memo<bool>) -> impl IntoView {
    let lang = submission.context.lang;
    let busy = move || submission.is_pending().get() || sign_in.is_pending().get();
    let text = move || {
        let texts = texts::of(lang.get());
        match (signed_in.get(), busy()) {
            (true, true) => texts.check.submission,
            (true, false) if submission.may_retry() => common::texts(lang.get()).retry,
            (true, false) => texts.check.send,
            (false, true) => sign_in_texts::of(lang.get()).leaving,
            (false, false) if submission.error().is_some() => texts.submit_error.sign_in_again,
            (false, false) => texts.check.sign_in_to_send,
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
fn SeeDocument(context: ApplyContext) -> impl IntoView {
    view! {
        <p>
            <PageLink to=Route::Preview {
                programme: context.programme(),
            }>{texts::of(context.lang.get_untracked()).check.see_document}</PageLink>
        </p>
    }
}
