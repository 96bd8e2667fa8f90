//! A row of short facts.

use leptos::prelude::*;

/// A row of short facts of one or two words each.
#[component]
pub fn Chips(
    /// Texts of the facts.
    items: Vec<String>,
) -> impl IntoView {
    view! {
        <ul class="imk-chips">
            {items.into_iter().map(|item| view! { <li class="imk-chips__item">{item}</li> }).collect_view()}
        </ul>
    }
}
