//! Signing out: the session ends, and nothing of the person stays on this device. On every page that shows or sends
//! something of the person, with whose sign-in it is.
#![expect(unreachable_pub, reason = "the `component` macro makes the properties of every component `pub`")]

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use rules::wire::SignedOut;

use crate::api;
use crate::api::error::ApiError;
use crate::components::button::Button;
use crate::components::status::Failed;
use crate::forms::draft_keeper::{DraftKeeper, use_draft};
use crate::i18n::sign_in;
use crate::routes::Route;
use crate::shell;
use crate::state::{Session, made_once, use_lang, use_session};

/// What the person has just ended, to be said once at the head of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    SignedOut,
    Closed,
}

/// What was ended last, until the account has said so.
#[derive(Clone, Copy)]
struct LastDone(RwSignal<Option<Done>>);

/// What was ended last.
pub(super) fn use_done() -> RwSignal<Option<Done>> {
    made_once(|| LastDone(RwSignal::new(None))).0
}

/// Whose sign-in it is, with the button that ends it; nothing while nobody is known to be signed in.
#[component]
pub(super) fn SignedInAs() -> impl IntoView {
    let (lang, session) = (use_lang(), use_session());
    let name = Memo::new(move |_| session.person().map(|person| person.name));
    move || {
        name.get().map(|name| {
            view! {
                <div class="imk-signed-in imk-no-print">
                    <p class="imk-small">{move || (sign_in::texts(lang.get()).account_of)(&name)}</p>
                    <SignOut plain=true />
                </div>
            }
        })
    }
}

/// The button that signs out, with what it deletes.
#[component]
pub(super) fn SignOut(
    /// Whether it looks like a link: below a form, whose own button is the page's.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    let (lang, session, keeper, done, navigate) = (use_lang(), use_session(), use_draft(), use_done(), use_navigate());
    let action = Action::new_unsync(move |(): &()| {
        let navigate = navigate.clone();
        async move {
            sign_out(session, keeper, done).await?;
            // In place of the page: what was on it is gone.
            navigate(&Route::Account.path(), NavigateOptions { replace: true, ..NavigateOptions::default() });
            Ok::<_, ApiError>(())
        }
    });
    let press = Callback::new(move |()| {
        action.dispatch(());
    });
    view! {
        {move || action.value().get().and_then(Result::err).map(|error| view! { <Failed error=error /> })}
        <p>
            <Button quiet=true plain=plain on_press=press busy=action.pending()>
                {move || sign_in::texts(lang.get()).sign_out}
            </Button>
        </p>
        <p class="imk-small">{move || sign_in::texts(lang.get()).sign_out_hint}</p>
    }
}

/// What the account is to keep is told to it first. What this device keeps is deleted only once the session has ended:
/// "signed out" would else be half true.
async fn sign_out(session: Session, keeper: DraftKeeper, done: RwSignal<Option<Done>>) -> Result<(), ApiError> {
    keeper.push().await;
    let signed_out = api::session::sign_out().await?;
    after(signed_out, session, keeper, done);
    Ok(())
}

/// What follows the end of one's session, here or everywhere. Where the identity provider has a sign-in of its own, the
/// browser goes there to end it.
pub(super) fn after(signed_out: SignedOut, session: Session, keeper: DraftKeeper, done: RwSignal<Option<Done>>) {
    keeper.delete_everything();
    if let Some(location) = signed_out.location {
        shell::leave_for(&location);
        return;
    }
    done.set(Some(Done::SignedOut));
    session.end();
}
