//! Notice that the signed-in person has applied.

use api::LiveApplication;
use leptos::prelude::*;
use rules::reading::LiveApplications;
use ui::components::link::PageLink;
use ui::components::notice::{Notice, Tone};
use ui::platform::lang::use_lang;

use crate::live_application::texts;
use crate::routes::Route;
use crate::session::use_session;
use crate::state::use_call;

/// Returns the live application that rules out another one (reading R7); `None` without a sign-in.
pub fn use_blocking_application() -> Signal<Option<LiveApplication>> {
    let (call, session) = (use_call(), use_session());
    let is_only_one = call.readings.live_applications == LiveApplications::One;
    Signal::derive(move || session.person().filter(|_| is_only_one)?.application)
}

/// The notice, with a link to the application.
#[component]
pub fn LiveApplicationNotice(
    /// The application.
    application: LiveApplication,
) -> impl IntoView {
    let lang = use_lang();
    move || {
        let language = lang.get();
        let texts = texts::of(language);
        let text = (texts.text)(application.title.get(language));
        let to = Route::Confirmation { id: application.id.clone() };
        view! {
            <Notice tone=Tone::Good heading=texts.heading>
                <p>{text} " " {texts.only_one}</p>
                <p>
                    <PageLink to=to>{texts.see}</PageLink>
                </p>
            </Notice>
        }
    }
}
