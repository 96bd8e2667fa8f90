//! Search results.

use std::sync::Arc;

use leptos::prelude::*;
use ui::components::button::Button;
use ui::components::notice::Notice;
use ui::platform::host;
use ui::platform::lang::use_lang;
use ui::text::plural::amount;

use crate::catalogue::filter_panel::SEARCH;
use crate::catalogue::filters::Filters;
use crate::catalogue::incremental_render::use_shown;
use crate::catalogue::index::{Entry, Found, Index};
use crate::catalogue::programme_card::{ProgrammeCard, title_id};
use crate::catalogue::remembered::use_remembered;
use crate::catalogue::searching::{PAGE, Searching};
use crate::catalogue::sort_field::SortField;
use crate::catalogue::texts;
use crate::compare::selection::use_chosen;
use crate::compare::toggle::CompareToggle;

/// Number of results and their cards.
#[component]
pub fn Results(
    /// Search text and ticked filters.
    searching: Searching,
    /// Catalogue.
    index: Signal<Arc<Index>>,
    /// Search result.
    found: Memo<Found>,
) -> impl IntoView {
    let (lang, remembered) = (use_lang(), use_remembered());
    let limit = searching.limit;
    // A new search shows only the first page of results.
    Effect::new(move |before: Option<Filters>| {
        let filters = searching.filters();
        if before.is_some_and(|before| before != filters) && limit.get_untracked() != PAGE {
            limit.set(PAGE);
        }
        filters
    });
    let leave = move |_| remembered.leave(untrack(|| searching.address()));
    let (shown, is_behind) = use_shown(searching.text, index, found, limit);
    view! {
        <section class="imk-results" aria-label=move || texts::of(lang.get()).heading>
            <Count searching=searching found=found />
            <div class="imk-grid" aria-busy=move || is_behind.get().then_some("true") on:click=leave>
                <For each=move || shown.get() key=key let(entry)>
                    <Card entry=entry />
                </For>
            </div>
            <More index=index found=found limit=limit />
        </section>
    }
}

/// Key of a card. The card is rendered again only if its programme or seats change.
fn key(entry: &Arc<Entry>) -> (String, Vec<(u32, u32)>) {
    let seats = entry.seats.iter().map(|seats| (seats.free, seats.waiting));
    (entry.programme.id.clone(), seats.collect())
}

#[component]
fn Card(entry: Arc<Entry>) -> impl IntoView {
    let (lang, chosen) = (use_lang(), use_chosen());
    move || {
        let language = lang.get();
        let id = StoredValue::new(entry.programme.id.clone());
        let is_chosen = Signal::derive(move || id.with_value(|id| chosen.has(id)));
        let is_refused = Signal::derive(move || id.with_value(|id| chosen.has_refused(id)));
        let choose = move |on: bool| id.with_value(|id| chosen.choose(id, on));
        let title = entry.programme.title.get(language).to_owned();
        view! {
            <ProgrammeCard
                programme=entry.programme.clone()
                provider=entry.provider.clone()
                seats=entry.seats.clone()
            >
                <CompareToggle title=title chosen=is_chosen refused=is_refused on_change=choose />
            </ProgrammeCard>
        }
    }
}

/// Button that shows more cards. It focuses the first new card, so that keyboard users continue there.
#[component]
fn More(index: Signal<Arc<Index>>, found: Memo<Found>, limit: RwSignal<usize>) -> impl IntoView {
    let lang = use_lang();
    let count = Memo::new(move |_| found.with(|found| found.entries.len()));
    let show = Callback::new(move |()| {
        let first = found.with_untracked(|found| found.entries.get(limit.get_untracked()).copied());
        limit.update(|limit| *limit += PAGE);
        let first = first.and_then(|at| index.get_untracked().get(at).map(|entry| title_id(&entry.programme.id)));
        if let Some(first) = first {
            request_animation_frame(move || host::focus(&first));
        }
    });
    move || {
        let (texts, shown) = (texts::of(lang.get()), limit.get());
        let left = count.get().saturating_sub(shown);
        (left > 0).then(|| {
            view! {
                <p class="imk-results__shown">{(texts.shown)(amount(shown), amount(count.get()))}</p>
                <p class="imk-actions">
                    <Button quiet=true on_press=show>
                        {(texts.more)(amount(left.min(PAGE)))}
                    </Button>
                </p>
            }
        })
    }
}

#[component]
fn Count(searching: Searching, found: Memo<Found>) -> impl IntoView {
    let lang = use_lang();
    let clear = Callback::new(move |()| {
        searching.set(Filters::default());
        // The button disappears and would lose the focus.
        host::focus(SEARCH);
    });
    let count = Memo::new(move |_| found.with(|found| found.entries.len()));
    let similar = Memo::new(move |_| found.with(|found| found.similar.clone()));
    let words = move || {
        let texts = texts::of(lang.get());
        searching.text.with(|text| (texts.found)(amount(count.get()), text.trim()))
    };
    let is_searching = Memo::new(move |_| !searching.filters().is_empty());
    let nothing = Memo::new(move |_| count.get() == 0);
    let tolerance = move || {
        let similar = similar.get();
        let told = !similar.is_empty() && !nothing.get();
        told.then(|| (texts::of(lang.get()).similar)(&similar))
    };
    view! {
        <div class="imk-results__head">
        <p class="imk-results__count">
            <span role="status">{words}</span>
            {move || {
                let text = texts::of(lang.get()).clear;
                is_searching
                    .get()
                    .then(|| {
                        view! {
                            "\u{a0}· "
                            <Button plain=true on_press=clear>
                                {text}
                            </Button>
                        }
                    })
            }}
        </p>
        <SortField sort=searching.sort />
        </div>
        <p class="imk-results__similar" role="status">
            {tolerance}
        </p>
        {move || {
            nothing
                .get()
                .then(|| {
                    let texts = texts::of(lang.get());
                    let (heading, with_filters, without) = texts.nothing;
                    let has_filters = searching.chosen.with(|chosen| !chosen.is_empty());
                    view! {
                        <Notice heading=heading>
                            <p>{if has_filters { with_filters } else { without }}</p>
                            <p class="imk-actions">
                                <Button quiet=true on_press=clear>
                                    {texts.show_all}
                                </Button>
                            </p>
                        </Notice>
                    }
                })
        }}
    }
}
