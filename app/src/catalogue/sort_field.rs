//! Choice of the order of the results.

use leptos::prelude::*;
use ui::platform::lang::use_lang;

use crate::catalogue::sort::Sort;
use crate::catalogue::texts;

/// HTML id of the field.
const SORT: &str = "imk-sort";

/// The field.
#[component]
pub fn SortField(
    /// Chosen order.
    sort: RwSignal<Sort>,
) -> impl IntoView {
    let lang = use_lang();
    let options = move || {
        let texts = texts::of(lang.get());
        Sort::ALL
            .map(|order| {
                view! {
                    <option value=order.name() prop:selected=move || sort.get() == order>
                        {(texts.sort_choice)(order)}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <p class="imk-results__sort">
            <label for=SORT>{move || texts::of(lang.get()).sort}</label>
            <select
                class="imk-input imk-select"
                id=SORT
                on:change:target=move |event| sort.set(Sort::of(&event.target().value()))
            >
                {options}
            </select>
        </p>
    }
}
