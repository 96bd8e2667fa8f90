//! Layout of every step: back link, step number, error summary, notices and the draft's storage state.

use leptos::prelude::*;
use ui::components::back_link::BackLink;
use ui::components::error_summary::{ErrorSummary, Mistake};
use ui::components::page::Page;
use ui::text::form;

use crate::apply::conflicts::ConflictFields;
use crate::apply::context::ApplyContext;
use crate::apply::draft_status::DraftStatus;
use crate::apply::step::Step;
use crate::apply::sync_notice::SyncNotice;
use crate::apply::texts;
use crate::apply::unread_notice::UnreadNotice;
use crate::contact::need_help::NeedHelp;
use crate::sign_in::expiry_notice::SessionExpiryNotice;

/// Layout of a step. `children` is re-created when the language changes, so its content need not track the language;
/// typed values are in the form and stay.
#[component]
pub(super) fn StepLayout(
    context: ApplyContext,
    step: Step,
    /// Called when the person presses the step's button, or Enter in a field.
    on_submit: Callback<()>,
    /// Error that is not in a field of the form.
    #[prop(optional)]
    more_mistakes: Option<Callback<(), Option<Mistake>>>,
    children: ChildrenFn,
) -> impl IntoView {
    context.blocking_errors.set(Vec::new());
    let title = move || (texts::of(context.lang.get()).heading)(step).to_owned();
    let mistakes = move || {
        let more = more_mistakes.and_then(|more| more.run(()));
        context.mistakes(context.lang.get()).into_iter().chain(more).collect::<Vec<_>>()
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <Page title=Signal::derive(title) narrow=true above=above(context, step)>
            {move || view! { <ErrorSummary mistakes=mistakes() /> }}
            <SessionExpiryNotice />
            <SyncNotice context=context />
            <UnreadNotice context=context />
            <ConflictFields context=context />
            <form novalidate=true on:submit=submit>
                {move || {
                    context.lang.get();
                    children()
                }}
            </form>
            <DraftStatus context=context />
            <NeedHelp />
        </Page>
    }
}

fn above(context: ApplyContext, step: Step) -> AnyView {
    let view = move || {
        let language = context.lang.get();
        let number = step.number().map(|number| (texts::of(language).step_of)(number, Step::NUMBERED));
        view! {
            <BackLink to=context.address_back(step) text=form::texts(language).back />
            {number.map(|number| view! { <p class="imk-step">{number}</p> })}
        }
    };
    view.into_any()
}

/// Button that continues to the next step.
#[component]
pub(super) fn GoOn(context: ApplyContext) -> impl IntoView {
    view! {
        <p class="imk-actions">
            <button type="submit" class="imk-button">
                {texts::of(context.lang.get_untracked()).go_on}
            </button>
        </p>
    }
}
