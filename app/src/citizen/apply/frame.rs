//! The frame of every step: the way back, which step it is, what holds the person back, and where the draft is.

use leptos::prelude::*;

use super::contest::ContestedFields;
use super::draft_news::DraftNews;
use super::draft_note::DraftNote;
use super::flow::Flow;
use crate::citizen::sign_in_ending::SignInEnding;
use crate::citizen::sign_out::SignedInAs;
use crate::components::back_link::BackLink;
use crate::components::error_summary::{ErrorSummary, Mistake};
use crate::components::page::Page;
use crate::forms::step::Step;
use crate::i18n::{apply, common};

/// A step. `children` is made anew when the language changes, so nothing within needs to follow it; what was typed is
/// in the form and stays.
#[component]
pub(super) fn StepFrame(
    flow: Flow,
    step: Step,
    /// The person pressed the step's button, or Enter in one of its fields.
    on_submit: Callback<()>,
    /// What holds the person back beside the form's own fields.
    #[prop(optional)]
    more_mistakes: Option<Callback<(), Option<Mistake>>>,
    children: ChildrenFn,
) -> impl IntoView {
    flow.held.set(Vec::new());
    let title = move || (apply::texts(flow.lang.get()).heading)(step).to_owned();
    let mistakes = move || {
        let more = more_mistakes.and_then(|more| more.run(()));
        flow.mistakes(flow.lang.get()).into_iter().chain(more).collect::<Vec<_>>()
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <Page title=Signal::derive(title) narrow=true above=above(flow, step)>
            {move || view! { <ErrorSummary mistakes=mistakes() /> }}
            <SignInEnding />
            <DraftNews flow=flow />
            <ContestedFields flow=flow />
            <form novalidate=true on:submit=submit>
                {move || {
                    flow.lang.get();
                    children()
                }}
            </form>
            <DraftNote flow=flow />
            <SignedInAs />
        </Page>
    }
}

fn above(flow: Flow, step: Step) -> AnyView {
    let view = move || {
        let language = flow.lang.get();
        let number = step.number().map(|number| (apply::texts(language).step_of)(number, Step::NUMBERED));
        view! {
            <BackLink to=flow.address_back(step) text=common::texts(language).back />
            {number.map(|number| view! { <p class="imk-step">{number}</p> })}
        }
    };
    view.into_any()
}

/// The button that goes on.
#[component]
pub(super) fn GoOn(flow: Flow) -> impl IntoView {
    view! {
        <p class="imk-actions">
            <button type="submit" class="imk-button">
                {apply::texts(flow.lang.get_untracked()).go_on}
            </button>
        </p>
    }
}
