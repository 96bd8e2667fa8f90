//! Where the person is signed in: each sign-in with its end, and the end of all of them.

use leptos::prelude::*;
use rules::language::Language;
use rules::wire::SignIn;

use super::awaited;
use crate::answer::Answer;
use crate::api;
use crate::api::error::ApiError;
use crate::citizen::sign_out::{after, use_done};
use crate::components::button::Button;
use crate::components::status::Failed;
use crate::forms::draft_keeper::use_draft;
use crate::i18n::format::instant;
use crate::i18n::sign_in;
use crate::state::{use_lang, use_session};

/// The list, asked for when it is unfolded.
#[component]
pub(super) fn SignIns() -> impl IntoView {
    let (lang, unfolded) = (use_lang(), RwSignal::new(false));
    view! {
        <details class="imk-details" on:toggle=move |_| unfolded.set(true)>
            <summary class="imk-details__summary">{move || sign_in::texts(lang.get()).sign_ins}</summary>
            {move || unfolded.get().then(|| view! { <Unfolded /> })}
        </details>
    }
}

#[component]
fn Unfolded() -> impl IntoView {
    let (lang, session, keeper, done) = (use_lang(), use_session(), use_draft(), use_done());
    let sign_ins = Answer::to(api::session::sign_ins);
    let end = Action::new_unsync(move |id: &String| {
        let id = id.clone();
        async move {
            api::session::end(&id).await.inspect_err(|error| session.hear_refusal(error))?;
            sign_ins.refetch();
            Ok(())
        }
    });
    let everywhere = Action::new_unsync(move |(): &()| async move {
        let signed_out = api::session::sign_out_everywhere().await.inspect_err(|error| session.hear_refusal(error))?;
        after(signed_out, session, keeper, done);
        Ok(())
    });
    let failed = move |action: Action<_, Result<(), ApiError>>| action.value().get().and_then(Result::err);
    let press = Callback::new(move |()| {
        everywhere.dispatch(());
    });
    view! {
        {move || awaited(sign_ins, move |answer| list(lang.get(), answer.sign_ins, end))}
        {move || failed(end).map(|error| view! { <Failed error=error /> })}
        {move || everywhere.value().get().and_then(Result::err).map(|error| view! { <Failed error=error /> })}
        <p class="imk-small">{move || sign_in::texts(lang.get()).sign_ins_hint}</p>
        <p>
            <Button quiet=true on_press=press busy=everywhere.pending()>
                {move || sign_in::texts(lang.get()).everywhere}
            </Button>
        </p>
    }
}

fn list(language: Language, sign_ins: Vec<SignIn>, end: Action<String, Result<(), ApiError>>) -> AnyView {
    let lines = sign_ins.into_iter().map(|one| view! { <li>{line(language, one, end)}</li> });
    view! { <ul class="imk-stack">{lines.collect_view()}</ul> }.into_any()
}

fn line(language: Language, one: SignIn, end: Action<String, Result<(), ApiError>>) -> impl IntoView {
    let texts = sign_in::texts(language);
    let begun = instant(language, one.begun_at.to_utc());
    let words = (texts.sign_in_line)(&begun, &instant(language, one.used_at.to_utc()));
    let what = if one.current {
        view! { <strong>{texts.this_one}</strong> }.into_any()
    } else {
        let press = move |_| {
            end.dispatch(one.id.clone());
        };
        view! {
            <button type="button" class="imk-button imk-button--quiet" aria-label=(texts.end_label)(&begun) on:click=press>
                {texts.end}
            </button>
        }
        .into_any()
    };
    view! {
        {words}
        " "
        {what}
    }
}
