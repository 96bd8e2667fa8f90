//! A link to another page of ours.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::platform::embed::embedding;

/// A link to another page; marked as current where it leads to the page one is on.
#[component]
pub fn PageLink(
    /// A [`crate::routes::Route`], or its address with a query.
    #[prop(into)]
    to: String,
    /// Its class; a plain link has none.
    #[prop(optional)]
    class: &'static str,
    /// Its identifier, where the focus is moved to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// What is to be read on it.
    children: Children,
) -> impl IntoView {
    // The router puts the base before addresses that it is told to go to, but not before those of links.
    let to = format!("{}{to}", embedding().base);
    view! {
        <A href=to exact=true attr:class=class attr:id=id>
            {children()}
        </A>
    }
}

/// A link in a list, where it never leads to the page one is on: it need not follow the address, which costs more than the
/// rest of it.
#[component]
pub fn PlainLink(
    /// A [`crate::routes::Route`], or its address with a query.
    #[prop(into)]
    to: String,
    /// Its identifier, for moving the focus to it.
    id: String,
    /// What is to be read on it.
    children: Children,
) -> impl IntoView {
    view! {
        <a href=format!("{}{to}", embedding().base) id=id>
            {children()}
        </a>
    }
}

/// A link that looks like a button: the page's one strong action where that is going to another page.
#[component]
pub fn ButtonLink(
    /// A [`crate::routes::Route`], or its address with a query.
    #[prop(into)]
    to: String,
    /// Whether it is not the strongest action of the page.
    #[prop(optional)]
    quiet: bool,
    /// What is to be read on it.
    children: Children,
) -> impl IntoView {
    let class = if quiet { "imk-button imk-button--quiet" } else { "imk-button" };
    view! { <PageLink to=to class=class>{children()}</PageLink> }
}
