//! Signing out: the session ends, and nothing of the person stays on this device.

use leptos::prelude::*;
use rules::wire::SignedOut;

use super::Done;
use crate::api;
use crate::api::error::ApiError;
use crate::components::button::Button;
use crate::components::status::Failed;
use crate::forms::draft_keeper::{DraftKeeper, use_draft};
use crate::i18n::sign_in;
use crate::shell;
use crate::state::{Session, use_lang, use_session};

/// The button that signs out, with what it deletes.
#[component]
pub(super) fn SignOut(done: RwSignal<Option<Done>>) -> impl IntoView {
    let (lang, session, keeper) = (use_lang(), use_session(), use_draft());
    let action = Action::new_unsync(move |(): &()| sign_out(session, keeper, done));
    let press = Callback::new(move |()| {
        action.dispatch(());
    });
    view! {
        {move || action.value().get().and_then(Result::err).map(|error| view! { <Failed error=error /> })}
        <p>
            <Button quiet=true on_press=press busy=action.pending()>
                {move || sign_in::texts(lang.get()).sign_out}
            </Button>
        </p>
        <p class="imk-small">{move || sign_in::texts(lang.get()).sign_out_hint}</p>
    }
}

/// What this device keeps is deleted only once the session has ended: "signed out" would else be half true. Where the
/// identity provider has a sign-in of its own, the browser goes there to end it.
async fn sign_out(session: Session, keeper: DraftKeeper, done: RwSignal<Option<Done>>) -> Result<(), ApiError> {
    let signed_out = api::session::sign_out().await?;
    after(signed_out, session, keeper, done);
    Ok(())
}

/// What follows the end of one's session, here or everywhere.
pub(super) fn after(signed_out: SignedOut, session: Session, keeper: DraftKeeper, done: RwSignal<Option<Done>>) {
    keeper.delete_everything();
    if let Some(location) = signed_out.location {
        shell::leave_for(&location);
        return;
    }
    done.set(Some(Done::SignedOut));
    session.end();
}
