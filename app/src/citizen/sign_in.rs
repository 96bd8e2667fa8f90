//! The demonstration's identity provider: choose which invented person to be.
//!
//! In production this page is never seen: the server sends the browser to the real provider.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use rules::language::Language;
use rules::wire::DemoPerson;

use crate::answer::Answer;
use crate::api;
use crate::components::link::ButtonLink;
use crate::components::notice::{Notice, Tone};
use crate::components::page::Page;
use crate::components::status::{Failed, Loading};
use crate::i18n::common;
use crate::i18n::format::{Case, date};
use crate::i18n::sign_in;
use crate::routes::{Route, query};
use crate::state::use_lang;

/// The people to choose from, each a form of its own: signing in is a full-page redirect, here too.
#[component]
pub fn SignInPage() -> impl IntoView {
    let (lang, query) = (use_lang(), use_query_map());
    let people = Answer::to(api::sign_in::people);
    let state = Memo::new(move |_| query.read().get(query::STATE));
    let title = move || sign_in::texts(lang.get()).heading.to_owned();
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
        <p>{sign_in::texts(language).not_started}</p>
        <p class="imk-actions">
            <ButtonLink to=Route::Account>{common::texts(language).account}</ButtonLink>
        </p>
    }
}

#[component]
fn People(language: Language, people: Vec<DemoPerson>, state: String) -> impl IntoView {
    let texts = sign_in::texts(language);
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
    let born = (sign_in::texts(language).born_on)(&date(language, person.birth_date, Case::Nominative));
    let shows = person.shows.get(language).to_owned();
    view! {
        <form method="post" action=api::sign_in::callback()>
            <input type="hidden" name="state" value=state.to_owned() />
            <input type="hidden" name="person" value=person.id />
            <button type="submit" class="imk-people__person">
                <span class="imk-people__name">{person.name}</span>
                <span class="imk-people__detail">{born}</span>
                <span class="imk-people__detail">{shows}</span>
            </button>
        </form>
    }
}
