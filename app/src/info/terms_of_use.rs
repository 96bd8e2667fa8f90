//! The page of the terms of use: account terms, the announcement clause by clause, and its readings.

use api::TERMS_VERSION;
use leptos::prelude::*;
use ui::components::page::Page;
use ui::components::prose::Prose;
use ui::platform::host;
use ui::platform::lang::use_lang;
use ui::text::format::{Case, date};

use crate::findings::clause_quote::ClauseQuote;
use crate::info::text::terms_of_use;
use crate::routes::anchor;
use crate::state::use_call;
use crate::text::readings;

/// Terms of use.
#[component]
pub fn TermsPage() -> impl IntoView {
    let lang = use_lang();
    let title = move || terms_of_use::texts(lang.get()).heading.to_owned();
    view! {
        <Page title=Signal::derive(title) narrow=true>
            {move || {
                let texts = terms_of_use::texts(lang.get());
                let since = TERMS_VERSION.parse().map(|day| date(lang.get(), day, Case::Genitive));
                view! {
                    <p class="imk-lead">{texts.lead}</p>
                    <Prose sections=texts.account />
                    {since.map(|since| view! { <p>{(texts.version)(&since)}</p> }).ok()}
                    <h2>{texts.announcement}</h2>
                }
            }} <Announcement />
            {move || {
                let texts = terms_of_use::texts(lang.get());
                view! {
                    <h2 id=anchor::READINGS tabindex="-1">
                        {texts.readings}
                    </h2>
                    <p>{texts.readings_text}</p>
                }
            }} <ReadingList />
        </Page>
    }
}

/// Every clause, in the order of the announcement.
#[component]
fn Announcement() -> impl IntoView {
    // After the heading, which takes the focus of a page without a fragment.
    Effect::new(|_| host::focus_fragment());
    let clauses = use_call().clauses.iter();
    clauses.map(|clause| view! { <ClauseQuote clause=clause.id is_target=true /> }).collect_view()
}

/// Every reading of this call.
#[component]
fn ReadingList() -> impl IntoView {
    let (call, lang) = (use_call(), use_lang());
    let item = move |id| view! { <li>{readings::statement(lang.get(), id, call)}</li> };
    view! { <ol class="imk-readings">{move || readings::ALL.map(item).collect_view()}</ol> }
}
