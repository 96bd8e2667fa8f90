//! Page of a programme that the catalogue does not have: other ways to a programme.

use leptos::prelude::*;
use rules::programme::topic::Topic;
use ui::components::link::{ButtonLink, PageLink};
use ui::components::page::Page;
use ui::platform::lang::use_lang;

use crate::catalogue::filters::{Choice, Filters};
use crate::catalogue::programme::texts;
use crate::routes::Route;
use crate::text::offer;

/// The page. The server sends it with the status 404.
#[component]
pub fn Missing() -> impl IntoView {
    let lang = use_lang();
    let texts = move || texts::of(lang.get());
    let topic = move |topic: Topic| {
        let filters = Filters { chosen: vec![Choice::Topic(topic)], ..Filters::default() };
        view! {
            <li>
                <PageLink to=filters.address(&[])>{move || offer::topic(lang.get(), topic)}</PageLink>
            </li>
        }
    };
    view! {
        <Page title=Signal::derive(move || texts().missing.0.to_owned()) narrow=true>
            <p>{move || texts().missing.1}</p>
            <p class="imk-actions">
                <ButtonLink to=Route::Programmes>{move || texts().all_programmes}</ButtonLink>
            </p>
            <h2>{move || texts().by_topic}</h2>
            <ul class="imk-links">{Topic::ALL.map(topic).collect_view()}</ul>
        </Page>
    }
}
