//! Notice for a session that ended while the person filled in a form of the account. Sign-in hands off the typed data.

use api::ApiProblem;
use leptos::prelude::*;
use ui::components::notice::{Notice, Tone};
use ui::components::status::Failed;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;

use crate::routes::Route;
use crate::sign_in::redirect::{SignInButton, SignInFailed, use_sign_in};
use crate::sign_in::texts as sign_in_texts;

/// Notice that the session has ended and the typed data is not lost, with a sign-in button.
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

/// Reason why a form of the account was not saved. After the end of the session it offers to sign in; the form stays
/// open.
#[component]
pub(super) fn NotSaved(error: ApiError) -> impl IntoView {
    match error {
        ApiError::Refused(ApiProblem::SignInRequired) => view! { <SignInAgain /> }.into_any(),
        error => view! { <Failed error=error /> }.into_any(),
    }
}
