//! Sign-out: ends the session and deletes the person's data from this device. In the header of every page, and in the
//! account.

use api::SignedOut;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::components::button::Button;
use ui::components::notice::{Notice, Tone};
use ui::components::status::Failed;
use ui::platform::host;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;

use crate::app_singleton::app_singleton;
use crate::client;
use crate::draft::controller::use_draft;
use crate::routes::Route;
use crate::session::use_session;
use crate::sign_in::texts;

/// Kind of session end, reported once at the top of the account page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SessionEnd {
    SignedOut,
    Closed,
}

/// Last session end, until the account page has reported it.
#[derive(Clone, Copy)]
struct LastDone(RwSignal<Option<SessionEnd>>);

/// Last session end.
pub(crate) fn use_session_end() -> RwSignal<Option<SessionEnd>> {
    app_singleton(|| LastDone(RwSignal::new(None))).0
}

/// Data that the sign-out deletes.
#[component]
pub(crate) fn SignOutHint() -> impl IntoView {
    let lang = use_lang();
    view! { <p class="imk-small">{move || texts::of(lang.get()).sign_out_hint}</p> }
}

/// Sign-out button. Asks for confirmation while the account does not have the complete draft.
#[component]
pub(crate) fn SignOut(
    /// Whether it looks like a link: in the header.
    #[prop(optional)]
    plain: bool,
    /// Whether it ends every session of the person.
    #[prop(optional)]
    everywhere: bool,
) -> impl IntoView {
    let (lang, unsaved) = (use_lang(), RwSignal::new(false));
    let action = use_sign_out(everywhere, unsaved);
    let press = move |regardless: bool| {
        Callback::new(move |()| {
            action.dispatch(regardless);
        })
    };
    let label = move || {
        let texts = texts::of(lang.get());
        if everywhere { texts.everywhere } else { texts.sign_out }
    };
    let question = move || {
        let (heading, text, button) = texts::of(lang.get()).unsaved;
        unsaved.get().then(|| {
            view! {
                <Notice tone=Tone::Warning heading=heading>
                    <p>{text}</p>
                    <p>
                        <Button quiet=true on_press=press(true) busy=action.pending()>
                            {button}
                        </Button>
                    </p>
                </Notice>
            }
        })
    };
    view! {
        {move || action.value().get().and_then(Result::err).map(|error| view! { <Failed error=error /> })}
        <div role="alert">{question}</div>
        <p>
            <Button quiet=true plain=plain on_press=press(false) busy=action.pending()>
                {label}
            </Button>
        </p>
    }
}

/// Signs out; `regardless` of unsaved changes of the draft. Deletes local data only after the session has ended. If
/// the identity provider keeps its own session, the browser is redirected there to end it.
fn use_sign_out(everywhere: bool, unsaved: RwSignal<bool>) -> Action<bool, Result<(), ApiError>> {
    let (session, draft, done, navigate) = (use_session(), use_draft(), use_session_end(), use_navigate());
    Action::new_unsync(move |regardless: &bool| {
        let (regardless, navigate) = (*regardless, navigate.clone());
        async move {
            let may_go = draft.flush().await || regardless;
            unsaved.set(!may_go);
            if !may_go {
                return Ok(());
            }
            let SignedOut { location } = if everywhere {
                client::session::sign_out_everywhere().await.inspect_err(|error| session.refresh_if_outdated(error))?
            } else {
                client::session::sign_out().await?
            };
            draft.delete_everything();
            session.end();
            if let Some(location) = location {
                host::redirect_to(&location);
            } else {
                done.set(Some(SessionEnd::SignedOut));
                // Replaces the page, whose content is gone.
                navigate(&Route::Account.path(), NavigateOptions { replace: true, ..NavigateOptions::default() });
            }
            Ok(())
        }
    })
}
