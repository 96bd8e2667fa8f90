//! Closing the account: needs a confirmation, and the server rejects it while an application is live.

use api::ApiProblem;
use leptos::prelude::*;
use rules::language::Language;
use ui::components::button::Button;
use ui::components::notice::{Notice, Tone};
use ui::components::status::Failed;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;

use crate::account::texts;
use crate::client;
use crate::draft::controller::{DraftController, use_draft};
use crate::session::{Session, use_session};
use crate::sign_in::sign_out::{SessionEnd, use_session_end};

/// The button, the confirmation and the error.
#[component]
pub(super) fn CloseAccount() -> impl IntoView {
    let (lang, session, draft, done) = (use_lang(), use_session(), use_draft(), use_session_end());
    let asked = RwSignal::new(false);
    let action = Action::new_unsync(move |(): &()| close(session, draft, done));
    let press = Callback::new(move |()| {
        action.dispatch(());
        asked.set(false);
    });
    let failed = move || {
        let error = action.value().get().and_then(Result::err)?;
        Some(view! { <Refused language=lang.get() error=error /> })
    };
    view! {
        <details class="imk-details">
            <summary class="imk-details__summary">{move || texts::of(lang.get()).close.heading}</summary>
            {failed}
            <p>{move || texts::of(lang.get()).close.text}</p>
            {move || {
                let texts = &texts::of(lang.get()).close;
                if asked.get() {
                    view! {
                        <p>{texts.sure}</p>
                        <p class="imk-actions">
                            <Button quiet=true on_press=press>
                                {texts.confirm}
                            </Button>
                            <Button plain=true on_press=Callback::new(move |()| asked.set(false))>
                                {texts.keep}
                            </Button>
                        </p>
                    }
                        .into_any()
                } else {
                    view! {
                        <p>
                            <Button quiet=true busy=action.pending() on_press=Callback::new(move |()| asked.set(true))>
                                {texts.begin}
                            </Button>
                        </p>
                    }
                        .into_any()
                }
            }}
        </details>
    }
}

/// A live application has its own text, which says how long it prevents closing.
#[component]
fn Refused(language: Language, error: ApiError) -> impl IntoView {
    let (heading, text) = texts::of(language).close.in_use;
    match error {
        ApiError::Refused(ApiProblem::AccountInUse) => view! {
            <div role="alert">
                <Notice tone=Tone::Bad heading=heading>
                    <p>{text}</p>
                </Notice>
            </div>
        }
        .into_any(),
        error => view! { <Failed error=error /> }.into_any(),
    }
}

/// Closes the account. This ends all sessions of the person, so the draft on this device and in this page is deleted as
/// at the end of a session.
async fn close(session: Session, draft: DraftController, done: RwSignal<Option<SessionEnd>>) -> Result<(), ApiError> {
    // A save that reaches the server after the account is closed would be rejected.
    draft.hold().await;
    client::account::close().await.inspect_err(|error| session.refresh_if_outdated(error))?;
    draft.delete_everything();
    done.set(Some(SessionEnd::Closed));
    session.end();
    Ok(())
}
