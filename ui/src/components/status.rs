//! The states of a page that waits for the server, so that no page invents its own.

use leptos::prelude::*;

use crate::components::button::Button;
use crate::components::notice::{Notice, Tone};
use crate::components::page::use_waiting;
use crate::platform::http::error::ApiError;
use crate::platform::lang::use_lang;
use crate::text::{common, problems};

/// Waiting. Nothing is to be seen for the first half second, so that quick answers do not flicker.
#[component]
pub fn Loading() -> impl IntoView {
    let (lang, waiting) = (use_lang(), use_waiting());
    waiting.begin();
    view! {
        <div class="imk-loading" role="status">
            <div class="imk-loading__line" aria-hidden="true"></div>
            <p>{move || common::texts(lang.get()).loading}</p>
        </div>
    }
}

/// The answer did not come: why, what to do, and a button that tries again.
#[component]
pub fn Failed(
    /// Why.
    error: ApiError,
    /// Asks again; left out where that cannot help.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let lang = use_lang();
    move || {
        let (failure, retry) = (problems::failure(lang.get(), &error), common::texts(lang.get()).retry);
        view! {
            <div role="alert">
                <Notice tone=Tone::Bad heading=failure.heading>
                    <p>{failure.text}</p>
                    {on_retry
                        .map(|on_retry| view! { <Button quiet=true on_press=on_retry>{retry}</Button> })}
                </Notice>
            </div>
        }
    }
}

/// A part of the pages could not be fetched: what to do, and a button that tries again.
#[component]
pub fn NotLoaded(
    /// Fetches it again.
    on_retry: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    move || {
        let texts = common::texts(lang.get());
        let (heading, text) = texts.not_loaded;
        view! {
            <div role="alert">
                <Notice tone=Tone::Bad heading=heading>
                    <p>{text}</p>
                    <Button quiet=true on_press=on_retry>{texts.retry}</Button>
                </Notice>
            </div>
        }
    }
}

/// There is nothing to show, and that is no failure.
#[component]
pub fn Empty(
    /// What there is none of.
    #[prop(into)]
    heading: String,
    /// What to do about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! { <Notice heading=heading>{children.map(|children| children())}</Notice> }
}
