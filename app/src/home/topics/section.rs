//! The topics of the programmes on the first page: links to the catalogue, with numbers of programmes.

use api::TopicSummary;
use leptos::prelude::*;
use rules::programme::topic::Topic;
use ui::components::link::PlainLink;
use ui::platform::embed::embedding;
use ui::platform::lang::use_lang;

use crate::catalogue::filters::Filters;
use crate::home::topics::{icons, texts};
use crate::routes::Route;
use crate::state::use_server_call;
use crate::text::offer;

/// Path of the catalogue with the programmes of a topic.
pub fn address(topic: Topic) -> String {
    Filters::default().with_topic(topic).address(&[])
}

/// The topics that have a programme; nothing before the server's response and without topics.
#[component]
pub fn Topics() -> impl IntoView {
    let (lang, call) = (use_lang().get_untracked(), use_server_call());
    move || {
        let topics = call.status().map(|status| status.topics()).unwrap_or_default();
        let texts = texts::of(lang);
        let tile = |TopicSummary { topic, programmes, free }| {
            view! {
                <li>
                    <a href=format!("{}{}", embedding().base, address(topic))>
                        <svg class="imk-tiles__icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                            <path d=icons::path(topic)></path>
                        </svg>
                        <span>
                            <b>{offer::topic(lang, topic)}</b>
                            <small>{(texts.counts)(&free, &programmes)}</small>
                        </span>
                    </a>
                </li>
            }
        };
        (!topics.is_empty()).then(|| {
            view! {
                <section class="imk-how" aria-label=texts.heading>
                    <h2>{texts.heading}</h2>
                    <p>{texts.intro}</p>
                    <ul class="imk-tiles">{topics.into_iter().map(tile).collect_view()}</ul>
                    <p>
                        <PlainLink to=Route::Programmes>{texts.all}</PlainLink>
                    </p>
                </section>
            }
        })
    }
}
