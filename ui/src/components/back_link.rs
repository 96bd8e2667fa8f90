//! The link that leads back.

use leptos::prelude::*;

use crate::components::link::PageLink;

/// A link to the page before this one; above the heading.
#[component]
pub fn BackLink(
    /// Where it leads.
    #[prop(into)]
    to: String,
    /// What is to be read on it.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <p class="imk-back">
            <PageLink to=to>
                <span aria-hidden="true">"‹ "</span>
                {text}
            </PageLink>
        </p>
    }
}
