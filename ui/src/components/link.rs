//! Links to pages of this application.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::platform::embed::embedding;

/// A link to a page, marked as current (`aria-current`) if it leads to the open page.
#[component]
pub fn PageLink(
    /// Path of the page, with an optional query; without the base path.
    #[prop(into)]
    to: String,
    /// CSS class; none by default.
    #[prop(optional)]
    class: &'static str,
    /// HTML `id`, if the focus is moved to the link.
    #[prop(optional, into)]
    id: Option<String>,
    /// Text of the link.
    children: Children,
) -> impl IntoView {
    // The router adds the base path to the targets of `navigate`, but not to links.
    let to = format!("{}{to}", embedding().base);
    view! {
        <A href=to exact=true attr:class=class attr:id=id>
            {children()}
        </A>
    }
}

/// A link that is not marked as current. It does not track the URL, which is the most expensive part of [`PageLink`]:
/// for long lists and static parts.
#[component]
pub fn PlainLink(
    /// Path of the page, with an optional query; without the base path.
    #[prop(into)]
    to: String,
    /// HTML `id`, if the focus is moved to the link.
    #[prop(optional, into)]
    id: Option<String>,
    /// Text of the link.
    children: Children,
) -> impl IntoView {
    view! {
        <a href=format!("{}{to}", embedding().base) id=id>
            {children()}
        </a>
    }
}

/// A link with the style of a button, for a page whose main action is to open another page.
#[component]
pub fn ButtonLink(
    /// Path of the page, with an optional query; without the base path.
    #[prop(into)]
    to: String,
    /// Whether it has the secondary style.
    #[prop(optional)]
    quiet: bool,
    /// Text of the link.
    children: Children,
) -> impl IntoView {
    let class = if quiet { "imk-button imk-button--quiet" } else { "imk-button" };
    view! { <PageLink to=to class=class>{children()}</PageLink> }
}
