//! Leaving to sign in: the draft is handed over first, so that it is here when the person comes back.

use api::SignInRequest;
use leptos::prelude::*;
use ui::components::button::Button;
use ui::components::status::Failed;
use ui::platform::embed::embedding;
use ui::platform::host;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;

use crate::client;
use crate::forms::draft_keeper::{DraftKeeper, use_draft};
use crate::session::{Session, use_session};
use crate::sign_in::texts;

/// Leaving to sign in, and what came of it.
#[derive(Clone, Copy)]
pub struct SignIn(Action<String, Result<(), ApiError>>);

/// Prepares to sign in from a page.
pub fn use_sign_in() -> SignIn {
    use_sign_in_by(false)
}

/// Prepares to sign in, by `another_means` than the last time where that was too weak.
pub fn use_sign_in_by(another_means: bool) -> SignIn {
    let (keeper, session) = (use_draft(), use_session());
    SignIn(Action::new_unsync(move |return_to: &String| leave(keeper, session, return_to.clone(), another_means)))
}

impl SignIn {
    /// Leaves; the person comes back to `return_to`.
    pub fn start(self, return_to: String) {
        if !self.0.pending().get_untracked() {
            self.0.dispatch(return_to);
        }
    }

    /// Whether the person is about to leave.
    pub fn is_pending(self) -> Signal<bool> {
        self.0.pending().into()
    }
}

/// A sign-in ends the session that is there, and with it what was handed over to it: nobody leaves before the server has
/// said that there is none. Whoever turns out to be signed in stays, and has their form back.
async fn leave(keeper: DraftKeeper, session: Session, return_to: String, another_means: bool) -> Result<(), ApiError> {
    if !session.is_known() && session.find_out().await?.person.is_some() {
        return Ok(());
    }
    let return_to = format!("{}{return_to}", embedding().base);
    let request = SignInRequest { return_to, draft: keeper.to_hand_over(), step_up: false, another_means };
    let started = client::sign_in::start(&request).await?;
    host::redirect_to(&started.location);
    Ok(())
}

/// The button that leaves to sign in.
#[component]
pub fn SignInButton(
    /// From [`use_sign_in`].
    sign_in: SignIn,
    /// The page to come back to.
    #[prop(into)]
    return_to: String,
    /// What is to be read on it.
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

/// Why leaving did not work, if it did not.
#[component]
pub fn SignInFailed(
    /// From [`use_sign_in`].
    sign_in: SignIn,
) -> impl IntoView {
    move || sign_in.0.value().get().and_then(Result::err).map(|error| view! { <Failed error=error /> })
}
