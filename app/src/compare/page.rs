//! Comparison page for up to three programmes. The programmes and the filter for differing rows are part of the URL.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use ui::components::back_link::BackLink;
use ui::components::button::Button;
use ui::components::checkbox::Checkbox;
use ui::components::link::ButtonLink;
use ui::components::page::{Page, use_announcer};
use ui::components::status::{Empty, Failed, Loading};
use ui::platform::clock::{Source, use_clock};
use ui::platform::host;
use ui::platform::lang::use_lang;
use ui::text::plural::amount;

use crate::catalogue::cached_catalogue::{Loaded, State, use_catalogue};
use crate::catalogue::index::Entry;
use crate::catalogue::programme::texts as programme_texts;
use crate::compare::rows::{Row, rows};
use crate::compare::selection::{MOST, address, listed, use_chosen};
use crate::compare::table::CompareTable;
use crate::compare::texts;
use crate::layout::main_element::MAIN;
use crate::routes::{Route, query};
use crate::state::use_call;

/// HTML id of the table's container.
const TABLE: &str = "imk-comparison";

/// The comparison page.
#[component]
pub fn ComparePage() -> impl IntoView {
    let lang = use_lang();
    let catalogue = use_catalogue();
    let state = Memo::new(move |_| catalogue.state());
    let above = move || view! { <BackLink to=Route::Programmes text=programme_texts::of(lang.get()).all_programmes /> };
    view! {
        <Page title=Signal::derive(move || texts::of(lang.get()).heading.to_owned()) above=above.into_any()>
            {move || match state.get() {
                State::Loading => view! { <Loading /> }.into_any(),
                State::Failed(error) => {
                    view! { <Failed error=error on_retry=move |()| catalogue.retry() /> }.into_any()
                }
                State::Ready => view! { <Comparison catalogue=catalogue /> }.into_any(),
            }}
        </Page>
    }
}

/// State in the URL.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ComparisonQuery {
    ids: Vec<String>,
    only_differences: bool,
}

#[component]
fn Comparison(catalogue: Loaded) -> impl IntoView {
    let (lang, chosen, address_now) = (use_lang(), use_chosen(), use_query_map());
    let asked = Memo::new(move |_| {
        let address = address_now.read();
        ComparisonQuery {
            ids: listed(&address.get(query::COMPARED).unwrap_or_default()),
            only_differences: address.get(query::DIFFERENCES).is_some(),
        }
    });
    let entries = Memo::new(move |_| {
        let index = catalogue.index();
        asked.with(|asked| asked.ids.iter().filter_map(|id| index.programme(id).cloned()).collect::<Vec<_>>())
    });
    // The catalogue then shows the same selection.
    Effect::new(move |_| chosen.set(asked.get().ids));
    let count = Memo::new(move |_| entries.with(Vec::len));
    let gone = move || {
        let gone = asked.with(|asked| asked.ids.len()) - count.get();
        let gone = amount(gone);
        (gone > 0).then(|| view! { <p class="imk-note">{(texts::of(lang.get()).gone)(gone)}</p> })
    };
    view! {
        {gone}
        {move || match count.get() {
            0 => view! { <Nothing /> }.into_any(),
            count => view! { <SideBySide asked=asked entries=entries alone=count == 1 /> }.into_any(),
        }}
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let lang = use_lang();
    move || {
        let texts = texts::of(lang.get());
        view! {
            <Empty heading=texts.nothing.0>
                <p>{texts.nothing.1}</p>
                <p class="imk-actions">
                    <ButtonLink to=Route::Programmes>{texts.to_catalogue}</ButtonLink>
                </p>
            </Empty>
        }
    }
}

#[component]
fn SideBySide(asked: Memo<ComparisonQuery>, entries: Memo<Vec<Arc<Entry>>>, alone: bool) -> impl IntoView {
    let (call, lang) = (use_call(), use_lang());
    let all = Memo::new(move |_| entries.with(|entries| rows(entries, call, lang.get())));
    let words = move || {
        let texts = texts::of(lang.get());
        if alone {
            return texts.alone.to_owned();
        }
        let (differing, all) =
            all.with(|rows| (amount(rows.iter().filter(|row| row.differs()).count()), amount(rows.len())));
        (texts.summary)(differing, all)
    };
    let third = move || {
        let is_cut = entries.with(Vec::len) == MOST;
        is_cut.then(|| view! { <p class="imk-compare__third">{texts::of(lang.get()).third}</p> })
    };
    let switch = move || (!alone).then(|| view! { <OnlyDifferences asked=asked /> });
    view! {
        <p class="imk-compare__summary" role="status">
            {words}
        </p>
        {switch}
        {third}
        <div
            class="imk-compare"
            id=TABLE
            role="region"
            tabindex="0"
            aria-label=move || texts::of(lang.get()).table
        >
            <Table asked=asked entries=entries all=all />
        </div>
        <Further room=move || entries.with(Vec::len) < MOST />
    }
}

/// Checkbox that hides equal rows.
#[component]
fn OnlyDifferences(asked: Memo<ComparisonQuery>) -> impl IntoView {
    let (lang, show) = (use_lang(), use_show());
    let checked = Signal::derive(move || asked.with(|asked| asked.only_differences));
    let change =
        Callback::new(move |only_differences| show(&ComparisonQuery { only_differences, ..asked.get_untracked() }));
    move || {
        let label = texts::of(lang.get()).only_differences;
        view! {
            <div class="imk-compare__switch">
                <Checkbox id="imk-only-differences" label=label checked=checked on_change=change />
            </div>
        }
    }
}

#[component]
fn Table(asked: Memo<ComparisonQuery>, entries: Memo<Vec<Arc<Entry>>>, all: Memo<Vec<Row>>) -> impl IntoView {
    let (call, clock, lang, show, announcer) = (use_call(), use_clock(), use_lang(), use_show(), use_announcer());
    let window = Memo::new(move |_| (clock.source() != Source::Unknown).then(|| call.window.state(clock.now())));
    let remove = Callback::new(move |entry: Arc<Entry>| {
        let mut left = asked.get_untracked();
        left.ids.retain(|id| *id != entry.programme.id);
        show(&left);
        let language = lang.get_untracked();
        announcer.say((texts::of(language).removed)(entry.programme.title.get(language)));
        // The button disappears and would lose the focus.
        host::focus(if left.ids.is_empty() { MAIN } else { TABLE });
    });
    move || {
        let only_differences = asked.with(|asked| asked.only_differences);
        let entries = entries.get();
        let all_rows = !only_differences || entries.len() < 2;
        let rows = all.with(|rows| rows.iter().filter(|row| all_rows || row.differs()).cloned().collect());
        view! { <CompareTable entries=entries rows=rows window=window.get() on_remove=remove /> }
    }
}

/// Buttons for adding a programme and for printing.
#[component]
fn Further(#[prop(into)] room: Signal<bool>) -> impl IntoView {
    let lang = use_lang();
    move || {
        let texts = texts::of(lang.get());
        let add = room.get().then(|| view! { <ButtonLink to=Route::Programmes quiet=true>{texts.add}</ButtonLink> });
        view! {
            <p class="imk-actions">
                {add} <Button quiet=true on_press=|()| host::print()>
                    {texts.print}
                </Button>
            </p>
        }
    }
}

/// Returns a function that updates the URL and replaces the history entry, so that the back button leads to the
/// previous page.
fn use_show() -> impl Fn(&ComparisonQuery) + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    move |asked: &ComparisonQuery| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&address(&asked.ids, asked.only_differences), options);
    }
}
