//! The learning account: applications as timelines, messages, one's own data.
#![expect(unreachable_pub, reason = "the `component` macro makes the properties of every component `pub`")]

use api::{Account, SessionPerson};
use leptos::prelude::*;

use super::leave::{SignInButton, SignInFailed, use_sign_in};
use super::sign_in_ending::SignInEnding;
use super::sign_out::{Done, SignOut, SignOutHint, use_done};
use crate::answer::Answer;
use crate::client::error::ApiError;
use crate::components::notice::{Notice, Tone};
use crate::components::page::Page;
use crate::components::status::{Failed, Loading};
use crate::forms::draft_keeper::use_draft;
use crate::i18n::{account, sign_in};
use crate::routes::Route;
use crate::state::{use_lang, use_session};

mod applications;
mod birth_date;
mod close;
mod contact_fields;
mod edit;
mod funding;
mod line;
mod messages;
mod my_data;
mod open;
mod sign_in_again;
mod sign_ins;
pub(crate) mod under_age;
mod unfinished;

use applications::Applications;
use funding::Funding;
use messages::Messages;
use my_data::MyData;
use open::OpenAccount;
use sign_in_again::SignInAgain;
use unfinished::Unfinished;

/// The account page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let (lang, session) = (use_lang(), use_session());
    let done = use_done();
    on_cleanup(move || done.set(None));
    let title = move || account::texts(lang.get()).heading.to_owned();
    let answer = Memo::new(move |_| session.answer());
    let typed = use_draft().account;
    let is_begun = Memo::new(move |_| typed.is_begun());
    let content = move || match answer.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Err(error)) => {
            view! { <Failed error=error on_retry=Callback::new(move |()| session.refresh()) /> }.into_any()
        }
        Some(Ok(answer)) => match answer.person {
            None if is_begun.get() => view! { <div class="imk-page--narrow"><SignInAgain /></div> }.into_any(),
            None => view! { <NotSignedIn /> }.into_any(),
            Some(person) => match person.account.clone() {
                None => view! { <Unfinished /> <OpenAccount person=person.clone() /> <SignOut /> <SignOutHint /> }
                    .into_any(),
                Some(account) => view! { <Overview person=person account=account /> }.into_any(),
            },
        },
    };
    view! {
        <Page title=Signal::derive(title)>
            <SignInEnding />
            {move || done.get().map(|done| view! { <JustDone done=done /> })}
            {content}
        </Page>
    }
}

#[component]
fn JustDone(done: Done) -> impl IntoView {
    let lang = use_lang();
    let text = move || match done {
        Done::SignedOut => sign_in::texts(lang.get()).signed_out,
        Done::Closed => account::texts(lang.get()).close.closed,
    };
    view! {
        <div class="imk-page--narrow" role="status">
            {move || view! { <Notice tone=Tone::Good heading=text() /> }}
        </div>
    }
}

#[component]
fn NotSignedIn() -> impl IntoView {
    let (lang, sign_in) = (use_lang(), use_sign_in());
    let button = move || {
        view! { <SignInButton sign_in=sign_in return_to=Route::Account text=sign_in::texts(lang.get()).sign_in /> }
    };
    view! {
        <div class="imk-page--narrow">
            <p>{move || account::texts(lang.get()).sign_in_offer}</p>
            <SignInFailed sign_in=sign_in />
            <p class="imk-actions">{button}</p>
        </div>
    }
}

/// The open account. What it shows beside the session's answer is asked for here.
#[component]
fn Overview(person: SessionPerson, account: Account) -> impl IntoView {
    let applications = Answer::to(crate::client::applications::list);
    let messages = Answer::to(crate::client::account::messages);
    let export = Answer::to(crate::client::account::export);
    view! {
        <div class="imk-two imk-two--even">
            <div class="imk-stack">
                <Unfinished />
                <Applications applications=applications />
                <Messages messages=messages />
            </div>
            <div class="imk-stack">
                <Funding />
                <MyData person=person account=account export=export />
            </div>
        </div>
    }
}

/// An answer that the server owes, in one of its three states.
fn awaited<T: Clone + Send + Sync + 'static, V: IntoView + 'static>(
    resource: Answer<Result<T, ApiError>>,
    show: impl Fn(T) -> V,
) -> AnyView {
    match resource.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(answer)) => show(answer).into_any(),
        Some(Err(error)) => {
            view! { <Failed error=error on_retry=Callback::new(move |()| resource.refetch()) /> }.into_any()
        }
    }
}
