//! Closing the account: needs a confirmation. While an application is live, the section says that the account cannot be
//! closed and why; the server would reject it.

use api::{ApiProblem, ApplicationState};
use leptos::prelude::*;
use rules::language::Language;
use ui::components::button::Button;
use ui::components::notice::{Notice, Tone};
use ui::components::status::Failed;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;
use ui::platform::resource::Resource;

use crate::account::texts;
use crate::client;
use crate::draft::controller::{DraftController, use_draft};
use crate::session::{Session, use_session};
use crate::sign_in::sign_out::{SessionEnd, use_session_end};

/// The section: the reason why the account cannot be closed, or the button with its confirmation and error.
#[component]
pub(super) fn CloseAccount(applications: Resource<Result<api::Applications, ApiError>>) -> impl IntoView {
    let lang = use_lang();
    let is_in_use = Memo::new(move |_| {
        let loaded = applications.get().and_then(Result::ok);
        loaded.is_some_and(|loaded| loaded.applications.iter().any(|application| is_live(application.state)))
    });
    view! {
        <details class="imk-details">
            <summary class="imk-details__summary">{move || texts::of(lang.get()).close.heading}</summary>
            {move || {
                if is_in_use.get() {
                    view! { <InUse language=lang.get() /> }.into_any()
                } else {
                    view! { <Closing /> }.into_any()
                }
            }}
        </details>
    }
}

/// Whether an application still prevents closing the account.
const fn is_live(state: ApplicationState) -> bool {
    match state {
        ApplicationState::Submitted => true,
    }
}

/// Says that a live application prevents closing, and until when.
#[component]
fn InUse(language: Language) -> impl IntoView {
    let (heading, text) = texts::of(language).close.in_use;
    view! {
        <Notice tone=Tone::Warning heading=heading>
            <p>{text}</p>
        </Notice>
    }
}

/// The button, the confirmation and the error.
#[component]
fn Closing() -> impl IntoView {
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
    }
}

/// An application that was submitted elsewhere since this page loaded has its own text.
#[component]
fn Refused(language: Language, error: ApiError) -> impl IntoView {
    match error {
        ApiError::Refused(ApiProblem::AccountInUse) => {
            view! { <div role="alert"><InUse language=language /></div> }.into_any()
        }
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
