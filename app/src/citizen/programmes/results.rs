//! What the search finds.

use std::sync::Arc;

use leptos::prelude::*;

use super::Searching;
use super::filter_panel::SEARCH;
use super::filters::Filters;
use super::index::{Entry, Found, Index};
use crate::components::button::Button;
use crate::components::notice::Notice;
use crate::components::programme_card::ProgrammeCard;
use crate::i18n::programmes;
use crate::shell;
use crate::state::use_lang;

/// How many cards are shown at first, and how many more each time: two columns of twelve.
const PAGE: usize = 24;

/// How many are found, and their cards.
#[component]
pub fn Results(
    /// What is searched by.
    searching: Searching,
    /// The catalogue.
    index: Signal<Arc<Index>>,
    /// What is found in it.
    found: Memo<Found>,
) -> impl IntoView {
    let lang = use_lang();
    let limit = RwSignal::new(PAGE);
    let shown = move || {
        found.with(|found| {
            let entries = index.get();
            found.entries.iter().take(limit.get()).filter_map(|at| entries.get(*at).cloned()).collect::<Vec<_>>()
        })
    };
    let count = Memo::new(move |_| found.with(|found| found.entries.len()));
    let more = move || {
        let left = count.get().saturating_sub(limit.get());
        let next = Callback::new(move |()| limit.update(|limit| *limit += PAGE));
        let text = programmes::texts(lang.get()).more;
        (left > 0).then(|| {
            view! {
                <p class="imk-actions">
                    <Button quiet=true on_press=next>
                        {text(amount(left.min(PAGE)))}
                    </Button>
                </p>
            }
        })
    };
    view! {
        <section class="imk-results" aria-label=move || programmes::texts(lang.get()).heading>
            <Count searching=searching count=count />
            <div class="imk-grid">
                <For each=shown key=key let(entry)>
                    <Card entry=entry />
                </For>
            </div>
            {more}
        </section>
    }
}

/// A card is drawn anew only where its programme or what is free in it has changed.
fn key(entry: &Arc<Entry>) -> (String, Vec<(u32, u32)>) {
    let places = entry.places.iter().map(|places| (places.free, places.waiting));
    (entry.programme.id.clone(), places.collect())
}

#[component]
fn Card(entry: Arc<Entry>) -> impl IntoView {
    let lang = use_lang();
    move || {
        // The card follows the language.
        let _language = lang.get();
        view! { <ProgrammeCard programme=entry.programme.clone() provider=entry.provider.clone() places=entry.places.clone() /> }
    }
}

#[component]
fn Count(searching: Searching, count: Memo<usize>) -> impl IntoView {
    let lang = use_lang();
    let clear = Callback::new(move |()| {
        searching.set(Filters::default());
        // The button goes away, and the focus with it.
        shell::focus(SEARCH);
    });
    let words = move || {
        let texts = programmes::texts(lang.get());
        searching.text.with(|text| (texts.found)(amount(count.get()), text.trim()))
    };
    let is_searching = Memo::new(move |_| !searching.filters().is_empty());
    let nothing = Memo::new(move |_| count.get() == 0);
    view! {
        <p class="imk-results__count">
            <span role="status">{words}</span>
            {move || {
                let text = programmes::texts(lang.get()).clear;
                is_searching
                    .get()
                    .then(|| {
                        view! {
                            " · "
                            <Button plain=true on_press=clear>
                                {text}
                            </Button>
                        }
                    })
            }}
        </p>
        {move || {
            nothing
                .get()
                .then(|| {
                    let (heading, text) = programmes::texts(lang.get()).nothing;
                    view! {
                        <Notice heading=heading>
                            <p>{text}</p>
                        </Notice>
                    }
                })
        }}
    }
}

fn amount(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
