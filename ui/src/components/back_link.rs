//! Link back to the previous page.

use leptos::prelude::*;

use crate::components::link::PageLink;

/// A link to the previous page, shown above the heading.
#[component]
pub fn BackLink(
    /// Path of the previous page.
    #[prop(into)]
    to: String,
    /// Text of the link.
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
