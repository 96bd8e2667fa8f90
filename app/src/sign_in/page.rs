//! Sign-in page: the reason of a failed sign-in with a retry, and the demonstration's identity provider with its
//! fictional people. In production the server redirects to the real provider instead.

use api::{ApiProblem, DemoPerson};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use rules::language::Language;
use ui::components::link::ButtonLink;
use ui::components::notice::{Notice, Tone};
use ui::components::page::Page;
use ui::components::status::{Failed, Loading};
use ui::platform::embed::embedding;
use ui::platform::lang::use_lang;
use ui::platform::resource::Resource;
use ui::text::format::{Case, date};
use ui::text::{api_problems, common};

use crate::client;
use crate::draft::controller::use_draft;
use crate::routes::{Route, query};
use crate::sign_in::redirect::{SignInButton, SignInFailed, use_sign_in_by};
use crate::sign_in::texts;

/// The people to choose from, each a separate form: sign-in is a full-page redirect here too.
#[component]
pub fn SignInPage() -> impl IntoView {
    let query = use_query_map();
    // The query is the same for the whole visit: the server redirected here.
    match query.read_untracked().get(query::CODE) {
        Some(code) => view! { <SignInRejected code=code back=query.read_untracked().get(query::BACK) /> }.into_any(),
        None => view! { <Choose /> }.into_any(),
    }
}

/// Reason of a failed sign-in. The buttons appear after the draft is restored, so that a retry hands it over again.
#[component]
fn SignInRejected(code: String, back: Option<String>) -> impl IntoView {
    let (lang, draft) = (use_lang(), use_draft());
    let problem =
        serde_json::from_value::<ApiProblem>(serde_json::json!({ "code": code })).unwrap_or(ApiProblem::SignInExpired);
    let sign_in = use_sign_in_by(problem == ApiProblem::SignInTooWeak);
    let back = StoredValue::new(back.as_deref().and_then(own_page).unwrap_or_else(|| Route::Account.path()));
    let returned = Resource::new(move || {
        let is_ready = draft.is_ready();
        async move { if is_ready { Some(draft.fetch_returned().await) } else { None } }
    });
    let reason = problem.clone();
    let title = move || api_problems::refusal(lang.get(), &reason).heading;
    let actions = move || {
        let Some(result) = returned.get().flatten() else { return view! { <Loading /> }.into_any() };
        if let Err(error) = result {
            let retry = Callback::new(move |()| returned.refetch());
            return view! { <Failed error=error on_retry=retry /> }.into_any();
        }
        let texts = texts::of(lang.get());
        view! {
            <p class="imk-actions">
                <SignInButton sign_in=sign_in return_to=back.get_value() text=texts.again />
                <ButtonLink to=back.get_value() quiet=true>
                    {texts.without}
                </ButtonLink>
            </p>
        }
        .into_any()
    };
    view! {
        <Page title=Signal::derive(title) narrow=true>
            <p>{move || api_problems::refusal(lang.get(), &problem).text}</p>
            <SignInFailed sign_in=sign_in />
            {actions}
        </Page>
    }
}

/// Path of a page without the base; `None` for any other URL.
fn own_page(address: &str) -> Option<String> {
    let path = address.strip_prefix(embedding().base.as_str())?;
    api::is_local_path(path).then(|| path.to_owned())
}

#[component]
fn Choose() -> impl IntoView {
    let (lang, query) = (use_lang(), use_query_map());
    let people = Resource::new(client::sign_in::people);
    let state = Memo::new(move |_| query.read().get(query::STATE));
    let title = move || texts::of(lang.get()).heading.to_owned();
    let content = move || {
        let Some(state) = state.get() else { return view! { <NotStarted language=lang.get() /> }.into_any() };
        match people.get() {
            None => view! { <Loading /> }.into_any(),
            Some(Err(error)) => {
                view! { <Failed error=error on_retry=Callback::new(move |()| people.refetch()) /> }.into_any()
            }
            Some(Ok(people)) => view! { <People language=lang.get() people=people state=state /> }.into_any(),
        }
    };
    view! {
        <Page title=Signal::derive(title) narrow=true>
            {content}
        </Page>
    }
}

#[component]
fn NotStarted(language: Language) -> impl IntoView {
    view! {
        <p>{texts::of(language).not_started}</p>
        <p class="imk-actions">
            <ButtonLink to=Route::Account>{common::texts(language).account}</ButtonLink>
        </p>
    }
}

#[component]
fn People(language: Language, people: Vec<DemoPerson>, state: String) -> impl IntoView {
    let texts = texts::of(language);
    view! {
        <Notice tone=Tone::Warning heading=texts.demonstration.0>
            <p>{texts.demonstration.1}</p>
        </Notice>
        <h2>{texts.choose}</h2>
        <ul class="imk-people">
            {people.into_iter().map(|person| view! { <li>{person_form(language, person, &state)}</li> }).collect_view()}
        </ul>
    }
}

fn person_form(language: Language, person: DemoPerson, state: &str) -> impl IntoView + use<> {
    let born = |day| (texts::of(language).born_on)(&date(language, day, Case::Nominative));
    let born = person.birth_date.map(|day| view! { <span class="imk-people__detail">{born(day)}</span> });
    let shows = person.shows.get(language).to_owned();
    view! {
        <form method="post" action=client::sign_in::callback()>
            <input type="hidden" name="state" value=state.to_owned() />
            <input type="hidden" name="person" value=person.id />
            <button type="submit" class="imk-people__person">
                <span class="imk-people__name">{person.name}</span>
                {born}
                <span class="imk-people__detail">{shows}</span>
            </button>
        </form>
    }
}
