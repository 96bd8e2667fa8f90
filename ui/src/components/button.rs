//! A button that does something on this page.

use leptos::prelude::*;

/// A button. It stays in place and reachable while it is busy, so that the focus is not lost; pressing it then does nothing.
#[component]
pub fn Button(
    /// What pressing it does.
    #[prop(into)]
    on_press: Callback<()>,
    /// Whether it is not the strongest action of the page.
    #[prop(optional)]
    quiet: bool,
    /// Whether it looks like a link: for small things within a text.
    #[prop(optional)]
    plain: bool,
    /// Whether what it does is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What is to be read on it.
    children: Children,
) -> impl IntoView {
    let class = match (plain, quiet) {
        (true, _) => "imk-link-button",
        (_, true) => "imk-button imk-button--quiet",
        _ => "imk-button",
    };
    let press = move |_| {
        if !busy.get_untracked() {
            on_press.run(());
        }
    };
    view! {
        <button type="button" class=class aria-disabled=move || busy.get().then_some("true") on:click=press>
            {children()}
        </button>
    }
}
