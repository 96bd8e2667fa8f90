//! First step: the programme and the choice of a study group.

use leptos::prelude::*;
use rules::field::FieldProblem;
use rules::programme::funding;
use ui::components::link::PageLink;

use crate::apply::context::ApplyContext;
use crate::apply::fields::GroupField;
use crate::apply::step::Step;
use crate::apply::step_layout::{GoOn, StepLayout};
use crate::apply::texts;
use crate::apply::window_closed_notice::{WindowClosedNotice, window_problem};
use crate::routes::Route;
use crate::text::offer;

/// The first step.
#[component]
pub(super) fn ProgrammeStep(context: ApplyContext) -> impl IntoView {
    let problem = window_problem(context);
    let is_closed = Memo::new(move |_| matches!(problem.get(), Some(FieldProblem::WindowClosed { .. })));
    view! {
        <StepLayout
            context=context
            step=Step::Programme
            on_submit=Callback::new(move |()| context.go_on(Step::Programme))
        >
            <WindowClosedNotice context=context />
            <Chosen context=context />
            {move || if is_closed.get() { ways_forward(context).into_any() } else { go_on(context).into_any() }}
        </StepLayout>
    }
}

fn go_on(context: ApplyContext) -> impl IntoView {
    view! {
        <GroupField context=context />
        <GoOn context=context />
    }
}

/// After the closing nothing can be submitted: the step leads elsewhere instead of on.
fn ways_forward(context: ApplyContext) -> impl IntoView {
    let texts = texts::of(context.lang.get_untracked());
    view! {
        <p class="imk-actions">
            <PageLink to=Route::Account>{texts.submit_error.see_account}</PageLink>
            <PageLink to=Route::Programmes>{texts.other_programme}</PageLink>
        </p>
    }
}

/// The programme in short, with a link to choose another.
#[component]
fn Chosen(context: ApplyContext) -> impl IntoView {
    let language = context.lang.get_untracked();
    let texts = texts::of(language);
    context.details.with_value(|details| {
        let programme = &details.programme;
        let shares = funding(context.call, programme.price);
        view! {
            <section class="imk-card imk-chosen">
                <h2 class="imk-chosen__title">{programme.title.get(language).to_owned()}</h2>
                <p>
                    <span lang="lv">{details.provider.name.clone()}</span>
                    " · "
                    {offer::hours_short(language, programme.hours)}
                </p>
                <p>{texts::funding(language, &shares)}</p>
                <p>
                    <PageLink to=Route::Programmes>{texts.other_programme}</PageLink>
                </p>
            </section>
        }
    })
}
