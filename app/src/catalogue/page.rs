//! Catalogue page: search, filters, results. Search text and filters are part of the URL.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use ui::components::page::Page;
use ui::components::status::{Empty, Failed, Loading};
use ui::platform::lang::use_lang;

use crate::catalogue::cached_catalogue::{Loaded, State, use_catalogue};
use crate::catalogue::filter_panel::FilterPanel;
use crate::catalogue::filters::{Choice, Filters};
use crate::catalogue::remembered::use_remembered;
use crate::catalogue::results::Results;
use crate::catalogue::searching::{Searching, shown_name, shown_of};
use crate::catalogue::sorting::sort;
use crate::catalogue::texts;
use crate::compare::bar::CompareBar;
use crate::compare::selection::{Chosen, listed, use_chosen};
use crate::routes::query;
use crate::state::use_call;

/// Pause in typing before the URL is updated. Browsers limit the rate of history changes.
const PAUSE: Duration = Duration::from_millis(300);

/// The catalogue page.
#[component]
pub fn ProgrammesPage() -> impl IntoView {
    let lang = use_lang();
    let catalogue = use_catalogue();
    let state = Memo::new(move |_| catalogue.state());
    let is_empty = Memo::new(move |_| catalogue.index().is_empty());
    view! {
        <Page title=Signal::derive(move || texts::of(lang.get()).heading.to_owned())>
            {move || match state.get() {
                State::Loading => view! { <Loading /> }.into_any(),
                State::Failed(error) => {
                    view! { <Failed error=error on_retry=move |()| catalogue.retry() /> }.into_any()
                }
                State::Ready if is_empty.get() => {
                    view! { <Empty heading=texts::of(lang.get()).empty /> }.into_any()
                }
                State::Ready => view! { <Catalogue catalogue=catalogue /> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn Catalogue(catalogue: Loaded) -> impl IntoView {
    let index = Signal::derive(move || catalogue.index());
    let searching = use_searching(index.with_untracked(|index| index.choices.clone()));
    let (call, lang) = (use_call(), use_lang());
    let found = Memo::new(move |_| {
        let (filters, index) = (searching.filters(), index.get());
        let mut found = index.find(&filters);
        sort(&mut found.entries, &index, filters.sort, call, lang.get());
        found
    });
    use_remembered().return_to(&untrack(|| searching.address()));
    view! {
        <div class="imk-two imk-catalogue">
            <FilterPanel searching=searching index=index found=found />
            <Results searching=searching index=index found=found />
        </div>
        <CompareBar />
    }
}

/// State in the catalogue's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Addressed {
    filters: Filters,
    compared: Vec<String>,
    shown: usize,
}

/// Synchronises the search, the filters and the comparison selection with the URL in both directions.
fn use_searching(offered: Vec<Choice>) -> Searching {
    let (address, chosen) = (use_query_map(), use_chosen());
    let of_address = Memo::new(move |_| {
        let address = address.read();
        let compared = listed(&address.get(query::COMPARED).unwrap_or_default());
        let shown = shown_of(&address.get(query::SHOWN).unwrap_or_default());
        Addressed { filters: Filters::of(|name| address.get(name), &offered), compared, shown }
    });
    let first = of_address.get_untracked();
    let Filters { text, chosen: boxes, sort } = first.filters.clone();
    let searching = Searching {
        text: RwSignal::new(text),
        chosen: RwSignal::new(boxes),
        sort: RwSignal::new(sort),
        limit: RwSignal::new(first.shown),
    };
    compare(chosen, &first);
    let written = StoredValue::new(first);
    write_address(searching, of_address, written);
    // The menu and the back button change the URL. Changes written by this page arrive here too.
    Effect::new(move |_| {
        let addressed = of_address.get();
        let before = written.get_value();
        let (same_filters, same_choice) =
            (same(&addressed.filters, &before.filters), addressed.compared == before.compared);
        if same_filters && same_choice && addressed.shown == before.shown {
            return;
        }
        written.set_value(addressed.clone());
        if !same_choice {
            compare(chosen, &addressed);
        }
        let shown = addressed.shown;
        if !same_filters {
            searching.set(addressed.filters);
        }
        searching.limit.set(shown);
    });
    searching
}

/// Selects the programmes that the URL lists for comparison. A URL without a list comes from the menu and keeps the
/// selection.
fn compare(chosen: Chosen, addressed: &Addressed) {
    if !addressed.compared.is_empty() {
        chosen.set(addressed.compared.clone());
    }
}

/// Updates the URL after a pause and replaces the history entry: the catalogue has only one.
fn write_address(searching: Searching, of_address: Memo<Addressed>, written: StoredValue<Addressed>) {
    let (navigate, chosen) = (use_navigate(), use_chosen());
    let pending = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        // Adds the selection to a URL without one.
        of_address.track();
        let current = Addressed { filters: searching.filters(), compared: chosen.ids(), shown: searching.limit.get() };
        if let Some(handle) = pending.get_value() {
            handle.clear();
        }
        let navigate = navigate.clone();
        let write = move || {
            if written.get_value() != current {
                let address = current.filters.address_showing(&current.compared, &shown_name(current.shown));
                written.set_value(current);
                let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
                navigate(&address, options);
            }
        };
        // Without a timer the URL is not updated; nothing else breaks.
        pending.set_value(set_timeout_with_handle(write, PAUSE).ok());
    });
    // A pending change must not navigate back from the next page.
    on_cleanup(move || {
        if let Some(handle) = pending.try_get_value().flatten() {
            handle.clear();
        }
    });
}

/// Returns whether two filter sets have the same URL, regardless of the order in which the filters were ticked.
fn same(one: &Filters, other: &Filters) -> bool {
    one.text.trim() == other.text.trim()
        && one.sort == other.sort
        && one.chosen.len() == other.chosen.len()
        && one.chosen.iter().all(|choice| other.chosen.contains(choice))
}
