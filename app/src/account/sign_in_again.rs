//! The sign-in has ended while a form of the account was filled in: the way to the next one, which takes along what was typed.

use api::ApiProblem;
use leptos::prelude::*;
use ui::components::notice::{Notice, Tone};
use ui::components::status::Failed;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;

use crate::routes::Route;
use crate::sign_in::redirect::{SignInButton, SignInFailed, use_sign_in};
use crate::sign_in::texts as sign_in_texts;

/// Says that the sign-in has ended and that what was typed is not lost, with the button that signs in again.
#[component]
pub(super) fn SignInAgain() -> impl IntoView {
    let (lang, sign_in) = (use_lang(), use_sign_in());
    let notice = move || {
        let texts = sign_in_texts::of(lang.get());
        let (heading, text) = texts.ended;
        view! {
            <Notice tone=Tone::Warning heading=heading>
                <p>{text}</p>
                <p class="imk-actions">
                    <SignInButton sign_in=sign_in return_to=Route::Account text=texts.again />
                </p>
            </Notice>
        }
    };
    view! {
        <div role="alert">{notice}</div>
        <SignInFailed sign_in=sign_in />
    }
}

/// Why a form of the account was not saved. An ended sign-in has its way out; the form stays where it is.
#[component]
pub(super) fn NotSaved(error: ApiError) -> impl IntoView {
    match error {
        ApiError::Refused(ApiProblem::SignInRequired) => view! { <SignInAgain /> }.into_any(),
        error => view! { <Failed error=error /> }.into_any(),
    }
}
