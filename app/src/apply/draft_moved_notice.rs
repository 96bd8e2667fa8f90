//! Page shown when the draft is no longer for this programme: another tab or device moved, submitted or deleted it.

use leptos::prelude::*;
use ui::components::button::Button;
use ui::components::link::ButtonLink;
use ui::components::page::Page;
use ui::components::status::Loading;

use crate::apply::context::ApplyContext;
use crate::apply::programme_title::ProgrammeTitle;
use crate::draft::status::News;
use crate::draft::texts as draft_texts;
use crate::routes::Route;

/// The new state of the draft with links; replaces the step.
#[component]
pub(super) fn DraftElsewhere(context: ApplyContext) -> impl IntoView {
    let chosen = Memo::new(move |_| context.form.programme.get());
    move || match (chosen.get(), context.controller.news()) {
        // This tab submitted the draft, and the confirmation is loading.
        (chosen, news) if chosen.is_empty() && news != Some(News::Ended) => view! { <Loading /> }.into_any(),
        (chosen, _) if chosen.is_empty() => view! { <Ended context=context /> }.into_any(),
        (chosen, _) => view! { <Moved context=context programme=chosen /> }.into_any(),
    }
}

#[component]
fn Ended(context: ApplyContext) -> impl IntoView {
    let texts = move || draft_texts::of(context.lang.get());
    let begin = Callback::new(move |()| context.controller.choose_programme(&context.programme()));
    view! {
        <Page title=Signal::derive(move || texts().ended.to_owned()) narrow=true>
            {move || {
                let texts = texts();
                view! {
                    <p>{texts.ended_text}</p>
                    <p class="imk-actions">
                        <ButtonLink to=Route::Account>{texts.see_account}</ButtonLink>
                        <Button quiet=true on_press=begin>
                            {texts.begin_another}
                        </Button>
                    </p>
                }
            }}
        </Page>
    }
}

/// Returns the title of the page's programme.
fn title(context: ApplyContext) -> String {
    context.details.with_value(|details| details.programme.title.get(context.lang.get()).to_owned())
}

#[component]
fn Moved(context: ApplyContext, programme: String) -> impl IntoView {
    let texts = move || draft_texts::of(context.lang.get());
    let choose = Callback::new(move |()| context.controller.choose_programme(&context.programme()));
    let there = StoredValue::new(programme);
    view! {
        <Page title=Signal::derive(move || texts().moved.to_owned()) narrow=true>
            {move || {
                let texts = texts();
                let programme = there.get_value();
                view! {
                    <p>
                        <b>
                            <ProgrammeTitle context=context id=programme.clone() />
                        </b>
                    </p>
                    <p>{texts.moved_text}</p>
                    <p class="imk-actions">
                        // Links through the programme's page: between two URLs of one route the router keeps the old
                        // query.
                        <ButtonLink to=Route::Programme { id: programme }>{texts.go_on_there}</ButtonLink>
                        <Button quiet=true on_press=choose>
                            {(texts.apply_here)(&title(context))}
                        </Button>
                    </p>
                }
            }}
        </Page>
    }
}
