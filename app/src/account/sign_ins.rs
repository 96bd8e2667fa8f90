//! Section with the person's sign-ins: ends this one, another one or all.

use api::SignIn;
use leptos::prelude::*;
use rules::language::Language;
use ui::components::notice::{Notice, Tone};
use ui::components::status::Failed;
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;
use ui::platform::resource::Resource;
use ui::text::format::instant;

use crate::account::awaited::awaited;
use crate::account::texts;
use crate::client;
use crate::session::use_session;
use crate::sign_in::sign_out::{SignOut, SignOutHint};
use crate::sign_in::texts as sign_in_texts;

/// The section. The list is loaded when the person opens it.
#[component]
pub(super) fn SignIns() -> impl IntoView {
    let (lang, unfolded) = (use_lang(), RwSignal::new(false));
    view! {
        <section class="imk-card" aria-labelledby="imk-sign-ins">
            <h2 id="imk-sign-ins">{move || texts::of(lang.get()).session}</h2>
            <SignOut />
            <SignOutHint />
            <details class="imk-details" on:toggle=move |_| unfolded.set(true)>
                <summary class="imk-details__summary">{move || sign_in_texts::of(lang.get()).sign_ins}</summary>
                {move || unfolded.get().then(|| view! { <Unfolded /> })}
            </details>
        </section>
    }
}

#[component]
fn Unfolded() -> impl IntoView {
    let (lang, session) = (use_lang(), use_session());
    let sign_ins = Resource::new(client::session::sign_ins);
    let end = Action::new_unsync(move |id: &String| {
        let id = id.clone();
        async move {
            client::session::end(&id).await.inspect_err(|error| session.refresh_if_outdated(error))?;
            sign_ins.refetch();
            Ok(())
        }
    });
    let failed = move || end.value().get().and_then(Result::err).map(|error| view! { <Failed error=error /> });
    let ended = move || {
        let is_ended = matches!(end.value().get(), Some(Ok(()))) && !end.pending().get();
        is_ended.then(|| view! { <Notice tone=Tone::Good heading=texts::of(lang.get()).session_ended /> })
    };
    view! {
        <div role="status">{ended}</div>
        {move || awaited(sign_ins, move |answer| list(lang.get(), answer.sign_ins, end))}
        {failed}
        <p class="imk-small">{move || sign_in_texts::of(lang.get()).sign_ins_hint}</p>
        <SignOut everywhere=true />
    }
}

fn list(language: Language, sign_ins: Vec<SignIn>, end: Action<String, Result<(), ApiError>>) -> AnyView {
    let lines = sign_ins.into_iter().map(|one| view! { <li>{line(language, one, end)}</li> });
    view! { <ul class="imk-stack">{lines.collect_view()}</ul> }.into_any()
}

fn line(language: Language, one: SignIn, end: Action<String, Result<(), ApiError>>) -> impl IntoView {
    let texts = sign_in_texts::of(language);
    let begun = instant(language, one.begun_at.to_utc());
    let words = (texts.sign_in_line)(&begun, &instant(language, one.used_at.to_utc()));
    let what = if one.current {
        view! { <strong>{texts.this_one}</strong> }.into_any()
    } else {
        let press = move |_| {
            end.dispatch(one.id.clone());
        };
        view! {
            <button
                type="button"
                class="imk-button imk-button--quiet"
                aria-label=(texts.end_label)(&begun)
                on:click=press
            >
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
