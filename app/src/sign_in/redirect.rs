//! Sign-in redirect: first hands the draft over, so that it is restored after the return.

use api::SignInRequest;
use leptos::prelude::*;
use ui::components::button::Button;
use ui::components::status::Failed;
use ui::platform::embed::embedding;
use ui::platform::host;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;

use crate::client;
use crate::draft::controller::{DraftController, use_draft};
use crate::session::{Session, use_session};
use crate::sign_in::texts;

/// A sign-in redirect and its state.
#[derive(Clone, Copy)]
pub struct SignIn(Action<Redirect, Result<(), ApiError>>);

#[derive(Clone)]
struct Redirect {
    return_to: String,
    /// Returns whether nothing blocks the redirect; runs when the server has reported that the person is signed out.
    check: Option<Callback<(), bool>>,
}

/// Prepares a redirect.
pub fn use_sign_in() -> SignIn {
    use_sign_in_by(false)
}

/// Prepares a redirect; `another_means` asks for a stronger means of authentication than the last one.
pub fn use_sign_in_by(another_means: bool) -> SignIn {
    let (draft, session) = (use_draft(), use_session());
    SignIn(Action::new_unsync(move |redirect: &Redirect| leave(draft, session, redirect.clone(), another_means)))
}

impl SignIn {
    /// Starts the redirect; the person returns to `return_to`.
    pub fn start(self, return_to: String) {
        self.dispatch(Redirect { return_to, check: None });
    }

    /// Starts the redirect if `check` returns that nothing blocks it. The check runs only when it is known that the
    /// person is signed out: before, the form may be incomplete because its draft is still on the server.
    pub fn start_checked(self, return_to: String, check: Callback<(), bool>) {
        self.dispatch(Redirect { return_to, check: Some(check) });
    }

    fn dispatch(self, redirect: Redirect) {
        if !self.0.pending().get_untracked() {
            self.0.dispatch(redirect);
        }
    }

    /// Whether the redirect is in progress.
    pub fn is_pending(self) -> Signal<bool> {
        self.0.pending().into()
    }
}

/// Redirects to the sign-in unless a session exists. A new sign-in would end that session and delete its hand-off, so
/// the redirect waits for the server's report. With a session, the person stays and the form is restored.
async fn leave(
    draft: DraftController,
    session: Session,
    Redirect { return_to, check }: Redirect,
    another_means: bool,
) -> Result<(), ApiError> {
    if !session.is_known() && session.fetch().await?.person.is_some() {
        return Ok(());
    }
    if check.is_some_and(|check| !check.run(())) {
        return Ok(());
    }
    let return_to = format!("{}{return_to}", embedding().base);
    let request = SignInRequest { return_to, draft: draft.hand_over(), step_up: false, another_means };
    let started = client::sign_in::start(&request).await?;
    host::redirect_to(&started.location);
    Ok(())
}

/// Button that starts the redirect.
#[component]
pub fn SignInButton(
    /// From [`use_sign_in`].
    sign_in: SignIn,
    /// Page to return to.
    #[prop(into)]
    return_to: String,
    /// Visible text.
    text: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    let pending = sign_in.is_pending();
    let press = Callback::new(move |()| sign_in.start(return_to.clone()));
    view! {
        <Button on_press=press busy=pending>
            {move || if pending.get() { texts::of(lang.get()).leaving } else { text }}
        </Button>
    }
}

/// Error of the redirect, if any.
#[component]
pub fn SignInFailed(
    /// From [`use_sign_in`].
    sign_in: SignIn,
) -> impl IntoView {
    move || sign_in.0.value().get().and_then(Result::err).map(|error| view! { <Failed error=error /> })
}
