//! States of a page that loads data, shared by all pages.

use api::ApiProblem;
use leptos::prelude::*;

use crate::components::button::Button;
use crate::components::erased::erased;
use crate::components::notice::{Notice, Tone};
use crate::components::page::use_waiting;
use crate::platform::http::error::ApiError;
use crate::platform::lang::use_lang;
use crate::text::{common, problems};

/// Loading indicator. CSS hides it for the first half second, so that fast responses do not flicker.
#[component]
pub fn Loading() -> impl IntoView {
    let (lang, waiting) = (use_lang(), use_waiting());
    waiting.begin();
    view! {
        <div class="imk-loading" role="status">
            <div class="imk-loading__line" aria-hidden="true"></div>
            <p>{erased(move || common::texts(lang.get()).loading)}</p>
        </div>
    }
}

/// Tone of a failed request: a warning if the server accepts the request from a later day, else an error.
pub const fn tone(error: &ApiError) -> Tone {
    match error {
        ApiError::Refused(ApiProblem::UnderAge { adult_on: Some(_), .. }) => Tone::Warning,
        _ => Tone::Bad,
    }
}

/// A failed request: the reason, advice and a retry button.
#[component]
pub fn Failed(
    /// Error of the request.
    error: ApiError,
    /// Retries the request; omit it where a retry cannot help.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let lang = use_lang();
    erased(move || {
        let (failure, retry) = (problems::failure(lang.get(), &error), common::texts(lang.get()).retry);
        view! {
            <div role="alert">
                <Notice tone=tone(&error) heading=failure.heading>
                    <p>{failure.text}</p>
                    {on_retry
                        .map(|on_retry| view! { <Button quiet=true on_press=on_retry>{retry}</Button> })}
                </Notice>
            </div>
        }
    })
}

/// A failed download of a lazy route: advice and a retry button.
#[component]
pub fn NotLoaded(
    /// Retries the download.
    on_retry: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    erased(move || {
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
    })
}

/// An empty result that is not an error.
#[component]
pub fn Empty(
    /// Sentence that names the missing items.
    #[prop(into)]
    heading: String,
    /// Advice on the next action.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! { <Notice heading=heading>{children.map(|children| children())}</Notice> }
}
