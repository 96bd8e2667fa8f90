//! Signing out: the session ends, and nothing of the person stays on this device.

use leptos::prelude::*;

use super::Done;
use crate::api;
use crate::api::error::ApiError;
use crate::components::button::Button;
use crate::components::status::Failed;
use crate::forms::draft_keeper::{DraftKeeper, use_draft};
use crate::i18n::sign_in;
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

/// What this device keeps is deleted only once the session has ended: "signed out" would else be half true.
async fn sign_out(session: Session, keeper: DraftKeeper, done: RwSignal<Option<Done>>) -> Result<(), ApiError> {
    api::session::sign_out().await?;
    keeper.delete_everything();
    done.set(Some(Done::SignedOut));
    session.refresh();
    Ok(())
}
