//! Account page: applications with timelines, messages, personal data.

use api::{Account, SessionPerson};
use leptos::prelude::*;
use ui::components::notice::{Notice, Tone};
use ui::components::page::Page;
use ui::components::status::{Failed, Loading};
use ui::platform::http::error::ApiError;
use ui::platform::lang::use_lang;
use ui::platform::resource::Resource;

use crate::account::applications::Applications;
use crate::account::draft_banner::DraftBanner;
use crate::account::funding::Funding;
use crate::account::messages::Messages;
use crate::account::more_actions::MoreActions;
use crate::account::my_data::MyData;
use crate::account::open::OpenAccount;
use crate::account::sign_in_again::SignInAgain;
use crate::account::sign_ins::SignIns;
use crate::account::texts;
use crate::client;
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
    let typed = use_draft().account;
    let is_begun = Memo::new(move |_| typed.is_begun());
    let part = Memo::new(move |_| Part::of(session.answer(), || is_begun.get()));
    // The sections of an open account stay as they are while its data change.
    let data = Memo::new(move |_| session.person().and_then(|person| Some((person.clone(), person.account?))));
    let opened = use_just_opened(part);
    let just_opened =
        move || opened.get().then(|| view! { <Notice tone=Tone::Good heading=texts::of(lang.get()).opened /> });
    let content = move || match part.get() {
        Part::Loading => view! { <Loading /> }.into_any(),
        Part::Failed(error) => {
            view! { <Failed error=error on_retry=Callback::new(move |()| session.refresh()) /> }.into_any()
        }
        Part::SignInAgain => view! { <div class="imk-page--narrow"><SignInAgain /></div> }.into_any(),
        Part::NotSignedIn => view! { <NotSignedIn /> }.into_any(),
        Part::NoAccount(person) => {
            view! { <DraftBanner /> <OpenAccount person=*person /> <SignOut /> <SignOutHint /> }.into_any()
        }
        Part::Overview { .. } => view! { <Overview data=data /> }.into_any(),
    };
    view! {
        <Page title=Signal::derive(title)>
            <SessionExpiryNotice />
            {move || done.get().map(|done| view! { <JustDone done=done /> })}
            <div role="status">{just_opened}</div>
            {content}
        </Page>
    }
}

/// Content of the page. It is created again only when this changes.
#[derive(Clone, PartialEq)]
enum Part {
    Loading,
    Failed(ApiError),
    /// The session ended while the person filled in a form of the account.
    SignInAgain,
    NotSignedIn,
    NoAccount(Box<SessionPerson>),
    /// An open account. Another person gets a new page.
    Overview {
        name: String,
        personal_code_masked: String,
    },
}

impl Part {
    fn of(answer: Option<Result<api::Session, ApiError>>, is_begun: impl Fn() -> bool) -> Self {
        let person = match answer {
            None => return Self::Loading,
            Some(Err(error)) => return Self::Failed(error),
            Some(Ok(session)) => session.person,
        };
        match person {
            None if is_begun() => Self::SignInAgain,
            None => Self::NotSignedIn,
            Some(SessionPerson { name, personal_code_masked, account: Some(_), .. }) => {
                Self::Overview { name, personal_code_masked }
            }
            Some(person) => Self::NoAccount(Box::new(person)),
        }
    }
}

/// Whether the person has opened the account on this page.
fn use_just_opened(part: Memo<Part>) -> RwSignal<bool> {
    let opened = RwSignal::new(false);
    Effect::new(move |before: Option<bool>| {
        let (was_missing, is_open) =
            part.with(|part| (matches!(part, Part::NoAccount(_)), matches!(part, Part::Overview { .. })));
        opened.set(before == Some(true) && is_open);
        was_missing
    });
    opened
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
fn Overview(data: Memo<Option<(SessionPerson, Account)>>) -> impl IntoView {
    let applications = Resource::new(client::applications::list);
    let messages = Resource::new(client::account::messages);
    // Changed contact data change the exported file.
    let export = Resource::new(move || {
        data.track();
        client::account::export()
    });
    view! {
        <div class="imk-two imk-two--even">
            <div class="imk-stack">
                <DraftBanner />
                <Applications applications=applications />
                <Funding />
                <Messages messages=messages />
            </div>
            <div class="imk-stack">
                <MyData data=data />
                <SignIns />
                <MoreActions applications=applications export=export />
            </div>
        </div>
    }
}
