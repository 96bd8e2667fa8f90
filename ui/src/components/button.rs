//! A button that runs an action on the page.

use leptos::prelude::*;

use crate::components::erased::erased;

/// A button. While `busy` it stays focusable (`aria-disabled`), so that the focus is not lost, and ignores presses.
#[component]
pub fn Button(
    /// Action of the button.
    #[prop(into)]
    on_press: Callback<()>,
    /// Whether it has the secondary style.
    #[prop(optional)]
    quiet: bool,
    /// Whether it looks like a link, for minor actions within a text.
    #[prop(optional)]
    plain: bool,
    /// Whether the action is in progress.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Label.
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
        <button type="button" class=class aria-disabled=erased(move || busy.get().then_some("true")) on:click=press>
            {children()}
        </button>
    }
}
