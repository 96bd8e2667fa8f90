//! First step: the programme and the choice of a study group.

use leptos::prelude::*;
use rules::programme::funding;
use ui::components::link::PageLink;
use ui::text::format::money;

use crate::apply::context::ApplyContext;
use crate::apply::fields::GroupField;
use crate::apply::step::Step;
use crate::apply::step_layout::{GoOn, StepLayout};
use crate::apply::texts;
use crate::apply::window_closed_notice::WindowClosedNotice;
use crate::routes::Route;
use crate::text::offer;

/// The first step.
#[component]
pub(super) fn ProgrammeStep(context: ApplyContext) -> impl IntoView {
    view! {
        <StepLayout
            context=context
            step=Step::Programme
            on_submit=Callback::new(move |()| context.go_on(Step::Programme))
        >
            <WindowClosedNotice context=context />
            <Chosen context=context />
            <GroupField context=context />
            <GoOn context=context />
        </StepLayout>
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
                <p>
                    {(texts.funding)(
                        &money(language, shares.grant),
                        &money(language, context.call.grant),
                        &money(language, shares.co_payment),
                    )}
                </p>
                <p>
                    <PageLink to=Route::Programmes>{texts.other_programme}</PageLink>
                </p>
            </section>
        }
    })
}
