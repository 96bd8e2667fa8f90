//! Account page: applications with timelines, messages, personal data.

use api::{Account, SessionPerson};
use leptos::prelude::*;
use ui::components::notice::{Notice, Tone};
use ui::components::page::Page;
use ui::components::status::{Failed, Loading};
use ui::platform::lang::use_lang;
use ui::platform::resource::Resource;

use crate::account::applications::Applications;
use crate::account::draft_banner::DraftBanner;
use crate::account::funding::Funding;
use crate::account::messages::Messages;
use crate::account::my_data::MyData;
use crate::account::open::OpenAccount;
use crate::account::sign_in_again::SignInAgain;
use crate::account::texts;
use crate::draft::controller::use_draft;
use crate::routes::Route;
use crate::session::use_session;
use crate::sign_in::expiry_notice::SessionExpiryNotice;
use crate::sign_in::redirect::{SignInButton, SignInFailed, use_sign_in};
use crate::sign_in::sign_out::{SessionEnd, SignOut, SignOutHint, use_session_end};
use crate::sign_in::texts as sign_in_texts;

/// The account page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let (lang, session) = (use_lang(), use_session());
    let done = use_session_end();
    on_cleanup(move || done.set(None));
    let title = move || texts::of(lang.get()).heading.to_owned();
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
                None => view! { <DraftBanner /> <OpenAccount person=person.clone() /> <SignOut /> <SignOutHint /> }
                    .into_any(),
                Some(account) => view! { <Overview person=person account=account /> }.into_any(),
            },
        },
    };
    view! {
        <Page title=Signal::derive(title)>
            <SessionExpiryNotice />
            {move || done.get().map(|done| view! { <JustDone done=done /> })}
            {content}
        </Page>
    }
}

#[component]
fn JustDone(done: SessionEnd) -> impl IntoView {
    let lang = use_lang();
    let text = move || match done {
        SessionEnd::SignedOut => sign_in_texts::of(lang.get()).signed_out,
        SessionEnd::Closed => texts::of(lang.get()).close.closed,
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
        view! { <SignInButton sign_in=sign_in return_to=Route::Account text=sign_in_texts::of(lang.get()).sign_in /> }
    };
    view! {
        <div class="imk-page--narrow">
            <p>{move || texts::of(lang.get()).sign_in_offer}</p>
            <SignInFailed sign_in=sign_in />
            <p class="imk-actions">{button}</p>
        </div>
    }
}

/// The open account. It loads the data that the session does not contain.
#[component]
fn Overview(person: SessionPerson, account: Account) -> impl IntoView {
    let applications = Resource::new(crate::client::applications::list);
    let messages = Resource::new(crate::client::account::messages);
    let export = Resource::new(crate::client::account::export);
    view! {
        <div class="imk-two imk-two--even">
            <div class="imk-stack">
                <DraftBanner />
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
