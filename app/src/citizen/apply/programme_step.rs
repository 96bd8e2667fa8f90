//! The first step: the programme, and which of its study groups.

use leptos::prelude::*;
use rules::programme::funding;

use super::fields::GroupField;
use super::flow::Flow;
use super::frame::{GoOn, StepFrame};
use super::not_taken::NotTaken;
use crate::components::link::PageLink;
use crate::forms::step::Step;
use crate::i18n::format::money;
use crate::i18n::{apply, offer};
use crate::routes::Route;

/// The first step.
#[component]
pub(super) fn ProgrammeStep(flow: Flow) -> impl IntoView {
    view! {
        <StepFrame flow=flow step=Step::Programme on_submit=Callback::new(move |()| flow.go_on(Step::Programme))>
            <NotTaken flow=flow />
            <Chosen flow=flow />
            <GroupField flow=flow />
            <GoOn flow=flow />
        </StepFrame>
    }
}

/// The programme in a few lines, with the way to another.
#[component]
fn Chosen(flow: Flow) -> impl IntoView {
    let language = flow.lang.get_untracked();
    let texts = apply::texts(language);
    flow.details.with_value(|details| {
        let programme = &details.programme;
        let shares = funding(flow.call, programme.price);
        view! {
            <section class="imk-card imk-chosen">
                <h2 class="imk-chosen__title">{programme.title.get(language).to_owned()}</h2>
                <p>
                    <span lang="lv">{details.provider.name.clone()}</span> " · " {offer::hours_short(language, programme.hours)}
                </p>
                <p>
                    {(texts.funding)(
                        &money(language, shares.grant),
                        &money(language, flow.call.grant),
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
