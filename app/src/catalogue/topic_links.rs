//! Topics as links: each shows the programmes of one topic, with their number and how many cost nothing.

use std::sync::Arc;

use leptos::prelude::*;
use rules::programme::topic::Topic;
use ui::platform::embed::embedding;
use ui::platform::lang::use_lang;

use crate::catalogue::filters::Choice;
use crate::catalogue::index::{Found, Index};
use crate::catalogue::searching::Searching;
use crate::catalogue::texts;
use crate::compare::selection::use_chosen;
use crate::text::offer;

/// The links; none if no programme has a topic. The link of the chosen topic is current and takes the topic off again.
#[component]
pub fn TopicLinks(
    /// Search state.
    searching: Searching,
    /// Catalogue.
    index: Signal<Arc<Index>>,
    /// Search result.
    found: Memo<Found>,
) -> impl IntoView {
    let lang = use_lang();
    let has_topics =
        Memo::new(move |_| index.with(|index| index.entries().iter().any(|entry| entry.programme.topic.is_some())));
    move || {
        has_topics.get().then(|| {
            let links =
                Topic::ALL.map(|topic| view! { <TopicLink topic=topic searching=searching index=index found=found /> });
            view! {
                <nav class="imk-topics" aria-labelledby="imk-topics">
                    <p class="imk-field__label" id="imk-topics">{texts::of(lang.get()).topics}</p>
                    <ul>{links.collect_view()}</ul>
                </nav>
            }
        })
    }
}

#[component]
fn TopicLink(topic: Topic, searching: Searching, index: Signal<Arc<Index>>, found: Memo<Found>) -> impl IntoView {
    let (lang, chosen) = (use_lang(), use_chosen());
    let choice = Choice::Topic(topic);
    let at = Memo::new(move |_| {
        index.with(|index| index.choices.iter().position(|offered| *offered == Choice::Topic(topic)))
    });
    let counts = Memo::new(move |_| {
        let of = |counts: &Vec<u32>| at.get().and_then(|at| counts.get(at).copied()).unwrap_or_default();
        found.with(|found| (of(&found.counts), of(&found.free)))
    });
    let to = move || {
        let address = searching.filters().with_topic(topic).address(&chosen.ids());
        format!("{}{address}", embedding().base)
    };
    let is_on = move || searching.chosen.with(|chosen| chosen.contains(&choice));
    view! {
        <li class:imk-topics__none=move || counts.get().0 == 0>
            <a href=to aria-current=move || is_on().then_some("true")>
                {move || offer::topic(lang.get(), topic)}
            </a>
            " "
            <small>
                {move || {
                    let (all, free) = counts.get();
                    (texts::of(lang.get()).topic_counts)(all, free)
                }}
            </small>
        </li>
    }
}
