//! Names and values, one pair a row.

use leptos::prelude::*;

/// A list of [`SummaryRow`]s.
#[component]
pub fn SummaryList(
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! { <dl class="imk-summary">{children()}</dl> }
}

/// A name with its value, and what can be done about it.
#[component]
pub fn SummaryRow(
    /// The name.
    #[prop(into)]
    name: String,
    /// A link or button that changes the value.
    #[prop(optional)]
    action: Option<AnyView>,
    /// The value.
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
