//! A list of names and values.

use leptos::prelude::*;

/// A list of [`SummaryRow`]s.
#[component]
pub fn SummaryList(
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! { <dl class="imk-summary">{children()}</dl> }
}

/// A row: a name, its value and an optional action.
#[component]
pub fn SummaryRow(
    /// Name.
    #[prop(into)]
    name: String,
    /// Link or button that changes the value.
    #[prop(optional)]
    action: Option<AnyView>,
    /// Value.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="imk-summary__row">
            <dt class="imk-summary__name">{name}</dt>
            <dd class="imk-summary__value">{children()}</dd>
            {action.map(|action| view! { <dd class="imk-summary__action">{action}</dd> })}
        </div>
    }
}
