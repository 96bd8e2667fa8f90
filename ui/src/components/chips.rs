//! Short facts in a row.

use leptos::prelude::*;

/// Short facts in a row, each a word or two.
#[component]
pub fn Chips(
    /// The facts.
    items: Vec<String>,
) -> impl IntoView {
    view! {
        <ul class="imk-chips">
            {items.into_iter().map(|item| view! { <li class="imk-chips__item">{item}</li> }).collect_view()}
        </ul>
    }
}
